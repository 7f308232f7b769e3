"""`hiptimer picture`: the drawing of an exercise as a file, on a machine without a display."""

import os
import struct
import subprocess
import sys
import xml.etree.ElementTree as ET
import zlib

import pytest

from drawn import draw, header, hold, standing
from full_disk import no_room
from hiptimer.figure import finding
from hiptimer.figure.looks import LOOKS, LookName

SPACE = "{http://www.w3.org/2000/svg}"
# The drawings that ship with the program may be any; these are the ones that a test made.
WITH_MADE_FIGURES = (
    "import sys; from pathlib import Path; from drawn import standing;"
    "from hiptimer.figure import finding; finding.figure_file = standing(Path(sys.argv[1]));"
    "from hiptimer.cli import main; code = main(sys.argv[2:]);"
    "print(sorted(m for m in sys.modules if m.startswith('PySide6'))); sys.exit(code)"
)


@pytest.fixture
def folder(tmp_path):
    folder = tmp_path / "figures"
    draw(
        folder, header("bridge"), header("bridge.easier", frames=2, path=(0, 1)), hold("low-lunge")
    )
    draw(folder, hold("low-lunge", build="sturdy"))
    return folder


@pytest.fixture
def picture(quickly, folder, monkeypatch):
    monkeypatch.setattr(finding, "figure_file", standing(folder))
    return lambda *words: quickly("picture", *words)


def png_size(path):
    data = path.read_bytes()
    assert data.startswith(b"\x89PNG\r\n\x1a\n")
    return struct.unpack(">II", data[16:24])


def fills(path):
    return [one.get("fill") for one in ET.parse(path).iter(f"{SPACE}path")]  # noqa: S314  (our own file)


@pytest.mark.parametrize("name", ["bridge.png", "bridge.svg"])
def test_needs_no_display(environment, folder, tmp_path, name):
    environment = {k: v for k, v in environment.items() if not k.startswith("QT_")}
    environment["PYTHONPATH"] = os.pathsep.join(sys.path)
    done = subprocess.run(
        [sys.executable, "-c", WITH_MADE_FIGURES, folder, "picture", "bridge", "-o", name],
        cwd=tmp_path,
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, f"{name} is written.\n")
    assert (tmp_path / name).stat().st_size > 200
    # An SVG is drawn where even Qt is not.
    assert ("PySide6.QtGui" in done.stdout) == name.endswith("png")


def test_a_png_has_the_size_asked_for_and_a_see_through_ground(picture, tmp_path):
    assert picture("bridge", "-o", "a.png").returncode == 0
    assert png_size(tmp_path / "a.png") == (800, 400)
    assert picture("bridge", "--size", 64, "--out", "b.PNG").returncode == 0
    data = (tmp_path / "b.PNG").read_bytes()
    assert png_size(tmp_path / "b.PNG") == (64, 32)
    depth, colours = data[24], data[25]
    assert (depth, colours) == (8, 6)  # red, green, blue and how opaque
    at = data.index(b"IDAT")
    length = struct.unpack(">I", data[at - 4 : at])[0]
    rows = zlib.decompress(data[at + 4 : at + 4 + length])
    assert rows[1:5] == b"\0\0\0\0"


def test_without_a_name_it_is_named_after_what_it_shows(picture, tmp_path):
    assert picture("Bridge").stderr == "bridge.png is written.\n"
    assert picture("bridge", "--variant", "easier").stderr == "bridge.easier.png is written.\n"
    assert (tmp_path / "bridge.easier.png").exists()


def test_every_wish_changes_the_picture(picture, tmp_path):
    wishes = [
        (),
        ("--side", "left"),
        ("--side", "right"),
        ("--phase", "0"),
        ("--phase", "0.5"),
        ("--theme", "dark"),
        ("--look", "moss"),
        ("--variant", "easier"),
    ]
    for suffix in ("png", "svg"):
        seen = set()
        for number, words in enumerate(wishes):
            path = tmp_path / f"{number}.{suffix}"
            assert picture("bridge", *words, "-o", path).returncode == 0
            seen.add(path.read_bytes())
        assert len(seen) == len(wishes)


def test_without_a_phase_it_is_the_telling_one(picture, tmp_path):
    picture("bridge", "-o", "told.svg")
    picture("bridge", "--phase", "1", "-o", "end.svg")
    assert (tmp_path / "told.svg").read_bytes() == (tmp_path / "end.svg").read_bytes()


def test_wears_what_was_asked_for(picture, tmp_path):
    picture("low-lunge", "--look", "berry", "--build", "sturdy", "-o", "a.svg")
    assert LOOKS[LookName.BERRY].light.top in fills(tmp_path / "a.svg")


@pytest.mark.parametrize("suffix", ["png", "svg"])
def test_a_file_that_is_there_stays(picture, tmp_path, suffix):
    there = tmp_path / f"mine.{suffix}"
    there.write_text("mine", encoding="utf-8")
    done = picture("bridge", "-o", there)
    assert done.returncode == 1
    assert "exists already and is left as it is" in done.stderr
    assert there.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("brigde",), "Did you mean bridge?"),
        (("bridge", "-o", "a.gif"), "End its name with .png or .svg."),
        (("bridge", "-o", "bridge"), "End its name with .png or .svg."),
        (("bridge", "-o", "nowhere/a.png"), "nowhere/a.png cannot be written: No such file"),
        (("camel",), "There is no drawing of camel."),
        (("bridge", "--variant", "deeper"), "There is no drawing of bridge.deeper."),
        (("bridge", "--build", "sturdy"), "no drawing of bridge with the build sturdy"),
    ],
)
def test_what_cannot_be_is_told(picture, tmp_path, words, said):
    done = picture(*words)
    assert (done.returncode, done.stdout) == (1, "")
    assert said in done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures"]


def test_an_exercise_without_such_a_version_says_so(picture, monkeypatch):
    from dataclasses import replace  # noqa: PLC0415

    from hiptimer.library.exercises import bundled_catalogue  # noqa: PLC0415

    known = bundled_catalogue()
    plain = {"bridge": replace(known["bridge"], easier=None, deeper=None)}
    monkeypatch.setattr("hiptimer.cli._catalogue", lambda: plain)
    for variant in ("easier", "deeper"):
        done = picture("bridge", "--variant", variant)
        assert (done.returncode, done.stderr) == (1, f"Bridge has no {variant} version.\n")


def test_a_damaged_drawing_is_told(picture, folder, tmp_path):
    path = folder / "slender" / "bridge.figure"
    data = path.read_bytes()
    path.write_bytes(data[:-4] + b"\0" * 4)
    done = picture("bridge", "-o", "a.png")
    assert done.returncode == 1
    assert "bridge.figure is damaged" in done.stderr
    assert not (tmp_path / "a.png").exists()


def test_a_full_disk_leaves_nothing_behind(picture, tmp_path):
    with no_room():
        done = picture("bridge", "-o", "a.svg")
    assert done.returncode == 1
    assert "cannot be written: File too large" in done.stderr
    assert not (tmp_path / "a.svg").exists()


@pytest.mark.parametrize(
    "words",
    [
        (),
        ("bridge", "--side", "up"),
        ("bridge", "--phase", "1.1"),
        ("bridge", "--phase", "half"),
        ("bridge", "--size", "8"),
        ("bridge", "--size", "99999"),
        ("bridge", "--look", "clown"),
        ("bridge", "--theme", "system"),
        ("bridge", "--variant", "harder"),
    ],
)
def test_a_wrong_command_line_is_told(picture, tmp_path, words):
    done = picture(*words)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["figures"]
