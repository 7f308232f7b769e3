"""What Windows shows of a program file: its version and whose it is, as PyInstaller reads it."""

from pathlib import Path
from typing import Final

from tools.releasing.versions import own_version

_US_ENGLISH_UNICODE: Final = "040904B0"


def version_resource(version: str) -> str:
    """Return the text of the version resource for a version such as "0.1.0"."""
    numbers = [int(part) for part in version.split(".")]
    four = tuple((numbers + [0] * 4)[:4])
    told = {
        "CompanyName": "The hiptimer authors",
        "FileDescription": "hiptimer",
        "FileVersion": version,
        "InternalName": "hiptimer",
        "LegalCopyright": "© 2026 the hiptimer authors, MIT licence",
        "OriginalFilename": "hiptimer.exe",
        "ProductName": "hiptimer",
        "ProductVersion": version,
    }
    lines = "".join(f"    StringStruct({name!r}, {text!r}),\n" for name, text in told.items())
    # A program with a window (fileType 1) for 32- and 64-bit Windows (OS 0x40004).
    return (
        "VSVersionInfo(\n"
        f"  ffi=FixedFileInfo(filevers={four}, prodvers={four}, mask=0x3f, flags=0x0, OS=0x40004, "
        "fileType=0x1, subtype=0x0, date=(0, 0)),\n"
        f"  kids=[StringFileInfo([StringTable({_US_ENGLISH_UNICODE!r}, [\n{lines}  ])]),\n"
        "    VarFileInfo([VarStruct('Translation', [0x409, 1200])])],\n"
        ")\n"
    )


def write_version_resource(top: Path, folder: Path) -> Path:
    """Write the resource for the program's own version into a folder and return the file."""
    file = folder / "version-resource.txt"
    file.write_text(version_resource(own_version(top)), encoding="utf-8")
    return file
