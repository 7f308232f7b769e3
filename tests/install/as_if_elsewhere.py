"""Runs hiptimer's command line in a Python that says it is on another system, and lacks what that lacks.

    python as_if_elsewhere.py win32|darwin WORD...       as `hiptimer WORD...`
    python as_if_elsewhere.py win32|darwin window DIR    opens the window and closes it
    python as_if_elsewhere.py win32|darwin               imports every module

The libraries are loaded before, as they are here: only hiptimer's own lines are fooled. It shows what they
import and ask for, not how Windows or a Mac would answer.
"""

import importlib
import os
import pkgutil
import signal
import sys
import time
import types

# hiptimer comes after the change, and so cannot stand at the top.
# ruff: noqa: PLC0415

# Loaded as what they are: what they do on another system is for their own authors to test.
LIBRARIES = (
    "argparse ctypes gettext json logging.handlers multiprocessing platform playsound3 platformdirs "
    "select shutil socket sqlite3 statistics subprocess tempfile traceback uuid wave yaml icalendar "
    "PySide6.QtCore PySide6.QtGui PySide6.QtMultimedia PySide6.QtNetwork PySide6.QtWidgets"
)


def move_to(system):
    """Make this process look like one on Windows ("win32") or on a Mac ("darwin")."""
    from foreign import UNIX_MODULES, UNIX_OS, UNIX_TIME, WINDOWS_SIGNALS

    sys.platform = system
    for name in [name for name in dir(time) if name.startswith("CLOCK_BOOT")]:
        delattr(time, name)
    sys.modules["PySide6.QtDBus"] = None
    if system != "win32":
        return
    # The standard library's own modules go on using these, which have been loaded already.
    still_used = {
        "uname",
        "wait",
        "waitpid",
        "fork",
        "kill",
        "getuid",
        "link",
        "symlink",
        "sysconf",
    }
    still_used |= {
        "O_CLOEXEC",
        "O_NOFOLLOW",
        "O_NONBLOCK",
        "waitid",
        "posix_spawn",
        "chown",
        "geteuid",
    }
    for name in UNIX_OS - still_used:
        if hasattr(os, name):
            delattr(os, name)
    for name in UNIX_TIME & set(dir(time)):
        delattr(time, name)
    for name in dir(signal):
        if (name.isupper() and name not in WINDOWS_SIGNALS) or name.startswith("pthread_"):
            delattr(signal, name)
    for name in UNIX_MODULES - {"posix"}:
        sys.modules[name] = None
    msvcrt = types.ModuleType("msvcrt")
    msvcrt.LK_NBLCK, msvcrt.locking = 2, lambda _fd, _mode, _length: None
    sys.modules["msvcrt"] = msvcrt


def open_window(folder):
    """Open the window with the files in a folder, show what there is to choose, and close it."""
    from pathlib import Path

    from PySide6.QtWidgets import QApplication

    from hiptimer.app import App
    from hiptimer.places import Places

    qt = QApplication(["hiptimer"])
    app = App(qt, Places.of(Path(folder)))
    app.start()
    pages = app.window.shell
    while pages.page_name != "today":
        qt.processEvents()
    for page in ("history", "settings"):
        pages.page_chosen.emit(page)
        qt.processEvents()
    print(pages.page_name)
    app.window.close()
    return 0


def main(system, *words):
    """Do it, and end as hiptimer does."""
    for name in LIBRARIES.split():
        importlib.import_module(name)
    move_to(system)
    if words[:1] == ("window",):
        return open_window(words[1])
    if words:
        from hiptimer.cli import main as hiptimer

        return hiptimer(words)
    import hiptimer

    names = [
        one.name
        for one in pkgutil.walk_packages(hiptimer.__path__, "hiptimer.")
        if one.name != "hiptimer.sound.players"  # D-Bus, asked for on Linux alone
    ]
    for name in names:
        importlib.import_module(name)
    print(len(names))
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:]))
