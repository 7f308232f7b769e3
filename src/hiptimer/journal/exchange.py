"""The whole history out of the journal and in again, as a file of JSON Lines (UTF-8).

The first line is a header: `{"hiptimer_journal": 1, "app_version": ..., "written_at": ...}`. Then comes
one line for each run, oldest first, removed ones too: the fields of `records.RunRecord` under their own
names and its `intervals`, those of `records.IntervalRecord` without `run_id`; `prescribed` is left out
where it is the one that the run holds for that `index`. The last line, `{"runs": N}`, tells a whole file
from one that was cut. Moments are ISO 8601 with their time zone, seconds are numbers. A reader leaves
names that it does not know aside; what changes the meaning of a known one raises the number in the
header. For other programs all of this is written down in docs/journal-files.md and its schema beside it.

Taking in merges by the run's `id`: what is here stays as it is, and doing it twice changes nothing. A
run that stood open in the file was cut off, as far as this journal is concerned.
"""

import io
from collections.abc import Callable, Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import IO, Final

from hiptimer import __version__
from hiptimer.errors import InputError
from hiptimer.files import claiming, replacing
from hiptimer.journal.journal import Journal
from hiptimer.journal.merging import Merged, batches
from hiptimer.journal.plain import as_json, from_json, whole_as_plain, whole_from_plain
from hiptimer.journal.records import Status, WholeRun
from hiptimer.journal.spill import is_left_over, runs_left_over, take_in_file
from hiptimer.journal.store import Now, wall_clock
from hiptimer.journal.tables import BYTE_ORDER_MARK, write_csv, write_runs_csv
from hiptimer.language import gettext as _
from hiptimer.language import ngettext

VERSION: Final = 1
_LONGEST_LINE: Final = 32 * 1024 * 1024
_MOST_TOLD: Final = 10

OnTheWay = Callable[[int], None]
"""Is told now and then how many runs are done with; what it raises ends the work."""


def export(
    journal: Journal, path: Path, now: Now = wall_clock, *, may_replace: bool = False
) -> int:
    """Write every run into a file, whole or not at all; return how many there are.

    InputError if it cannot be written, or if something has that name already and may not be replaced.
    """
    with _opened(path, may_replace=may_replace) as file:
        return _write(journal, file, now)


def export_csv(
    journal: Journal, path: Path, *, by_run: bool = False, may_replace: bool = False
) -> None:
    """Write the history as a table for Excel and other spreadsheets, whole or not at all.

    It has a row for each interval or, `by_run`, for each run. InputError as for `export`.
    """
    write = write_runs_csv if by_run else write_csv
    with _opened(path, may_replace=may_replace) as file:
        text = io.TextIOWrapper(file, encoding="utf-8", newline="")
        text.write(BYTE_ORDER_MARK)
        write(every_shown(journal), text)
        text.flush()
        text.detach()  # or the file would be closed before it is on the disk


def every_shown(journal: Journal) -> Iterator[WholeRun]:
    """Yield what the history shows: every run that was not removed, newest first."""
    wholes = (journal.whole(run.id) for run in journal.runs())
    return (whole for whole in wholes if whole is not None)


def take_in(journal: Journal, path: Path) -> Merged:
    """Merge the runs of an exported file into the journal: all that are new or, if any is bad, none.

    InputError says what is wrong with the file.
    """
    return journal.merge(_read(path))


def take_in_by_and_by(journal: Journal, path: Path, on_the_way: OnTheWay) -> Merged:
    """Merge as `take_in` does, some runs at a time, so that others may write in between.

    The whole file is looked through before anything is written. If the disk is full or the program ends
    on the way, what is in by then stays, and to do it again does the rest.
    """
    for _batch in batches(_read(path)):
        on_the_way(0)
    merged, done = Merged(), 0
    for batch in batches(_read(path)):
        merged += journal.merge(batch)
        done += len(batch)
        on_the_way(done)
    return merged


def look(journal: Journal, path: Path, on_the_way: OnTheWay | None = None) -> Merged:
    """Return what `take_in` would do, and do nothing."""
    return journal.look(_counted(_read(path), on_the_way) if on_the_way else _read(path))


def foresee(journal: Journal, path: Path, on_the_way: OnTheWay | None = None) -> tuple[str, bool]:
    """Return what `take_in_any` would do in a sentence, and whether it would change anything."""
    if is_left_over(path):
        count = runs_left_over(journal, path)
        said = ngettext(
            "{n} run would be added, or completed if it is here already.",
            "{n} runs would be added, or completed if they are here already.",
            count,
        )
        return said.format(n=count), count > 0
    merged = look(journal, path, on_the_way)
    return foretold(merged), merged.added > 0


def take_in_any(journal: Journal, path: Path, on_the_way: OnTheWay | None = None) -> str:
    """Take in an exported history, or what the journal once refused; return what was done.

    Where somebody is told of it on the way, others may write in between.
    """
    if is_left_over(path):
        return told(take_in_file(journal, path))
    if on_the_way is None:
        return told(take_in(journal, path))
    return told(take_in_by_and_by(journal, path, on_the_way))


def foretold(merged: Merged) -> str:
    """Return the sentence that says what taking in would do."""
    added = ngettext("{n} run would be added.", "{n} runs would be added.", merged.added)
    known = ngettext("{n} is here already.", "{n} are here already.", merged.known)
    kept = ngettext(
        "{n} is here in another form and stays as it is.",
        "{n} are here in another form and stay as they are.",
        merged.kept_yours,
    )
    return _sentences(merged, (added, known, kept))


def told(merged: Merged) -> str:
    """Return the sentence that says what taking in did."""
    added = ngettext("{n} run added.", "{n} runs added.", merged.added)
    known = ngettext("{n} run was here already.", "{n} runs were here already.", merged.known)
    kept = ngettext(
        "{n} run is here in another form, and stays as it is.",
        "{n} runs are here in another form, and stay as they are.",
        merged.kept_yours,
    )
    return _sentences(merged, (added, known, kept))


def _sentences(merged: Merged, words: Sequence[str]) -> str:
    counts = (merged.added, merged.known, merged.kept_yours)
    said = [one.format(n=n) for one, n in zip(words, counts, strict=True)]
    return "\n".join(one for at, one in enumerate(said) if at == 0 or counts[at])


def _counted(wholes: Iterator[WholeRun], on_the_way: OnTheWay) -> Iterator[WholeRun]:
    done = 0
    for batch in batches(wholes):
        yield from batch
        done += len(batch)
        on_the_way(done)


@contextmanager
def _opened(path: Path, *, may_replace: bool) -> Iterator[IO[bytes]]:
    if not may_replace:
        with claiming(path) as file:
            yield file
        return
    try:
        with replacing(path) as file:
            yield file
    except OSError as error:
        said = _("{path} cannot be written: {why}.")
        raise InputError(said.format(path=path, why=error.strerror or error)) from error


def _write(journal: Journal, file: IO[bytes], now: Now) -> int:
    def put(value: object) -> None:
        file.write(as_json(value).encode() + b"\n")

    written_at = now().isoformat()
    put({"hiptimer_journal": VERSION, "app_version": __version__, "written_at": written_at})
    runs = 0
    with closing(journal.every_run()) as wholes:
        for whole in wholes:
            put(whole_as_plain(whole))
            runs += 1
    put({"runs": runs})
    return runs


def _read(path: Path) -> Iterator[WholeRun]:
    """Yield the runs of the file; InputError after the last if anything is wrong with any."""
    try:
        with path.open("rb") as file:
            _check_header(path, file.readline(_LONGEST_LINE))
            yield from _runs(path, file)
    except OSError as error:
        said = _("{path} cannot be read: {why}.")
        raise InputError(said.format(path=path, why=error.strerror or error)) from error


def _check_header(path: Path, line: bytes) -> None:
    try:
        header = from_json(line)
    except ValueError:
        header = None
    version = header.get("hiptimer_journal") if isinstance(header, dict) else None
    if type(version) is not int or version < 1:
        said = _("{path} is not a history exported by hiptimer: its first line does not say so.")
        raise InputError(said.format(path=path))
    if version > VERSION:
        said = _(
            "{path} was exported by a newer hiptimer (form {version}; this one knows up to {known}). "
            "Install the newer hiptimer to take it in."
        )
        raise InputError(said.format(path=path, version=version, known=VERSION))


def _runs(path: Path, file: IO[bytes]) -> Iterator[WholeRun]:
    wrong: list[str] = []
    found = 0
    promised: object = None
    for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE + 1), b""), 2):
        if len(line) > _LONGEST_LINE:
            wrong.append(_("Line {number} is too long.").format(number=number))
            break
        if not line.strip():
            continue
        try:
            value = from_json(line)
            if isinstance(value, dict) and value.keys() == {"runs"}:
                promised = value["runs"]
                continue
            found += 1
            yield _settled(whole_from_plain(value))
        except ValueError as error:
            wrong.append(_("Line {number}: {why}").format(number=number, why=error))
    if found != promised and not wrong:
        wrong.append(_("Its end is missing: it is not the whole file."))
    if wrong:
        raise InputError(_all_wrong(path, wrong))


def _settled(whole: WholeRun) -> WholeRun:
    if whole.run.status is not Status.RUNNING:
        return whole
    ended_at = whole.intervals[-1].ended_at if whole.intervals else whole.run.started_at
    return replace(whole, run=replace(whole.run, status=Status.CUT_OFF, ended_at=ended_at))


def _all_wrong(path: Path, wrong: list[str]) -> str:
    said = _("{path} is damaged, and nothing of it was taken in.").format(path=path)
    lines = [said, *wrong[:_MOST_TOLD]]
    more = len(wrong) - _MOST_TOLD
    if more > 0:
        lines.append(ngettext("{more} more line.", "{more} more lines.", more).format(more=more))
    return "\n".join(lines)
