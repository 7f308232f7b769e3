"""The sentences of the adherence sheet."""

from dataclasses import replace
from datetime import date

import pytest

from hiptimer.engine.events import Outcome
from hiptimer.engine.session import Version
from hiptimer.engine.settling import Choices
from hiptimer.journal.records import PainAnswer, Reason, Status
from hiptimer.report import sheet_words as words
from hiptimer.report.facts import gather, period_of
from hiptimer.report.sheet_lines import change_lines, left_out_lines, sections, stop_lines
from sheet_samples import (
    BIRD_DOG,
    FILE,
    LEFT,
    LUNGE,
    RIGHT,
    TWIST,
    four_weeks,
    held,
    played,
    session_of,
    skipped,
)

LAST = date(2026, 12, 20)


def facts_of(wholes, text=FILE):
    session = session_of(text)
    days = [whole.run.started_at.date() for whole in wholes]
    return gather(session, wholes, period_of(session.assigned, days, LAST), LAST)


@pytest.mark.parametrize(
    ("often", "said"),
    [
        ("3 per week", "3 times a week"),
        ("1 per week", "once a week"),
        ("daily", "once a day"),
        ("2 per day", "2 times a day"),
        ("every 2 days", "every 2 days"),
    ],
)
def test_how_often(often, said):
    facts = facts_of([], FILE.replace("3 per week", often))
    assert words.who_words(facts)[-1] == f"{said}, 23 Nov to 20 Dec 2026"


def test_an_assignment_without_an_end_or_a_beginning():
    text = FILE.replace("  until: 2026-12-20\n", "")
    assert words.who_words(facts_of([], text))[-1] == "3 times a week, from 23 Nov 2026"
    text = text.replace("  from: 2026-11-23\n", "")
    assert words.who_words(facts_of([], text))[-1] == "3 times a week"


def test_who_asked_is_the_author_where_nobody_else_is_named():
    text = FILE.replace("  by: Dana W., physiotherapist\n", "").replace("  to: P-014\n", "")
    assert words.who_words(facts_of([], text))[0] == "Asked for by Dana W., physiotherapist"
    assert words.note_words(facts_of([], text)) == "Leave a day between two sessions."


def test_a_period_over_the_turn_of_the_year_names_both():
    said = words.period_words(date(2026, 12, 7), date(2027, 1, 3))
    assert said == "7 Dec 2026 to 3 Jan 2027"


@pytest.mark.parametrize(
    ("share", "said"),
    [(1.0, "100"), (0.9999, "99"), (0.29, "29"), (0.0, "0"), (1.014, "101")],
)
def test_a_hundred_percent_is_all_of_it(share, said):
    assert words.percent_words(share) == f"{said}\N{NO-BREAK SPACE}%"


@pytest.mark.parametrize(
    ("done", "asked", "said"),
    [(2, 3, "2 of 3"), (3, 3, "3 of 3"), (4, 3, "3 of 3 + 1"), (0, 0, ""), (1, 0, "1")],
)
def test_sessions_done_of_asked(done, asked, said):
    assert words.done_of_asked(done, asked) == said


@pytest.mark.parametrize(
    ("held_s", "said"), [(3.7, "4 of 30 s, 13\xa0%"), (29.7, "30 of 30 s, 100\xa0%")]
)
def test_a_share_is_that_of_the_figures_beside_it(held_s, said):
    facts = facts_of([played(2, but=[(LUNGE, LEFT, held(held_s))])])
    assert words.dose_words(facts.exercises[LUNGE], LEFT) == said


def test_a_session_in_which_all_was_left_out_says_so():
    but = [(step, None, skipped(Reason.NO_TIME)) for step in range(6)]
    (one,) = facts_of([played(2, but=but)]).runs
    assert (words.how_words(one), words.percent_words(one.dose)) == ("all left out", "0\xa0%")


@pytest.mark.parametrize(
    ("seconds", "said"),
    [(0, "0 min"), (59 * 60, "59 min"), (3600, "1 h 0 min"), (5400, "1 h 30 min")],
)
def test_a_long_time_is_hours_and_minutes(seconds, said):
    assert words.hours_words(seconds) == said


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (Status.COMPLETE, "to the end"),
        (Status.STOPPED, "ended early"),
        (Status.PAIN, "ended: pain"),
        (Status.CUT_OFF, "cut off"),
    ],
)
def test_how_a_session_ended(status, said):
    (one,) = facts_of([played(2, status=status)]).runs
    assert words.how_words(one) == said


def test_what_may_be_left_out_is_counted_without_a_share():
    text = FILE.replace("breaths: 5,", "breaths: 5, optional: yes,")
    twist = facts_of([played(2, text=text)], text).exercises[TWIST]
    assert words.dose_words(twist, LEFT) == "5"
    assert words.dose_words(twist, None) == ""


@pytest.mark.parametrize(
    ("why", "said"),
    [
        (Reason.NO_TIME, "no time"),
        (Reason.PAIN, "it hurt"),
        (Reason.KIT, "kit not at hand"),
        (Reason.DONT_LIKE, "does not like it"),
        (Reason.OTHER, "another reason"),
    ],
)
def test_why_something_was_left_out(why, said):
    facts = facts_of([played(2, but=[(LUNGE, LEFT, skipped(why))])])
    assert left_out_lines(facts) == [f"Low lunge, left: left out, {said} (2 Dec)"]


def test_the_same_thing_on_several_days_is_one_line():
    days = [played(day, month=11, but=[(LUNGE, None, skipped())]) for day in (25, 27, 30)]
    facts = facts_of([*days, played(2, but=[(LUNGE, None, skipped())])])
    assert left_out_lines(facts) == ["Low lunge: left out (25, 27, 30 Nov, 2 Dec)"]


def test_a_session_that_was_ended_early_says_how_much_of_it_was_not_begun():
    facts = facts_of([played(2, status=Status.STOPPED, until=TWIST)])
    assert dict(sections(facts))["Left out or cut short"] == [
        "Session ended early with 1 of 6 exercises not begun (2 Dec)"
    ]


def test_why_a_session_was_ended_early_stands_beside_what_was_not_begun():
    ended = played(
        2,
        status=Status.STOPPED,
        until=BIRD_DOG,
        but=[(LUNGE, RIGHT, held(12.0, Outcome.STOPPED, Reason.NO_TIME))],
    )
    assert dict(sections(facts_of([ended])))["Left out or cut short"] == [
        "Low lunge, right: 12 s of 30 s, no time (2 Dec)",
        "Session ended early with 2 of 6 exercises not begun, no time (2 Dec)",
    ]


def test_that_a_pain_stop_hurt_is_not_said_twice():
    ended = played(
        2,
        status=Status.PAIN,
        until=BIRD_DOG,
        but=[(LUNGE, RIGHT, held(12.0, Outcome.PAIN, Reason.PAIN))],
    )
    assert dict(sections(facts_of([ended])))["Left out or cut short"][-1] == (
        "Session ended by a pain stop with 2 of 6 exercises not begun (2 Dec)"
    )


@pytest.mark.parametrize(
    ("pain", "answer", "said"),
    [
        (4, PainAnswer.CARRY_ON, "Low lunge, left, pain 4 of 10; carried on"),
        (4, PainAnswer.EASIER, "Low lunge, left, pain 4 of 10; went on with the easier version"),
        (None, PainAnswer.SKIP, "Low lunge, left, pain not told; left the exercise out"),
        (None, None, "Low lunge, left, pain not told"),
    ],
)
def test_a_pain_stop_in_a_line(pain, answer, said):
    facts = facts_of([played(2, stops=[(LUNGE, LEFT, pain, answer)])])
    assert stop_lines(facts) == [f"2 Dec: {said}"]


def test_alike_pain_stops_and_early_ends_are_one_line_with_all_their_days():
    stop = (LUNGE, LEFT, 4, PainAnswer.CARRY_ON)
    ended = {"stops": [stop], "status": Status.STOPPED, "until": TWIST}
    facts = facts_of(
        [played(2, hour=8, **ended), played(2, **ended), played(4, **ended), played(5, month=12)]
    )
    assert stop_lines(facts) == ["2 (2×), 4 Dec: Low lunge, left, pain 4 of 10; carried on"]  # noqa: RUF001
    assert dict(sections(facts))["Left out or cut short"] == [
        "Session ended early with 1 of 6 exercises not begun (2 (2×), 4 Dec)"  # noqa: RUF001
    ]


def test_changes_in_lines():
    text = FILE.replace("breaths: 5,", "breaths: 5, optional: yes,")
    deeper = {"version": Version.DEEPER, "name": "Low lunge, arms up"}
    facts = facts_of(
        [
            played(2, text=text, but=[(LUNGE, None, deeper)]),
            played(4, text=text, choices=Choices(left_out=frozenset({TWIST}))),
        ],
        text,
    )
    assert change_lines(facts) == [
        "Low lunge: deeper version (2 Dec)",
        "Reclined spinal twist: left out beforehand, as it may be (4 Dec)",
    ]
    easier = FILE.replace("hold: 30 s,", "hold: 30 s, variant: easier,")
    usual = {"version": None, "name": "Low lunge"}
    facts = facts_of([played(2, text=easier, but=[(LUNGE, None, usual)])], easier)
    assert change_lines(facts)[0].endswith("usual version (2 Dec)")


def test_a_version_without_a_number_is_told_too():
    runs = [replace(one, run=replace(one.run, revision=None)) for one in four_weeks()]
    said = "Another version of the session's file from 7 Dec"
    assert said in change_lines(facts_of(runs))


def test_a_week_without_anything_to_tell_has_no_sections():
    assert sections(facts_of([played(2, pain_after=2, effort=3)])) == []


def test_nothing_shames_and_nothing_judges():
    facts = facts_of(four_weeks())
    every = " ".join(
        [
            *words.who_words(facts),
            *(" ".join(one) for one in words.figures(facts)),
            *(line for _name, lines in sections(facts) for line in lines),
            words.nothing_words(facts),
            words.dose_note(facts),
            words.footer_words(),
        ]
    ).casefold()
    for word in ("miss", "fail", "only", "poor", "bad", "good", "streak", "must", "should", "!"):
        assert word not in every.replace("left only", "")
