"""The wheel, installed where no checkout is near, is the whole program."""

import os
import subprocess
import sys
import sysconfig
import venv
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

pytestmark = pytest.mark.install


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


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "wheel", "--quiet", "--no-deps", "--no-build-isolation")
    run(*pip, "--wheel-dir", folder, TOP, cwd=folder)
    (built,) = folder.glob("hiptimer-*.whl")
    return built


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


def test_it_carries_every_asset_but_the_poses_that_figures_are_made_from(bin_dir, tmp_path):
    program = (
        "from hiptimer.resources import asset; top = asset();"
        "print(*(p.relative_to(top).as_posix() for p in top.rglob('*') if p.is_file()), sep=chr(10))"
    )
    assets = TOP / "assets"
    here = {path.relative_to(assets).as_posix() for path in assets.rglob("*") if path.is_file()}
    here = {name for name in here if not name.startswith("poses/")}
    assert here
    assert set(ask(bin_dir, tmp_path, program)) == here


def test_its_command_lists_the_sessions(bin_dir, tmp_path):
    listed = run(bin_dir / "hiptimer", "sessions", cwd=tmp_path, HIPTIMER_DATA_DIR=str(tmp_path))
    for path in (TOP / "sessions").glob("*.yaml"):
        assert path.stem in listed
