"""What setting up says and asks for, on machines that are made up of small stand-in programs.

That it truly works is proven by tools/prove_in_empty_system.sh, which needs root and takes minutes.
"""

import ast
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

TOP = Path(__file__).parents[2]

# What every system has, however empty.
ORDINARY = ("sh", "dirname", "cat", "cksum", "head", "tr", "rm", "mkdir", "env", "cp", "chmod")

PYTHON = """#!/bin/sh
case "$*" in
"-m venv "*) mkdir -p "$3/bin" && cp "$0" "$3/bin/python" ;;
"-m pip "*) echo "pip: $*" && exit ${PIP_RESULT:-0} ;;
--version) echo Python 3.11.2 ;;
-) exit ${QT_RESULT:-0} ;;
esac
"""


class Machine:
    """A checkout and the few programs of a made-up system."""

    def __init__(self, folder):
        self.bin = folder / "bin"
        self.checkout = folder / "checkout"
        self.bin.mkdir(parents=True)
        (self.checkout / "tools").mkdir(parents=True)
        shutil.copy(TOP / "tools" / "set_up.sh", self.checkout / "tools")
        shutil.copy(TOP / "pyproject.toml", self.checkout)
        for name in ORDINARY:
            (self.bin / name).symlink_to(shutil.which(name))

    def has(self, name, text):
        path = self.bin / name
        path.write_text(text, encoding="utf-8")
        path.chmod(0o755)
        return self

    def is_debian(self, *, installed=False, t64=False):
        self.has("dpkg-query", "#!/bin/sh\n" + ("printf installed" if installed else "exit 1"))
        self.has("apt-cache", "#!/bin/sh\n" + ("exit 0" if t64 else "exit 1"))
        return self.has("apt-get", '#!/bin/sh\necho "apt: $*"\n')

    def user(self, number):
        return self.has("id", f"#!/bin/sh\necho {number}\n")

    def set_up(self, purpose="run", **env):
        return subprocess.run(
            ["sh", "tools/set_up.sh", purpose],
            cwd=self.checkout,
            env={"PATH": str(self.bin)} | env,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=60,
            check=False,
        )


@pytest.fixture
def machine(tmp_path):
    return Machine(tmp_path)


def test_root_is_told_first_and_then_everything_is_installed(machine):
    machine.is_debian().user(0).has("python3", PYTHON)
    done = machine.set_up()
    lines = done.stdout.splitlines()
    assert done.returncode == 0, done.stderr
    asked = [line for line in lines if line.startswith("apt: ")]
    assert asked[0] == "apt: update"
    assert asked[1].startswith("apt: install --yes --no-install-recommends libglib2.0-0 libgl1 ")
    assert lines.index("    " + asked[1].split("recommends ")[1]) < lines.index(asked[0])
    assert "pip: -m pip install --editable ." in lines
    assert lines[-1] == "All is set up."


def test_a_system_without_python_gets_it(machine):
    done = machine.is_debian().user(0).set_up()
    assert "recommends python3 python3-venv lib" in done.stdout
    # The stand-in for apt installs nothing, so the next step has to notice.
    assert done.returncode == 1
    assert "Python 3.11 or newer" in done.stderr


def test_a_newer_release_is_asked_for_its_own_names(machine):
    done = machine.is_debian(t64=True).user(0).has("python3", PYTHON).set_up()
    assert "recommends libglib2.0-0t64 " in done.stdout


def test_the_tests_need_more(machine):
    machine.is_debian().user(0).has("python3", PYTHON)
    done = machine.set_up("test")
    assert " libxcb-shape0 xvfb xauth " in done.stdout
    assert "pip: -m pip install --group test --group check --editable ." in done.stdout
    assert done.returncode == 1
    assert "The tests need Xvfb." in done.stderr


def test_the_figures_are_drawn_in_an_environment_of_their_own(machine):
    machine.is_debian(installed=True).user(0).has("python3", PYTHON)
    done = machine.set_up("poses")
    assert "pip: -m pip install --group poses --editable ." in done.stdout
    assert done.returncode == 0, done.stderr
    assert not (machine.checkout / ".venv").exists()
    assert machine.set_up("poses").stdout == ""
    assert "Making .venv with" in machine.set_up("run").stdout


def test_sudo_is_used_where_it_asks_for_nothing(machine):
    machine.is_debian().user(1000).has("python3", PYTHON)
    machine.has("sudo", '#!/bin/sh\n[ "$1" = -n ] && exit 0\necho "sudo: $*"\nexec "$@"\n')
    done = machine.set_up()
    assert "sudo: apt-get update" in done.stdout
    assert "sudo: env DEBIAN_FRONTEND=noninteractive apt-get install" in done.stdout
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("sudo", [False, True])
def test_who_cannot_become_root_is_given_the_exact_command(machine, sudo):
    machine.is_debian().user(1000)
    if sudo:
        machine.has("sudo", "#!/bin/sh\nexit 1\n")
    done = machine.set_up()
    assert "apt: " not in done.stdout
    assert (
        "    sudo apt-get install --yes --no-install-recommends python3 python3-venv libglib2.0-0 "
        in done.stderr
    )
    assert done.returncode == 1


def test_libraries_that_came_another_way_are_good_enough(machine):
    machine.is_debian().user(1000).has("python3", PYTHON)
    done = machine.set_up()
    assert done.returncode == 0
    assert "sudo apt-get install" in done.stderr
    again = machine.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_a_window_that_cannot_open_stops_it(machine):
    machine.is_debian(installed=True).user(1000).has("python3", PYTHON)
    done = machine.set_up(DISPLAY=":0", QT_RESULT="1")
    assert done.returncode == 1
    assert "libxcb-cursor0" in done.stderr


def test_without_a_display_the_terminal_is_still_to_be_had(machine):
    machine.is_debian(installed=True).user(1000).has("python3", PYTHON)
    done = machine.set_up(QT_RESULT="1")
    assert done.returncode == 0
    assert "no window opens" in done.stderr
    assert machine.set_up(DISPLAY=":0", QT_RESULT="1").returncode == 1


def test_elsewhere_it_goes_without_apt(machine):
    done = machine.has("python3", PYTHON).set_up()
    assert done.returncode == 0, done.stderr
    assert "apt" not in done.stdout


def test_a_second_time_there_is_nothing_to_do_and_nothing_to_say(machine):
    machine.is_debian(installed=True).user(0).has("python3", PYTHON)
    assert machine.set_up().returncode == 0
    again = machine.set_up()
    assert (again.returncode, again.stdout, again.stderr) == (0, "", "")


def test_another_list_of_what_is_needed_is_set_up_anew(machine):
    machine.is_debian(installed=True).user(0).has("python3", PYTHON).set_up()
    with (machine.checkout / "pyproject.toml").open("a", encoding="utf-8") as file:
        file.write("# More is needed.\n")
    assert "pip: " in machine.set_up().stdout


def test_a_failed_set_up_says_so_and_is_taken_up_again(machine):
    machine.is_debian(installed=True).user(0).has("python3", PYTHON)
    done = machine.set_up(PIP_RESULT="1")
    assert done.returncode == 1
    assert "could not be installed" in done.stderr
    assert "pip: " in machine.set_up().stdout


def test_a_moved_checkout_gets_a_new_environment(machine):
    machine.is_debian(installed=True).user(0).has("python3", PYTHON).set_up()
    machine.checkout = machine.checkout.rename(machine.checkout.with_name("elsewhere"))
    assert "made anew" in machine.set_up().stdout


def test_a_damaged_environment_is_made_anew(machine):
    machine.is_debian(installed=True).user(0).has("python3", PYTHON).set_up()
    (machine.checkout / ".venv" / "bin" / "python").unlink()
    done = machine.set_up()
    assert "made anew" in done.stdout
    assert done.returncode == 0


def test_an_unknown_purpose_is_refused(machine):
    assert machine.set_up("everything").returncode == 2


def test_each_environment_in_which_tests_run_has_what_all_of_them_need():
    """`make poses-check` and `make release-check` begin with tests/conftest.py, too."""
    pyproject = tomllib.loads((TOP / "pyproject.toml").read_text(encoding="utf-8"))
    groups = pyproject["dependency-groups"]
    for name in ("test", "poses", "release"):
        assert {"include-group": "pytest"} in groups[name]
    tree = ast.parse((TOP / "tests" / "conftest.py").read_text(encoding="utf-8"))
    plain = {name.name for node in tree.body if isinstance(node, ast.Import) for name in node.names}
    asked = plain | {node.module for node in tree.body if isinstance(node, ast.ImportFrom)}
    if any("randomly" in word for word in pyproject["tool"]["pytest"]["ini_options"]["addopts"]):
        asked.add("pytest-randomly")
    given = {line.partition(">=")[0] for line in groups["pytest"]}
    assert asked - sys.stdlib_module_names <= given
