"""Every page that is not the player's, and every sheet, at the states that look different."""

from collections.abc import Callable
from pathlib import Path

from hiptimer.journal.records import Difficulty, Status
from hiptimer.journal.store import wall_clock
from hiptimer.library.finding import on_offer
from hiptimer.resources import bundled_sessions
from hiptimer.ui.actions import Action
from hiptimer.ui.pages.exchange_sheet import TakeInSheet, TroubleSheet
from hiptimer.ui.pages.morning import MorningCard
from hiptimer.ui.pages.pain_stop import PainSheet
from hiptimer.ui.pages.revision_sheet import NewRevisionSheet
from hiptimer.ui.window import DETAIL, HISTORY, PREFLIGHT, SETTINGS
from tools.picturing.moments import EVERY_KIND, MOMENTS, show_moment
from tools.picturing.studio import Studio
from tools.picturing.year import assigned_text, made_year

WRONG = EVERY_KIND.replace("low-lunge, hold: 30 s,", "low-lung, hold: 30 s,").replace(
    "lead_in: 1", "lead: 1"
)
DETAILS = """\
hiptimer 0.1.0, Python 3.12.4, Qt 6.9.1, Linux

Traceback (most recent call last):
  File "hiptimer/ui/pages/player.py", line 171, in refresh
    state = stage_state(player, caption, self._not_done)
  File "hiptimer/ui/showing.py", line 57, in stage_state
    raise ZeroDivisionError
ZeroDivisionError: division by zero"""
REFUSED = """\
~/Documents/history.jsonl is damaged, and nothing of it was taken in.
Line 3: It is no JSON, or too much of it.
Line 4: “id” is missing or cannot be used.
20 more lines."""


def bundled(stem: str) -> Path:
    """Return a session file that ships with the program."""
    return next(path for path in bundled_sessions() if path.stem == stem)


def _fill_the_year(studio: Studio) -> Path:
    """Put an assigned session on the shelf and a year into the journal, once; return its file."""
    shelf = studio.app.places.shelf_dir

    def found() -> Path | None:
        offers = on_offer(shelf, studio.catalogue)
        return next((one.path for one in offers if one.id == "hip-session-a"), None)

    path = found()
    if path is not None:
        return path
    now = wall_clock()
    studio.app.choosing.open_file(studio.file("hip-a.yaml", assigned_text(now.date())))
    path = found()
    if path is None:
        raise ValueError("the assigned session did not come to the shelf")
    desk, routine = bundled("desk-break"), bundled("complete-routine")
    runs = made_year(path, routine, desk, studio.catalogue, now)
    studio.app.journal.merge(list(runs))
    return path


# Today.


def _today(studio: Studio) -> None:
    studio.app.choosing.show_today()


def _today_due(studio: Studio) -> None:
    _fill_the_year(studio)
    studio.app.choosing.show_today()


def _today_morning_answered(studio: Studio) -> None:
    _today_due(studio)
    studio.settle()
    card = studio.window.today.findChildren(MorningCard)[-1]
    card.pain.scale.type_digit("3")


# One session.


def _detail(studio: Studio) -> None:
    studio.app.choosing.open_key(str(bundled("complete-routine")))


def _detail_assigned(studio: Studio) -> None:
    studio.app.choosing.open_key(str(_fill_the_year(studio)))


def _detail_answered(studio: Studio) -> None:
    _detail_assigned(studio)
    if studio.window.detail.pain is not None:
        studio.window.detail.pain.scale.type_digit("4")


def _problems(studio: Studio) -> None:
    studio.app.choosing.open_file(studio.file("every-kind.yaml", WRONG))


def _help(studio: Studio) -> None:
    _detail(studio)
    studio.window.detail.help_link.click()


def _revision(studio: Studio) -> None:
    _detail(studio)
    NewRevisionSheet(studio.app.theme, studio.window, "Hip session A").open()


# Before and after a session.


def _preflight(studio: Studio) -> None:
    page = studio.window.preflight
    page.show_content(studio.app.keeping.preferences, DEVICES)
    studio.window.show_page(PREFLIGHT)
    page.set_trouble("")


def _preflight_help(studio: Studio) -> None:
    _preflight(studio)
    studio.window.preflight.no.click()
    studio.settle()
    said = "No loudspeaker or headphones were found, so sessions are shown but not heard."
    studio.window.preflight.set_trouble(said)


DEVICES = (("built-in", "Built-in speakers"), ("hp", "Headphones of a rather long name (USB)"))


def _finish(studio: Studio, path: Path, *, skips: bool = False) -> None:
    detail = studio.window.detail
    studio.app.choosing.open_key(str(path))
    detail.start.emit(detail.choices)

    def over() -> bool:
        playback = studio.app.performing.playback
        if playback is None:
            return True
        here = playback.player.interval
        is_skipped = skips and here is not None and here.step == 2
        if is_skipped or playback.player.is_waiting:
            playback.next()
        return False

    studio.until(over)


def _finished(studio: Studio) -> None:
    _finish(studio, bundled("desk-break"))


def _finished_asks(studio: Studio) -> None:
    _finish(studio, _fill_the_year(studio), skips=True)


def _finished_answered(studio: Studio) -> None:
    _finished_asks(studio)
    page = studio.window.finished
    form = page.form
    if form.effort is None or form.pain is None or form.difficulty is None:
        raise ValueError("the session does not ask what it should")
    form.effort.type_digit("6")
    form.pain.scale.type_digit("4")
    form.difficulty.set_value(Difficulty.ABOUT_RIGHT.value)
    page.note.setPlainText("Wobbly on the right, fine on the left.")
    page.flush()


# History.


def _history(studio: Studio) -> None:
    studio.window.shell.page_chosen.emit(HISTORY)


def _history_year(studio: Studio) -> None:
    _fill_the_year(studio)
    _history(studio)


def _run(studio: Studio) -> None:
    _history_year(studio)
    one = next(run for run in studio.app.journal.runs(limit=90) if run.status is Status.PAIN)
    studio.window.history.open_run.emit(one.id)


def _correct(studio: Studio) -> None:
    _run(studio)
    studio.window.history.one.correct_button.click()


def _away(studio: Studio) -> None:
    _history_year(studio)
    studio.window.history.overview.add_button.click()


def _report(studio: Studio) -> None:
    _history_year(studio)
    studio.window.history.overview.report_button.click()


def _removed(studio: Studio) -> None:
    _history_year(studio)
    studio.window.history.tell_removed("Hip session A")


# Settings.


def _settings(studio: Studio) -> None:
    studio.window.shell.page_chosen.emit(SETTINGS)


def _about(studio: Studio) -> None:
    _settings(studio)
    studio.window.settings.about.click()


def _take_in(studio: Studio) -> None:
    _settings(studio)
    said = "12 runs would be added.\n3 are here already.\n1 is here in another form and stays."
    name = "hiptimer-history-2026-11-23.jsonl"
    TakeInSheet(studio.app.theme, studio.window, name, said, is_new=True).open()


def _refused(studio: Studio) -> None:
    _settings(studio)
    title = "This file cannot be taken in"
    TroubleSheet(studio.app.theme, studio.window, title, REFUSED).open()


def _failure(studio: Studio) -> None:
    studio.window.show_page(DETAIL)
    studio.window.fail(DETAILS, "~/.local/state/hiptimer/hiptimer.log")


def _last_words(studio: Studio) -> None:
    every_kind = studio.session(studio.file("good.yaml", EVERY_KIND))
    show_moment(studio, every_kind, MOMENTS["hold-right"])
    studio.window.player.act(Action.WORDS)


def _pain_assigned(studio: Studio) -> None:
    assigned = studio.session(_fill_the_year(studio))
    show_moment(studio, assigned, MOMENTS["pain"])
    studio.settle()
    for sheet in studio.window.findChildren(PainSheet):
        if sheet.isVisible():
            sheet.pain.scale.type_digit("6")


PAGES: dict[str, Callable[[Studio], object]] = {
    "today": _today,
    "detail": _detail,
    "problems": _problems,
    "help": _help,
    "revision": _revision,
    "preflight": _preflight,
    "preflight-help": _preflight_help,
    "finished": _finished,
    "history-first": _history,
    "today-due": _today_due,
    "today-morning-answered": _today_morning_answered,
    "detail-assigned": _detail_assigned,
    "detail-answered": _detail_answered,
    "finished-asks": _finished_asks,
    "finished-answered": _finished_answered,
    "history-year": _history_year,
    "run": _run,
    "correct": _correct,
    "away": _away,
    "report": _report,
    "removed": _removed,
    "settings": _settings,
    "about": _about,
    "take-in": _take_in,
    "refused": _refused,
    "failure": _failure,
    "last-words": _last_words,
    "pain-assigned": _pain_assigned,
}
"""Each by its name, in an order in which the first ones still find an empty journal."""
