"""The ways in which things go wrong that a person can do something about.

    HiptimerError               a sentence for people; told, and survived
    ├── InputError              what was handed in is wrong (exit code 1)
    │   └── SessionError        a session file is wrong; carries every problem found
    └── JournalError            the record of what was done cannot be used as it is
        ├── JournalBrokenError  the file is damaged or is no journal
        ├── JournalFullError    there is no room, or no right, to write
        └── JournalNewerError   a newer hiptimer wrote it

Anything else that is raised is a bug of ours, and is left to surface.
"""

from dataclasses import dataclass


class HiptimerError(Exception):
    """A failure of the world around the program; its text is a sentence to show to a person."""


class InputError(HiptimerError):
    """What the person handed in is wrong, and the text says what to hand in instead."""


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing wrong, or doubtful, in one place of a file; lines and columns count from 1."""

    file: str
    line: int
    column: int
    said: str
    """What is wrong, as a full sentence."""
    meant: str
    """What to write instead, as a full sentence; empty where nothing better can be offered."""
    is_warning: bool = False

    def __str__(self) -> str:
        """Give the line that an editor can jump to."""
        return f"{self.file}:{self.line}:{self.column}: {self.said} {self.meant}".rstrip()


class SessionError(InputError):
    """A session file cannot be played; `problems` holds everything found, in the file's order."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        """Keep the problems; the text is one line for each."""
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class JournalError(HiptimerError):
    """The journal cannot be used as it is."""


class JournalBrokenError(JournalError):
    """The journal's file is damaged, or is no journal at all."""


class JournalFullError(JournalError):
    """The journal cannot be written: no room on the disk, or no right to it."""


class JournalNewerError(JournalError):
    """The journal was written by a newer hiptimer, whose form this one does not know."""
