"""The one door to what ships with the program: assets/, sessions/ and the notices of other people's parts.

In a checkout both stand at the top of the repository, where people edit them; an installed program
carries them inside the package.
"""

from pathlib import Path

_PACKAGE = Path(__file__).resolve().parent
_INSTALLED = _PACKAGE / "_bundled"
_CHECKOUT = _PACKAGE.parents[1]


def asset(*parts: str) -> Path:
    """Answer where a bundled file or folder stands, such as `asset("sounds", "start.wav")`.

    Raises ValueError for a name that leads out of assets/.
    """
    return _inside(_top() / "assets", parts)


def bundled_sessions() -> list[Path]:
    """Answer the session files that ship with the program, by name."""
    return _yaml_files(_top() / "sessions")


def exercise_files() -> list[Path]:
    """Answer the files of the exercise catalogue, one exercise each, by name."""
    return _yaml_files(asset("exercises"))


def notices() -> str:
    """Answer the text that names every part made by others, and its licence."""
    file = _INSTALLED / "NOTICES" if _INSTALLED.is_dir() else _CHECKOUT / "packaging" / "NOTICES"
    return file.read_text(encoding="utf-8")


def figure_file(build: str, name: str) -> Path | None:
    """Answer where the drawn figure `name` stands, in another build if there is none in this one.

    The name is that of an exercise, or of its version, as in "low-lunge.easier".
    """
    folders = asset("figures")
    own = _inside(folders / build, (f"{name}.figure",))
    if own.is_file():
        return own
    return next(iter(sorted(folders.glob(f"*/{name}.figure"))), None)


def _top() -> Path:
    return _INSTALLED if _INSTALLED.is_dir() else _CHECKOUT


def _inside(folder: Path, parts: tuple[str, ...]) -> Path:
    path = folder.joinpath(*parts)
    if not path.resolve().is_relative_to(folder.resolve()):
        raise ValueError(f"{path} is outside {folder}")
    return path


def _yaml_files(folder: Path) -> list[Path]:
    return sorted(path for path in folder.glob("*") if path.suffix in {".yaml", ".yml"})
