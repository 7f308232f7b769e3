"""The history at a glance: tiles, a year, how it felt beside the list, weeks and sides."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QWidget

from hiptimer.language import gettext as _
from hiptimer.ui.layouts import Text, hbox, vbox
from hiptimer.ui.pages.flow import Flow
from hiptimer.ui.pages.history_charts import HeatCard, SidesCard, TrendCard, WeeksCard
from hiptimer.ui.pages.history_content import HistoryContent
from hiptimer.ui.pages.history_tiles import Tiles
from hiptimer.ui.pages.page import Page, stacked
from hiptimer.ui.pages.run_list import EFFORT_WIDTH, PAIN_WIDTH, RunList
from hiptimer.ui.pages.words import WordButton, Words
from hiptimer.ui.widgets.buttons import ButtonKind
from hiptimer.ui.widgets.cards import Card, Note

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent
    from PySide6.QtWidgets import QBoxLayout

    from hiptimer.ui.theme import Theme

LIST_ROWS = 5, 8
"""The least and the most rows of the list that are seen at once."""


class OverviewPage(Page):
    """Everything but the single run."""

    def __init__(self, theme: "Theme", parent: QWidget | None = None) -> None:
        """Make the page; `show_content` fills it."""
        super().__init__(theme, _("History"), parent)
        self._content: HistoryContent | None = None
        self._make_head()
        self._trouble = Note(theme, "")
        self.body.addWidget(self._trouble)
        self._make_empty()
        self._some = QWidget()
        column = vbox(self._some, spacing=16)
        self.tiles = Tiles(theme)
        self.heat = HeatCard(theme)
        column.addWidget(self.tiles)
        column.addWidget(self.heat)
        self.trend = TrendCard(theme)
        self._make_list()
        self._upper = self._pair(self.trend, self._list_card)
        column.addLayout(self._upper)
        self.weeks = WeeksCard(theme)
        self.sides = SidesCard(theme)
        self._lower = self._pair(self.weeks, self.sides)
        column.addLayout(self._lower)
        self.body.addWidget(self._some)
        self.body.addStretch(1)

    def _make_head(self) -> None:
        theme = self._theme
        self._head = hbox(spacing=16)
        self._head.addWidget(Words(theme, _("History"), "title"), 1)
        self._buttons = Flow(across=12, upright=12)
        kind = ButtonKind.SECONDARY
        self.add_button = WordButton(theme, _("Add a run"), kind=kind, icon="plus")
        self.add_button.setAccessibleDescription(_("One that was done away from the computer."))
        self.export_button = WordButton(theme, _("Export CSV"), kind=kind, icon="download")
        self.report_button = WordButton(theme, _("Adherence report"), kind=kind, icon="file")
        for button in (self.add_button, self.export_button, self.report_button):
            self._buttons.addWidget(button)
        self._head.addWidget(self._buttons)
        self.body.addLayout(self._head)

    def _make_empty(self) -> None:
        theme = self._theme
        self._none = QWidget()
        column = vbox(self._none, spacing=16)
        said = _("Nothing here yet. What you do is kept here, and only on this computer.")
        column.addWidget(Words(theme, said, "lead_plain", "ink_2"))
        self.begin_button = WordButton(theme, _("Choose a session"), kind=ButtonKind.PRIMARY)
        row = Flow()
        row.addWidget(self.begin_button)
        column.addWidget(row)
        self.body.addWidget(self._none)

    def _make_list(self) -> None:
        theme = self._theme
        self._list_card = Card(theme, padding=(8, 20, 8, 12), spacing=8)
        head = QWidget()
        row = hbox(head, margins=(16, 0))
        row.addWidget(Text(theme, _("Sessions"), "section", elide=True), 1)
        self._heads = []
        for words, width in ((_("Effort"), EFFORT_WIDTH), (_("Pain"), PAIN_WIDTH)):
            label = Text(theme, words, "small", "ink_2", elide=True)
            label.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
            self._heads.append((label, width))
            row.addWidget(label)
        self._list_card.body.addWidget(head)
        self.list = RunList(theme)
        # The page is resized first, and knows only after this whether the heads have columns below.
        self.list.resized.connect(self._fit)
        self._list_card.body.addWidget(self.list, 1)

    @staticmethod
    def _pair(left: QWidget, right: QWidget) -> "QBoxLayout":
        row = hbox(spacing=16)
        for card, share in ((left, 56), (right, 44)):
            policy = QSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)
            policy.setHeightForWidth(card.sizePolicy().hasHeightForWidth())
            card.setSizePolicy(policy)
            row.addWidget(card, share)
        return row

    def show_content(self, content: HistoryContent) -> None:
        """Show these runs; the one chosen stays chosen."""
        before = self.list.chosen()
        self._content = content
        self._trouble.set_text(content.trouble)
        self._trouble.setVisible(bool(content.trouble))
        some = bool(content.rows)
        self._some.setVisible(some)
        self._none.setVisible(not some)
        self.add_button.setVisible(bool(content.sessions))
        self.export_button.setVisible(some)
        self.report_button.setVisible(some)
        chosen = before.run_id if before else ""
        today = content.now.date()
        self.list.show_rows(content.rows, today, chosen, is_all=content.is_all)
        if some:
            self._show_overview(content)
        self.arrange(self.narrow)

    def _show_overview(self, content: HistoryContent) -> None:
        overview, charts = content.overview, content.overview.charts
        self.tiles.show_figures(overview.figures)
        self.heat.show_heat(overview.heat, content.now.date())
        self.trend.show_charts(charts)
        self.weeks.show_overview(overview)
        self.sides.show_charts(charts)

    def arrange(self, narrow: bool) -> None:
        """Put cards side by side, or below each other."""
        stacked(self._head, narrow)
        stacked(self._upper, narrow)
        stacked(self._lower, narrow)
        self.heat.set_narrow(narrow)
        self._fit()

    def resizeEvent(self, event: "QResizeEvent") -> None:
        """Give the tiles and the list the room there is."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.type.px
        width = self.viewport().width() - 64
        self.tiles.set_columns(max(1, min(4, int((width + 16) // (px(168) + 16)))))
        slim = self.list.slim()
        for label, share in self._heads:
            label.setFixedWidth(round(px(share)))
            label.setVisible(not slim)
        rows = min(max(self.list.model().rowCount(), LIST_ROWS[0]), LIST_ROWS[1])
        row = max(1, self.list.sizeHintForRow(0))
        shown = rows if self.narrow else LIST_ROWS[0]
        self.list.setMinimumHeight(shown * row + 4)
