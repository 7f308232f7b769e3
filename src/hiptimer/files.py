"""Files written whole or not at all: no reader, and no second copy of the program, meets half of one."""

import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO
from uuid import uuid4

from hiptimer.errors import InputError
from hiptimer.language import gettext as _


def is_file(path: Path) -> bool:
    """Say whether there is such an ordinary file; there is none where nobody may look."""
    try:
        return path.is_file()
    except OSError:
        return False


@contextmanager
def replacing(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that becomes `path`, in place of what had the name, when the block ends well.

    It is on the disk by then; otherwise `path` is as it was. Missing folders are made. Raises OSError.
    """
    path.parent.mkdir(parents=True, exist_ok=True)
    new = path.with_name(f"hiptimer-{uuid4().hex[:12]}.new")  # short, however long the name
    try:
        with new.open("xb") as file:
            if path.exists():
                shutil.copymode(path, new)
            yield file
            file.flush()
            os.fsync(file.fileno())
        new.replace(path)
    except BaseException:  # Ctrl+C too: nothing unfinished is left lying about
        new.unlink(missing_ok=True)
        raise


@contextmanager
def claiming(path: Path) -> Iterator[IO[bytes]]:
    """Yield a file that becomes `path`, whose name nothing may have yet, when the block ends well.

    Otherwise the name is free again. InputError if something has it or the file cannot be written.
    """
    try:
        path.touch(exist_ok=False)  # from here on the name is ours
    except FileExistsError as error:
        said = _("{path} exists already and is left as it is. Give another name.")
        raise InputError(said.format(path=path)) from error
    except OSError as error:
        raise _unwritable(path, error) from error
    try:
        with replacing(path) as file:
            yield file
    except BaseException as error:
        path.unlink(missing_ok=True)
        if isinstance(error, OSError):
            raise _unwritable(path, error) from error
        raise


def _unwritable(path: Path, error: OSError) -> InputError:
    said = _("{path} cannot be written: {why}.")
    return InputError(said.format(path=path, why=error.strerror or error))
