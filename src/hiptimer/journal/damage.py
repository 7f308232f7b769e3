"""What was found wrong with the journal, remembered until the next start, when it is put right."""

from contextlib import suppress
from pathlib import Path

_LONGEST = 500


def remember(path: Path, why: str) -> None:
    """Note that the journal at `path` is damaged; where nothing can be written, it is found again."""
    with suppress(OSError):
        note = _note(path)
        note.parent.mkdir(parents=True, exist_ok=True)
        note.write_text(why[:_LONGEST], encoding="utf-8")


def remembered(path: Path) -> str:
    """Return what was found wrong with the journal at `path`; empty if nothing was."""
    try:
        return _note(path).read_text(encoding="utf-8", errors="replace") or "?"
    except OSError:
        return ""


def forget(path: Path) -> None:
    """Note that the journal at `path` is whole."""
    with suppress(OSError):
        _note(path).unlink(missing_ok=True)


def _note(path: Path) -> Path:
    return path.parent / "backups" / "damaged.txt"
