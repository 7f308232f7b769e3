"""The printed session as HTML: what it says, that it needs nothing beside it, and its alt texts."""

import base64
from datetime import date
from html.parser import HTMLParser

import pytest

from hiptimer.library.exercises import bundled_catalogue
from hiptimer.library.finding import load_path
from hiptimer.report.session_sheet_content import SheetStep, sheet_content
from hiptimer.report.session_sheet_html import session_html
from hiptimer.resources import bundled_sessions

TODAY = date(2026, 11, 23)
VOID = {"meta", "img", "br"}
PIXEL = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg=="
)


class Reader(HTMLParser):
    """Reads a page and sees that every element ends where it should."""

    def __init__(self, text):
        super().__init__()
        self.elements, self.words, self._open, self._titles = [], [], [], []
        self.titles = []
        self.feed(text)
        self.close()
        assert self._open == []

    def handle_starttag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag, attributes):
        self.elements.append((tag, dict(attributes)))

    def handle_endtag(self, tag):
        assert self._open.pop() == tag

    def handle_data(self, data):
        if self._open[-1:] == ["title"] and "svg" in self._open:
            self.titles.append(data)
        elif self._open[-1:] != ["style"]:
            self.words.append(data)

    @property
    def text(self):
        return " ".join(" ".join(self.words).split())

    def of(self, wanted):
        return [attributes for tag, attributes in self.elements if tag == wanted]


def content(path):
    loaded, problems = load_path(path, bundled_catalogue())
    assert loaded is not None, problems
    return sheet_content(loaded.session, bundled_catalogue(), TODAY)


def bundled(name):
    return content(next(path for path in bundled_sessions() if path.stem == name))


def written(tmp_path, text):
    path = tmp_path / "own.yaml"
    path.write_text(text, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", bundled_sessions(), ids=lambda path: path.stem)
def test_every_session_that_ships(path):
    made = content(path)
    page = Reader(session_html(made))
    for entry in made.entries:
        if isinstance(entry, SheetStep):
            for words in (entry.name, entry.dose, entry.sides, entry.note, *entry.how):
                assert words in page.text
        else:
            assert entry.text in page.text


def test_it_needs_nothing_beside_it_and_runs_nothing():
    text = session_html(bundled("complete-routine"))
    page = Reader(text)
    tags = {tag for tag, _attributes in page.elements}
    assert not tags & {"script", "link", "iframe", "object"}
    assert not [a for _tag, a in page.elements if "src" in a or "href" in a]
    assert "http://" not in text.replace("http://www.w3.org/2000/svg", "")
    assert "https://" not in text


def test_each_drawing_says_what_it_shows():
    page = Reader(session_html(bundled("physio-example")))
    drawn = page.of("svg")
    assert len(drawn) == len(page.titles) == 8
    assert {one["role"] for one in drawn} == {"img"}
    assert "Bridge, start" in page.titles
    assert "Side-lying leg raise, end, right leg on top" in page.titles


def test_the_grid_is_a_table_with_heads_for_days_and_weeks():
    page = Reader(session_html(bundled("physio-example")))
    scopes = [one.get("scope") for one in page.of("th")]
    assert (scopes.count("col"), scopes.count("row")) == (8, 4)
    boxes = [one for one in page.of("span") if one.get("class") == "box"]
    assert len(boxes) == 28
    assert page.text.count("of 3") == 4


def test_large_print():
    assert '<body class="large">' in session_html(bundled("desk-break"), large=True)
    assert '<body class="large">' not in session_html(bundled("desk-break"))


def test_what_a_file_says_is_words_and_never_markup(tmp_path):
    evil = "<script>alert(1)</script>"
    path = written(
        tmp_path,
        "hiptimer: 1\n"
        f'title: "{evil}"\nauthor: "{evil}"\ndescription: "{evil}"\ncautions: ["{evil}"]\n'
        f'safety: {{stop_rule: "{evil}"}}\nassigned: {{to: "{evil}", note: "{evil}", times: 12 per day}}\n'
        f'steps:\n  - {{name: "{evil}", time: 20 s, instructions: ["{evil}"], note: "{evil}"}}\n'
        f'  - wait: "{evil}"\n',
    )
    page = Reader(session_html(content(path)))
    assert page.of("script") == []
    assert page.text.count(evil) >= 9
    assert page.text.count("of 12") == 28


def test_the_files_own_picture_is_inside_and_one_that_is_gone_is_left_out(tmp_path):
    (tmp_path / "wall.png").write_bytes(PIXEL)
    path = written(
        tmp_path,
        "hiptimer: 1\ntitle: Own\nsteps:\n"
        "  - {name: Wall press, time: 40 s, picture: wall.png, picture_source: own photo}\n",
    )
    made = content(path)
    (image,) = Reader(session_html(made)).of("img")
    assert image["alt"] == "Wall press"
    kind, coded = image["src"].split(",", 1)
    assert kind == "data:image/png;base64"
    assert base64.b64decode(coded) == PIXEL
    (tmp_path / "wall.png").write_bytes(b"no picture any more")
    assert Reader(session_html(made)).of("img") == []
    (tmp_path / "wall.png").unlink()
    page = Reader(session_html(made))
    assert page.of("img") == []
    assert "Wall press" in page.text
