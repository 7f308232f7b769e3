"""What is asked of a journal when the program starts and when a history is looked at."""

import json
import statistics
import sys
from collections.abc import Callable
from contextlib import closing
from datetime import date, timedelta
from pathlib import Path
from time import perf_counter

from hiptimer.journal.calendar import Period, days, weeks
from hiptimer.journal.journal import Journal
from hiptimer.journal.store import wall_clock
from hiptimer.places import Places

TIMES = 15
YEAR = timedelta(days=364)


def reading(data: Path) -> dict[str, float]:
    """Return the seconds of each question to the journal in a folder."""
    path = Places.of(data).journal_path
    today = wall_clock().date()

    def opened() -> None:
        with closing(Journal(path)) as journal:
            journal.open_or_set_aside()

    with closing(Journal(path)) as journal:
        year = Period(today - YEAR, today)
        return {
            "opening, with the look for damage": _median(opened),
            "what was cut off, what to ask": _median(
                lambda: (journal.unfinished(), journal.to_ask())
            ),
            "a year's heat map": _median(lambda: _days(journal, year)),
            "the minutes of its 52 weeks": _median(lambda: _weeks(journal, year, today)),
            "the 50 newest runs, whole": _median(lambda: _newest(journal)),
        }


def _days(journal: Journal, period: Period) -> object:
    with journal.store.reading() as db:
        return days(db, period)


def _weeks(journal: Journal, period: Period, today: date) -> object:
    with journal.store.reading() as db:
        return weeks(days(db, period), today - YEAR, today)


def _newest(journal: Journal) -> object:
    return [journal.whole(run.id) for run in journal.runs(limit=50)]


def _median(work: Callable[[], object]) -> float:
    times = []
    for _time in range(TIMES):
        began = perf_counter()
        work()
        times.append(perf_counter() - began)
    return statistics.median(times)


if __name__ == "__main__":
    print(json.dumps(reading(Path(sys.argv[1]))))
