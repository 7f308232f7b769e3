import pytest

from posing.posefiles import STANDING, pose_of, written
from tools.posing.pose import Axis, Bent, Box, Chair, Fixed, Level, Over, Touch, Variant
from tools.posing.posefile import read_pose, read_poses
from tools.posing.posetree import PoseFileError

MOVING = (
    STANDING
    + """
  - {site: palmL, at: [.3, .2, ~], id: reach}
aims:
  - {site: mass, over: ankleL, axes: [y], offset: .02}
guess: {hip*.flex: 10}
motion:
  stations:
    up: {}
    down:
      guess: {hipL.flex: 80}
      drop: [reach]
      contacts: [{site: heelL, on: .02}]
      aims: [{angle: kne*.flex, is: 90}]
  path: [up, down, up]
  planted: [ballL, heelR]
"""
)


def test_items_become_wishes_with_ids_and_weights(tmp_path):
    pose = pose_of(
        tmp_path,
        STANDING
        + """
  - {site: ballR, at: [.40, -.09, ~], w: 3}
  - {site: palmL, touch: thighL, side: front, gap: .01}
aims:
  - {site: kneeR, over: ankleR, axes: [x, z], offset: [.03, -.4]}
  - {frame: tho, axis: up, along: -pelvis.up, id: lean}
""",
    )
    assert [wish.id for wish in pose.wishes[:4]] == ["heelL.on", "heelR.on", "ballL.on", "ballR.on"]
    assert pose.wishes[0] == Level("heelL.on", 6, "heelL", 0)
    assert pose.wishes[4] == Fixed("ballR.at", 3, "ballR", (0.40, -0.09, None))
    assert isinstance(pose.wishes[5], Touch)
    assert pose.wishes[6] == Over("kneeR.over", 1, "kneeR", "ankleR", (0, 2), (0.03, -0.4))
    assert pose.wishes[7].id == "lean"
    assert pose.wishes[7].way == Axis("pelvis", "up", -1.0)


def test_props_are_read(tmp_path):
    pose = pose_of(
        tmp_path,
        STANDING
        + """
props:
  - box: [-.8, -.4, -.2, .2, 0, .42]
  - chair: {at: [.5, 0], facing: 180}
""",
    )
    assert pose.props == (Box(-0.8, -0.4, -0.2, 0.2, 0, 0.42), Chair((0.5, 0), 180, 0.45, False))


def test_a_variant_lays_itself_over_the_base(tmp_path):
    text = (
        STANDING
        + """
aims:
  - {angle: kneL.flex, is: 90, w: 2}
  - {frame: [tho, foot*], axis: up, along: [0, 0, 1]}
guess: {tz: .9, hipL.flex: 20}
checks:
  - {angle: kneL.flex, max: 95}
easier:
  like: base
  guess: {hipL.flex: 5}
  aims+: [{angle: kneL.flex, is: 40}]
  drop: [tho.up, footL.up, footR.up]
  checks+: [{height: heelL, max: .1}]
deeper:
  title: Alone
  contacts: [{site: heelL, on: floor}]
"""
    )
    easier, deeper = (
        pose_of(tmp_path, text, Variant.EASIER),
        pose_of(tmp_path, text, Variant.DEEPER),
    )
    assert easier.guess == {"tz": 0.9, "hipL.flex": 5}
    assert [wish.id for wish in easier.wishes][4:] == ["kneL.flex"]
    assert easier.wishes[-1] == Bent("kneL.flex", 1, "kneL.flex", 40)
    assert len(easier.checks) == 2
    assert (easier.title, easier.picture) == ("Standing", "standing.easier")
    assert (len(deeper.wishes), deeper.checks, deeper.title) == (1, (), "Alone")


def test_stations_are_the_base_with_their_own_items(tmp_path):
    motion = pose_of(tmp_path, MOVING).motion
    assert [station.name for station in motion.stations] == ["up", "down", "up"]
    up, down, _ = motion.stations
    assert "reach" in {wish.id for wish in up.wishes}
    by_id = {wish.id: wish for wish in down.wishes}
    assert "reach" not in by_id
    assert by_id["heelL.on"].height == 0.02
    assert by_id["kneR.flex"].value == 90
    assert down.guess == {"hipL.flex": 80}
    assert motion.planted == ("ballL", "heelR")


@pytest.mark.parametrize(
    ("line", "said"),
    [
        ("colour: red", "top: unknown key 'colour'; allowed are title"),
        ("aims: [{site: kneL, on: floor}]", "aims[0].site: unknown 'kneL'; allowed are"),
        ("aims: [{frame: belly, axis: up, along: [0, 0, 1]}]", "aims[0].frame: unknown 'belly'"),
        ("aims: [{frame: tho, axis: up}]", "aims[0]: either 'along' or 'across'"),
        ("aims: [{angle: kneL.twist, is: 3}]", "aims[0].angle: unknown angle"),
        ("aims: [{site: kneeL, at: [1, 2]}]", "aims[0].at: x, y and z are needed"),
        ("aims: [{site: kneeL, on: floor, at: [1, 2, 3]}]", "aims[0]: a site needs one of"),
        ("aims: [{site: kneeL, on: floor, offset: 3}]", "aims[0]: unknown key 'offset'"),
        (
            "aims: [{site: palmL, touch: chest, side: inner}]",
            "aims[0].side: 'chest' is in the middle",
        ),
        ("guess: {tz: high}", "guess.tz: a number is needed, not 'high'"),
        ("guess: {knee.flex: 3}", "guess.knee.flex: unknown angle"),
        ("camera: {az: 3, roll: 2}", "camera: unknown key 'roll'"),
        ("props: [{box: [0, 1, 1, 0, 0, 1]}]", "props[0].box: x0 x1 y0 y1 z0 z1"),
        ("props: [{ball: 3}]", "props[0]: unknown key 'ball'"),
        ("target: [belly_button]", "target[0]: unknown 'belly_button'; allowed are"),
        ("hands: {L: wave}", "hands.L: unknown 'wave'; allowed are"),
        ("checks: [{tilt: tho, max: 3}]", "checks[0].tilt: 'tho' is not a bone's axis"),
        ("checks: [{angle: kneL.flex}]", "checks[0]: a bound is needed: min or max"),
        ("checks: [{angle: kneL.flex, max: 3, at: top}]", "is at 'top'; the stations are none"),
        ("motion: {stations: {a: {}}, path: [a]}", "two stations at least"),
        (
            "motion: {stations: {a: {}}, path: [a, b]}",
            "motion.path: unknown 'b'; the stations are a",
        ),
        ("motion: {stations: {a: {drop: [x]}}, path: [a, a]}", "nothing to drop is called 'x'"),
        ("easier: {like: base, drop: [reach]}", "easier: nothing to drop is called 'reach'"),
        ("easier: {contacts+: []}", "easier: '+' and 'drop' need `like: base`"),
        ("title: Twice", "'title' stands twice"),
        ("easier: [", "while parsing"),
    ],
)
def test_a_mistake_is_named_with_file_and_path(tmp_path, line, said):
    with pytest.raises(PoseFileError) as caught:
        read_poses(written(tmp_path, STANDING + line + "\n"))
    assert said in str(caught.value)
    assert str(caught.value).startswith("standing.yaml: ")


def test_a_pose_that_is_not_there_is_told(tmp_path):
    written(tmp_path, STANDING)
    with pytest.raises(PoseFileError, match="no 'deeper' pose"):
        read_pose("standing", Variant.DEEPER, tmp_path)
    with pytest.raises(PoseFileError, match="No such file"):
        read_pose("lying", Variant.BASE, tmp_path)
