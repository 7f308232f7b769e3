"""The wheel, installed where no checkout is near, is the whole program."""

import json
import os
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

pytestmark = pytest.mark.install

SHORT = """\
hiptimer: 1
id: short
title: A short one
defaults: {get_ready: 1 s}
steps:
  - {name: Wall press, hold: 3 s, sides: each, switch: 2 s, instructions: [Press.]}
"""

# What people and `make` need, and the program never reads.
LEFT_OUT = ("poses/", "icons/")

WINDOW = """\
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from hiptimer.app import run
from hiptimer.places import Places
from hiptimer.ui.window import Window

qt = QApplication(["hiptimer"])
seen = []

def look():
    for window in qt.topLevelWidgets():
        if isinstance(window, Window) and window.isVisible() and window.shell.page_name == sys.argv[2]:
            picture = window.grab().toImage()
            seen.append(len({picture.pixel(x, picture.height() // 2) for x in range(picture.width())}))
            timer.stop()
            window.close()

timer = QTimer(interval=20)
timer.timeout.connect(look)
timer.start()
print(run(Places.of(Path(sys.argv[1])), Path(sys.argv[3]) if sys.argv[3:] else None), *seen)
"""


def run(*command, cwd, **env):
    # Nothing of this checkout may reach the installed program by way of the environment.
    kept = {k: v for k, v in os.environ.items() if not k.startswith(("PYTHON", "HIPTIMER", "COV"))}
    done = subprocess.run(
        command,
        cwd=cwd,
        env=kept | env,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def wheel_of(source, folder):
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", folder, source, cwd=folder)
    (built,) = folder.glob("hiptimer-*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    return wheel_of(TOP, tmp_path_factory.mktemp("wheel"))


@pytest.fixture(scope="module")
def bin_dir(wheel, tmp_path_factory):
    """The commands of an environment that holds hiptimer from the wheel."""
    place = tmp_path_factory.mktemp("installed")
    venv.create(place, with_pip=False, symlinks=True)
    target = Path(sysconfig.get_path("purelib", "venv", {"base": place, "platbase": place}))
    scripts = Path(sysconfig.get_path("scripts", "venv", {"base": place, "platbase": place}))
    pip = (sys.executable, "-m", "pip", "--python", scripts / "python", "install", "--quiet")
    run(*pip, "--no-deps", "--no-index", wheel, cwd=place)
    # Qt alone is 250 MB, so the dependencies are lent. A folder named in a .pth file does not have
    # its own .pth files read, which keeps the checkout's editable install out.
    outer = {sysconfig.get_path("purelib"), sysconfig.get_path("platlib")}
    (target / "lent.pth").write_text("\n".join(sorted(outer)), encoding="utf-8")
    return scripts


def ask(bin_dir, tmp_path, program):
    return run(bin_dir / "python", "-I", "-c", program, cwd=tmp_path).splitlines()


@pytest.fixture
def hiptimer(bin_dir, tmp_path):
    """Return what the installed command says, in a home where nobody has lived, with nobody to hear it."""
    home = tmp_path / "home"
    home.mkdir()
    places = {
        name: str(home / folder)
        for name, folder in {
            "HOME": "",
            "XDG_DATA_HOME": "data",
            "XDG_CONFIG_HOME": "config",
            "XDG_CACHE_HOME": "cache",
            "XDG_RUNTIME_DIR": "no-sound-server",
        }.items()
    }

    def say(*words):
        return run(bin_dir / "hiptimer", *words, cwd=home, **places, QT_QPA_PLATFORM="offscreen")

    return say


@pytest.fixture
def short(tmp_path):
    path = tmp_path / "short.yaml"
    path.write_text(SHORT, encoding="utf-8")
    return path


def test_the_program_comes_from_the_wheel(bin_dir, tmp_path):
    (place,) = ask(bin_dir, tmp_path, "import hiptimer; print(hiptimer.__file__)")
    assert Path(place).is_relative_to(bin_dir.parent)


@pytest.mark.parametrize(
    ("question", "folder", "pattern"),
    [
        ("bundled_sessions", "sessions", "*.y*ml"),
        ("exercise_files", "assets/exercises", "*.y*ml"),
    ],
)
def test_it_carries_every_session_and_exercise(bin_dir, tmp_path, question, folder, pattern):
    program = f"from hiptimer.resources import {question} as q; print(*q(), sep=chr(10))"
    found = [Path(line) for line in ask(bin_dir, tmp_path, program)]
    assert {path.name for path in found} == {path.name for path in (TOP / folder).glob(pattern)}
    assert all(path.is_file() and path.is_relative_to(bin_dir.parent) for path in found)


def test_it_carries_every_asset_that_the_program_reads(bin_dir, tmp_path):
    program = (
        "from hiptimer.resources import asset; top = asset();"
        "print(*(p.relative_to(top).as_posix() for p in top.rglob('*') if p.is_file()), sep=chr(10))"
    )
    assets = TOP / "assets"
    here = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()}
    here = {name for name in here if not name.startswith(LEFT_OUT)}
    assert here
    assert set(ask(bin_dir, tmp_path, program)) == here


def test_the_program_reads_none_of_the_assets_that_are_left_out():
    for path in (TOP / "src").rglob("*.py"):
        text = path.read_text(encoding="utf-8")
        for folder in LEFT_OUT:
            assert f'asset("{folder.strip("/")}"' not in text, path


def test_it_names_what_others_have_made(bin_dir, tmp_path):
    told = ask(bin_dir, tmp_path, "from hiptimer.resources import notices; print(notices())")
    assert "\n".join(told).strip() == (TOP / "packaging" / "NOTICES").read_text("utf-8").strip()


def test_the_source_package_makes_the_same_wheel(wheel, tmp_path):
    run(sys.executable, "-m", "hatchling", "build", "-t", "sdist", "-d", tmp_path, cwd=TOP)
    (packed,) = tmp_path.glob("hiptimer-*.tar.gz")
    with tarfile.open(packed) as tar:
        # Debian 12's Python has no filters yet; later ones warn where none is named.
        safely = {"filter": "data"} if hasattr(tarfile, "data_filter") else {}
        tar.extractall(tmp_path / "unpacked", **safely)  # noqa: S202 - made here just now
    (source,) = (tmp_path / "unpacked").iterdir()
    # What the tests and the Makefile in it ask for.
    there = {entry.name for entry in source.iterdir()}
    assert {"benchmarks", "tests", "tools", ".ci", "CONTRIBUTING.md"} <= there
    (tmp_path / "again").mkdir()
    with (
        zipfile.ZipFile(wheel) as one,
        zipfile.ZipFile(wheel_of(source, tmp_path / "again")) as other,
    ):
        assert sorted(one.namelist()) == sorted(other.namelist())
        # RECORD holds a checksum of each other file.
        assert [name for name in one.namelist() if one.read(name) != other.read(name)] == []


def test_its_command_lists_the_sessions(bin_dir, tmp_path):
    listed = run(bin_dir / "hiptimer", "sessions", cwd=tmp_path, HIPTIMER_DATA_DIR=str(tmp_path))
    for path in (TOP / "sessions").glob("*.yaml"):
        assert path.stem in listed


def test_a_session_is_played_in_the_terminal_and_noted_down(hiptimer, short):
    played = hiptimer("play", short, "--lines", "--speed", "20")
    assert "Hold: Wall press" in played
    assert played.rstrip().endswith("Done.")
    (done,) = json.loads(hiptimer("history", "--json"))
    assert (done["session_id"], done["status"]) == ("short", "complete")


def test_a_figure_is_drawn(hiptimer, tmp_path):
    for name, head in (("lunge.png", b"\x89PNG\r\n"), ("lunge.svg", b"<svg")):
        picture = tmp_path / name
        hiptimer("picture", "low-lunge", "--size", "200", "-o", picture)
        assert picture.read_bytes().startswith(head)
        assert picture.stat().st_size > 2000


def test_what_is_handed_over_on_paper_is_written(hiptimer, short, tmp_path):
    hiptimer("play", short, "--lines", "--speed", "100")
    for words in (("report", "--session", "short"), ("sheet", "--session", "desk-break")):
        for ending, head in (("pdf", b"%PDF-"), ("html", b"<!doctype html>")):
            paper = tmp_path / f"{words[0]}.{ending}"
            hiptimer(words[0], paper, *words[1:])
            assert paper.read_bytes().lower().startswith(head.lower())


@pytest.mark.gui
@pytest.mark.parametrize("page", ["today", "detail"])
def test_the_window_opens_and_closes(bin_dir, short, tmp_path, page):
    file = (short,) if page == "detail" else ()
    command = (bin_dir / "python", "-I", "-c", WINDOW, tmp_path / "own", page, *file)
    code, colours = run(*command, cwd=tmp_path, QT_QPA_PLATFORM="offscreen").split()
    assert code == "0"
    assert int(colours) > 1
