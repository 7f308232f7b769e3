"""Runs from elsewhere join the journal: by their id, and never over what is there."""

import sqlite3
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from hashlib import sha256
from itertools import islice
from typing import Final

from hiptimer.journal.plain import as_json, whole_as_plain
from hiptimer.journal.records import WholeRun
from hiptimer.journal.rows import insert_whole, select_whole

AT_ONCE: Final = 20
"""How many runs are taken in before others may write into the journal."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What became, or would become, of the runs offered.

    `added` were new, `known` were here and the same, `kept_yours` were here and different: those stay as
    they are here.
    """

    added: int = 0
    known: int = 0
    kept_yours: int = 0

    def __add__(self, other: "Merged") -> "Merged":
        """Return what became of both together."""
        return Merged(
            self.added + other.added,
            self.known + other.known,
            self.kept_yours + other.kept_yours,
        )


def batches(runs: Iterator[WholeRun]) -> Iterator[list[WholeRun]]:
    """Yield the runs some at a time, each lot read before anything is done with it."""
    while batch := list(islice(runs, AT_ONCE)):
        yield batch


def merge(db: sqlite3.Connection, runs: Iterable[WholeRun], *, write: bool) -> Merged:
    """Count what is new, and with `write` take it in."""
    seen: dict[str, bytes] = {}
    added = known = kept_yours = 0
    for offered in runs:
        run_id = offered.run.id
        here = select_whole(db, run_id)
        if here is None and run_id not in seen:
            added += 1
            if write:
                insert_whole(db, offered)
            else:
                seen[run_id] = _digest(offered)
        elif here == offered or seen.get(run_id) == _digest(offered):
            known += 1
        else:
            kept_yours += 1
    return Merged(added, known, kept_yours)


def _digest(whole: WholeRun) -> bytes:
    """Return what stands for a run where a whole history of them would not fit into memory."""
    compared = replace(whole, run=replace(whole.run, changed_at=None))
    return sha256(as_json(whole_as_plain(compared)).encode()).digest()
