"""A run that is over, as the finished page and the history show it."""

from hiptimer.engine.events import Outcome
from hiptimer.engine.exercise import Posture, Side
from hiptimer.engine.interval import Kind
from hiptimer.engine.pain import bands_of, written_by
from hiptimer.engine.plain import Plain
from hiptimer.engine.session import Session, Version, When
from hiptimer.journal.adherence import RunSummary, StepState, StepSummary, summarise
from hiptimer.journal.records import IntervalRecord, Status, WholeRun, effective, ended_in
from hiptimer.language import gettext as _
from hiptimer.ui.pages.finished import FinishedContent, FinishedStep, Questions, StepMark
from hiptimer.ui.pages.finished_content import EndedEarly
from hiptimer.ui.pages.tiles import Asked
from hiptimer.ui.showing import moment_of
from hiptimer.ui.widgets.moments import FigureSpec, Moment

_MARKS = {
    StepState.COMPLETE: StepMark.DONE,
    StepState.SHORT: StepMark.CUT_SHORT,
    StepState.SKIPPED: StepMark.LEFT_OUT,
    StepState.NOT_REACHED: StepMark.LEFT_OUT,
}
# A reason is written to the records of these; what was never reached has none.
_EXPLAINED = (Outcome.SKIPPED, Outcome.SHORTENED, Outcome.STOPPED, Outcome.PAIN)


def finished(
    whole: WholeRun,
    saved_at: str,
    trouble: str,
    *,
    session: Session | None = None,
    asked: Asked | None = None,
) -> FinishedContent:
    """Return what the page shows of a run and asks; `saved_at` is a time as read, empty until it is.

    `session` is what was played, for its questions; `asked` how often an assigned one was done.
    """
    run, summary = whole.run, summarise(whole)
    work = {one["step"]: one for one in reversed(run.prescribed) if is_work(one)}
    counts = effective(whole.intervals).values()
    hurt = {one.step for one in counts if one.outcome is Outcome.PAIN}
    ended_early = _ended_early(whole, summary)
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
        steps=tuple(
            _step(
                step,
                work[step.step],
                _records(whole, step.step, ended_early),
                hurt=step.step in hurt,
            )
            for step in summary.steps
        ),
        ended_early=ended_early,
        saved_at=saved_at,
        trouble=trouble,
        note=run.note,
        questions=_questions(session) if session else Questions(),
        check_ins=run.check_ins,
        ask_next_morning=run.ask_next_morning,
        asked=asked,
    )


def _questions(session: Session) -> Questions:
    ask = session.ask
    return Questions(
        effort=ask.effort,
        pain=When.AFTER in ask.pain,
        tomorrow=When.NEXT_MORNING in ask.pain,
        difficulty=ask.difficulty,
        note=ask.note,
        bands=bands_of(session),
        name=written_by(session),
    )


def _ended_early(whole: WholeRun, summary: RunSummary) -> EndedEarly | None:
    """Return what is to be asked of a run that was ended early; where it hurt, the reason is known."""
    ended = ended_in(whole)
    if ended is None or not summary.not_reached or whole.run.status is not Status.STOPPED:
        return None
    return EndedEarly(step=ended.step, not_begun=summary.not_reached, why=ended.why)


def _records(whole: WholeRun, step: int, ended_early: EndedEarly | None) -> list[IntervalRecord]:
    """Return the records of a step to which a reason of its own for what was not done belongs."""
    if ended_early is not None and ended_early.step == step:
        return []  # why the session was ended there is asked of all that was left together
    counts = effective(whole.intervals).values()
    return [one for one in counts if one.step == step and one.outcome in _EXPLAINED]


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


def _step(
    summary: StepSummary, prescribed: Plain, left: list[IntervalRecord], *, hurt: bool
) -> FinishedStep:
    return FinishedStep(
        name=summary.name,
        done=_hurting(summary.text) if hurt else summary.text,
        mark=_MARKS[summary.state],
        figure=figure(prescribed),
        moment=moment(prescribed),
        step=summary.step,
        asks_why=bool(left) and summary.state is not StepState.COMPLETE,
        why=next((one.why for one in left if one.why is not None), None),
    )
