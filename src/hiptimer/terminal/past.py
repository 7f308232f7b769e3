"""What was done, for reading: each run with the work in it, asked for and done."""

from collections.abc import Iterable, Iterator

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import side_word
from hiptimer.engine.wording import clock_words, length_words
from hiptimer.journal.records import (
    CheckIns,
    Difficulty,
    IntervalRecord,
    PainAnswer,
    PainStop,
    Reason,
    Status,
    WholeRun,
    ended_in,
)
from hiptimer.language import gettext as _
from hiptimer.report.doses import amount_words
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
        yield _run_line(whole)
        for line in filter(None, (_answers_line(whole.run.check_ins), plain(whole.run.note))):
            yield "  " + line
        rows = [_row(one) for one in whole.intervals if one.kind.is_work]
        if rows:
            heads = (_("exercise"), _("side"), _("set"), _("asked"), _("done"), _("how"))
            yield from (f"  {line}" for line in table(heads, rows))
        yield from (f"  {_stop_line(stop)}" for stop in whole.stops)
    if is_first:
        yield _("Nothing has been done yet.")


def _run_line(whole: WholeRun) -> str:
    run = whole.run
    said = _("{moment}  {title}: {how}, {time} of work")
    return said.format(
        moment=run.started_at.astimezone().strftime(_MINUTES),
        title=plain(run.title),
        how=_how_it_ended(whole),
        time=clock_words(run.active_s),
    )


def _how_it_ended(whole: WholeRun) -> str:
    word, ended = _status_word(whole.run.status), ended_in(whole)
    # The table tells why work was ended, and of a change or a rest there is no row.
    if ended is None or ended.why is None or ended.kind.is_work:
        return word
    return _("{how} ({why})").format(how=word, why=_reason_word(ended.why))


def _answers_line(answers: CheckIns) -> str:
    """Return what the person answered around a run: "pain 2 before, 4 after; effort 6; about right"."""
    pains = (
        (answers.pain_before, _("{n} before")),
        (answers.pain_after, _("{n} after")),
        (answers.pain_next_morning, _("{n} the next morning")),
    )
    pain = ", ".join(words.format(n=n) for n, words in pains if n is not None)
    settled = {True: _("settled by the next morning"), False: _("not settled by the next morning")}
    said = [
        _("pain {words}").format(words=pain) if pain else "",
        settled[answers.settled] if answers.settled is not None else "",
        _("effort {n}").format(n=answers.effort) if answers.effort is not None else "",
        _difficulty_word(answers.difficulty) if answers.difficulty else "",
    ]
    return "; ".join(filter(None, said))


def _stop_line(stop: PainStop) -> str:
    where = plain(stop.name)
    if stop.side:
        where = _("{name}, {side}").format(name=where, side=side_word(stop.side))
    said = [_("pain stop at {where}").format(where=where)]
    if stop.pain is not None:
        said.append(_("pain {words}").format(words=stop.pain))
    if stop.answer is not None:
        said.append(_answer_word(stop.answer))
    return "; ".join(said)


def _row(one: IntervalRecord) -> tuple[str, ...]:
    asked = one.prescribed
    count = asked.get("count")
    if count is not None:
        wanted, done = _counts(count, asked), str(one.done_count or 0)
    else:
        wanted, done = amount_words(asked), length_words(one.done_s)
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
        _how(one),
    )


def _how(one: IntervalRecord) -> str:
    if one.outcome is Outcome.COMPLETE:
        return ""
    word = _outcome_word(one.outcome)
    # That it hurt is not said twice.
    if one.why is None or (one.why is Reason.PAIN and one.outcome is Outcome.PAIN):
        return word
    return _("{how} ({why})").format(how=word, why=_reason_word(one.why))


def _counts(count: object, asked: dict[str, object]) -> str:
    least = asked.get("minimum_count")
    said = f"{least}-{count}" if least not in (None, count) else str(count)
    is_open = asked.get("open") and asked.get("pace") != "self"
    return _("{n} or more").format(n=said) if is_open else said


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


def _difficulty_word(difficulty: Difficulty) -> str:
    words = {
        Difficulty.TOO_EASY: _("too easy"),
        Difficulty.ABOUT_RIGHT: _("about right"),
        Difficulty.TOO_HARD: _("too hard"),
    }
    return words[difficulty]


def _answer_word(answer: PainAnswer) -> str:
    words = {
        PainAnswer.CARRY_ON: _("carried on"),
        PainAnswer.EASIER: _("went on with the easier version"),
        PainAnswer.SKIP: _("left the rest of it out"),
        PainAnswer.END: _("ended the session"),
    }
    return words[answer]


def _reason_word(why: Reason) -> str:
    words = {
        Reason.NO_TIME: _("no time"),
        Reason.PAIN: _("pain"),
        Reason.KIT: _("no kit"),
        Reason.DONT_LIKE: _("did not like it"),
        Reason.OTHER: _("another reason"),
    }
    return words[why]
