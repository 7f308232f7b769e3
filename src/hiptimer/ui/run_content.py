"""A run that is over, as the finished page and the history show it."""

from collections.abc import Iterator, Mapping
from itertools import groupby

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Posture, Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.plain import Plain
from hiptimer.engine.session import Version
from hiptimer.engine.wording import length_words
from hiptimer.journal.adherence import RunSummary, StepState, StepSummary, summarise
from hiptimer.journal.records import IntervalRecord, Origin, Status, WholeRun, effective
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.ui.pages.finished import FinishedContent, FinishedStep, StepMark
from hiptimer.ui.pages.runs import DoneSide, DoneStep, Run
from hiptimer.ui.showing import moment_of
from hiptimer.ui.widgets.moments import FigureSpec, Moment

_MARKS = {
    StepState.COMPLETE: StepMark.DONE,
    StepState.SHORT: StepMark.CUT_SHORT,
    StepState.SKIPPED: StepMark.LEFT_OUT,
    StepState.NOT_REACHED: StepMark.LEFT_OUT,
}


def finished(whole: WholeRun, saved_at: str, trouble: str) -> FinishedContent:
    """Return what the page shows of a run; `saved_at` is a time as read, empty while it is not saved."""
    run, summary = whole.run, summarise(whole)
    work = {one["step"]: one for one in reversed(run.prescribed) if is_work(one)}
    counts = effective(whole.intervals).values()
    hurt = {one.step for one in counts if one.outcome is Outcome.PAIN}
    return FinishedContent(
        run_id=run.id,
        title=run.title,
        complete=run.status is Status.COMPLETE and _is_whole(summary),
        to_end=run.status is Status.COMPLETE,
        pain=run.status is Status.PAIN,
        part=summary.share,
        total_s=summary.active_s + summary.other_s,
        active_s=summary.active_s,
        between_s=summary.other_s,
        steps=tuple(_step(step, work[step.step], hurt=step.step in hurt) for step in summary.steps),
        saved_at=saved_at,
        trouble=trouble,
        note=run.note,
    )


def is_work(prescribed: Plain) -> bool:
    """Say whether a prescribed interval is one in which the dose is done."""
    return Kind(str(prescribed["kind"])).is_work


def figure(prescribed: Plain) -> FigureSpec:
    """Return the figure of a prescribed interval."""
    posture, version = prescribed.get("posture"), prescribed.get("version")
    side = prescribed.get("side") or prescribed.get("first_side")
    return FigureSpec(
        str(prescribed.get("exercise") or ""),
        Posture(str(posture)) if posture else Posture.STANDING,
        Side(str(side)) if side else None,
        version=Version(str(version)) if version else None,
    )


def moment(prescribed: Plain) -> Moment:
    """Return the field of a prescribed interval."""
    return moment_of(Kind(str(prescribed["kind"])))


def _is_whole(summary: RunSummary) -> bool:
    return all(step.state is StepState.COMPLETE for step in summary.steps)


def _hurting(amount: str) -> str:
    return _("{amount} · stopped: pain").format(amount=amount)


def _step(summary: StepSummary, prescribed: Plain, *, hurt: bool) -> FinishedStep:
    return FinishedStep(
        name=summary.name,
        done=_hurting(summary.text) if hurt else summary.text,
        mark=_MARKS[summary.state],
        figure=figure(prescribed),
        moment=moment(prescribed),
    )


def past(whole: WholeRun) -> Run:
    """Return a run as the history shows it, with what was asked and done of each step per side."""
    run, summary = whole.run, summarise(whole)
    # Of a run added by hand nobody knows which part was done, unless all of it was.
    is_all_told = bool(whole.intervals) and run.status is Status.COMPLETE
    told_apart = run.origin is not Origin.ADDED or is_all_told
    return Run(
        run_id=run.id,
        title=run.title,
        started=run.started_at.astimezone(),
        status=run.status,
        active_s=summary.active_s,
        part=summary.share if told_apart else None,
        away=run.origin is Origin.ADDED,
        whole=_is_whole(summary) if told_apart else run.status is Status.COMPLETE,
        told_apart=told_apart,
        note=run.note,
        steps=tuple(_steps(whole)) if told_apart else (),
    )


def _steps(whole: WholeRun) -> Iterator[DoneStep]:
    counts = effective(whole.intervals)
    work = [one for one in whole.run.prescribed if is_work(one)]
    for _step_number, of_step in groupby(work, key=lambda one: one["step"]):
        bouts = list(of_step)
        by_side: dict[str, list[Plain]] = {}
        for bout in bouts:
            by_side.setdefault(str(bout["side"] or ""), []).append(bout)
        sides = tuple(_side(side, asked, counts) for side, asked in by_side.items())
        yield DoneStep(name=str(bouts[0]["name"]), version=_version(bouts, counts), sides=sides)


def _version(bouts: list[Plain], counts: Mapping[int, IntervalRecord]) -> str:
    """Return the words for the version in which a step was last done, if it is not the plain one."""
    records = [counts.get(int(str(bout["index"]))) for bout in bouts]
    done = [record for record in records if record is not None and record.version is not None]
    if not done:
        return ""
    is_easier = done[-1].version is Version.EASIER
    said = _("Easier version: {name}") if is_easier else _("Deeper version: {name}")
    return said.format(name=done[-1].name)


def _side(side: str, asked: list[Plain], counts: Mapping[int, IntervalRecord]) -> DoneSide:
    records = [counts.get(int(str(bout["index"]))) for bout in asked]
    done = [
        _done(bout, record) if record else _("not done")
        for bout, record in zip(asked, records, strict=True)
    ]
    complete = [record is not None and record.outcome is Outcome.COMPLETE for record in records]
    mark = StepMark.DONE if all(complete) else StepMark.CUT_SHORT
    if not any(record is not None and record.done_s > 0 for record in records):
        mark = StepMark.LEFT_OUT
    words = {"left": _("Left"), "right": _("Right")}.get(side, "")
    return DoneSide(
        side=words,
        asked=_each([_asked_amount(bout) for bout in asked]),
        done=_each(done),
        mark=mark,
    )


def _each(amounts: list[str]) -> str:
    """Return amounts in a row, each said once: two of 30 s and one of 22 s."""
    return ", ".join(
        f"{amounts.count(one)} \N{MULTIPLICATION SIGN} {one}" if amounts.count(one) > 1 else one
        for one in dict.fromkeys(amounts)
    )


def _asked_amount(bout: Plain) -> str:
    count, least = bout.get("count"), bout.get("minimum_count")
    if not isinstance(count, int):
        return length_words(float(str(bout["duration_s"])))
    said = f"{least}-{count}" if isinstance(least, int) and least < count else str(count)
    return _counted(bout, count, said)


def _amount(bout: Plain, seconds: float, count: int | None) -> str:
    return length_words(seconds) if count is None else _counted(bout, count, str(count))


def _done(bout: Plain, record: IntervalRecord) -> str:
    amount = _amount(bout, record.done_s, record.done_count)
    return _hurting(amount) if record.outcome is Outcome.PAIN else amount


def _counted(bout: Plain, count: int, said: str) -> str:
    if bout["kind"] == Kind.BREATHE.value:
        return ngettext("{n} breath", "{n} breaths", count).format(n=said)
    return ngettext("{n} rep", "{n} reps", count).format(n=said)
