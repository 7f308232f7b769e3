"""Looking back: the history page, and what can be put right there by hand."""

from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QObject

from hiptimer import __version__
from hiptimer.engine.events import Outcome
from hiptimer.engine.plain import prescription
from hiptimer.engine.timeline import Timeline
from hiptimer.errors import JournalError
from hiptimer.journal.changes import Correction
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import IntervalRecord, Origin, RunRecord, Status, WholeRun
from hiptimer.journal.store import wall_clock
from hiptimer.language import gettext as _
from hiptimer.library.finding import load_path, on_offer
from hiptimer.ui.choosing import Choosing
from hiptimer.ui.pages.detail_content import SessionChoices
from hiptimer.ui.pages.history import HistoryContent
from hiptimer.ui.pages.run_sheets import AwayRun
from hiptimer.ui.run_content import past
from hiptimer.ui.window import HISTORY, Window

SHOWN = 500  # more than a year of daily sessions; `hiptimer history` lists all


class LookingBack(QObject):
    """Shows what was done and writes down what the person puts right."""

    def __init__(
        self, shelf_dir: Path, choosing: Choosing, journal: Journal, window: Window
    ) -> None:
        """Wire the page; nothing is read yet."""
        super().__init__()
        self._shelf_dir = shelf_dir
        self._choosing = choosing
        self._journal = journal
        self._window = window
        window.history.remove_run.connect(self._remove)
        window.history.undo_remove.connect(self._undo)
        window.history.correct_run.connect(self._correct)
        window.history.add_run.connect(self._add)

    def show(self) -> None:
        """Show the history."""
        self._refresh()
        self._window.show_page(HISTORY)

    def _refresh(self, trouble: str = "") -> None:
        runs: tuple[WholeRun, ...] = ()
        try:
            runs = tuple(
                whole
                for run in self._journal.runs(limit=SHOWN)
                if (whole := self._journal.whole(run.id)) is not None
            )
        except JournalError as error:
            trouble = str(error)
        offers = on_offer(self._shelf_dir, self._choosing.catalogue)
        self._window.history.show_content(
            HistoryContent(
                runs=tuple(past(whole) for whole in runs),
                now=wall_clock(),
                sessions=tuple(
                    (str(one.path), one.title) for one in offers if one.reading.session is not None
                ),
                trouble=trouble,
            )
        )

    def _remove(self, run_id: str) -> None:
        def remove() -> None:
            run = self._journal.run(run_id)
            self._journal.remove(run_id)
            if run is not None:
                self._window.history.tell_removed(run.title)

        self._change(remove)

    def _undo(self) -> None:
        self._change(self._journal.undo)

    def _correct(self, run_id: str, status: Status, note: str) -> None:
        self._change(lambda: self._journal.correct(run_id, Correction(status=status, note=note)))

    def _add(self, away: AwayRun) -> None:
        loaded, _problems = load_path(Path(away.session_key), self._choosing.catalogue)
        if loaded is None:
            self._window.warn(_("This session cannot be read any more, so nothing was added."))
            return
        session = loaded.session
        chosen = self._choosing.timeline_choices(session, SessionChoices())
        timeline = self._choosing.unroll(session, chosen)
        begun = away.when.astimezone()
        run = RunRecord(
            id=uuid4().hex,
            session_id=session.id,
            title=session.title,
            session_hash=sha256(loaded.data).hexdigest(),
            session_text=loaded.data.decode("utf-8-sig"),
            revision=loaded.found.revision,
            author=session.author,
            assigned_by=session.assigned.by if session.assigned else "",
            started_at=begun,
            ended_at=begun + timedelta(seconds=timeline.duration_s),
            status=away.status,
            origin=Origin.ADDED,
            app_version=__version__,
            choices=chosen,
            prescribed=tuple(map(prescription, timeline.intervals)),
            note=away.note,
        )
        done = _all_done(run, timeline) if away.status is Status.COMPLETE else ()
        self._change(lambda: self._journal.add(WholeRun(run, done)))

    def _change(self, write: Callable[[], object]) -> None:
        try:
            write()
        except JournalError as error:
            self._refresh(str(error))
            return
        self._refresh()


def _all_done(run: RunRecord, timeline: Timeline) -> tuple[IntervalRecord, ...]:
    """Return the records of a run of which the person says that all was done as written."""
    work = [one for one in timeline.intervals if one.kind.is_work]
    return tuple(
        IntervalRecord(
            run_id=run.id,
            seq=seq,
            index=one.index,
            kind=one.kind,
            step=one.step,
            exercise=one.exercise,
            name=one.name,
            side=one.side,
            set=one.set,
            round=one.round,
            prescribed=prescription(one),
            version=one.version,
            outcome=Outcome.COMPLETE,
            done_s=one.duration_s,
            done_count=one.count,
            started_at=run.started_at + timedelta(seconds=one.at_s),
            ended_at=run.started_at + timedelta(seconds=one.end_s),
        )
        for seq, one in enumerate(work)
    )
