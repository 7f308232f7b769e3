"""The page of a file that cannot be played: lines, messages, and the ways out."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel

from hiptimer.errors import Problem
from hiptimer.ui.pages.problems import ProblemsContent, ProblemsPage

TEXT = "hiptimer: 1\ntitle: Knee\nsteps:\n  - exercise: low-lung\n    rest: 3O s\n"
LUNGE = Problem("knee.yaml", 4, 15, "There is no exercise “low-lung”.", "Write low-lunge.")
REST = Problem("knee.yaml", 5, 11, "“3O s” is not a time.", "Write 30 s.")
LONG = Problem("knee.yaml", 5, 5, "That is long.", "", is_warning=True)
END = Problem("knee.yaml", 99, 1, "The file ends here.", "")


@pytest.fixture
def page(theme, show):
    page = ProblemsPage(theme)
    page.show_content(ProblemsContent(file="knee.yaml", text=TEXT, problems=(LUNGE, REST, LONG)))
    return show(page, 1092, 760)


def words(page):
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_tells_how_many_and_each_with_its_line(page):
    shown = words(page)
    assert "knee.yaml" in shown
    assert any(said.startswith("3 things to put right.") for said in shown)
    assert [one.accessibleName() for one in page.found] == [
        "Line 4: There is no exercise “low-lung”. Write low-lunge.",
        "Line 5: “3O s” is not a time. Write 30 s.",
        "Line 5: That is long.",
    ]


def test_messages_stand_below_their_lines(page):
    assert page.view.toPlainText().splitlines() == [
        "hiptimer: 1",
        "title: Knee",
        "steps:",
        "  - exercise: low-lung",
        "There is no exercise “low-lung”. Write low-lunge.",
        "    rest: 3O s",
        "“3O s” is not a time. Write 30 s.",
        "That is long.",
    ]


def test_a_press_goes_to_the_line(page):
    assert page.view.current_line() == 4
    QTest.mouseClick(page.found[1], Qt.MouseButton.LeftButton)
    assert page.view.current_line() == 5
    assert page.view.textCursor().positionInBlock() == 10
    page.found[0].setFocus()
    QTest.keyClick(page.found[0], Qt.Key.Key_Space)
    assert page.view.current_line() == 4


def test_copying_gives_the_file_alone(page):
    page.view.selectAll()
    assert page.view.createMimeDataFromSelection().text() == TEXT.rstrip("\n")


def test_text_cannot_be_changed(page):
    before = page.view.toPlainText()
    page.view.setFocus()
    QTest.keyClicks(page.view, "x")
    assert page.view.toPlainText() == before


def test_broken_file_cannot_be_used_anyway(page):
    told = []
    page.try_again.connect(lambda: told.append("again"))
    page.back.connect(lambda: told.append("back"))
    assert not page.anyway_button.isVisible()
    page.again_button.click()
    page.back_button.click()
    assert told == ["again", "back"]


def test_doubtful_file_can_be_used_anyway(page):
    told = []
    page.use_anyway.connect(lambda: told.append("anyway"))
    page.show_content(ProblemsContent(file="knee.yaml", text=TEXT, problems=(LONG,)))
    assert page.anyway_button.isVisible()
    assert any("1 thing is doubtful. It can be played as it is." in said for said in words(page))
    page.anyway_button.click()
    assert told == ["anyway"]


@pytest.mark.parametrize("text", ["", "one line", "\n\n\n", "\x00\ufffd"])
def test_place_outside_the_file_is_told_at_its_end(page, text):
    page.show_content(ProblemsContent(file="knee.yaml", text=text, problems=(END,)))
    assert page.view.toPlainText().endswith("The file ends here.")
    QTest.mouseClick(page.found[0], Qt.MouseButton.LeftButton)
