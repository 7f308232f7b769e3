"""What is legal in a session but may not be meant, and what no person could do in a day."""

from collections.abc import Iterator

from hiptimer.engine.dose import amount_of, cycle_s
from hiptimer.engine.exercise import Catalogue, Posture, Sides
from hiptimer.engine.laying import SAME_POSTURE_S, Laying
from hiptimer.engine.session import Auto, Circuit, Leaf, OwnExercise, Rest, Session, Step
from hiptimer.engine.settling import BUILT_IN_REST_S, Choices, Settled, settle
from hiptimer.language import gettext as _
from hiptimer.library.quantities import MOST_S
from hiptimer.library.telling import Reader
from hiptimer.library.tree import Keys, Word

MOST_EXERCISES_ASSIGNED = 6
MOST_CHANGES_OF_LEVEL = 4
LONGEST_SESSION_S = 45 * 60
MOST_SETS_IN_ALL = 10_000
MOST_SETS_LAID = 2_000


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
    sets = _sets_in_all(session)
    if sets > MOST_SETS_IN_ALL:
        said = _("All sets and rounds together are more than {most}.").format(
            most=f"{MOST_SETS_IN_ALL:,}"
        )
        reader.wrong(steps, said, _("Write fewer sets or rounds."))
        return
    length_s = _roughly_s if sets > MOST_SETS_LAID else _laid_s
    longest_s = max(length_s(session, catalogue, week) for week in {1, _last_week(session)})
    if longest_s > MOST_S:
        said = _("All steps together take more than 24 hours.")
        reader.wrong(steps, said, _("Write a session that a person can do."))
        return
    if longest_s > LONGEST_SESSION_S:
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


def _laid_s(session: Session, catalogue: Catalogue, week: int) -> float:
    """Return the seconds of the session: the least of them where the person decides."""
    laid = Laying(session, catalogue, Choices(week=week)).lay()
    return sum(interval.duration_s for interval in laid)


def _roughly_s(session: Session, catalogue: Catalogue, week: int) -> float:
    """Return about the seconds of a session with so many sets that laying it out would take long."""
    chosen = Choices(week=week)
    total = 0.0
    for number, (leaf, rounds) in enumerate(_leaves(session)):
        if isinstance(leaf, Step):
            total += rounds * _step_s(settle(number, leaf, session, catalogue, chosen))
        elif isinstance(leaf, Rest):
            total += rounds * leaf.rest_s
    usual_s = (session.defaults.rest_s, BUILT_IN_REST_S)
    for entry in session.entries:
        if isinstance(entry, Circuit):
            rest_s = next(s for s in (entry.rest_s, *usual_s) if s is not None)
            total += (entry.rounds.most - 1) * rest_s
    return total


def _step_s(settled: Settled) -> float:
    get_ready = settled.get_ready
    total = SAME_POSTURE_S if isinstance(get_ready, Auto) else get_ready
    total += settled.rest_after_s
    sides = 2 if settled.sides is Sides.ALTERNATE else 1
    for one in settled.per_side.values():
        amount = amount_of(one.dose)
        work_s = amount.most
        if settled.cycle:
            work_s = (settled.lead_in + amount.most * sides) * cycle_s(settled.cycle)
        work_s = work_s if settled.paced else 0.0
        total += one.sets.most * (work_s + settled.exercise.release_s)
    most_sets = max(one.sets.most for one in settled.per_side.values())
    return total + (most_sets - 1) * settled.rest_s


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
