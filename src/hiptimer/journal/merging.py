"""Runs from elsewhere join the journal: by their id, and never over what is there."""

import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass

from hiptimer.journal.records import WholeRun
from hiptimer.journal.rows import insert_whole, select_whole


@dataclass(frozen=True, slots=True)
class Merged:
    """What became, or would become, of the runs offered.

    `added` were new, `known` were here and the same, `kept_yours` were here and different: those stay as
    they are here.
    """

    added: int = 0
    known: int = 0
    kept_yours: int = 0


def merge(db: sqlite3.Connection, runs: Iterable[WholeRun], *, write: bool) -> Merged:
    """Count what is new, and with `write` take it in."""
    seen: dict[str, WholeRun] = {}
    added = known = kept_yours = 0
    for offered in runs:
        here = seen.get(offered.run.id) or select_whole(db, offered.run.id)
        if here is None:
            added += 1
            if write:
                insert_whole(db, offered)
            else:
                seen[offered.run.id] = offered
        elif here == offered:
            known += 1
        else:
            kept_yours += 1
    return Merged(added, known, kept_yours)
