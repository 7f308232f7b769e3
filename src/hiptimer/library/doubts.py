"""What is legal in a session but may not be meant, and what no person could do in a day."""

from collections.abc import Iterator

from hiptimer.engine.dose import amount_of, cycle_s
from hiptimer.engine.exercise import Catalogue, Posture, Sides
from hiptimer.engine.laying import Laying
from hiptimer.engine.session import Circuit, Leaf, OwnExercise, Session, Step
from hiptimer.engine.settling import Choices, Settled, settle
from hiptimer.language import gettext as _
from hiptimer.library.fields import Reader
from hiptimer.library.quantities import MOST_S
from hiptimer.library.tree import Keys, Word

MOST_EXERCISES_ASSIGNED = 6
MOST_CHANGES_OF_LEVEL = 4
LONGEST_SESSION_S = 45 * 60
MOST_SETS_IN_ALL = 10_000


def doubt_session(
    reader: Reader,
    session: Session,
    catalogue: Catalogue,
    steps: Word,
    places: list[tuple[Leaf, Keys]],
) -> None:
    """Note what is doubtful or absurd about a session without errors.

    `steps` is the key of all steps, `places` says where each one stands, in the order written.
    """
    if _sets_in_all(session) > MOST_SETS_IN_ALL:
        said = _("All sets and rounds together are more than {most}.").format(
            most=f"{MOST_SETS_IN_ALL:,}"
        )
        reader.wrong(steps, said, _("Write fewer sets or rounds."))
        return
    weeks = {1, _last_week(session)}
    work_s = max(_work_s(session, catalogue, week) for week in weeks)
    if work_s > MOST_S:
        said = _("All steps together take more than 24 hours.")
        reader.wrong(steps, said, _("Write a session that a person can do."))
        return
    if work_s > LONGEST_SESSION_S or any(
        _whole_s(session, catalogue, week) > LONGEST_SESSION_S for week in weeks
    ):
        said = _("This session takes more than {minutes} minutes.").format(
            minutes=LONGEST_SESSION_S // 60
        )
        reader.doubt(steps.line, steps.column, said, _("Perhaps make it two."))
    if session.assigned is not None:
        _doubt_number(reader, places)
    _doubt_changes_of_level(reader, session, catalogue, places)


def _leaves(session: Session) -> Iterator[tuple[Leaf, int]]:
    """Yield every leaf in the order written, with how many times round it is done."""
    for entry in session.entries:
        if isinstance(entry, Circuit):
            yield from ((leaf, int(entry.rounds.most)) for leaf in entry.steps)
        else:
            yield entry, 1


def _sets_in_all(session: Session) -> float:
    return sum(rounds * _most_sets(leaf) for leaf, rounds in _leaves(session))


def _most_sets(leaf: Leaf) -> float:
    if not isinstance(leaf, Step):
        return 1
    changes = (leaf.left, leaf.right, *leaf.weeks.values())
    sets = (leaf.sets, *(change.sets for change in changes if change))
    return max((amount.most for amount in sets if amount), default=1)


def _last_week(session: Session) -> int:
    steps = (leaf for _number, leaf in session.leaves() if isinstance(leaf, Step))
    return max((week for step in steps for week in step.weeks), default=1)


def _work_s(session: Session, catalogue: Catalogue, week: int) -> float:
    """Return the seconds of the doses alone: quick to know, and what is absurd is so by them."""
    chosen = Choices(week=week)
    return sum(
        rounds * _doses_s(settle(number, leaf, session, catalogue, chosen))
        for number, (leaf, rounds) in enumerate(_leaves(session))
        if isinstance(leaf, Step)
    )


def _doses_s(settled: Settled) -> float:
    sides = 2 if settled.sides is Sides.ALTERNATE else 1
    total = 0.0
    for one in settled.per_side.values():
        amount = amount_of(one.dose).most
        if settled.cycle:
            amount = (settled.lead_in + amount * sides) * cycle_s(settled.cycle)
        total += amount * one.sets.most
    return total


def _whole_s(session: Session, catalogue: Catalogue, week: int) -> float:
    laid = Laying(session, catalogue, Choices(week=week)).lay()
    return sum(interval.duration_s for interval in laid)


def _doubt_number(reader: Reader, places: list[tuple[Leaf, Keys]]) -> None:
    seen = set()
    for leaf, keys in places:
        if not isinstance(leaf, Step) or leaf.exercise in seen:
            continue
        seen.add(leaf.exercise)
        if len(seen) == MOST_EXERCISES_ASSIGNED + 1:
            said = _("With this one more than {most} exercises are assigned.").format(
                most=MOST_EXERCISES_ASSIGNED
            )
            reader.doubt(keys.line, keys.column, said, _("Fewer are done more faithfully."))


def _doubt_changes_of_level(
    reader: Reader, session: Session, catalogue: Catalogue, places: list[tuple[Leaf, Keys]]
) -> None:
    by_place = iter(places)
    changes, on_floor = 0, None
    for entry in session.entries:
        inner = entry.steps if isinstance(entry, Circuit) else (entry,)
        rounds = int(entry.rounds.most) if isinstance(entry, Circuit) else 1
        here = [next(by_place) for _leaf in inner]
        levels = [(_on_floor(leaf, catalogue), keys) for leaf, keys in here]
        for now, keys in levels * rounds:
            if now is None:
                continue
            changes += on_floor not in (None, now)
            on_floor = now
            if changes > MOST_CHANGES_OF_LEVEL:
                said = _("This is the fifth change between floor and standing.")
                meant = _("Perhaps put what is done on the floor together.")
                reader.doubt(keys.line, keys.column, said, meant)
                return


def _on_floor(leaf: Leaf, catalogue: Catalogue) -> bool | None:
    posture = _posture(leaf, catalogue) if isinstance(leaf, Step) else None
    return None if posture is None else posture.is_floor


def _posture(step: Step, catalogue: Catalogue) -> Posture | None:
    if isinstance(step.exercise, OwnExercise):
        return step.exercise.posture
    exercise = catalogue[step.exercise]
    variant = getattr(exercise, step.variant.value) if step.variant else None
    return (variant and variant.posture) or exercise.posture
