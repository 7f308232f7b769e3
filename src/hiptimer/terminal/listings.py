"""What the commands print for people: a session's timeline, the catalogue, what there is to play."""

from collections.abc import Iterable, Iterator

from hiptimer.engine.exercise import Catalogue, Exercise, Side, Sides, Variant, told
from hiptimer.engine.timeline import Timeline, unroll
from hiptimer.engine.wording import clock_words, kind_words
from hiptimer.language import gettext as _
from hiptimer.library.finding import OnOffer
from hiptimer.terminal.table import table
from hiptimer.terminal.words import (
    asked_words,
    kit_words,
    name_words,
    note_words,
    plain,
    posture_word,
    side_words,
    sides_word,
    usual_dose_words,
)


def total_words(timeline: Timeline) -> str:
    """Return how long a session lasts: "7:32", "at least 7:32", and how short it may be."""
    words = clock_words(timeline.duration_s)
    if timeline.is_at_least:
        words = _("at least {time}").format(time=words)
    if timeline.minimum_s < timeline.duration_s:
        shortest = clock_words(timeline.minimum_s)
        words += ", " + _("{time} with all that may be left out").format(time=shortest)
    return words


def timeline_lines(timeline: Timeline) -> Iterator[str]:
    """Yield a session's timeline as a table; the numbers are those that `play --from` takes."""
    yield plain(timeline.title)
    yield _("Length: {words}").format(words=total_words(timeline))
    if timeline.equipment:
        yield _("You need: {kit}").format(kit=kit_words(timeline.equipment))
    yield ""
    heads = [_("no"), _("at"), _("what"), _("exercise"), _("side"), _("dose")]
    heads += [_("set"), _("round"), _("load"), _("note")]
    rows = []
    for one in timeline.intervals:
        optional = " " + _("(optional)") if one.optional and one.kind.is_work else ""
        rows.append(
            (
                str(one.index),
                clock_words(one.at_s),
                kind_words(one.kind) + optional,
                name_words(one),
                side_words(one),
                asked_words(one),
                f"{one.set}/{one.sets}" if one.sets > 1 else "",
                f"{one.round}/{one.rounds}" if one.rounds > 1 else "",
                plain(one.load) if one.kind.is_work else "",
                note_words(one),
            )
        )
    yield from table(heads, rows, right=2)


def sessions_lines(offers: Iterable[OnOffer], catalogue: Catalogue) -> Iterator[str]:
    """Yield what there is to play as a table."""
    rows = []
    for offer in offers:
        session = offer.reading.session
        timeline = unroll(session, catalogue) if session else None
        length = clock_words(timeline.duration_s) if timeline else ""
        if timeline and timeline.is_at_least:
            length = _("at least {time}").format(time=length)
        rows.append(
            (
                plain(offer.id),
                plain(offer.title),
                length if timeline else _("cannot be played"),
                kit_words(timeline.equipment) if timeline else "",
                _("yours") if offer.book else _("bundled"),
            )
        )
    yield from table((_("id"), _("title"), _("length"), _("you need"), _("from")), rows)


def exercises_lines(exercises: Iterable[Exercise]) -> Iterator[str]:
    """Yield the catalogue as a table."""
    rows = [
        (
            one.id,
            plain(one.name),
            usual_dose_words(one.dose, one.sets),
            sides_word(one.sides),
            posture_word(one.posture),
            kit_words(one.equipment),
        )
        for one in exercises
    ]
    heads = (_("id"), _("name"), _("dose"), _("sides"), _("posture"), _("you need"))
    yield from table(heads, rows)


def exercise_lines(one: Exercise) -> Iterator[str]:
    """Yield all that the catalogue says of one exercise."""
    side = None if one.sides is Sides.BOTH else Side.LEFT
    yield f"{plain(one.name)} ({one.id})"
    if one.aliases:
        yield _("Also called: {names}").format(names=", ".join(map(plain, one.aliases)))
    yield ""
    facts = [
        (_("Dose"), usual_dose_words(one.dose, one.sets)),
        (_("Sides"), sides_word(one.sides)),
        (_("Posture"), posture_word(one.posture)),
        (_("You need"), kit_words(one.equipment)),
        (_("If you like"), kit_words(one.optional_equipment)),
        (_("Where you feel it"), _said(one.feel, side)),
        (_("Remember"), _said(one.cue, side)),
        (_("The way out"), _said(one.get_out, side)),
    ]
    yield from _pairs(facts)
    if side is not None:
        yield ""
        yield _("In these words the left side works:")
    yield ""
    for number, sentence in enumerate(one.instructions, 1):
        yield f"{number}. {_said(sentence, side)}"
    yield from _list(_("Common mistakes"), one.mistakes, side)
    yield from _list(_("Take care"), one.cautions, side)
    yield from _variant(_("Easier"), one.easier, side)
    yield from _variant(_("Deeper"), one.deeper, side)


def _variant(head: str, variant: Variant | None, side: Side | None) -> Iterator[str]:
    if variant is not None:
        title = f"{head}: {plain(variant.name)}"
        if variant.dose is not None:
            title += f" ({usual_dose_words(variant.dose)})"
        yield ""
        yield title
        for number, sentence in enumerate(variant.instructions, 1):
            yield f"{number}. {_said(sentence, side)}"


def _list(head: str, sentences: tuple[str, ...], side: Side | None) -> Iterator[str]:
    if sentences:
        yield ""
        yield head
        for sentence in sentences:
            yield f"- {_said(sentence, side)}"


def _pairs(facts: list[tuple[str, str]]) -> Iterator[str]:
    told_facts = [fact for fact in facts if fact[1]]
    width = max(len(name) for name, _words in told_facts)
    for name, words in told_facts:
        yield f"{name + ':':<{width + 1}} {words}"


def _said(text: str, side: Side | None) -> str:
    return plain(told(text, side))
