"""What departs from what was asked: left out, pain stops, changes, and what to look at."""

from datetime import date

import pytest
from gathered import facts_of, marks

from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices
from hiptimer.journal.records import PainAnswer, Reason
from hiptimer.report.departures import Change, ChangeKind
from sheet_samples import FILE, LEFT, LUNGE, REVISED, RIGHT, TWIST, easier, played, skipped


def test_what_was_left_out_says_which_side_how_much_and_why(facts):
    found = [
        (one.on.day, one.name, one.sides, one.skipped, one.why, one.hurt) for one in facts.left_out
    ]
    assert found == [
        (25, "Bridge", (), True, Reason.NO_TIME, False),
        (28, "Low lunge", (RIGHT,), False, None, True),
        (2, "Low lunge", (LEFT,), False, None, False),
        (14, "Side-lying leg raise", (RIGHT,), False, None, False),
    ]
    assert [one.text for one in facts.left_out][1:3] == ["12 s of 30 s", "20 s of 30 s"]


def test_a_pain_stop_has_its_place_number_and_choice(facts):
    (stop,) = facts.stops
    assert (stop.name, stop.side, stop.pain, stop.answer) == ("Low lunge", RIGHT, 7, PainAnswer.END)
    run = facts.runs[2]
    assert (run.has_pain_stop, run.is_done, run.not_reached, run.steps) == (True, False, 2, 6)


def test_a_pain_stop_that_was_carried_on_from_is_on_the_day_too():
    whole = played(30, month=11, stops=[(TWIST, LEFT, None, PainAnswer.CARRY_ON)])
    assert marks(facts_of([whole], until=date(2026, 12, 6)))[1] == "D!......"


def test_changes(facts):
    assert list(facts.changes) == [
        Change(
            kind=ChangeKind.EASIER,
            on=date(2026, 11, 30),
            name="Low lunge",
            to="Low lunge, hands on a chair",
        ),
        Change(
            kind=ChangeKind.EASIER,
            on=date(2026, 12, 5),
            name="Low lunge",
            to="Low lunge, hands on a chair",
        ),
        Change(kind=ChangeKind.SCALE, on=date(2026, 12, 9), amount=80),
        Change(kind=ChangeKind.EXTRA, on=date(2026, 12, 18), name="Low lunge", amount=15.0),
    ]


def test_deeper_and_back_to_the_usual_are_changes_too():
    deeper = {"version": Version.DEEPER, "name": "Low lunge, arms up"}
    found = facts_of([played(2, but=[(LUNGE, None, deeper)])])
    assert [(one.kind, one.to) for one in found.changes] == [
        (ChangeKind.DEEPER, "Low lunge, arms up")
    ]
    text = FILE.replace("hold: 30 s,", "hold: 30 s, variant: easier,")
    usual = {"version": None, "name": "Low lunge"}
    found = facts_of([played(2, text=text, but=[(LUNGE, None, usual)])])
    assert [(one.kind, one.to) for one in found.changes] == [(ChangeKind.AS_USUAL, "Low lunge")]
    assert facts_of([played(2, text=text)]).changes == ()  # as it is written


def test_what_was_not_even_begun_is_no_change_of_version():
    wholes = [played(2, but=[(LUNGE, None, easier() | skipped(Reason.PAIN))])]
    found = facts_of(wholes)
    assert found.changes == ()
    assert [(one.sides, one.why) for one in found.left_out] == [((), Reason.PAIN)]


def test_what_was_left_out_beforehand_is_known_by_its_name_from_other_runs():
    text = FILE.replace("breaths: 5,", "breaths: 5, optional: yes,")
    without = played(4, text=text, choices=Choices(left_out=frozenset({TWIST})))
    found = facts_of([played(2, text=text), without])
    assert [(one.kind, one.on.day, one.name) for one in found.changes] == [
        (ChangeKind.LEFT_BEFOREHAND, 4, "Reclined spinal twist")
    ]
    assert facts_of([without]).changes == ()  # nobody knows its name


def test_an_optional_exercise_that_is_skipped_is_nothing_left_out():
    text = FILE.replace("breaths: 5,", "breaths: 5, optional: yes,")
    found = facts_of([played(2, text=text, but=[(TWIST, None, skipped())])])
    assert found.left_out == ()
    twist = found.exercises[TWIST]
    assert twist.asked[0].text == "5 breaths each side (may be left out)"
    assert [(one.asked, one.share) for one in twist.sides] == [(0, None), (0, None)]


def test_revisions_are_told_apart_by_the_file(facts):
    assert [(one.number, one.first.day, one.last.day, one.runs) for one in facts.revisions] == [
        (1, 23, 5, 6),
        (2, 7, 18, 6),
    ]
    assert facts.revisions[0].digest != facts.revisions[1].digest


def test_a_version_that_was_gone_back_to_is_told_with_its_days():
    runs = [
        played(day, text=REVISED if revision == 2 else FILE, revision=revision)
        for day, revision in ((1, 1), (3, 2), (5, 1), (8, 2), (9, 2))
    ]
    found = facts_of(runs)
    assert [(one.number, one.first.day, one.last.day, one.runs) for one in found.revisions] == [
        (1, 1, 1, 1),
        (2, 3, 3, 1),
        (1, 5, 5, 1),
        (2, 8, 9, 2),
    ]
    bridge = next(one for one in found.exercises if one.name == "Bridge")
    assert [(one.text, one.first.day) for one in bridge.asked] == [
        ("3 × 10 reps", 1),  # noqa: RUF001
        ("3 × 12 reps", 3),  # noqa: RUF001
        ("3 × 10 reps", 5),  # noqa: RUF001
        ("3 × 12 reps", 8),  # noqa: RUF001
    ]


def test_much_pain_much_effort_and_every_note_are_to_look_at(facts):
    assert [one.on.day for one in facts.to_look_at] == [28, 9, 18]


@pytest.mark.parametrize(
    ("answers", "looked_at"),
    [
        ({"pain_before": 6, "pain_after": 6, "pain_next_morning": 6, "effort": 8}, False),
        ({"pain_before": 7}, True),
        ({"pain_after": 7}, True),
        ({"pain_next_morning": 7}, True),
        ({"effort": 9}, True),
        ({"note": "Stiff."}, True),
        ({"stops": [(LUNGE, LEFT, 7, None)]}, True),
        ({"stops": [(LUNGE, LEFT, 6, None)]}, False),
        ({}, False),
    ],
)
def test_from_where_on_somebody_should_look(answers, looked_at):
    assert bool(facts_of([played(2, **answers)]).to_look_at) is looked_at
