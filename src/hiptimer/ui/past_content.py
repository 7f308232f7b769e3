"""A run of the past as the history shows it: its row in the list, and all that was asked and done in it."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import groupby

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Side, side_word
from hiptimer.engine.interval import Kind
from hiptimer.engine.pain import PainBand, PainLevel, band_of
from hiptimer.engine.plain import Plain
from hiptimer.engine.session import Version
from hiptimer.engine.wording import length_words
from hiptimer.journal.adherence import RunSummary, StepState, summarise
from hiptimer.journal.calendar import RunLine
from hiptimer.journal.former import Former
from hiptimer.journal.records import (
    IntervalRecord,
    Origin,
    PainAnswer,
    PainStop,
    Reason,
    Status,
    WholeRun,
    effective,
    ended_in,
)
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.report.doses import amount_words
from hiptimer.ui.former_content import former_content
from hiptimer.ui.pages.finished_content import StepMark, not_begun_words, reason_words
from hiptimer.ui.pages.run_detail import DoneBout, DoneStep, EditableBout, Run
from hiptimer.ui.pages.run_rows import Row
from hiptimer.ui.run_content import is_work


def row(line: RunLine, bands: Iterable[PainBand]) -> Row:
    """Return a run as the list shows it; `bands` are those of its session."""
    return Row(
        run_id=line.id,
        title=line.title,
        started=line.started,
        status=line.status,
        active_s=line.active_s,
        whole=not line.some_left_out,
        away=line.origin is Origin.ADDED,
        pain_before=line.pain_before,
        pain_after=line.pain_after,
        effort=line.effort,
        level=_level(bands, line.pain_before, line.pain_after),
    )


def past(whole: WholeRun, bands: Iterable[PainBand] = (), former: Iterable[Former] = ()) -> Run:
    """Return a run with what was asked and done of each step, side by side and set by set.

    `former` are the forms of it that were replaced.
    """
    run, summary = whole.run, summarise(whole)
    # Of a run added by hand nobody knows which part was done, unless the person has told it.
    told_apart = run.origin is not Origin.ADDED or bool(whole.intervals)
    said = run.check_ins
    ended = ended_in(whole)
    why_ended = ended.why if ended else None
    return Run(
        run_id=run.id,
        title=run.title,
        started=run.started_at,
        status=run.status,
        active_s=summary.active_s,
        part=summary.share if told_apart else None,
        away=run.origin is Origin.ADDED,
        whole=_is_whole(summary) if told_apart else run.status is Status.COMPLETE,
        told_apart=told_apart,
        note=run.note,
        check_ins=said,
        level=_level(bands, said.pain_before, said.pain_after),
        asks_next_morning=run.ask_next_morning,
        not_begun=_not_begun(summary, why_ended) if told_apart else "",
        why_ended=why_ended,
        stops=tuple(map(_stop_words, whole.stops)),
        steps=tuple(_steps(whole)) if told_apart else (),
        bouts=tuple(_editable(whole)) if run.status is not Status.RUNNING else (),
        corrected=_corrected_words(whole),
        former=former_content((one, past(one.before), past(one.after)) for one in former),
    )


def _level(bands: Iterable[PainBand], before: int | None, after: int | None) -> PainLevel | None:
    band = band_of(bands, before if after is None else after)
    return band.level if band else None


def _is_whole(summary: RunSummary) -> bool:
    return all(step.state is StepState.COMPLETE for step in summary.steps)


def _not_begun(summary: RunSummary, why: Reason | None) -> str:
    if not summary.not_reached:
        return ""
    said = not_begun_words(summary.not_reached)
    return f"{said} {_why_words([why])}" if why else said


def _why_words(reasons: Iterable[Reason]) -> str:
    words = ", ".join(map(reason_words, dict.fromkeys(reasons)))
    return _("Reason: {words}").format(words=words) if words else ""


def _corrected_words(whole: WholeRun) -> str:
    at = whole.run.corrected_at
    if at is None:
        return ""
    return _("Put right on {day}.").format(day=f"{at.day} {at:%B %Y}")


def _stop_words(stop: PainStop) -> str:
    said = [f"{stop.name}, {side_word(stop.side)}" if stop.side else stop.name]
    if stop.pain is not None:
        said.append(_("pain {n}").format(n=stop.pain))
    if stop.answer is not None:
        said.append(
            {
                PainAnswer.CARRY_ON: _("then carried on"),
                PainAnswer.EASIER: _("then the easier version"),
                PainAnswer.SKIP: _("then went on to the next"),
                PainAnswer.END: _("then ended the session"),
            }[stop.answer]
        )
    return _("Stopped for pain: {words}").format(words=" · ".join(said))


def _steps(whole: WholeRun) -> Iterator[DoneStep]:
    counts = effective(whole.intervals)
    work = [one for one in whole.run.prescribed if is_work(one)]
    for _step_number, of_step in groupby(work, key=lambda one: one["step"]):
        asked = list(of_step)
        records = [one for bout in asked if (one := counts.get(_index(bout))) is not None]
        yield DoneStep(
            name=str(asked[0]["name"]),
            version=_version(records),
            why=_why_words(one.why for one in records if one.why is not None),
            bouts=tuple(_bout(one, counts.get(_index(one))) for one in asked),
        )


def _index(bout: Plain) -> int:
    return int(str(bout["index"]))


def _version(records: Sequence[IntervalRecord]) -> str:
    """Return the words for the version in which a step was last done, if it is not the plain one."""
    done = [record for record in records if record.version is not None]
    if not done:
        return ""
    is_easier = done[-1].version is Version.EASIER
    said = _("Easier version: {name}") if is_easier else _("Deeper version: {name}")
    return said.format(name=done[-1].name)


def _which(bout: Plain) -> str:
    """Return what tells a bout from the others of its step: "Left, set 2"."""
    parts = [side_word(Side(str(bout["side"])))] if bout.get("side") else []
    if int(str(bout.get("rounds") or 1)) > 1:
        parts.append(_("round {number}").format(number=bout["round"]))
    if int(str(bout.get("sets") or 1)) > 1:
        parts.append(_("set {number}").format(number=bout["set"]))
    said = ", ".join(parts)
    return said[:1].upper() + said[1:]


def _bout(bout: Plain, record: IntervalRecord | None) -> DoneBout:
    return DoneBout(
        asked=amount_words(bout),
        done=_done(bout, record) if record else _("not done"),
        which=_which(bout),
        more=_extra_words(record.extra_s) if record else "",
        mark=_mark(record),
    )


def _mark(record: IntervalRecord | None) -> StepMark:
    if record is None:
        return StepMark.LEFT_OUT
    if record.outcome is Outcome.COMPLETE:
        return StepMark.DONE
    return StepMark.CUT_SHORT if record.done_s > 0 or record.done_count else StepMark.LEFT_OUT


def _extra_words(extra_s: float) -> str:
    seconds = round(extra_s)
    if not seconds:
        return ""
    said = _("{time} added") if seconds > 0 else _("{time} taken off")
    return said.format(time=length_words(abs(seconds)))


def _done(bout: Plain, record: IntervalRecord) -> str:
    count = record.done_count
    amount = length_words(record.done_s) if count is None else _counted(bout, count, str(count))
    if record.outcome is Outcome.PAIN:
        return _("{amount} · stopped: pain").format(amount=amount)
    return amount


def _counted(bout: Plain, count: int, said: str) -> str:
    if bout["kind"] == Kind.BREATHE.value:
        return ngettext("{n} breath", "{n} breaths", count).format(n=said)
    return ngettext("{n} rep", "{n} reps", count).format(n=said)


def _editable(whole: WholeRun) -> Iterator[EditableBout]:
    counts: Mapping[int, IntervalRecord] = effective(whole.intervals)
    ended = ended_in(whole)
    for bout in whole.run.prescribed:
        if not is_work(bout):
            continue
        record = counts.get(_index(bout))
        count = bout.get("count")
        seconds = float(str(bout["duration_s"]))
        least = bout.get("minimum_count") or count if count else bout["minimum_s"] or seconds
        done = None
        if record is not None:
            done = record.done_count if count else round(record.done_s)
        yield EditableBout(
            index=_index(bout),
            name=str(bout["name"]),
            which=_which(bout),
            asked=amount_words(bout),
            is_counted=bool(count),
            least=round(float(str(least))),
            most=round(float(str(count or seconds))),
            done=done,
            outcome=record.outcome if record else None,
            why=record.why if record else None,
            is_end=record is not None and record is ended,
        )
