"""The few questions before an adherence sheet is made: which session, which time, which form."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.layouts import hbox, vbox
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.setting_rows import OneOf
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.choices import Toggle
from hiptimer.ui.widgets.fields import Select
from hiptimer.ui.widgets.sheet import Sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QVBoxLayout

    from hiptimer.ui.theme import Theme


class Span(StrEnum):
    """The times that can be chosen."""

    ASSIGNMENT = "assignment"
    TWO_WEEKS = "two_weeks"
    FOUR_WEEKS = "four_weeks"
    THREE_MONTHS = "three_months"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ReportWish:
    """What was chosen: the session's id, the time, and the file's ending; paper and print are of a PDF."""

    session_id: str
    span: Span
    ending: str
    paper: str
    large: bool


@dataclass(frozen=True, slots=True)
class Reportable:
    """A session to choose; `is_assigned` is whether somebody asked for it."""

    title: str
    is_assigned: bool


def span_words(span: Span) -> str:
    """Return a time in words."""
    words = {
        Span.ASSIGNMENT: _("Since it was asked for"),
        Span.TWO_WEEKS: _("The last 2 weeks"),
        Span.FOUR_WEEKS: _("The last 4 weeks"),
        Span.THREE_MONTHS: _("The last 3 months"),
        Span.ALL: _("All of it"),
    }
    return words[span]


class ReportSheet(Sheet):
    """Asks what to put on the sheet, and tells it with `wanted`."""

    wanted = Signal(ReportWish)

    def __init__(
        self,
        theme: "Theme",
        parent: QWidget,
        sessions: Mapping[str, Reportable],
        chosen: str,
        *,
        paper: str,
        large: bool,
    ) -> None:
        """Offer `sessions` by their ids, with `chosen` in front; `paper` and `large` as they are usual."""
        width = round(theme.type.px(520))
        super().__init__(theme, parent, _("Adherence report"), width=width)
        self._sessions = sessions
        said = _("One page with what was asked for and what was done. It is saved where you say.")
        self.body.addWidget(Words(theme, said, "body", "ink_2"))
        self.session = Select(theme, _("Session"))
        for session_id, one in sessions.items():
            self.session.addItem(one.title, session_id)
        self.session.setCurrentIndex(max(0, self.session.findData(chosen)))
        self.span = Select(theme, _("Time"))
        self.session.currentIndexChanged.connect(self._offer_spans)
        self.form = OneOf(theme, _("Form"), _forms(), ".pdf")
        self.form.chosen.connect(self._show_print)
        self.paper = OneOf(theme, _("Paper"), (("a4", _("A4")), ("letter", _("Letter"))), paper)
        self.large = Toggle(theme, _("Large print"))
        self.large.setChecked(large)
        for name, control in (
            (_("Session"), self.session),
            (_("Time"), self.span),
            (_("Form"), self.form),
        ):
            self.body.addLayout(_under(theme, name, control))
        self._print = QWidget()
        printed = vbox(self._print, spacing=16)
        printed.addLayout(_under(theme, _("Paper"), self.paper))
        beside = hbox(spacing=12)
        beside.addWidget(self.large)
        beside.addWidget(Words(theme, _("Large print"), "body"), 1)
        printed.addLayout(beside)
        self.body.addWidget(self._print)
        self.cancel = WordButton(theme, _("Cancel"), kind=ButtonKind.SECONDARY)
        self.save = WordButton(theme, _("Save"), kind=ButtonKind.PRIMARY)
        foot = Flow(across=12, upright=12)
        foot.addWidget(self.cancel)
        foot.addWidget(self.save)
        self.actions.addStretch(1)
        self.actions.addWidget(foot)
        self.cancel.clicked.connect(lambda: self.finish())
        self.save.clicked.connect(self._save)
        self.closed.connect(lambda _answer: self.deleteLater())
        self._offer_spans()

    def _offer_spans(self) -> None:
        one = self._sessions[str(self.session.currentData())]
        before = self.span.currentData()
        self.span.clear()
        for span in Span:
            if span is not Span.ASSIGNMENT or one.is_assigned:
                self.span.addItem(span_words(span), span.value)
        usual = Span.ASSIGNMENT if one.is_assigned else Span.FOUR_WEEKS
        kept = self.span.findData(before)
        self.span.setCurrentIndex(kept if kept >= 0 else self.span.findData(usual.value))

    def _show_print(self, ending: str) -> None:
        self._print.setVisible(ending == ".pdf")

    def _save(self) -> None:
        wish = ReportWish(
            session_id=str(self.session.currentData()),
            span=Span(str(self.span.currentData())),
            ending=self.form.value(),
            paper=self.paper.value(),
            large=self.large.isChecked(),
        )
        self.finish("saved")
        self.wanted.emit(wish)


def _forms() -> Sequence[tuple[str, str]]:
    return ((".pdf", _("PDF")), (".html", _("HTML")), (".csv", _("CSV")))


def _under(theme: "Theme", name: str, control: QWidget) -> "QVBoxLayout":
    column = vbox(spacing=4)
    column.addWidget(Words(theme, name, "small_strong", "ink_2"))
    column.addWidget(control)
    return column
