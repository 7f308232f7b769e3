"""A history of two runs, with every chart, for the tests of its page."""

from datetime import datetime, timedelta, timezone

from hiptimer.engine.events import Outcome
from hiptimer.engine.pain import PainLevel, bands
from hiptimer.engine.session import Safety
from hiptimer.journal.records import CheckIns, Difficulty, Status
from hiptimer.ui.pages.finished_content import StepMark
from hiptimer.ui.pages.history_content import (
    Charts,
    Figure,
    Heat,
    HistoryContent,
    Overview,
    WeekMinutes,
)
from hiptimer.ui.pages.run_detail import DoneBout, DoneStep, EditableBout, Run
from hiptimer.ui.pages.run_rows import Row
from hiptimer.ui.widgets.heatmap import HeatDay
from hiptimer.ui.widgets.side_bars import SidePair
from hiptimer.ui.widgets.trend import TrendPoint

NOW = datetime(2026, 11, 22, 15, 0, tzinfo=timezone(timedelta(hours=1)))
TODAY = NOW.date()
NEW = Row(
    run_id="new",
    title="Hip session A",
    started=NOW - timedelta(hours=1),
    status=Status.COMPLETE,
    active_s=570,
    pain_before=2,
    pain_after=3,
    effort=4,
    level=PainLevel.CAUTION,
)
OLD = Row(
    run_id="old",
    title="Desk break",
    started=NOW - timedelta(days=30),
    status=Status.STOPPED,
    away=True,
)
RUN = Run(
    run_id="new",
    title="Hip session A",
    started=NEW.started,
    status=Status.COMPLETE,
    active_s=570,
    part=0.92,
    whole=False,
    note="Right hip tighter.",
    check_ins=CheckIns(pain_before=2, pain_after=3, effort=4, difficulty=Difficulty.TOO_HARD),
    level=PainLevel.CAUTION,
    stops=("Stopped for pain: Low lunge, right · pain 6",),
    steps=(
        DoneStep(
            name="Low lunge",
            version="Easier version: Half lunge",
            why="Reason: No time",
            bouts=(
                DoneBout(which="Left, set 1", asked="30 s", done="40 s", more="10 s added"),
                DoneBout(which="Right, set 1", asked="30 s", done="22 s", mark=StepMark.CUT_SHORT),
            ),
        ),
    ),
    bouts=(
        EditableBout(
            index=1,
            name="Low lunge",
            which="Left",
            asked="30 s",
            is_counted=False,
            least=20,
            most=30,
            done=30,
            outcome=Outcome.COMPLETE,
        ),
        EditableBout(
            index=3,
            name="Bridge",
            which="",
            asked="8 reps",
            is_counted=True,
            least=8,
            most=8,
        ),
    ),
    corrected="Put right on 22 November 2026.",
)
OVERVIEW = Overview(
    figures=(Figure("13", "min this week", "Usual: 37 min"), Figure("2", "sessions this year")),
    heat=Heat(
        {TODAY: HeatDay(9.5, 1, is_pain=True), TODAY - timedelta(days=8): HeatDay(25, 2)}, TODAY
    ),
    weeks=(
        WeekMinutes(TODAY - timedelta(days=13), 25),
        WeekMinutes(TODAY - timedelta(days=6), 9.5),
    ),
    target_min=20,
    own_target_min=20,
    charts=Charts(
        points=(TrendPoint("20 Nov", 4, 5, 6), TrendPoint("22 Nov", None, 3, None)),
        bands=bands(Safety()),
        sessions=(("hip", "Hip session A"), ("desk", "Desk break")),
        sides=(SidePair("Low lunge", 60, 45, "1 min", "45 s"),),
    ),
)
CONTENT = HistoryContent(
    rows=(NEW, OLD),
    now=NOW,
    overview=OVERVIEW,
    sessions=(("a", "Hip session A"), ("d", "Desk break")),
    steps_of=lambda key: ((0, "Low lunge"), (2, "Bridge")) if key == "a" else (),
)
