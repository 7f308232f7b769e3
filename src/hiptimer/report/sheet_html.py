"""The adherence sheet for a browser: one file that needs nothing else, and reads well aloud."""

from collections.abc import Iterable, Iterator, Sequence
from html import escape
from typing import Final

from hiptimer.engine.exercise import Side
from hiptimer.language import gettext as _
from hiptimer.report import sheet_words as words
from hiptimer.report.facts import Day, Facts, Mark
from hiptimer.report.pain_chart import LINES, WORST, PainPoint, pain_points
from hiptimer.report.sheet_lines import sections

# Black on white as on paper; it is printed from a browser too.
_STYLE: Final = """
body { font: 1rem/1.5 system-ui, sans-serif; color: #000; background: #fff;
  max-width: 60rem; margin: 2rem auto; padding: 0 1rem; }
h1 { font-size: 1.8rem; line-height: 1.2; margin: 0; } h2 { font-size: 1.15rem; margin: 2rem 0 .5rem; }
table { border-collapse: collapse; width: 100%; } caption { text-align: left; color: #444; }
th, td { text-align: left; vertical-align: top; padding: .25rem .75rem .25rem 0;
  border-bottom: 1px solid #999; }
thead th { border-bottom: 2px solid #000; } .n { text-align: right; }
dl.figures { display: flex; flex-wrap: wrap; gap: 1rem 2.5rem; }
dl.figures div { display: flex; flex-direction: column-reverse; } dl.figures dt { color: #444; }
dl.figures dd { margin: 0; font-size: 1.6rem; font-weight: 600; line-height: 1.2; }
.scroll { overflow-x: auto; } p, li { max-width: 45rem; } footer { margin-top: 2rem; color: #444; }
svg { width: 100%; max-width: 34rem; height: auto; }
@media print { body { margin: 0; } h2, tr, svg { break-inside: avoid; } }
""".strip()

_WIDE, _HIGH, _LEFT, _FOOT = 520, 190, 24, 24  # of the chart, in its own units
_SIGNS: Final = {Mark.DONE: "●", Mark.PART: "◐", Mark.NOTHING: "–", Mark.OUTSIDE: ""}  # noqa: RUF001


def sheet_html(facts: Facts) -> str:
    """Return the sheet as an HTML document."""
    title = escape(f"{facts.title}, {words.period_words(facts.since, facts.until)}")
    return "\n".join(
        (
            "<!DOCTYPE html>",
            f'<html lang="{escape(_("en"))}">',
            "<head>",
            '<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            f"<title>{title}</title>",
            f"<style>\n{_STYLE}\n</style>",
            "</head>",
            "<body>",
            *_body(facts),
            "</body>",
            "</html>",
            "",
        )
    )


def _body(facts: Facts) -> Iterator[str]:
    yield "<header>"
    yield f"<p>{escape(words.overline(facts))}</p>"
    yield f"<h1>{escape(facts.title)}</h1>"
    if who := words.who_words(facts):
        yield f"<p>{escape(' · '.join(who))}</p>"
    if note := words.note_words(facts):
        yield f"<p>{escape(note)}</p>"
    yield "</header>"
    yield "<main>"
    yield '<dl class="figures">'
    for number, said in words.figures(facts):
        yield f"<div><dt>{escape(said)}</dt><dd>{escape(number)}</dd></div>"
    yield "</dl>"
    if not facts.runs:
        yield f"<p>{escape(words.nothing_words(facts))}</p>"
    yield from _calendar(facts)
    yield from _exercises(facts)
    yield from _sessions(facts)
    for name, lines in sections(facts):
        yield f"<h2>{escape(name)}</h2>"
        yield "<ul>"
        yield from (f"<li>{escape(line)}</li>" for line in lines)
        yield "</ul>"
    yield "</main>"
    yield f"<footer><p>{escape(words.footer_words())}</p></footer>"


def _calendar(facts: Facts) -> Iterator[str]:
    sums = any(week.asked is not None for week in facts.weeks)
    days = [f"{day.on:%a}" for day in facts.weeks[0].days]
    head = [_("Week from"), *days, *([_("Done of asked")] if sums else [])]
    rows = []
    for week in facts.weeks:
        row = [words.date_words(week.days[0].on), *map(_day, week.days)]
        if sums:
            row.append(escape(words.done_of_asked(week.done, week.asked or 0)))
        rows.append(row)
    legend = ", ".join(
        f"{_SIGNS[mark]} {words.mark_words(mark)}" for mark in (Mark.DONE, Mark.PART, Mark.NOTHING)
    )
    legend = _("{signs}, ✕ pain stop").format(signs=legend)
    yield from _table(_("Calendar"), legend, head, rows)


def _day(day: Day) -> str:
    """Return the day as its sign, and in words for who does not see signs."""
    if day.mark is Mark.OUTSIDE:
        return ""
    sign = _SIGNS[day.mark] + (" ✕" if day.pain_stop else "")
    said = [words.day_words(day.on), words.mark_words(day.mark)]
    if day.pain_stop:
        said.append(_("pain stop"))
    if day.runs > 1:
        times = _("{n}×").format(n=day.runs)  # noqa: RUF001
        sign = f"{sign} {times}"
        said.append(_("{n} sessions").format(n=day.runs))
    return f'{day.on.day} <span role="img" aria-label="{escape(", ".join(said))}">{escape(sign)}</span>'


def _exercises(facts: Facts) -> Iterator[str]:
    if not facts.exercises:
        return
    head = [_("Exercise"), _("Asked for each time"), _("Left"), _("Right"), _("Both together")]
    rows = [
        [
            escape(one.name),
            "<br>".join(map(escape, words.asked_words(one.asked).splitlines())),
            *(escape(words.dose_words(one, side)) for side in (Side.LEFT, Side.RIGHT, None)),
        ]
        for one in facts.exercises
    ]
    name = _("Dose done of asked, exercise by exercise")
    yield from _table(name, words.dose_note(facts), head, rows, numbers=range(2, 5))


def _sessions(facts: Facts) -> Iterator[str]:
    if not facts.runs:
        return
    points = list(pain_points(facts))
    yield f"<h2>{escape(_('Pain, 0 to 10'))}</h2>"
    if points:
        yield from _chart(facts, points)
    else:
        yield f"<p>{escape(words.no_pain_words())}</p>"
    head = [
        _("Day"),
        _("Done"),
        _("Dose"),
        _("Pain before"),
        _("Pain after"),
        _("Pain next day"),
        _("Effort"),
        _("Felt"),
    ]
    rows = [
        [
            escape(words.day_words(one.on)),
            escape(f"{words.how_words(one)} {words.by_hand_sign(one)}".rstrip()),
            words.percent_words(one.dose),
            words.number_words(one.answers.pain_before),
            words.number_words(one.answers.pain_after),
            words.number_words(one.answers.pain_next_morning),
            words.number_words(one.answers.effort),
            escape(words.difficulty_words(one.answers.difficulty)),
        ]
        for one in facts.runs
    ]
    name = _("Each session, with pain and effort from 0 to 10")
    yield from _table(name, "", head, rows, numbers=range(2, 7))


def _table(
    name: str,
    caption: str,
    head: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: range = range(0),
) -> Iterator[str]:
    """Yield a table under its heading; cells are HTML, in the columns `numbers` set to the right."""

    def kind(at: int) -> str:
        return ' class="n"' if at in numbers else ""

    yield f"<h2>{escape(name)}</h2>"
    yield '<div class="scroll">'
    yield "<table>"
    if caption:
        yield f"<caption>{escape(caption)}</caption>"
    cells = "".join(f'<th scope="col"{kind(at)}>{escape(one)}</th>' for at, one in enumerate(head))
    yield f"<thead><tr>{cells}</tr></thead>"
    yield "<tbody>"
    for first, *rest in rows:
        cells = "".join(f"<td{kind(at)}>{one}</td>" for at, one in enumerate(rest, 1))
        yield f'<tr><th scope="row">{first}</th>{cells}</tr>'
    yield "</tbody>"
    yield "</table>"
    yield "</div>"


def _chart(facts: Facts, points: Sequence[PainPoint]) -> Iterator[str]:
    title = _("Pain before and after each session, from 0 to 10; the table below has the numbers.")
    yield f'<svg viewBox="0 0 {_WIDE} {_HIGH}" role="img" aria-labelledby="pain">'
    yield f'<title id="pain">{escape(title)}</title>'
    for value in LINES:
        y = _y(value)
        yield f'<path d="M{_LEFT} {y:g}H{_WIDE}" stroke="#999" fill="none"/>'
        yield f'<text x="{_LEFT - 6}" y="{y + 4:g}" font-size="11" text-anchor="end">{value}</text>'
    low = _HIGH - 6
    for x, anchor, on in ((_LEFT, "start", facts.since), (_WIDE - 2, "end", facts.until)):
        said = escape(words.date_words(on))
        yield f'<text x="{x}" y="{low}" font-size="11" text-anchor="{anchor}">{said}</text>'
    for point in points:
        yield from _point(point)
    yield "</svg>"
    legend = _("A ring is pain before a session, a dot pain after it.")
    yield f"<p>{escape(legend)}</p>"


def _point(point: PainPoint) -> Iterator[str]:
    x = _LEFT + 6 + point.x * (_WIDE - _LEFT - 12)
    if point.before is not None and point.after is not None:
        line = f"M{x:.1f} {_y(point.before):g}V{_y(point.after):g}"
        yield f'<path d="{line}" stroke="#000" fill="none"/>'
    if point.before is not None:
        ring = f'<circle cx="{x:.1f}" cy="{_y(point.before):g}" r="4.5"'
        yield f'{ring} fill="#fff" stroke="#000" stroke-width="1.4"/>'
    if point.after is not None:
        yield f'<circle cx="{x:.1f}" cy="{_y(point.after):g}" r="2.6" fill="#000"/>'


def _y(value: int) -> float:
    return 8 + (_HIGH - _FOOT - 12) * (1 - value / WORST)
