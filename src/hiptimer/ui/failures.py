"""Failures of our own: they go to a log file, and the person is shown them calmly."""

import logging
import platform
import sys
import threading
import traceback
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from types import TracebackType

from PySide6.QtCore import QMessageLogContext, QtMsgType, qInstallMessageHandler, qVersion

from hiptimer import __version__
from hiptimer.log import log, log_to


def watch_for_failures(log_path: Path, tell: Callable[[str], None]) -> None:
    """Write what goes wrong inside the program, and what Qt says, to a log; tell the former's details.

    The session goes on: what failed was one press of a key or one drawing, and the journal is written
    interval by interval.
    """
    log_to(log_path, logging.StreamHandler())

    def failed(
        kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, error, trace)
            return
        log.error("unforeseen", exc_info=(kind, error, trace))
        sys.__excepthook__(kind, error, trace)
        tell(details_of(error))

    def failed_aside(failure: threading.ExceptHookArgs) -> None:
        # It has no page to be told on: a copy or a look at the shared folder is tried again by itself.
        trace = failure.exc_traceback
        error = failure.exc_value or failure.exc_type()
        log.error("unforeseen, aside", exc_info=(failure.exc_type, error, trace))
        threading.__excepthook__(failure)

    sys.excepthook = failed
    threading.excepthook = failed_aside
    qInstallMessageHandler(_qt_says)


def details_of(error: BaseException) -> str:
    """Return what helps to mend a failure: versions and where it happened, nothing about the person."""
    versions = f"hiptimer {__version__}, Python {platform.python_version()}, Qt {qVersion()}"
    where = traceback.format_exception(error)
    details = f"{versions}, {platform.platform()}\n\n{''.join(where)}".strip()
    with suppress(RuntimeError):  # some users of a computer have no home
        details = details.replace(str(Path.home()), "~")  # a person's name is often in it
    return details


def _qt_says(kind: QtMsgType, _context: QMessageLogContext, message: str) -> None:
    level = {
        QtMsgType.QtDebugMsg: logging.DEBUG,
        QtMsgType.QtInfoMsg: logging.INFO,
        QtMsgType.QtWarningMsg: logging.WARNING,
    }.get(kind, logging.ERROR)
    log.log(level, "Qt: %s", message)
    if kind is QtMsgType.QtFatalMsg:
        print(message, file=sys.stderr)  # noqa: T201  (the program ends here, and this is why)
