"""The frozen folder is the whole program: no Python on the path, no checkout, an empty home.

It is built anew, which takes a minute, and only where PyInstaller is: `make release-check`.
"""

import importlib.util
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from sound_server import RECORDING_RATE, needs_sound_server, private_sound_server, wait_until
from tools.releasing.frozen import freeze
from tools.releasing.libraries import LIBRARIES
from tools.releasing.shipped import PARTS, part_of_file, part_of_module

TOP = Path(__file__).parents[2]
PATIENCE_S = 120
QUIET = 0.01

pytestmark = [
    pytest.mark.install,
    pytest.mark.skipif(
        importlib.util.find_spec("PyInstaller") is None,
        reason="PyInstaller is not in this environment: make release-check",
    ),
    pytest.mark.skipif(not sys.platform.startswith("linux"), reason="looks into Linux's files"),
]

SESSION = """\
hiptimer: 1
title: A short proof
defaults: {get_ready: 1 s}
steps:
  - name: Stand still
    hold: 2 s
    sides: both
    instructions: [Stand still.]
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """The frozen folder, moved away from where it was built."""
    built = freeze(TOP, tmp_path_factory.mktemp("building"))
    return Path(shutil.move(built, tmp_path_factory.mktemp("installed") / "a folder"))


@pytest.fixture
def home(tmp_path):
    place = tmp_path / "home"
    (place / "run").mkdir(parents=True, mode=0o700)
    return place


def empty_environment(home, **more):
    return {"HOME": str(home), "PATH": "", "LANG": "C.UTF-8"} | more


def run(folder, home, *words, **more):
    done = subprocess.run(
        [folder / "hiptimer", *words],
        cwd=home,
        env=empty_environment(home, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=PATIENCE_S,
        check=False,
    )
    assert done.returncode == 0, f"{words}\n{done.stdout}\n{done.stderr}"
    return done


def test_its_size_and_how_soon_it_answers(folder, home):
    size = sum(path.stat().st_size for path in folder.rglob("*") if not path.is_symlink())
    run(folder, home, "--version")
    begun = time.perf_counter()
    run(folder, home, "--version")
    took_s = time.perf_counter() - begun
    print(f"\nfrozen folder: {size / 1e6:.0f} MB; --version in {took_s:.2f} s")
    # More would be a part of Qt or a decoder that slipped in again: they are tens of megabytes each.
    assert size < 160e6


def test_it_lists_every_session(folder, home):
    listed = run(folder, home, "sessions").stdout
    for path in (TOP / "sessions").glob("*.yaml"):
        assert path.stem in listed


def test_it_draws_prints_and_reports(folder, home):
    offscreen = {"QT_QPA_PLATFORM": "offscreen"}
    run(folder, home, "picture", "low-lunge", "-o", "a.png", **offscreen)
    run(folder, home, "picture", "low-lunge", "-o", "a.svg", **offscreen)
    run(folder, home, "sheet", "sheet.pdf", "--session", "desk-break", **offscreen)
    run(folder, home, "calendar", "days.ics", "--session", "physio-example", **offscreen)
    beginnings = {
        "a.png": b"\x89PNG",
        "a.svg": b"<",
        "sheet.pdf": b"%PDF",
        "days.ics": b"BEGIN:VCAL",
    }
    for name, beginning in beginnings.items():
        assert (home / name).read_bytes().startswith(beginning)


def test_a_session_is_kept_told_and_reported(folder, home):
    (home / "short.yaml").write_text(SESSION, encoding="utf-8")
    run(folder, home, "play", "short.yaml", "--lines", "--speed", "20")
    assert "A short proof" in run(folder, home, "history").stdout
    run(folder, home, "report", "report.pdf", "--session", "short", QT_QPA_PLATFORM="offscreen")
    assert (home / "report.pdf").read_bytes().startswith(b"%PDF")


def test_pictures_of_all_four_forms_can_be_shown(folder):
    plugins = {path.name for path in folder.rglob("imageformats/*")}
    assert {"libqjpeg.so", "libqgif.so", "libqwebp.so"} <= plugins  # PNG is in QtGui itself


@needs_sound_server
def test_a_session_is_heard(folder, home, tmp_path):
    (home / "short.yaml").write_text(SESSION, encoding="utf-8")
    with private_sound_server(tmp_path / "sound") as server:
        found = {"XDG_RUNTIME_DIR": server.environment["XDG_RUNTIME_DIR"]}
        with server.recording(tmp_path / "heard.raw") as recording:
            run(folder, home, "play", "short.yaml", "--lines", **found)
            recording.wait_for(0.3)
        heard = recording.samples()
    loudest = max(map(abs, heard), default=0.0)
    sounding_s = sum(1 for value in heard if abs(value) > QUIET) / RECORDING_RATE
    print(f"\nheard: loudest {loudest:.2f} of 1, sound in {sounding_s:.1f} s")
    # The sentence and the tones of one hold; a single stray beep would be shorter and softer.
    assert loudest > 0.1
    assert sounding_s > 0.5


SCREEN = [name for name in ("Xvfb", "xdotool") if shutil.which(name) is None]


@pytest.fixture
def display():
    """A screen of the test's own, as DISPLAY names it."""
    reading, writing = os.pipe()
    with subprocess.Popen(
        ["Xvfb", "-displayfd", str(writing), "-screen", "0", "1280x800x24"],
        pass_fds=[writing],
        stderr=subprocess.DEVNULL,
    ) as screen:
        os.close(writing)
        try:
            with os.fdopen(reading) as said:
                yield f":{said.readline().strip()}"
        finally:
            screen.terminate()


@pytest.mark.skipif(bool(SCREEN), reason=f"not installed: {', '.join(SCREEN)}")
def test_its_window_opens_and_closes(folder, home, display):
    def is_seen():
        search = ["xdotool", "search", "--onlyvisible", "--class", "hiptimer"]
        asked = os.environ | {"DISPLAY": display}
        return subprocess.run(search, env=asked, capture_output=True, check=False).returncode == 0

    begun = time.perf_counter()
    with subprocess.Popen(
        [folder / "hiptimer"],
        cwd=home,
        env=empty_environment(home, DISPLAY=display, XDG_RUNTIME_DIR=str(home / "run")),
        stderr=subprocess.PIPE,
        text=True,
    ) as window:
        try:
            wait_until(lambda: is_seen() or window.poll() is not None, "the window")
            print(f"\nwindow on the screen within {time.perf_counter() - begun:.2f} s")
            window.send_signal(signal.SIGTERM)
            _, said = window.communicate(timeout=PATIENCE_S)
        finally:
            window.kill()
    assert window.returncode == 130
    assert "Traceback" not in said
    # Where the window stood is written as it closes, in good order.
    assert (home / ".config/hiptimer/window.json").exists()


# --- What it holds ----------------------------------------------------------------------------------


def files_of(folder):
    return sorted(
        path.relative_to(folder).as_posix() for path in folder.rglob("*") if not path.is_dir()
    )


def test_every_file_belongs_to_a_part_that_the_notices_name(folder):
    assert [name for name in files_of(folder) if part_of_file(name) is None] == []


def test_every_module_inside_belongs_to_a_part_that_the_notices_name(folder):
    readers = pytest.importorskip("PyInstaller.archive.readers")
    packed = readers.CArchiveReader(str(folder / "hiptimer"))
    (inner,) = [name for name in packed.toc if name.endswith(".pyz")]
    modules = packed.open_embedded_archive(inner).toc
    foreign = {name for name in modules if name.partition(".")[0] not in sys.stdlib_module_names}
    assert "hiptimer.cli" in foreign
    assert sorted(name for name in foreign if part_of_module(name) is None) == []


def test_no_part_is_named_that_is_not_there(folder):
    found = {part_of_file(name) for name in files_of(folder)}
    assert [part.name for part in PARTS if part.files and part not in found] == []


def test_the_licences_lie_in_it(folder):
    for name in ("LICENSE", "NOTICES", "licences/LGPL-3.txt", "licences/GPL-3.txt"):
        assert (folder / name).read_text(encoding="utf-8").strip()


def needs_of(folder):
    """What each library and program in the folder asks the loader for, by the file's name."""
    needs = {}
    for path in folder.rglob("*"):
        if path.is_file() and not path.is_symlink() and path.read_bytes()[:4] == b"\x7fELF":
            told = subprocess.run(
                ["objdump", "-p", path], capture_output=True, text=True, check=True
            )
            needs[path.name] = set(re.findall(r"NEEDED\s+(\S+)", told.stdout))
    return needs


def test_what_it_asks_of_the_system_is_what_the_debian_package_depends_on(folder):
    needs = needs_of(folder)
    asked = set().union(*needs.values()) - {path.name for path in folder.rglob("*.so*")}
    assert asked == set(LIBRARIES)


def test_nothing_of_this_system_came_along_that_nobody_asks_for(folder):
    needs = needs_of(folder)
    asked = set().union(*needs.values())
    brought = {
        path.name for path in (folder / "_internal").glob("lib*.so*") if not path.is_symlink()
    }
    assert sorted(name for name in brought - asked if not name.startswith("libpython")) == []
