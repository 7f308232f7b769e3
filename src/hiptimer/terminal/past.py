"""What was done, for reading: each run with the work in it, asked for and done."""

from collections.abc import Iterable, Iterator

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import side_word
from hiptimer.engine.wording import clock_words, length_words
from hiptimer.journal.records import IntervalRecord, RunRecord, Status, WholeRun
from hiptimer.language import gettext as _
from hiptimer.terminal.table import table
from hiptimer.terminal.words import plain

_MINUTES = "%Y-%m-%d %H:%M"


def history_lines(wholes: Iterable[WholeRun]) -> Iterator[str]:
    """Yield runs in the order given, with a table of the work in each."""
    is_first = True
    for whole in wholes:
        if not is_first:
            yield ""
        is_first = False
        yield _run_line(whole.run)
        if whole.run.note:
            yield "  " + plain(whole.run.note)
        rows = [_row(one) for one in whole.intervals if one.kind.is_work]
        if rows:
            heads = (_("exercise"), _("side"), _("set"), _("asked"), _("done"), _("how"))
            yield from (f"  {line}" for line in table(heads, rows))
    if is_first:
        yield _("Nothing has been done yet.")


def _run_line(run: RunRecord) -> str:
    said = _("{moment}  {title}: {how}, {time} of work")
    return said.format(
        moment=run.started_at.astimezone().strftime(_MINUTES),
        title=plain(run.title),
        how=_status_word(run.status),
        time=clock_words(run.active_s),
    )


def _row(one: IntervalRecord) -> tuple[str, ...]:
    asked = one.prescribed
    count, seconds = asked.get("count"), asked.get("duration_s")
    if count is not None:
        wanted, done = _counts(count, asked), str(one.done_count or 0)
    else:
        seconds = float(seconds) if isinstance(seconds, int | float) else 0.0
        wanted, done = length_words(seconds), length_words(one.done_s)
    sets, rounds = asked.get("sets"), asked.get("rounds")
    turns = []
    if isinstance(sets, int) and sets > 1:
        turns.append(f"{one.set}/{sets}")
    if isinstance(rounds, int) and rounds > 1:
        turns.append(_("round {n}").format(n=f"{one.round}/{rounds}"))
    return (
        plain(one.name),
        side_word(one.side) if one.side else "",
        ", ".join(turns),
        wanted,
        done,
        "" if one.outcome is Outcome.COMPLETE else _outcome_word(one.outcome),
    )


def _counts(count: object, asked: dict[str, object]) -> str:
    least = asked.get("minimum_count")
    return f"{least}-{count}" if least not in (None, count) else str(count)


def _status_word(status: Status) -> str:
    words = {
        Status.RUNNING: _("not finished"),
        Status.COMPLETE: _("done"),
        Status.STOPPED: _("ended early"),
        Status.PAIN: _("ended because something hurt"),
        Status.CUT_OFF: _("cut off"),
    }
    return words[status]


def _outcome_word(outcome: Outcome) -> str:
    words = {
        Outcome.COMPLETE: _("done"),
        Outcome.SHORTENED: _("shortened"),
        Outcome.SKIPPED: _("left out"),
        Outcome.RESTARTED: _("begun again"),
        Outcome.PAIN: _("stopped because something hurt"),
        Outcome.STOPPED: _("ended here"),
    }
    return words[outcome]
