"""Where a person's own files live: journal, sessions, preferences, log and cache."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import PlatformDirs

from hiptimer.errors import InputError
from hiptimer.language import gettext as _

_VARIABLE = "HIPTIMER_DATA_DIR"


@dataclass(frozen=True, slots=True)
class Places:
    """The folders of one person; nothing is created until something is written there."""

    data_dir: Path
    """What must not be lost: the journal and the person's own sessions."""
    config_dir: Path
    """What the person has chosen."""
    cache_dir: Path
    """What can be made again at any time."""
    log_dir: Path
    """What the program noted about itself."""

    @classmethod
    def of(cls, data_dir: Path | None = None) -> Self:
        """Answer the places under `data_dir`, else under HIPTIMER_DATA_DIR, else the platform's.

        InputError where they would be in a home folder, and there is none.
        """
        chosen = data_dir or _from_environment()
        try:
            return cls._under(chosen) if chosen is not None else cls._usual()
        except RuntimeError as error:
            said = _("There is no home folder to keep anything in. Name a folder with --data-dir.")
            raise InputError(said) from error

    @classmethod
    def _under(cls, chosen: Path) -> Self:
        # Absolute at once: a later change of the working folder must not move the journal.
        root = chosen.expanduser().absolute()
        return cls(data_dir=root, config_dir=root, cache_dir=root / "cache", log_dir=root)

    @classmethod
    def _usual(cls) -> Self:
        dirs = PlatformDirs("hiptimer", appauthor=False)
        return cls(
            data_dir=dirs.user_data_path,
            config_dir=dirs.user_config_path,
            cache_dir=dirs.user_cache_path,
            log_dir=dirs.user_log_path,
        )

    @property
    def journal_path(self) -> Path:
        """The record of what was done."""
        return self.data_dir / "journal.db"

    @property
    def shelf_dir(self) -> Path:
        """The session files that the person has taken in."""
        return self.data_dir / "sessions"

    @property
    def preferences_path(self) -> Path:
        """The file of preferences."""
        return self.config_dir / "preferences.toml"

    @property
    def log_path(self) -> Path:
        """The log of this program's own failures."""
        return self.log_dir / "hiptimer.log"

    @property
    def sound_cache_dir(self) -> Path:
        """Sentences already turned into sound."""
        return self.cache_dir / "sound"


def _from_environment() -> Path | None:
    value = os.environ.get(_VARIABLE, "")
    return Path(value) if value else None
