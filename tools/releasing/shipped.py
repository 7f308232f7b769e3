"""What a frozen folder is made of: each part's name in packaging/NOTICES, and by what it is known.

`tests/install/test_frozen.py` holds a built folder against it, so that nothing is shipped unnamed.
"""

from collections.abc import Callable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Final


@dataclass(frozen=True, slots=True)
class Part:
    """Something shipped: its heading in NOTICES, its files and the Python modules packed inside."""

    name: str
    files: tuple[str, ...] = ()
    """Paths below the folder; * stands for anything, slashes too."""
    modules: tuple[str, ...] = ()
    """First words of the modules' names."""
    texts: tuple[str, ...] = ()
    """The files in packaging/licences that hold its licence, in full."""


OWN: Final = "hiptimer"

PARTS: Final = (
    Part(
        OWN,
        (
            "_internal/hiptimer/_bundled/assets/exercises/*",
            "_internal/hiptimer/_bundled/assets/figures/*",
            "_internal/hiptimer/_bundled/assets/icons/*",
            "_internal/hiptimer/_bundled/assets/sounds/*",
            "_internal/hiptimer/_bundled/assets/translations/*",
            "_internal/hiptimer/_bundled/sessions/*",
            "_internal/hiptimer/_bundled/NOTICES",
            "LICENSE",
            "NOTICES",
            "licences/*",
        ),
        ("hiptimer",),
    ),
    Part("The voice", ("_internal/hiptimer/_bundled/assets/voice/*",)),
    Part(
        "PyInstaller",
        ("hiptimer",),
        ("_pyi_rth_utils",),
        ("PyInstaller.txt", "GPL-2.txt", "Apache-2.0.txt"),
    ),
    Part(
        "Python",
        (
            "_internal/libpython3*",
            "_internal/base_library.zip",
            "_internal/python3.*/lib-dynload/*",
        ),
        ("_sysconfigdata*",),
        ("Python.txt",),
    ),
    Part("SQLite", ("_internal/libsqlite3.so*",), texts=("SQLite.txt",)),
    Part("libffi", ("_internal/libffi.so*",), texts=("libffi.txt",)),
    Part("bzip2", ("_internal/libbz2.so*",), texts=("bzip2.txt",)),
    Part("xz", ("_internal/liblzma.so*",), texts=("xz.txt",)),
    Part("zlib", ("_internal/libz.so*",), texts=("zlib.txt",)),
    Part("libuuid", ("_internal/libuuid.so*",), texts=("libuuid.txt",)),
    Part(
        "Qt",
        (
            "_internal/libQt6*",
            "_internal/PySide6/Qt/lib/libQt6*",
            "_internal/PySide6/Qt/plugins/*",
        ),
        texts=("LGPL-3.txt", "GPL-3.txt", "Qt-third-party.txt"),
    ),
    Part("ICU", ("_internal/libicu*", "_internal/PySide6/Qt/lib/libicu*"), texts=("ICU.txt",)),
    Part(
        "PySide6 and shiboken6",
        (
            "_internal/PySide6/*.abi3.so",
            "_internal/PySide6/libpyside6*",
            "_internal/libpyside6*",
            "_internal/shiboken6/*",
            "_internal/libshiboken6*",
        ),
        ("PySide6", "shiboken6"),
        ("LGPL-3.txt", "GPL-3.txt"),
    ),
    Part("XCB utilities: cursor", ("_internal/libxcb-cursor.so*",), texts=("xcb-util-cursor.txt",)),
    Part("XCB utilities: wm", ("_internal/libxcb-icccm.so*",), texts=("xcb-util-wm.txt",)),
    Part("XCB utilities: image", ("_internal/libxcb-image.so*",), texts=("xcb-util-image.txt",)),
    Part(
        "XCB utilities: keysyms", ("_internal/libxcb-keysyms.so*",), texts=("xcb-util-keysyms.txt",)
    ),
    Part(
        "XCB utilities: renderutil",
        ("_internal/libxcb-render-util.so*",),
        texts=("xcb-util-renderutil.txt",),
    ),
    Part("XCB utilities: util", ("_internal/libxcb-util.so*",), texts=("xcb-util.txt",)),
    Part("libxkbcommon", ("_internal/libxkbcommon-x11.so*",), texts=("libxkbcommon.txt",)),
    Part("PyYAML and libyaml", ("_internal/yaml/*",), ("yaml",), ("PyYAML.txt",)),
    Part("platformdirs", modules=("platformdirs",), texts=("platformdirs.txt",)),
    Part("playsound3", modules=("playsound3",), texts=("playsound3.txt",)),
    Part("icalendar", modules=("icalendar",), texts=("icalendar.txt",)),
    Part("dateutil", modules=("dateutil",), texts=("dateutil.txt", "Apache-2.0.txt")),
    Part("typing_extensions", modules=("typing_extensions",), texts=("typing_extensions.txt",)),
)


def part_of_file(path: str) -> Part | None:
    """Return the part that a file belongs to, by its path below the folder; None if unknown."""
    return _first(path, lambda part: part.files)


def part_of_module(name: str) -> Part | None:
    """Return the part that a module from outside Python's library belongs to; None if unknown."""
    return _first(name.partition(".")[0], lambda part: part.modules)


def _first(name: str, patterns_of: Callable[[Part], tuple[str, ...]]) -> Part | None:
    for part in PARTS:
        if any(fnmatchcase(name, pattern) for pattern in patterns_of(part)):
            return part
    return None
