"""Windows and the Mac, as far as they can be looked after from Linux.

hiptimer has been run on neither. What is done here: its modules are read for what those systems lack,
and run in a Python that has been made to lack it.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from foreign import findings

TOP = Path(__file__).parents[2]
SOURCE = TOP / "src" / "hiptimer"
AS_IF = Path(__file__).parent / "as_if_elsewhere.py"

ON_LINUX = "only `output.open_output` on Linux starts this"
NO_TERMINAL = "only used where termios was found"
FREE_NAME = "the new name has been looked for and is free"
SLEEPS = "only where time has CLOCK_BOOTTIME, which is asked for by getattr"
HAS_TSTP = "only where signal has SIGTSTP, which is asked for before"
OTHER_VOICE = "a Linux program's own word; without the program it is not said"

ALLOWED = {
    (
        "journal/spill.py",
        "rename",
    ): "a name made of a moment; a second of the same is an OSError, told",
    ("journal/store.py", "rename"): FREE_NAME,
    ("library/shelf.py", "rename"): "a folder; that the place is taken is expected and handled",
    ("preferences.py", "rename"): FREE_NAME,
    ("sound/child_output.py", "process_group"): ON_LINUX,
    ("sound/child_output.py", "os.set_blocking"): ON_LINUX,
    ("sound/child_output.py", "select.select"): ON_LINUX,
    ("sound/player_process.py", "os.set_blocking"): ON_LINUX,
    ("sound/process_output.py", "path /proc/asound/cards"): "asked on Linux alone",
    ("sound/pulse.py", "path /run/pulse"): ON_LINUX,
    ("sound/streams.py", "path /proc/"): "asked on Linux alone; an OSError is 'unknown'",
    ("sound/unstopped.py", "signal.pthread_sigmask"): HAS_TSTP,
    ("sound/unstopped.py", "signal.SIG_BLOCK"): HAS_TSTP,
    ("sound/unstopped.py", "signal.SIG_SETMASK"): HAS_TSTP,
    ("sound/unstopped.py", "signal.SIGTSTP"): HAS_TSTP,
    ("sound/voice/programs.py", "path /dev/stdin"): OTHER_VOICE,
    ("terminal/keys.py", "select.select"): NO_TERMINAL,
    ("terminal/keys.py", "os.tcgetpgrp"): NO_TERMINAL,
    ("terminal/keys.py", "os.getpgrp"): NO_TERMINAL,
    ("terminal/playing.py", "time.clock_gettime"): SLEEPS,
    ("terminal/signals.py", "os.kill"): HAS_TSTP,
    ("terminal/signals.py", "signal.SIGTSTP"): HAS_TSTP,
    ("ui/awake.py", "ctypes.windll"): "made by `awake` on Windows alone",
    ("ui/awake.py", "path /usr/bin/caffeinate"): "made by `awake` on the Mac alone, where it is",
    ("ui/playback.py", "time.clock_gettime"): SLEEPS,
}


def all_findings():
    return {
        (path.relative_to(SOURCE).as_posix(), finding.what): finding.line
        for path in sorted(SOURCE.rglob("*.py"))
        for finding in findings(path.read_text(encoding="utf-8"))
    }


def test_nothing_in_the_program_would_break_elsewhere_but_what_is_never_reached_there():
    found = all_findings()
    unknown = found.keys() - ALLOWED.keys()
    assert not unknown, "\n".join(f"{name}:{found[name, what]}: {what}" for name, what in unknown)


def test_what_is_allowed_is_still_there_to_be_allowed():
    assert ALLOWED.keys() - all_findings().keys() == set()


@pytest.mark.parametrize(
    ("line", "what"),
    [
        ("import fcntl", "import fcntl"),
        ("def f():\n    from pwd import getpwuid", "import pwd"),
        ("try:\n    import termios\nexcept OSError:\n    pass", "import termios"),
        ("if sys.argv:\n    import winreg", "import winreg"),
        ("import os\nos.fork()", "os.fork"),
        ("import os\nos.getuid()", "os.getuid"),
        ("from os import getuid", "os.getuid"),
        ("import signal\nsignal.signal(signal.SIGHUP, f)", "signal.SIGHUP"),
        ("import time\ntime.tzset()", "time.tzset"),
        ("import select\nselect.select([fd], [], [])", "select.select"),
        ('p = Path("/tmp") / name', "path /tmp"),
        ('p = "/dev/null"', "path /dev/null"),
        ('p = f"/proc/{n}/stat"', "path /proc/"),
        ('p = Path("~/.local/share/hiptimer").expanduser()', "path ~/.local/share/hiptimer"),
        ('p = home / ".config"', "path .config"),
        ("open(name)", "open without encoding"),
        ('open(name, "w")', "open without encoding"),
        ('path.open("a")', "open without encoding"),
        ("with path.open() as file:\n    pass", "open without encoding"),
        ("path.read_text()", "read_text without encoding"),
        ("path.write_text(words)", "write_text without encoding"),
        ("subprocess.run(words, text=True)", "a program's text without encoding"),
        ("subprocess.Popen(words, preexec_fn=f)", "preexec_fn"),
        ("subprocess.run(words, shell=True)", "shell=True"),
        ("str(path).encode()", "encode of str()"),
        ('day.strftime("%-d %B")', "date %-d %B"),
        ("path.rename(other)", "rename"),
    ],
)
def test_each_of_these_would_be_found(line, what):
    assert what in [finding.what for finding in findings(line)]


@pytest.mark.parametrize(
    "line",
    [
        '"""Files in /tmp and ~/.local are not ours."""',
        "try:\n    import termios\nexcept ImportError:\n    pass",
        'if sys.platform == "win32":\n    import msvcrt\nelse:\n    import fcntl',
        "import signal\nif hasattr(signal, 'SIGHUP'):\n    signal.signal(signal.SIGHUP, f)",
        "signal.connect(f)",  # Qt's, not the module
        "import signal\nsignal.signal(signal.SIGINT, f)",
        'path.open("rb")',
        "dialog.open()",
        'path.read_text(encoding="utf-8")',
        'path.read_text("utf-8")',
        'text.encode("utf-8")',
        "path.replace(other)",
        'x = "and/or"',
    ],
)
def test_what_works_everywhere_is_left_alone(line):
    assert findings(line) == []


@pytest.fixture
def as_if(tmp_path):
    """Run the program in a Python that takes itself for one on another system."""

    def run(system, *words):
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("HIPTIMER", "COV"))}
        quiet = {
            "HIPTIMER_DATA_DIR": str(tmp_path / "own"),
            "XDG_RUNTIME_DIR": str(tmp_path / "no-sound-server"),
            "QT_QPA_PLATFORM": "offscreen",
        }
        done = subprocess.run(
            [sys.executable, str(AS_IF), system, *map(str, words)],
            env=kept | quiet,
            cwd=tmp_path,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    return run


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_every_module_can_be_imported_there(as_if, system):
    everything = len([path for path in SOURCE.rglob("*.py") if path.name != "__init__.py"])
    assert int(as_if(system)) >= everything - 1  # the one that speaks D-Bus


@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_a_session_is_played_noted_and_printed_there(as_if, system, tmp_path):
    session = tmp_path / "short.yaml"
    session.write_text(
        "hiptimer: 1\ntitle: Short\nsteps:\n  - {exercise: camel, hold: 20 s, get_ready: 1 s}\n",
        encoding="utf-8",
    )
    assert "Done." in as_if(system, "play", session, "--lines", "--speed", "50")
    assert "Short: done" in as_if(system, "history")
    as_if(system, "sheet", tmp_path / "sheet.pdf", "--session", "desk-break")
    assert (tmp_path / "sheet.pdf").read_bytes().startswith(b"%PDF")


@pytest.mark.gui
@pytest.mark.parametrize("system", ["win32", "darwin"])
def test_the_window_opens_there(as_if, system, tmp_path):
    assert as_if(system, "window", tmp_path / "own").split() == ["settings"]
