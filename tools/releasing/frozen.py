"""The frozen folder: hiptimer with its own Python and Qt, made by PyInstaller."""

import shutil
import subprocess
import sys
from pathlib import Path
from typing import Final

SPEC: Final = Path("packaging/pyinstaller/hiptimer.spec")
NOTICES: Final = Path("packaging/NOTICES")
LICENCES: Final = Path("packaging/licences")

_ELF: Final = b"\x7fELF"


class BuildError(Exception):
    """Something that was to be built could not be; the text is what its tool said."""


def run(*words: str | Path, cwd: Path) -> None:
    """Run a tool; BuildError with its words if it fails."""
    done = subprocess.run(  # noqa: S603 - tools of our own choice
        list(map(str, words)),
        cwd=cwd,
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
        check=False,
    )
    if done.returncode:
        raise BuildError(f"{words[0]} failed ({done.returncode}):\n{done.stdout}{done.stderr}")


def freeze(top: Path, work: Path) -> Path:
    """Make the folder inside `work` and return it; the program in it is called `hiptimer`."""
    run(
        *(sys.executable, "-m", "PyInstaller", "--noconfirm", "--log-level", "WARN"),
        *("--distpath", work / "frozen", "--workpath", work / "freezing", top / SPEC),
        cwd=work,
    )
    folder = work / "frozen" / "hiptimer"
    _strip(folder, work)
    for name in (Path("LICENSE"), NOTICES):
        shutil.copyfile(top / name, folder / name.name)
    shutil.copytree(top / LICENCES, folder / LICENCES.name)
    return folder


def _strip(folder: Path, work: Path) -> None:
    """Take out of Python and its libraries what only a debugger reads, a tenth of the whole.

    Also the folders of this machine in which they would look for each other; the program tells them.

    Qt's own files come without it; touching them would only make them others than those that were
    published. The program itself has its Python code behind its end, where stripping would cut it off.
    """
    if not sys.platform.startswith("linux"):
        return
    inner = folder / "_internal"
    files = [
        *inner.glob("*.so*"),
        *inner.glob("python3*/lib-dynload/*.so"),
        *inner.glob("yaml/*.so"),
    ]
    for file in files:
        if not file.is_symlink() and file.read_bytes()[:4] == _ELF:
            run("strip", "--strip-unneeded", file, cwd=work)
            run("chrpath", "--delete", file, cwd=work)
