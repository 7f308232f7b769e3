"""A session written to a file and read again is the same session, and the file is a tidy one."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import (
    Air,
    Breath,
    Breaths,
    Every,
    Hold,
    Move,
    Phase,
    Phases,
    Reps,
    Tempo,
)
from hiptimer.engine.exercise import Posture, Side, Sides
from hiptimer.engine.session import (
    Ask,
    Assigned,
    Auto,
    Circuit,
    Linger,
    Often,
    OwnExercise,
    Pace,
    PainBands,
    Rest,
    Safety,
    Session,
    SideChange,
    SoundLevel,
    Step,
    Timing,
    Version,
    Wait,
    When,
)
from hiptimer.library.exercises import known_kit
from hiptimer.library.sessions import read_session, read_session_text
from hiptimer.library.writing import text, write_session

SAMPLES = Path(__file__).parent / "samples"

TURNS = "\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
LETTERS = st.characters(exclude_categories=("Cs", "Cc", "Cn"), exclude_characters=TURNS)
TRICKY = st.sampled_from(
    [
        "yes",
        "No",
        "~",
        "null",
        "010",
        "1:30",
        "1e3",
        "2026-11-23",
        "a: b",
        "a #b",
        "- a",
        "a,b",
        "{side} hip",
        "[a]",
        "'a'",
        '"a"',
        "a\\b",
        "a:",
        "two\nlines",
        "a\tb",
        " a ",
        "*a",
        "&a",
        "!a",
        "%a",
        "@a",
        "?",
        "<<",
        "30 s",
        "Stop, and rest.",
        "\u00a0x",
        "\u2028",
        "\ufeffx",
        "\U0001f600",
        "\x85x",
        "=",
        "_a",
        "(a)",
    ]
)
TEXTS = (TRICKY | st.text(LETTERS, min_size=1, max_size=12)).filter(
    lambda text: text.strip() and "\x85" not in text
)
OR_NONE = TEXTS | st.just("")
# Small enough that all together stay below a day, which a session may not last.
SECONDS = st.integers(0, 200).map(float) | st.floats(0.1, 200)
CYCLE_SECONDS = st.integers(0, 5).map(float) | st.floats(0.1, 5)
SOME_SECONDS = st.integers(1, 5).map(float) | st.floats(0.1, 5)
DOSE_SECONDS = st.integers(1, 600).map(float) | st.floats(1, 100)


def amounts(numbers, *, may_be_open=True):
    exact = numbers.map(Amount.exactly)
    ranges = st.tuples(numbers, numbers).map(lambda ends: Amount(min(ends), max(ends)))
    opened = numbers.map(lambda number: Amount(number, number, open=True))
    return exact | ranges | opened if may_be_open else exact | ranges


COUNTS = amounts(st.integers(1, 20))
SETS = amounts(st.integers(1, 2), may_be_open=False)
DOSES = {
    Hold: amounts(DOSE_SECONDS).map(Hold),
    Move: amounts(DOSE_SECONDS).map(Move),
    Breaths: COUNTS.map(Breaths),
    Reps: COUNTS.map(Reps),
}
BREATHS = st.builds(Breath, SOME_SECONDS, CYCLE_SECONDS, SOME_SECONDS, CYCLE_SECONDS)
REPS = st.one_of(
    st.builds(Tempo, SOME_SECONDS, CYCLE_SECONDS, CYCLE_SECONDS, CYCLE_SECONDS),
    SOME_SECONDS.map(Every),
    st.lists(st.builds(Phase, TEXTS, SOME_SECONDS, st.sampled_from(Air)), min_size=1, max_size=3)
    .map(tuple)
    .map(Phases),
)


def timings(*, reps=True, self_paced=True):
    none = st.none()
    return st.builds(
        Timing,
        get_ready=none | SECONDS | st.just(Auto.AUTO),
        switch=none | SECONDS | st.just(Auto.AUTO),
        rest_s=none | SECONDS,
        rest_after_s=none | SECONDS,
        linger=none | st.builds(Linger, SECONDS, st.booleans()),
        pace=none | (st.sampled_from(Pace) if self_paced else st.just(Pace.GUIDED)),
        breath=none | BREATHS,
        rep=none | REPS if reps else none,
        first=none | st.sampled_from(Side),
    )


@st.composite
def steps(draw):
    kind, usual = draw(
        st.sampled_from(
            [(Hold, "camel"), (Reps, "bridge"), (Breaths, "reclined-twist"), (Move, None)]
        )
    )
    own = usual is None or draw(st.booleans())
    doses = DOSES[kind]
    changes = st.one_of(
        st.builds(SideChange, doses, st.none() | SETS), st.builds(SideChange, st.none(), SETS)
    )
    kinds_of_sides = [side for side in Sides if kind is Reps or side is not Sides.ALTERNATE]
    sides = draw(st.none() | st.sampled_from(kinds_of_sides))
    counted = kind in (Reps, Breaths)
    exercise = (
        st.builds(
            OwnExercise,
            name=TEXTS,
            posture=st.none() | st.sampled_from(Posture),
            instructions=st.lists(TEXTS, max_size=3).map(tuple),
            picture=st.sampled_from(["", "a b.png"]),
            picture_source=OR_NONE,
        )
        if own
        else st.just(usual)
    )
    change = st.none() | changes if sides is Sides.EACH else st.none()
    return draw(
        st.builds(
            Step,
            exercise=exercise,
            dose=doses if own else st.none() | doses,
            sides=st.just(sides),
            sets=st.none() | SETS,
            lead_in=st.none() | st.integers(0, 5) if counted else st.none(),
            timing=timings(reps=kind is Reps, self_paced=counted),
            left=change,
            right=change,
            weeks=st.dictionaries(st.integers(1, 52), changes, max_size=2),
            variant=st.none(),
            optional=st.booleans(),
            load=OR_NONE,
            note=OR_NONE,
            say=OR_NONE,
        )
    )


LEAVES = st.one_of(
    steps(),
    st.builds(Rest, rest_s=SECONDS, note=OR_NONE, say=OR_NONE),
    st.builds(Wait, text=TEXTS, note=OR_NONE, say=OR_NONE),
)
CIRCUITS = st.builds(
    Circuit,
    steps=st.lists(LEAVES, min_size=1, max_size=2).map(tuple),
    rounds=SETS,
    rest_s=st.none() | SECONDS,
)
TIMES = st.one_of(
    st.tuples(st.integers(1, 24), st.just(Often.PER_DAY)),
    st.tuples(st.integers(1, 168), st.just(Often.PER_WEEK)),
    st.tuples(st.integers(1, 365), st.just(Often.EVERY_DAYS)),
    st.just((0, Often.PER_WEEK)),
)


@st.composite
def assignments(draw):
    times, often = draw(TIMES)
    days = sorted(draw(st.tuples(st.dates(), st.dates())))
    start, until = (draw(st.none() | st.just(day)) for day in days)
    to, by, note = draw(TEXTS), draw(OR_NONE), draw(OR_NONE)
    return Assigned(to=to, by=by, start=start, until=until, times=times, often=often, note=note)


ROWS = st.lists(TEXTS, max_size=3).map(tuple)
SESSIONS = st.builds(
    Session,
    title=TEXTS,
    id=st.sampled_from(["hip-reset", "Hip reset (2)", "2026", "yes", "ä: b", "#1"]),
    entries=st.lists(LEAVES | CIRCUITS, min_size=1, max_size=3).map(tuple),
    description=OR_NONE,
    author=OR_NONE,
    language=st.sampled_from(["en", "no", "pt-BR"]),
    tags=ROWS,
    equipment=ROWS.map(lambda row: tuple(map(known_kit, row))),
    cautions=ROWS,
    assigned=st.none() | assignments(),
    ask=st.builds(
        Ask,
        pain=st.lists(st.sampled_from(When), unique=True).map(tuple),
        effort=st.booleans(),
        difficulty=st.booleans(),
        note=st.booleans(),
    ),
    safety=st.builds(
        Safety,
        stop_rule=OR_NONE,
        pain_bands=st.none()
        | st.builds(
            PainBands,
            ok_to=st.integers(0, 4),
            caution_to=st.integers(4, 10),
            ok=OR_NONE,
            caution=OR_NONE,
            stop=OR_NONE,
        ),
    ),
    sound=st.none() | st.sampled_from(SoundLevel),
    locked=st.booleans(),
    defaults=timings(),
)


def without_lines(session):
    def bare(entry):
        if isinstance(entry, Circuit):
            return replace(entry, steps=tuple(map(bare, entry.steps)), line=0)
        return replace(entry, line=0)

    return replace(session, entries=tuple(map(bare, session.entries)))


@settings(max_examples=80, deadline=None)
@given(SESSIONS)
def test_a_written_session_reads_as_the_same_session(catalogue, session):
    written = write_session(session)
    reading = read_session_text(written.encode(), "other.yaml", None, catalogue)
    assert reading.errors == (), written
    assert without_lines(reading.session) == session


@pytest.mark.parametrize(
    "path", sorted((SAMPLES / "good").glob("*.yaml")), ids=lambda path: path.stem
)
def test_a_sample_survives_being_written(catalogue, path):
    session = read_session(path, catalogue).session
    again = read_session_text(write_session(session).encode(), "again.yaml", None, catalogue)
    assert without_lines(again.session) == without_lines(session)


def test_a_written_session_is_tidy():
    session = Session(
        title="Hip reset",
        id="hip-reset",
        tags=("desk", "hips"),
        cautions=("Stop if a movement causes sharp pain.", "Breathe on, all the time you hold."),
        assigned=Assigned(to="J. Example", start=date(2026, 11, 23), times=1, often=Often.PER_DAY),
        ask=Ask(pain=(When.BEFORE, When.AFTER), effort=True),
        sound=SoundLevel.STANDARD,
        locked=True,
        defaults=Timing(get_ready=Auto.AUTO, rest_s=30, breath=Breath()),
        entries=(
            Step(
                exercise="low-lunge",
                dose=Hold(Amount(30, 30, open=True)),
                sides=Sides.EACH,
                left=SideChange(sets=Amount(3, 3)),
                weeks={1: SideChange(Hold(Amount(20, 20))), 3: SideChange(Hold(Amount(90, 90)))},
                variant=Version.EASIER,
                note="Slow: breathe.",
            ),
            Rest(rest_s=60),
            Circuit(
                rounds=Amount(2, 3),
                rest_s=150,
                steps=(
                    Step(exercise="bridge", dose=Reps(Amount(6, 8)), timing=Timing(rep=Tempo())),
                    Wait(text="Fetch the band."),
                ),
            ),
        ),
    )
    assert (
        write_session(session)
        == """\
hiptimer: 1
title: Hip reset
id: hip-reset
tags: [desk, hips]
cautions:
  - Stop if a movement causes sharp pain.
  - Breathe on, all the time you hold.

assigned:
  to: J. Example
  from: 2026-11-23
  times: daily

ask:
  pain: [before, after]
  effort: yes
sound: standard
locked: yes

defaults:
  get_ready: auto
  rest: 30 s
  breath: {in: 4 s, hold: 0 s, out: 6 s, pause: 0 s}

steps:
  - exercise: low-lunge
    hold: 30 s or more
    sides: each
    left: {sets: 3}
    week: {1: {hold: 20 s}, 3: {hold: 90 s}}
    variant: easier
    note: "Slow: breathe."
  - rest: 1 min
  - circuit:
      rounds: 2-3
      rest: 2 min 30 s
      steps:
        - exercise: bridge
          reps: 6-8
          tempo: 2-1-2-0
        - wait: Fetch the band.
"""
    )


@pytest.mark.parametrize(
    ("words", "written"),
    [
        ("Stop, and rest.", "Stop, and rest."),
        ("2026", '"2026"'),
        ("Yes", '"Yes"'),
        ("see: that", '"see: that"'),
        ('say "go"', 'say "go"'),
        ('"go" \\ on', '"\\"go\\" \\\\ on"'),
        ("two\nlines", '"two\\nlines"'),
        ("\xa0\u2028\U000e0001", '"\\xa0\\u2028\\U000e0001"'),
    ],
)
def test_a_text_has_quotes_only_where_it_needs_them(words, written):
    assert text(words) == written


def test_inside_brackets_more_texts_need_quotes():
    assert text("Stop, and rest.", flow=True) == '"Stop, and rest."'
