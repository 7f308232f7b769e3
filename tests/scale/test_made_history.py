"""The made-up history that is measured is one that the program could have written."""

from contextlib import closing
from datetime import UTC, datetime, timedelta

from benchmarks.made_history import ASSIGNED, SESSIONS, YEARS, made_history

from hiptimer.engine.events import Outcome
from hiptimer.journal.journal import Journal
from hiptimer.journal.records import Status, resumable_at


def test_a_made_history_reads_like_one_that_was_played(tmp_path):
    made = made_history(120, tmp_path / "made")
    with closing(Journal(made.path)) as journal:
        assert journal.open_or_set_aside() == ""
        wholes = list(journal.every_run())
        with journal.store.reading() as db:
            assert db.execute("PRAGMA integrity_check").fetchone()[0] == "ok"
            assert db.execute("PRAGMA foreign_key_check").fetchone() is None
            (kept,) = db.execute("SELECT count(*) FROM kept").fetchone()
        assert journal.unfinished() == ()
    assert len(wholes) == made.runs == 120
    assert sum(len(whole.intervals) for whole in wholes) == made.intervals
    assert kept < 150  # what was prescribed is shared

    runs = [whole.run for whole in wholes]
    assert len({run.session_id for run in runs}) == len(SESSIONS)
    assert {run.status for run in runs} == {Status.COMPLETE, Status.STOPPED}
    now = datetime.now(UTC)
    assert all(now - timedelta(days=366 * YEARS) < run.started_at < now for run in runs)
    assert any(whole.stops for whole in wholes)
    asked = [run for run in runs if run.session_id == ASSIGNED]
    assert all(run.check_ins.pain_before is not None for run in asked)
    outcomes = {one.outcome for whole in wholes for one in whole.intervals}
    assert {Outcome.COMPLETE, Outcome.SHORTENED, Outcome.SKIPPED, Outcome.STOPPED} <= outcomes
    complete = [whole for whole in wholes if whole.run.status is Status.COMPLETE]
    assert {resumable_at(whole) for whole in complete} == {None}
    for whole in wholes:
        moments = [one.ended_at for one in whole.intervals]
        assert moments == sorted(moments)
        assert whole.run.started_at <= moments[0] <= moments[-1] <= whole.run.ended_at


def test_it_is_made_once(tmp_path):
    first = made_history(6, tmp_path / "made")
    before = first.path.stat()
    assert made_history(6, tmp_path / "made") == first
    assert first.path.stat() == before
