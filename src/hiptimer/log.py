"""The log of this program's own failures: a file beside the person's own, which does not grow for ever."""

import logging
from collections.abc import Iterator
from contextlib import contextmanager
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import Final

LOG_BYTES: Final = 500_000
"""The most that the file, and the one before it that is kept, may take each."""

log = logging.getLogger("hiptimer")


def log_to(path: Path, otherwise: logging.Handler) -> logging.Handler:
    """Write what goes wrong into the file from now on, or tell `otherwise` if there can be none."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = RotatingFileHandler(
            path, maxBytes=LOG_BYTES, backupCount=1, encoding="utf-8", delay=True
        )
    except OSError:
        handler = otherwise
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    log.addHandler(handler)
    log.setLevel(logging.INFO)
    logging.raiseExceptions = False  # a full disk must not fill the terminal as well
    return handler


@contextmanager
def off_the_screen(path: Path) -> Iterator[None]:
    """Write what goes wrong in this block into the file or, if there can be none, nowhere."""
    handler = log_to(path, logging.NullHandler())
    try:
        yield
    finally:
        log.removeHandler(handler)
        handler.close()
