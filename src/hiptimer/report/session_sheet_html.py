"""The printed session as one HTML file that needs nothing beside it, to read, to send on or to print."""

import base64
from collections.abc import Iterable, Iterator
from html import escape
from itertools import groupby
from pathlib import Path
from typing import Final

from hiptimer.figure.svg import svg
from hiptimer.language import gettext as _
from hiptimer.report.session_sheet_content import SheetContent, SheetLine, SheetStep
from hiptimer.report.session_sheet_figures import WIDE, described, drawings, paper_paints
from hiptimer.report.session_sheet_words import (
    Line,
    day_words,
    heed_words,
    how_to_tick,
    moment_words,
    note_words,
    picture_words,
    step_words,
    week_words,
    weekday_words,
)
from hiptimer.report.ticking import Day, Ticking

_PICTURE_PX: Final = 240
_LARGE_PICTURE_PX: Final = 300
_KINDS: Final = (
    (b"\x89PNG", "image/png"),
    (b"\xff\xd8", "image/jpeg"),
    (b"GIF8", "image/gif"),
    (b"RIFF", "image/webp"),
)
_STYLE: Final = """
:root { font: 11pt/1.4 Inter, "Noto Sans", "Liberation Sans", "Segoe UI", Arial, sans-serif; }
body { max-width: 48rem; margin: 2rem auto; padding: 0 1rem; color: #000; background: #fff; }
body.large { font-size: 16pt; }
h1, h2, p, ul { margin: 0 0 .25em; }
h1 { font-size: 1.8em; line-height: 1.2; }
h2 { font-size: 1.2em; line-height: 1.25; }
ul { padding-left: 1.2em; }
.strong, .dose { font-weight: 600; }
.dose { font-size: 1.15em; }
.heed { border: 2px solid #000; border-radius: 6px; padding: .7em .9em; margin: 1em 0; }
.step, .ticking { border-top: 1.5px solid #555; padding: .7em 0; }
.step, .week, .heed { break-inside: avoid; }
.step { display: flex; gap: 1.2em; align-items: flex-start; }
.step > div { flex: 1; }
.step > .pictures { flex: 0 0 40%; }
.large .step { flex-direction: column; gap: .3em; }
.large .step > div { flex: none; }
.pictures { display: flex; flex-wrap: wrap; gap: .5em; order: -1; }
figure { margin: 0; flex: 1 1 7em; max-width: 100%; }
figure svg, figure img { display: block; width: auto; height: auto; max-width: 100%; }
figure svg, figure img { max-height: 11rem; }
figure.wide { flex-basis: 100%; }
figure.wide svg { max-height: 7rem; }
svg path[fill="#000000"] { stroke: #000; stroke-width: .6px; vector-effect: non-scaling-stroke; }
figcaption, .small { font-size: .88em; }
.large figcaption, .large .small { font-size: 1em; }
.between { font-weight: 600; padding: .5em 0; }
table { border-collapse: collapse; width: 100%; table-layout: fixed; }
th, td { border: 1px solid #555; padding: .3em; text-align: center; vertical-align: top; }
th[scope=row] { text-align: left; width: 6em; }
.box { display: inline-block; width: 1.2em; height: 1.2em; border: 1.5px solid #000; margin: .15em; }
.blank { display: inline-block; width: 1.6em; border-bottom: 1px solid #000; }
.pain { display: flex; gap: .15em; margin-top: .7em; }
.pain .blank { flex: 1; width: auto; height: 1.1em; }
footer { border-top: 1px solid #555; margin-top: 1em; padding-top: .4em; font-size: .88em; }
@media (max-width: 40rem) {
  .step { flex-direction: column; gap: .3em; }
  .step > div, .step > .pictures { flex: none; }
  th, td { padding: .15em; font-size: .8em; }
  th[scope=row] { width: 4em; }
}
@page { margin: 16mm; }
@media print { body { margin: 0; max-width: none; padding: 0; } }
"""


def session_html(content: SheetContent, *, large: bool = False) -> str:
    """Return the whole page; the drawings stand in it, each with words for those who do not see it."""
    lines = [
        "<!doctype html>",
        f'<html lang="{escape(content.language)}">',
        "<head>",
        '<meta charset="utf-8">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        f"<title>{escape(content.title)}</title>",
        f"<style>{_STYLE}</style>",
        "</head>",
        '<body class="large">' if large else "<body>",
        "<header>",
        f"<h1>{escape(content.title)}</h1>",
        *(_p(fact, "strong") for fact in content.facts),
        *(_p(text) for text in [content.description] if text),
        *(_p(note, "strong") for note in [note_words(content)] if note),
        "</header>",
        "<main>",
        *_heed(content),
        *_entries(content, _LARGE_PICTURE_PX if large else _PICTURE_PX),
        *_ticking(content.ticking),
        "</main>",
        f"<footer>{escape(content.footer)}</footer>",
        "</body>",
        "</html>",
    ]
    return "\n".join(lines) + "\n"


def _heed(content: SheetContent) -> Iterator[str]:
    yield f'<section class="heed"><h2>{escape(_("Take care"))}</h2>'
    yield from _lines(heed_words(content))
    yield "</section>"


def _entries(content: SheetContent, longer_px: int) -> Iterator[str]:
    for entry in content.entries:
        if isinstance(entry, SheetLine):
            yield _p(" ".join(filter(None, (entry.text, entry.note))), "between")
            continue
        pictures = list(_pictures(entry, longer_px))
        yield '<section class="step"><div>'
        yield from _lines(step_words(entry))
        yield "</div>"
        if pictures:
            yield '<div class="pictures">'
            yield from pictures
            yield "</div>"
        yield "</section>"


def _lines(lines: Iterable[tuple[str, Line]]) -> Iterator[str]:
    """Yield lines as elements, points that follow each other in one list."""
    for is_list, group in groupby(lines, key=lambda line: line[1] is Line.POINT):
        if is_list:
            yield "<ul>"
            yield from (f"<li>{escape(text)}</li>" for text, _kind in group)
            yield "</ul>"
            continue
        for text, kind in group:
            yield f"<h2>{escape(text)}</h2>" if kind is Line.NAME else _p(text, kind)


def _pictures(step: SheetStep, longer_px: int) -> Iterator[str]:
    if step.picture:
        yield from _own_picture(step)
        return
    paints = paper_paints()
    for at, one in enumerate(drawings(step)):
        drawn = svg(
            one.header,
            one.frame,
            paints,
            title=described(step, one),
            longer_px=longer_px,
            mirrored=one.mirrored,
        )
        words = picture_words(one.called, step.drawn_words if at == 0 else "")
        wide = one.header.box[0] > WIDE * one.header.box[1]
        opened = '<figure class="wide">' if wide else "<figure>"
        yield f"{opened}{drawn}{_caption(words)}</figure>"


def _own_picture(step: SheetStep) -> Iterator[str]:
    try:
        data = Path(step.picture).read_bytes()
    except OSError:
        return  # one that is gone by now costs nobody the sheet
    kind = next((kind for head, kind in _KINDS if data.startswith(head)), None)
    if kind is None:
        return
    coded = base64.b64encode(data).decode("ascii")
    shown = f'<img alt="{escape(step.name)}" src="data:{kind};base64,{coded}">'
    yield f"<figure>{shown}{_caption(step.picture_source)}</figure>"


def _caption(words: str) -> str:
    return f"<figcaption>{escape(words)}</figcaption>" if words else ""


def _ticking(ticking: Ticking) -> Iterator[str]:
    yield f'<section class="ticking"><h2>{escape(_("What I have done"))}</h2>'
    yield _p(how_to_tick(ticking))
    yield "<table><thead><tr>"
    heads = [weekday_words(day.weekday) for day in ticking.weeks[0].days]
    if ticking.of_week:
        heads.append(_("Done"))
    yield "<td></td>" + "".join(f'<th scope="col">{escape(head)}</th>' for head in heads)
    yield "</tr></thead><tbody>"
    for week in ticking.weeks:
        name, date = week_words(week)
        small = f'<br><span class="small">{escape(date)}</span>' if date else ""
        yield f'<tr class="week"><th scope="row">{escape(name)}{small}</th>'
        yield from (_cell(day, ticking) for day in week.days)
        if ticking.of_week:
            of = _("of {n}").format(n=ticking.of_week)
            yield f'<td><span class="blank"></span> {escape(of)}</td>'
        yield "</tr>"
    yield "</tbody></table></section>"


def _cell(day: Day, ticking: Ticking) -> str:
    if not day.asked:
        return "<td></td>"
    date = f'<span class="small">{day.day.day}</span><br>' if day.day else ""
    many = day_words(ticking)
    boxes = f'<span class="blank"></span> {escape(many)}' if many else _boxes(ticking.boxes)
    blanks = "/".join(
        f'<span class="blank" title="{escape(moment_words(one))}"></span>' for one in ticking.pain
    )
    pain = f'<span class="pain">{blanks}</span>' if blanks else ""
    return f"<td>{date}{boxes}{pain}</td>"


def _boxes(count: int) -> str:
    return '<span class="box"></span>' * count


def _p(text: str, kind: str = "") -> str:
    return f'<p class="{kind}">{escape(text)}</p>' if kind else f"<p>{escape(text)}</p>"
