"""Choosing what to play: the sessions on offer, their pages, and files that are opened."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from pathlib import Path

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog

from hiptimer.engine.assignment import in_hand
from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.progression import week_in_hand
from hiptimer.engine.session import Often, Session, When
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import Timeline, unroll
from hiptimer.errors import HiptimerError, JournalError
from hiptimer.journal.calendar import first_day
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import RunRecord, WholeRun, resumable_at
from hiptimer.journal.spill import take_in
from hiptimer.journal.store import wall_clock
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.library.finding import Loaded, OnOffer, load_path, on_offer
from hiptimer.library.shelf import Arrival, ArrivalKind, Book, Shelf
from hiptimer.places import Places
from hiptimer.ui.keeping import Keeping
from hiptimer.ui.mornings import Mornings
from hiptimer.ui.pages.detail_content import SessionChoices
from hiptimer.ui.pages.problems import ProblemsContent
from hiptimer.ui.pages.revision_sheet import KEEP_OLD, USE_NEW, NewRevisionSheet
from hiptimer.ui.pages.run_rows import stopped_words
from hiptimer.ui.pages.tiles import Asked, Tile
from hiptimer.ui.pages.today import ResumeCard, TodayContent
from hiptimer.ui.run_content import figure, is_work, moment
from hiptimer.ui.session_content import detail, has_floor, tile
from hiptimer.ui.window import DETAIL, PROBLEMS, TODAY, Window

MORNING_UNTIL, EVENING_FROM = 12, 18


@dataclass(frozen=True, slots=True)
class Chosen:
    """A session to play, as it was read, and what the person chose for this run."""

    loaded: Loaded
    timeline_choices: Choices
    choices: SessionChoices


class Choosing(QObject):
    """Leads from the list of sessions, or from a file, to a session that is to begin."""

    start_wanted = Signal(Chosen)
    resume_wanted = Signal(str)

    def __init__(
        self,
        places: Places,
        catalogue: Catalogue,
        journal: Journal,
        keeping: Keeping,
        window: Window,
    ) -> None:
        """Wire the pages; nothing is read yet."""
        super().__init__()
        self._places = places
        self.catalogue = catalogue
        self._journal = journal
        self._keeping = keeping
        self._window = window
        self._shelf = Shelf(places.shelf_dir, catalogue)
        self._loaded: Loaded | None = None
        self._problem_path: Path | None = None
        self._mornings = Mornings(journal, window, self.show_today)
        today, page = window.today, window.detail
        today.open_session.connect(self.open_key)
        today.start_session.connect(self._start_key)
        today.open_problems.connect(lambda key: self._show_problems(Path(key)))
        today.resume_run.connect(self.resume_wanted)
        today.dismiss_run.connect(self._dismiss)
        today.open_file.connect(self.open_file)
        today.choose_file.connect(self.choose_file)
        page.back.connect(self.show_today)
        page.choices_changed.connect(self._show_detail)
        page.start.connect(self._start)
        window.problems.back.connect(self.show_today)
        window.problems.try_again.connect(self._try_again)
        window.problems.use_anyway.connect(self._use_anyway)
        window.shell.open_file_wanted.connect(self.choose_file)

    def open_journal(self) -> None:
        """Open the journal and take in what an earlier run could not write; tell what went wrong."""
        try:
            if said := self._journal.open_or_set_aside():
                self._window.warn(said)
            for trouble in take_in(self._journal, self._places.data_dir):
                self._window.warn(trouble)
        except JournalError as error:
            self._window.warn(str(error))

    def show_today(self) -> None:
        """Show the sessions on offer."""
        self.refresh()
        self._window.show_page(TODAY)

    def refresh(self) -> None:
        """Show what has come in meanwhile on the page of sessions."""
        self._window.today.show_content(self._today(wall_clock()))

    def choose_file(self) -> None:
        """Ask for a session file."""
        dialog = QFileDialog(self._window, _("Open a session file"))
        dialog.setNameFilter(_("Session files (*.yaml *.yml)"))
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        dialog.fileSelected.connect(lambda name: self.open_file(Path(name)))
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def open_file(self, path: Path) -> None:
        """Take a file to the shelf and show its session; one with errors shows them beside its lines."""
        try:
            arrival = self._shelf.look_at(path)
            self._arrive(path, arrival)
        except HiptimerError as error:
            self.show_today()
            self._window.warn(str(error))

    @property
    def loaded(self) -> Loaded | None:
        """Return the session whose page was shown last, None before the first."""
        return self._loaded

    def open_key(self, key: str) -> None:
        """Show the page of a session on offer."""
        loaded = self._load(Path(key))
        if loaded is not None:
            self._loaded = loaded
            self._show_detail(self._usual_choices(loaded.session))
            self.show_detail()

    def show_detail(self) -> None:
        """Show the page of the session once more, as it was left."""
        self._window.show_page(DETAIL)
        self._window.detail.focus_start()

    def open_again(self, loaded: Loaded, choices: SessionChoices) -> None:
        """Show the page of a session once more at the same choices; what was answered is asked anew."""
        self._loaded = loaded
        self._show_detail(replace(choices, pain_before=None))
        self.show_detail()

    def asked(self, session: Session) -> Asked | None:
        """Return how often an assigned session was asked for, and done in the time that counts now."""
        assigned, now = session.assigned, wall_clock()
        if assigned is None:
            return None
        begun = assigned.start or self._first_day(session)
        span = in_hand(assigned, begun, now.date())
        if span is None:
            return None
        first, following = span
        done = self._done(session, datetime.combine(first, time()).astimezone())
        return Asked(done, assigned.times, assigned.often, following)

    def timeline_choices(self, session: Session, choices: SessionChoices) -> Choices:
        """Return the choices of a run as the timeline takes them, in the week in hand."""
        return Choices(
            scale=choices.scale,
            week=self._week(session),
            first=choices.first,
            left_out=choices.left_out,
        )

    def unroll(self, session: Session, choices: Choices) -> Timeline:
        """Return the timeline of a session."""
        return unroll(session, self.catalogue, choices)

    def folder_of(self, session_id: str, revision: int | None) -> Path | None:
        """Return the folder that holds a revision of a session on the shelf, with its pictures."""
        book = self._shelf.revision(session_id, revision) if revision else None
        return book.path.parent if book else None

    def was_done_before(self, session: Session) -> bool:
        """Say whether this session has been played before."""
        return self._first_day(session) is not None

    def _arrive(self, path: Path, arrival: Arrival) -> None:
        match arrival.kind:
            case ArrivalKind.WRONG:
                self._show_problems(path)
            case ArrivalKind.IDENTICAL | ArrivalKind.EARLIER if arrival.on_shelf is not None:
                if arrival.kind is ArrivalKind.EARLIER:
                    self._window.tell(_("This is an earlier version; the newer one is shown."))
                self.open_key(str(arrival.on_shelf.path))
            case ArrivalKind.REVISION if arrival.on_shelf is not None:
                self.show_today()
                self._ask_revision(path, arrival.on_shelf)
            case _ if arrival.reading.warnings:
                self._show_problems(path)
            case _:
                self._put(path)

    def _put(self, path: Path) -> None:
        try:
            book = self._shelf.put(path)
        except HiptimerError as error:
            self._window.warn(str(error))
            return
        self.open_key(str(book.path))

    def _ask_revision(self, path: Path, on_shelf: Book) -> None:
        sheet = NewRevisionSheet(self._keeping.theme, self._window, on_shelf.title)

        def answered(answer: str) -> None:
            sheet.deleteLater()
            if answer == USE_NEW:
                self._put(path)
            elif answer == KEEP_OLD:
                self.open_key(str(on_shelf.path))

        sheet.closed.connect(answered)
        sheet.open()

    def _show_problems(self, path: Path) -> None:
        self._problem_path = path
        arrival = self._shelf.look_at(path)
        content = ProblemsContent(
            file=path.name, text=_text(path), problems=arrival.reading.problems
        )
        self._window.problems.show_content(content)
        self._window.show_page(PROBLEMS)

    def _try_again(self) -> None:
        if self._problem_path is not None:
            self.open_file(self._problem_path)

    def _use_anyway(self) -> None:
        if self._problem_path is not None:
            self._put(self._problem_path)

    def _load(self, path: Path) -> Loaded | None:
        loaded, _problems = load_path(path, self.catalogue)
        if loaded is None:
            self._show_problems(path)
        return loaded

    def _start_key(self, key: str) -> None:
        loaded = self._load(Path(key))
        if loaded is None:
            return
        if When.BEFORE in loaded.session.ask.pain:
            self.open_key(key)  # its page asks; Start has the focus there
            return
        self._loaded = loaded
        self._start(self._usual_choices(loaded.session))

    def _start(self, choices: SessionChoices) -> None:
        if self._loaded is not None:
            chosen = self.timeline_choices(self._loaded.session, choices)
            self.start_wanted.emit(Chosen(self._loaded, chosen, choices))

    def _show_detail(self, choices: SessionChoices) -> None:
        if self._loaded is None:
            return
        session = self._loaded.session
        content = detail(
            str(self._loaded.found.path),
            session,
            self.catalogue,
            self.timeline_choices(session, choices),
            choices,
            first_time=not self._runs(limit=1),
        )
        self._window.detail.show_content(content)

    def _usual_choices(self, session: Session) -> SessionChoices:
        preferences = self._keeping.preferences
        timeline = self.unroll(session, Choices(week=self._week(session)))
        return SessionChoices(
            sound_level=(session.sound or preferences.sound_level),
            full_screen=preferences.full_screen and has_floor(timeline),
        )

    def _week(self, session: Session) -> int:
        begun = session.assigned.start if session.assigned else None
        return week_in_hand(begun or self._first_day(session), wall_clock().date())

    def _first_day(self, session: Session) -> date | None:
        try:
            with self._journal.store.reading() as db:
                return first_day(db, session.id)
        except JournalError:
            return None  # told when the journal was opened; a session can be played without it

    def _runs(self, limit: int) -> tuple[RunRecord, ...]:
        try:
            return self._journal.runs(limit=limit)
        except JournalError:
            return ()

    def _dismiss(self, run_id: str) -> None:
        try:
            self._journal.set_cut_off(run_id)
        except JournalError as error:
            self._window.warn(str(error))
        self.show_today()

    def _today(self, now: datetime) -> TodayContent:
        offers = list(on_offer(self._places.shelf_dir, self.catalogue))
        tiles = {offer.id: self._tile(offer) for offer in reversed(offers)}
        tiles = {offer.id: tiles[offer.id] for offer in offers}
        hero_id, label, is_due = self._hero(offers, tiles)
        return TodayContent(
            greeting=_greeting(now),
            date_text=f"{now:%A} {now.day} {now:%B}",
            morning=self._mornings.card(now.date()),
            resume=self._resume_card(),
            hero=tiles.get(hero_id),
            hero_label=label,
            hero_is_due=is_due,
            tiles=tuple(one for key, one in tiles.items() if key != hero_id),
        )

    def _tile(self, offer: OnOffer) -> Tile:
        session = offer.reading.session
        if session is None:
            count = len(offer.reading.errors)
            broken = ngettext("{n} thing to put right", "{n} things to put right", count)
            return Tile(key=str(offer.path), title=offer.title, broken=broken.format(n=count))
        timeline = self.unroll(session, Choices(week=self._week(session)))
        return tile(str(offer.path), session, timeline, self.asked(session))

    def _done(self, session: Session, since: datetime) -> int:
        try:
            return self._journal.done_since(since).get(session.id, 0)
        except JournalError:
            return 0

    def _hero(self, offers: Iterable[OnOffer], tiles: dict[str, Tile]) -> tuple[str, str, bool]:
        """Return the session to offer first, why, and whether it is due.

        Where none is due it is the last one done, else a short one.
        """
        for offer in offers:
            asked = tiles[offer.id].asked
            if offer.book is not None and asked is not None and asked.is_due:
                weekly = asked.often is Often.PER_WEEK
                return offer.id, _("Due this week") if weekly else _("Due today"), True
        for run in self._runs(limit=1):
            if run.session_id in tiles:
                return run.session_id, _("Last done"), False
        playable = [(one.duration_s, key) for key, one in tiles.items() if not one.broken]
        return (min(playable)[1], _("A good start"), False) if playable else ("", "", False)

    def _resume_card(self) -> ResumeCard | None:
        try:
            unfinished = self._journal.unfinished()
        except JournalError:
            return None
        return next((card for one in unfinished if (card := _card(one)) is not None), None)


def _card(whole: WholeRun) -> ResumeCard | None:
    at = resumable_at(whole)
    if at is None:
        return None
    work = [one for one in whole.run.prescribed if is_work(one)]
    steps = list(dict.fromkeys(one["step"] for one in work))
    here = whole.run.prescribed[at]
    side = here.get("side")
    words = {"left": _("left side next"), "right": _("right side next")}.get(str(side), "")
    ended = whole.intervals[-1].ended_at if whole.intervals else whole.run.started_at
    return ResumeCard(
        run_id=whole.run.id,
        title=whole.run.title,
        stopped_at=stopped_words(ended.astimezone(), wall_clock().astimezone().date()),
        step=steps.index(here["step"]) + 1,
        steps=len(steps),
        next_words=f"{here['name']}, {words}" if words else str(here["name"]),
        figure=figure(here),
        moment=moment(here),
    )


def _greeting(now: datetime) -> str:
    if now.hour < MORNING_UNTIL:
        return _("Good morning")
    return _("Good afternoon") if now.hour < EVENING_FROM else _("Good evening")


def _text(path: Path) -> str:
    try:
        with path.open("rb") as file:
            return file.read(1_048_576).decode("utf-8", errors="replace")
    except OSError:
        return ""
