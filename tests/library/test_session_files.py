"""What a right session file comes to, and that any file at all comes to something."""

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from trial import HEAD

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Air, Breath, Breaths, Every, Hold, Move, Phase, Phases, Reps, Tempo
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
    SideChange,
    SoundLevel,
    Timing,
    Version,
    Wait,
    When,
)
from hiptimer.library.sessions import read_session_text


@pytest.mark.parametrize(
    ("written", "dose"),
    [
        ("{exercise: camel}", None),
        ("{exercise: camel, hold: 30 s}", Hold(Amount(30, 30))),
        ("{exercise: camel, breaths: 5-8}", Breaths(Amount(5, 8))),
        ("{exercise: camel, reps: 8 or more}", Reps(Amount(8, 8, open=True))),
        ("{exercise: camel, time: 1:30}", Move(Amount(90, 90))),
    ],
)
def test_the_dose_of_a_step(step, written, dose):
    assert step(written).dose == dose


def test_what_is_not_said_stays_open(step):
    bare = step("{exercise: low-lunge}")
    assert bare.timing == Timing()
    said = (bare.sides, bare.sets, bare.lead_in, bare.left, bare.right, bare.variant)
    assert said == (None,) * 6
    assert (bare.weeks, bare.optional, bare.load, bare.note, bare.say) == ({}, False, "", "", "")


def test_everything_a_step_may_say(step):
    full = step(
        "{exercise: split-squat-rfe, reps: 8, sides: each, sets: 3-4, lead_in: 2, get_ready: 5 s,"
        " switch: auto, rest: 1 min, rest_after: 10, linger: 4, pace: self, breath: {in: 3, out: 5 s},"
        " tempo: 3-1-1-0, first: right, left: {sets: 2}, right: {reps: 6},"
        " week: {1: {reps: 5}, 3: {sets: 2}}, variant: easier, optional: yes, load: 5 kg,"
        " note: Slowly., say: Stay tall.}"
    )
    assert full.sets == Amount(3, 4)
    assert full.lead_in == 2
    assert full.timing == Timing(
        get_ready=5,
        switch=Auto.AUTO,
        rest_s=60,
        rest_after_s=10,
        linger=Linger(4),
        pace=Pace.SELF,
        breath=Breath(3, 0, 5, 0),
        rep=Tempo(3, 1, 1, 0),
        first=Side.RIGHT,
    )
    assert full.left == SideChange(None, Amount(2, 2))
    assert full.right == SideChange(Reps(Amount(6, 6)), None)
    assert full.weeks == {1: SideChange(Reps(Amount(5, 5))), 3: SideChange(None, Amount(2, 2))}
    assert full.variant is Version.EASIER
    assert full.optional
    assert (full.load, full.note, full.say) == ("5 kg", "Slowly.", "Stay tall.")
    assert full.line == 5


def test_how_long_a_rep_takes(step):
    assert step("{exercise: bridge, every: 6 s}").timing.rep == Every(6)
    cycle = step(
        "{exercise: bridge, phases: [{say: Up, breathe: in, for: 2}, {say: Down, for: 3}]}"
    ).timing.rep
    assert cycle == Phases((Phase("Up", 2, Air.IN), Phase("Down", 3, Air.FREE)))


def test_rests_waits_circuits_and_own_exercises(read_steps):
    reading = read_steps(
        "  - rest: 20 s\n    note: Drink.\n  - {wait: Fetch the band., say: Fetch it.}\n"
        "  - circuit:\n      rounds: 2-3\n      rest: 45 s\n      steps:\n"
        "        - {name: Wall press, time: 40 s, posture: standing, instructions: [Stand., Press.]}\n"
        "        - {rest: 5}\n"
    )
    rest, wait, circuit = reading.session.entries
    assert rest == Rest(rest_s=20, note="Drink.", line=5)
    assert wait == Wait(text="Fetch the band.", say="Fetch it.", line=7)
    assert isinstance(circuit, Circuit)
    assert (circuit.rounds, circuit.rest_s, circuit.line) == (Amount(2, 3), 45, 8)
    own, inner_rest = circuit.steps
    assert own.exercise == OwnExercise(
        name="Wall press", posture=Posture.STANDING, instructions=("Stand.", "Press.")
    )
    assert inner_rest.rest_s == 5


def test_everything_a_file_may_say(read):
    session = read(
        HEAD
        + "description: D\nauthor: A\nlanguage: no\ntags: [a]\nequipment: [mat]\ncautions: [C]\n"
        "assigned: {to: T, by: B, from: 2026-11-23, until: 2026-11-23, times: every 2 days, note: N}\n"
        "ask: {pain: [before, next_morning], effort: yes, difficulty: no, note: on}\n"
        "safety: {stop_rule: S, pain_bands: {ok_to: 3, ok: Fine}}\nsound: soft\nlocked: true\n"
        "defaults: {rest: 10 s, get_ready: auto, every: 4}\nsteps: [{exercise: camel, sides: both}]\n"
    ).session
    assert (session.title, session.id, session.description) == ("Trial", "trial", "D")
    assert (session.author, session.language, session.tags) == ("A", "no", ("a",))
    assert (session.equipment, session.cautions) == (("mat",), ("C",))
    start = date(2026, 11, 23)
    assert session.assigned == Assigned(
        to="T", by="B", start=start, until=start, times=2, often=Often.EVERY_DAYS, note="N"
    )
    pain = (When.BEFORE, When.NEXT_MORNING)
    assert session.ask == Ask(pain=pain, effort=True, difficulty=False, note=True)
    assert session.safety == Safety(stop_rule="S", pain_bands=PainBands(ok_to=3, ok="Fine"))
    assert session.sound is SoundLevel.SOFT
    assert session.locked
    assert session.defaults == Timing(rest_s=10, get_ready=Auto.AUTO, rep=Every(4))
    assert session.entries[0].sides is Sides.BOTH


def test_without_an_id_the_file_name_is_the_id(read):
    text = "hiptimer: 1\ntitle: T\nsteps: [{exercise: camel}]\n"
    assert read(text, name="folder/Hip reset (2).yaml").session.id == "Hip reset (2)"
    assert read(text, name="a\\b\n\udcff c .yaml").session.id == "a b c"
    assert read(text, name="").session.id == "session"


@pytest.mark.parametrize(
    ("written", "breath"),
    [
        ("{in: 5 s}", Breath(5, 0, 6, 0)),
        ("{out: 8 s}", Breath(4, 0, 8, 0)),
        ("{hold: 2, pause: 1}", Breath(4, 2, 6, 1)),
    ],
)
def test_parts_of_a_breath_that_are_not_written_are_built_in(read, written, breath):
    session = read(
        HEAD + f"defaults: {{breath: {written}}}\n"
        f"steps: [{{exercise: camel, breaths: 5, breath: {written}}}]\n"
    ).session
    assert session.defaults.breath == session.entries[0].timing.breath == breath


def test_equipment_is_written_as_the_catalogue_does_if_it_knows_it(read):
    text = (
        HEAD + "equipment: [mini band, Mat, ' mat ', Mini-Band, Foam Roller]\nsteps: [{rest: 5}]\n"
    )
    assert read(text).session.equipment == ("mini_band", "mat", "mat", "mini_band", "Foam Roller")
    assert read(HEAD + "equipment: []\nsteps: [{rest: 5}]\n").errors


WORDS = [
    "hiptimer",
    "title",
    "id",
    "steps",
    "exercise",
    "camel",
    "low-lunge",
    "name",
    "hold",
    "breaths",
    "reps",
    "time",
    "sides",
    "each",
    "left",
    "right",
    "week",
    "circuit",
    "rounds",
    "rest",
    "wait",
    "tempo",
    "phases",
    "say",
    "for",
    "breathe",
    "1",
    "30",
    "6-8",
    "010",
    "yes",
    "~",
    "2-1-2-0",
    "auto",
    "picture",
]


def _texts(inner):
    keyed = st.dictionaries(st.sampled_from(WORDS), inner, max_size=5).map(
        lambda pairs: "{" + ", ".join(f"{key}: {value}" for key, value in pairs.items()) + "}"
    )
    return keyed | st.lists(inner, max_size=4).map(lambda items: "[" + ", ".join(items) + "]")


LIKE_A_SESSION = st.recursive(st.sampled_from(WORDS), _texts, max_leaves=15)


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=120) | LIKE_A_SESSION.map(lambda text: f"{HEAD}steps: {text}\n".encode()))
def test_any_bytes_give_a_reading(catalogue, data):
    reading = read_session_text(data, "x.yaml", None, catalogue)
    assert (reading.session is None) == bool(reading.errors)
    assert all(problem.line >= 1 and problem.said for problem in reading.problems)


@settings(max_examples=60, deadline=None)
@given(
    steps=st.lists(st.dictionaries(st.sampled_from(WORDS), LIKE_A_SESSION, max_size=5), max_size=4)
)
def test_any_steps_give_a_reading(catalogue, steps):
    items = ("{" + ", ".join(f"{k}: {v}" for k, v in pairs.items()) + "}" for pairs in steps)
    data = f"{HEAD}steps: [{', '.join(items)}]\n".encode()
    reading = read_session_text(data, "x.yaml", None, catalogue)
    assert (reading.session is None) == bool(reading.errors)
