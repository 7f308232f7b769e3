"""A run that is over, as its page shows it; and the hands of the person who is asked about it."""

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel

from hiptimer.engine.pain import bands
from hiptimer.engine.session import PainBands, Safety
from hiptimer.journal.records import CheckIns
from hiptimer.ui.pages.finished import (
    FinishedContent,
    FinishedPage,
    FinishedStep,
    Questions,
    StepMark,
)
from hiptimer.ui.pages.finished_parts import FinishedRow
from hiptimer.ui.widgets.cards import Note

CONTENT = FinishedContent(
    run_id="r1",
    title="Hip session A",
    complete=True,
    total_s=822,
    active_s=600,
    between_s=222,
    steps=(
        FinishedStep(name="Low lunge", done="60 s"),
        FinishedStep(name="Leg raise", done="44 of 48 reps", mark=StepMark.CUT_SHORT),
        FinishedStep(name="Bridge", done="not done", mark=StepMark.LEFT_OUT),
    ),
    saved_at="14:32",
)


def words(page):
    QApplication.processEvents()  # what is new in a layout is shown later
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


ASKS = Questions(
    effort=True,
    pain=True,
    tomorrow=True,
    difficulty=True,
    note=True,
    bands=bands(
        Safety(pain_bands=PainBands(ok="Carry on.", caution="Fine if settled by morning."))
    ),
    name="Dana",
)
ASKING = replace(
    CONTENT,
    run_id="asking",
    questions=ASKS,
    check_ins=CheckIns(pain_before=2),
    ask_next_morning=True,
    steps=(
        FinishedStep(name="Low lunge", done="60 s", step=0),
        FinishedStep(
            name="Leg raise", done="44 of 48 reps", mark=StepMark.CUT_SHORT, step=2, asks_why=True
        ),
    ),
)


class Asking:
    """The page with its questions, and all that it tells."""

    def __init__(self, page):
        self.page = page
        self.told = []
        page.show_content(ASKING)
        page.answered.connect(self._hear)
        page.explained.connect(lambda *what: self.told.append(what))
        page.note_changed.connect(lambda *what: self.told.append(what))
        page.done.connect(lambda: self.told.append("done"))
        QApplication.processEvents()
        page.focus_first()

    def _hear(self, run_id, answers, tomorrow):
        assert run_id == "asking"
        self.told.append((answers, tomorrow))

    def press(self, *keys):
        for key in keys:
            QTest.keyClick(QApplication.focusWidget() or self.page, key)

    def notes(self):
        QApplication.processEvents()
        return [one.accessibleName() for one in self.page.findChildren(Note) if one.isVisible()]

    def row(self):
        return next(one for one in self.page.findChildren(FinishedRow) if one.link is not None)


Key = Qt.Key


def finished_page(theme, show):
    """Show the page of the run."""
    page = FinishedPage(theme)
    page.show_content(CONTENT)
    return show(page, 1180, 760)
