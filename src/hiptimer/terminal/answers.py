"""What a command answers: its words on stdout, what there is to say on stderr, and its exit code."""

import json
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Final, TextIO

from hiptimer.errors import HiptimerError
from hiptimer.language import gettext as _
from hiptimer.terminal.streams import drop

DONE: Final = 0
INPUT_WRONG: Final = 1
COMMAND_LINE_WRONG: Final = 2
INTERRUPTED: Final = 130


def print_lines(lines: Iterable[str]) -> None:
    """Write lines to stdout."""
    with stdout() as out:
        for line in lines:
            out.write(line + "\n")


def print_json(value: object) -> None:
    """Write a value to stdout as JSON for people and programs."""
    with stdout() as out:
        # Where it cannot carry every letter, escapes can.
        encoding = (getattr(out, "encoding", None) or "").lower().replace("-", "")
        out.write(json.dumps(value, indent=2, ensure_ascii=encoding != "utf8") + "\n")


@contextmanager
def stdout() -> Iterator[TextIO]:
    """Turn a full disk behind stdout into a sentence."""
    try:
        yield sys.stdout
    except BrokenPipeError:
        raise
    except OSError as error:
        drop(sys.stdout)
        said = _("The output cannot be written: {why}.")
        raise HiptimerError(said.format(why=error.strerror or error)) from error


def complain(sentence: str) -> None:
    """Say a sentence on stderr."""
    try:
        sys.stderr.write(sentence + "\n")
        sys.stderr.flush()
    except OSError:
        drop(sys.stderr)  # nobody listens; the exit code still tells
