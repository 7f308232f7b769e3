"""Which of a person's computers this is: a number drawn by lot, kept beside the journal."""

import re
from pathlib import Path
from uuid import uuid4

from hiptimer.files import replacing

_ID = re.compile("[0-9a-f]{32}")


class Machine:
    """This computer, as the files of a shared folder name it."""

    def __init__(self, data_dir: Path) -> None:
        """Remember where the number is or will be kept."""
        self.path = data_dir / "machine-id"

    @property
    def id(self) -> str:
        """Return the number, 32 hexadecimal digits, which is drawn when it is first asked for. OSError."""
        try:
            kept = self.path.read_text(encoding="utf-8", errors="replace").strip()
        except FileNotFoundError:
            kept = ""
        return kept if _ID.fullmatch(kept) else self.renew()

    def renew(self) -> str:
        """Draw another number, and return it. OSError."""
        drawn = uuid4().hex
        with replacing(self.path) as file:
            file.write(drawn.encode() + b"\n")
        return drawn
