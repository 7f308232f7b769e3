"""The catalogue's files: what a right one comes to, and what is told of wrong ones."""

from pathlib import Path

import pytest

from hiptimer.engine.amount import Amount
from hiptimer.engine.dose import Air, Breath, Every, Hold, Phase, Phases, Reps, Tempo
from hiptimer.engine.exercise import Exercise, FirstMove, Posture, Sides, Variant
from hiptimer.errors import SessionError
from hiptimer.library.exercises import (
    bundled_catalogue,
    load_catalogue,
    read_catalogue,
    read_exercise,
)

LEAST = "name: Trial\nposture: supine\nsides: both\nsetup: Lie.\ninstructions: [Lie.]\ncue: Rest.\n"


@pytest.fixture
def wrong(tmp_path):
    def read(text, name="trial.yaml"):
        path = tmp_path / name
        path.write_text(text)
        exercise, problems = read_exercise(path)
        assert exercise is None
        return [str(problem).removeprefix(f"{path}:") for problem in problems]

    return read


def test_the_bundled_catalogue_is_whole():
    catalogue = bundled_catalogue()
    assert len(catalogue) >= 25
    assert all(exercise.id == name for name, exercise in catalogue.items())


def test_everything_an_exercise_may_say(tmp_path):
    path = tmp_path / "low-lunge.yaml"
    path.write_text(
        "name: Low lunge\naliases: [Lunge]\nposture: half_kneeling\nsides: each\n"
        'side_means: "{side} hip"\nhold: 30 s\nsets: 2\nrest: 20 s\nbreath: {in: 4, out: 5 s, pause: 1}\n'
        "release: 8 s\nequipment: [mat]\noptional_equipment: [cushion]\n"
        'setup: "{other} foot forward."\ninstructions: [Kneel.]\ncue: Tuck.\nfeel: The {side} hip.\n'
        "get_out: Step back.\nmistakes: [Arching.]\ncautions: [Stop if sore.]\n"
        "easier: {name: High lunge, instructions: [Stand.], cue: Tall., posture: standing,"
        " equipment: [chair], hold: 20 s}\ndeeper: {name: Deep lunge}\neyes_closed: yes\n"
    )
    exercise, problems = read_exercise(path)
    assert problems == ()
    assert exercise == Exercise(
        id="low-lunge",
        name="Low lunge",
        posture=Posture.HALF_KNEELING,
        sides=Sides.EACH,
        dose=Hold(Amount(30, 30)),
        side_means="{side} hip",
        aliases=("Lunge",),
        sets=2,
        rest_s=20,
        breath=Breath(4, 0, 5, 1),
        release_s=8,
        equipment=("mat",),
        optional_equipment=("cushion",),
        setup="{other} foot forward.",
        instructions=("Kneel.",),
        cue="Tuck.",
        feel="The {side} hip.",
        get_out="Step back.",
        mistakes=("Arching.",),
        cautions=("Stop if sore.",),
        easier=Variant(
            name="High lunge",
            instructions=("Stand.",),
            cue="Tall.",
            posture=Posture.STANDING,
            equipment=("chair",),
            dose=Hold(Amount(20, 20)),
        ),
        deeper=Variant(name="Deep lunge"),
        eyes_closed=True,
    )


@pytest.mark.parametrize(
    ("written", "rep"),
    [
        ("tempo: 2-1-2-0", Tempo(2, 1, 2, 0)),
        ("every: 3 s", Every(3)),
        (
            "phases: [{say: Reach, for: 2 s, breathe: in}]",
            Phases((Phase("Reach", 2, Air.IN),)),
        ),
    ],
)
def test_how_a_rep_goes(tmp_path, written, rep):
    path = tmp_path / "trial.yaml"
    path.write_text(LEAST + f"reps: 8\nlead_in: 1\nstarts_with: lift\n{written}\n")
    exercise, problems = read_exercise(path)
    assert problems == ()
    assert (exercise.dose, exercise.rep) == (Reps(Amount(8, 8)), rep)
    assert (exercise.first_move, exercise.lead_in) == (FirstMove.LIFT, 1)


def test_what_is_not_said_is_usual(tmp_path):
    path = tmp_path / "trial.yaml"
    path.write_text(LEAST + "hold: 30 s\n")
    exercise, _problems = read_exercise(path)
    assert exercise == Exercise(
        id="trial",
        name="Trial",
        posture=Posture.SUPINE,
        sides=Sides.BOTH,
        dose=Hold(Amount(30, 30)),
        setup="Lie.",
        instructions=("Lie.",),
        cue="Rest.",
    )


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("hold: 30 s\nreps: 8\n", "`hold` and `reps` cannot stand together."),
        ("", "This exercise has no dose."),
        ("hold: 20-30 s\n", "One number is wanted here, not `20-30 s`."),
        ("hold: 30 s\ntempo: 2-1-2-0\n", "`tempo` goes with reps only"),
        ("hold: 30 s\nlead_in: 1\n", "`lead_in` goes with breaths or reps only"),
        ("hold: 30 s\nsets: 2-3\n", "One number is wanted here, not `2-3`."),
        ("hold: 30 s\nequipment: [matt]\n", "Did you mean `mat`?"),
        ("hold: 30 s\nequipment: [mat, mat]\n", "`mat` stands twice"),
        ("hold: 30 s\nequipment: mat\n", "A list is wanted"),
        ("hold: 30 s\nfeel: In the {hip}.\n", "Braces hold {side} or {other} only."),
        ('hold: 30 s\nfeel: "{side"\n', "Braces hold {side} or {other} only."),
        ("hold: 30 s\nfeel: [a]\n", "A single value is wanted"),
        ("hold: 30 s\neasier: {cue: Easy.}\n", "`easier` has no `name`."),
        ("hold: 30 s\nhold: 40 s\n", "`hold` is written twice"),
        ("hold: 30 s\ndeper: {name: Deep}\n", "Did you mean `deeper`?"),
    ],
)
def test_a_wrong_exercise_is_told(wrong, text, words):
    (problem,) = wrong(LEAST + text)
    assert words in problem


def test_sides_want_words_for_what_they_name(wrong):
    (problem,) = wrong(LEAST.replace("both", "each") + "hold: 30 s\n")
    assert problem.startswith("3:1: This exercise does not say what a side names.")


def test_sides_alternate_with_reps_only(wrong):
    text = LEAST.replace("both", "alternate") + 'side_means: "{side} hip"\nhold: 30 s\n'
    assert wrong(text) == ["3:8: Sides can alternate with reps only. Write `sides: each`."]


def test_versions_of_what_alternates_are_done_in_reps_too(wrong, tmp_path):
    text = LEAST.replace("both", "alternate") + 'side_means: "{side} hip"\nreps: 8\n'
    (problem,) = wrong(text + "easier: {name: Still, hold: 30 s}\n")
    assert problem == (
        "9:9: Sides can alternate with reps only."
        " Write the dose of this version in reps, or `sides: each` above."
    )
    path = tmp_path / "right.yaml"
    path.write_text(text + "easier: {name: Few, reps: 4}\ndeeper: {name: Low}\n")
    assert read_exercise(path)[1] == ()


def test_the_file_name_must_be_an_id(wrong):
    (problem,) = wrong(LEAST + "hold: 30 s\n", name="Low Lunge.yaml")
    assert "`Low Lunge` cannot be the id of an exercise." in problem


def test_a_file_that_is_no_mapping_or_no_yaml_is_told(wrong):
    assert wrong("- a\n") == [
        "1:1: Keys and values are wanted here. Write them as `key: value`, one in a line."
    ]
    assert "is not closed" in wrong("a: [\n")[0]


def test_a_catalogue_leaves_out_what_is_wrong_and_tells_of_it(tmp_path):
    (tmp_path / "good.yaml").write_text(LEAST + "hold: 30 s\n")
    (tmp_path / "bad.yaml").write_text(LEAST)
    paths = sorted(tmp_path.glob("*.yaml"))
    reading = read_catalogue([*paths, Path("missing.yaml")])
    assert list(reading.catalogue) == ["good"]
    assert [Path(problem.file).name for problem in reading.problems] == ["bad.yaml", "missing.yaml"]
    with pytest.raises(SessionError, match="no dose"):
        load_catalogue(paths)
