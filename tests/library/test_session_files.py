"""What a right file comes to, and what is told of doubtful, broken and hostile ones."""

import os
import struct
import sys
from datetime import date

import pytest
import yaml
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
    SideChange,
    SoundLevel,
    Timing,
    Version,
    Wait,
    When,
)
from hiptimer.library.sessions import read_session, read_session_text

HEAD = "hiptimer: 1\ntitle: Trial\nid: trial\n"


def told(reading):
    return [str(problem) for problem in reading.problems]


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


def test_all_errors_come_at_once_in_order_and_each_once(read):
    reading = read(
        "hiptimer: 1\nsound: loud\nsteps:\n  - &bad {exercise: camle, hold: 010}\n  - *bad\n"
        "titel: T\ntitel: U\n"
    )
    assert [(one.line, one.column) for one in reading.errors] == [
        (1, 1),
        (2, 8),
        (4, 21),
        (4, 34),
        (6, 1),
        (7, 1),
    ]
    assert reading.session is None
    assert (
        told(reading)[2] == "trial.yaml:4:21: There is no exercise `camle`. Did you mean `camel`?"
    )


@pytest.mark.skipif(not hasattr(yaml, "CSafeLoader"), reason="PyYAML's own parser stops at a tab")
def test_tabs_are_told_together_with_everything_else(read):
    reading = read(HEAD + "sound: loud\nsteps:\t# here\n  - {exercise: camel,\thold: 010}\n")
    assert [(one.line, one.column) for one in reading.errors] == [(4, 8), (5, 7), (6, 22), (6, 29)]
    assert str(reading.errors[1]) == "trial.yaml:5:7: A tab stands here. Use spaces instead."
    assert len(read(HEAD + "steps:\t\n" * 500).problems) == 101


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


@pytest.mark.parametrize(
    "entries",
    [
        "{rest: 13 h}, {exercise: camel}, {rest: 13 h}, {exercise: camel}",
        "{exercise: camel, hold: 30 s, sets: 3, rest: 12 h}",
        "{exercise: camel, get_ready: 13 h, rest_after: 12 h}, {exercise: camel}",
        "{exercise: low-lunge, hold: 30 s, switch: 24 h}",
        "{circuit: {rounds: 3, rest: 12 h, steps: [{exercise: camel}]}}",
        "{exercise: bridge, tempo: 30-0-30-0, reps: 1000, sets: 2}",
        "{exercise: camel, hold: 5 s, week: {4: {hold: 23 h, sets: 2}}}",
        # These are too large to be laid out one by one.
        "{circuit: {rounds: 100, rest: 15 min, steps: [{exercise: camel, sets: 30}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: camel, hold: 1 s, sets: 30}, {rest: 15 min}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: camel, hold: 1 s, sets: 30, rest: 30 s}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: camel, sets: 30, get_ready: 15 min}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: bridge, reps: 10, sets: 30}]}}",
        "{circuit: {rounds: 99, steps: [{exercise: bridge, reps: 5, sides: alternate, sets: 30}]}}",
    ],
)
def test_more_than_a_day_in_all_is_refused(read, entries):
    (error,) = read(HEAD + f"steps: [{entries}]\n").errors
    assert error.said == "All steps together take more than 24 hours."


@pytest.mark.parametrize(
    "entries",
    [
        "{rest: 13 h}, {rest: 13 h}, {exercise: camel}",  # where rests meet, the longest stands
        "{exercise: camel, rest_after: 24 h}",
        "{exercise: bridge, reps: 1000, sets: 20, pace: self}",
        "{circuit: {rounds: 99, steps: [{exercise: bridge, pace: self, sets: 30, rest: 0}, {wait: Go.}]}}",
        "{circuit: {rounds: 100, steps: [{exercise: camel, hold: 1 s, sets: 30, rest: 0}]}}, {rest: 5}",
    ],
)
def test_less_than_a_day_is_no_error(read, entries):
    assert read(HEAD + f"steps: [{entries}]\n").errors == ()


def test_a_flood_of_errors_is_cut_short_and_says_so(read_steps):
    reading = read_steps("".join(f"  - {{exercise: nothing-{n}, hold: 300}}\n" for n in range(300)))
    assert len(reading.problems) == 101
    assert reading.problems[-1].said == "There are 500 more problems."
    assert all(not problem.is_warning for problem in reading.problems)


def test_a_flood_of_wrong_words_is_answered_in_good_time(read_steps):
    # Comparing words is slow: thousands of them must not be compared.
    reading = read_steps("".join(f"  - {{exercise: camel{n}, hodl{n}: 3}}\n" for n in range(1500)))
    assert len(reading.problems) == 101


@pytest.mark.parametrize(
    ("steps", "at", "words"),
    [
        ("  - {exercise: camel, hold: 121}\n", (5, 29), "held for more than 120 s"),
        ("  - {exercise: camel, hold: 100-121}\n", (5, 29), "held for more than 120 s"),
        ("  - {exercise: camel, week: {2: {hold: 3 min}}}\n", (5, 40), "held for more than 120 s"),
        (
            "  - {exercise: low-lunge, sides: both}\n",
            (5, 34),
            "`low-lunge` works one side at a time, and this says both at once.",
        ),
        (
            "  - {exercise: camel, time: 46 min}\n",
            (4, 1),
            "This session takes more than 45 minutes.",
        ),
        ("  - {exercise: camel, week: {9: {sets: 100}}}\n", (4, 1), "This session takes"),
        (
            "  - circuit: {rounds: 3, steps: [{exercise: camel}, {rest: 1}, {exercise: split-squat-rfe}]}",
            (5, 64),
            "fifth change between floor and standing",
        ),
    ],
)
def test_what_is_legal_but_doubtful_is_a_warning(read_steps, steps, at, words):
    reading = read_steps(steps)
    assert reading.session is not None
    assert reading.errors == ()
    (warning,) = reading.warnings
    assert words in warning.said
    assert (warning.line, warning.column) == at


@pytest.mark.parametrize(
    "steps",
    [
        "  - {exercise: camel, hold: 120}\n",
        "  - {exercise: camel, sides: both}\n",
        "  - {exercise: camel, time: 44 min}\n",
        "  - {name: Own, hold: 5}\n  - {name: Own, hold: 5, posture: chair}\n",
        "  - circuit: {rounds: 2, steps: [{exercise: camel}, {exercise: low-lunge, variant: easier}]}\n",
    ],
)
def test_what_is_in_order_is_not_doubted(read_steps, steps):
    assert read_steps(steps).problems == ()


def test_more_than_six_different_exercises_are_doubted_only_if_assigned(read):
    steps = "steps:\n" + "".join(f"  - {{name: Own {n % 7}, hold: 5}}\n" for n in range(20))
    assert read(HEAD + steps).warnings == ()
    (warning,) = read(HEAD + "assigned: {to: J}\n" + steps).warnings
    assert warning.line == 12
    fewer = "steps:\n" + "".join(f"  - {{name: Own {n % 6}, hold: 5}}\n" for n in range(20))
    assert read(HEAD + "assigned: {to: J}\n" + fewer).warnings == ()


def test_doubts_and_errors_stand_together_in_order(read_steps):
    reading = read_steps("  - {exercise: camel, hold: 300}\n  - {exercise: camel, hold: x}\n")
    assert [problem.is_warning for problem in reading.problems] == [True, False]
    assert len(reading.errors) == len(reading.warnings) == 1


def png(width=4, height=4):
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sII", 13, b"IHDR", width, height)


@pytest.fixture
def with_picture(read_steps, tmp_path):
    def read_it(written):
        text = f"  - {{name: Own, hold: 5, picture: '{written}'}}\n"
        return read_steps(text, folder=tmp_path)

    return read_it


def test_a_picture_beside_the_file_is_taken(with_picture, tmp_path):
    (tmp_path / "pictures").mkdir()
    (tmp_path / "pictures" / "wall.png").write_bytes(png())
    reading = with_picture("pictures/wall.png")
    assert reading.problems == ()
    assert reading.session.entries[0].exercise.picture == "pictures/wall.png"


UNIX = pytest.mark.skipif(sys.platform == "win32", reason="needs FIFOs, devices and links")


@UNIX
@pytest.mark.parametrize(
    ("written", "make", "words"),
    [
        ("/etc/passwd", None, "begins at the root"),
        ("http://example.org/a.png", None, "cannot come from elsewhere"),
        ("file:a.png", None, "cannot come from elsewhere"),
        ("C:/a.png", None, "cannot come from elsewhere"),
        ("../a.png", None, "may not have `..` in it"),
        ("pictures/../pictures/ok.png", None, "may not have `..` in it"),
        ("missing.png", None, "no such picture"),
        ("pictures", os.mkdir, "not an ordinary file"),
        ("pipe.png", getattr(os, "mkfifo", None), "not an ordinary file"),
        ("zero.png", lambda path: path.symlink_to("/dev/zero"), "outside this file"),
        ("passwd.png", lambda path: path.symlink_to("/etc/passwd"), "outside this file"),
        ("circle.png", lambda path: path.symlink_to(path), "cannot be read"),
        ("a" * 300 + ".png", None, "cannot be read"),
    ],
)
def test_a_picture_from_elsewhere_is_refused(with_picture, tmp_path, written, make, words):
    if make:
        make(tmp_path / written)
    (error,) = with_picture(written).errors
    assert words in error.said


@UNIX
def test_a_picture_behind_a_link_inside_the_folder_is_taken(with_picture, tmp_path):
    (tmp_path / "real.png").write_bytes(png())
    (tmp_path / "link.png").symlink_to("real.png")
    assert with_picture("link.png").problems == ()


def test_a_picture_that_is_too_large_is_refused(with_picture, tmp_path):
    (tmp_path / "wide.png").write_bytes(png(10_000, 5_001))
    assert "50 million pixels (10000 by 5001)" in with_picture("wide.png").errors[0].said
    with (tmp_path / "heavy.png").open("wb") as file:
        file.write(png())
        file.truncate(20 * 1024 * 1024 + 1)
    assert "larger than 20 MiB" in with_picture("heavy.png").errors[0].said


def test_without_a_folder_only_the_path_of_a_picture_is_judged(read_steps):
    assert read_steps("  - {name: Own, hold: 5, picture: a.png}\n").problems == ()
    assert read_steps("  - {name: Own, hold: 5, picture: ../a.png}\n").errors


def test_a_file_is_read_from_the_disk(tmp_path, catalogue):
    path = tmp_path / "hip.yaml"
    path.write_text(HEAD + "steps: [{exercise: camel}]\n")
    assert read_session(path, catalogue).session.title == "Trial"


@UNIX
@pytest.mark.parametrize(
    ("name", "words"),
    [("missing.yaml", "no such file"), (".", "folder"), ("pipe", "not an ordinary")],
)
def test_what_cannot_be_opened_is_told_at_the_first_place(tmp_path, catalogue, name, words):
    os.mkfifo(tmp_path / "pipe")
    path = tmp_path / name
    (problem,) = read_session(path, catalogue).problems
    assert (problem.file, problem.line, problem.column) == (str(path), 1, 1)
    assert words in problem.said


def test_a_broken_file_is_told_where(read):
    (problem,) = read(b"a: \xff").problems
    assert (problem.line, problem.column) == (1, 4)


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
