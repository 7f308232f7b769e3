"""How much of the dose of a session was done, over all its runs."""

from collections.abc import Iterator
from datetime import date, datetime, time
from typing import Final

from hiptimer.journal.adherence import summarise
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import RunRecord, Status
from hiptimer.report.doses import is_told_apart

MOST_RUNS: Final = 200
"""The newest runs that are looked at: half a year of a session that is asked for every day."""


RUNS_AT_A_TIME: Final = 5
"""As many as are read in the time of one picture or two."""


class DoseDone:
    """Reckons the mean share of the dose over the runs of a session, and remembers it."""

    def __init__(self, journal: Journal) -> None:
        """Know nothing yet."""
        self._journal = journal
        self._means: dict[str, float | None] = {}
        self._fresh: set[str] = set()
        self._shares: dict[tuple[str, datetime | None], float | None] = {}

    def known(self, session_id: str) -> float | None:
        """Return what was reckoned last, None if nothing was or nothing is known."""
        return self._means.get(session_id)

    def is_fresh(self, session_id: str) -> bool:
        """Say whether what is known was reckoned since `forget`."""
        return session_id in self._fresh

    def forget(self) -> None:
        """Have it reckoned anew; runs that have not changed since are not read again."""
        self._fresh.clear()

    def reckon(self, session_id: str, since: date | None) -> Iterator[None]:
        """Reckon the mean, a few runs at a time: between two of them the window may do other things."""
        begun = datetime.combine(since, time()).astimezone() if since else None
        runs = [
            run
            for run in self._journal.runs(session_id=session_id, since=begun, limit=MOST_RUNS)
            if run.status is not Status.RUNNING
        ]
        shares = []
        for number, run in enumerate(runs, 1):
            shares.append(self._share(run))
            if not number % RUNS_AT_A_TIME:
                yield
        known = [share for share in shares if share is not None]
        self._means[session_id] = sum(known) / len(known) if known else None
        self._fresh.add(session_id)

    def _share(self, run: RunRecord) -> float | None:
        key = (run.id, run.changed_at)
        if key not in self._shares:
            whole = self._journal.whole(run.id)
            told = whole is not None and is_told_apart(whole)
            self._shares[key] = summarise(whole).share if whole is not None and told else None
        return self._shares[key]
