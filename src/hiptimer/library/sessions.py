"""A session file becomes a Session, or a list of everything that is wrong with it."""

import re
from dataclasses import dataclass
from pathlib import Path

from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.session import (
    Ask,
    Assigned,
    Entry,
    Often,
    PainBands,
    Safety,
    Session,
    SoundLevel,
    Timing,
    When,
)
from hiptimer.errors import Problem
from hiptimer.language import gettext as _
from hiptimer.library import quantities
from hiptimer.library.doses import BREATH, PHASE, REP, number_or
from hiptimer.library.doubts import doubt_session
from hiptimer.library.exercises import known_kit
from hiptimer.library.fields import (
    Fields,
    Form,
    Kind,
    as_word,
    choice,
    mapping,
    quantity,
    read_fields,
    read_keys,
    read_text,
    rows,
    text,
    yes_no,
)
from hiptimer.library.quantities import Misread, shown
from hiptimer.library.reading import Tree, Unreadable, grow_tree, read_bytes, tell_slips
from hiptimer.library.stepkeys import (
    ANY_STEP,
    CIRCUIT,
    STEPS,
    hint_of_steps,
    timing_keys,
    timing_of,
)
from hiptimer.library.steps import StepReader
from hiptimer.library.telling import Reader
from hiptimer.library.tree import Keys, Node, Word

VERSION = 1
LONGEST_ID = 100
WORST_PAIN = 10
LANGUAGE = r"^\s*[A-Za-z]{2,3}(?:-[A-Za-z0-9]{1,8})*\s*$"
ID = r"^[^\s/\\](?:[^\n\r\t/\\]*[^\s/\\])?$"

_LANGUAGE = re.compile(LANGUAGE)
_ID = re.compile(ID)


@dataclass(frozen=True, slots=True)
class Reading:
    """What a file came to: the session, or None if anything is wrong, and all problems found."""

    session: Session | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> tuple[Problem, ...]:
        """Return what must be put right before the session can be played."""
        return tuple(problem for problem in self.problems if not problem.is_warning)

    @property
    def warnings(self) -> tuple[Problem, ...]:
        """Return what is legal but doubtful."""
        return tuple(problem for problem in self.problems if problem.is_warning)


def read_session(path: Path, catalogue: Catalogue) -> Reading:
    """Return the session in a file, with every problem; never raises for what the file holds."""
    try:
        data = read_bytes(path)
    except Unreadable as unreadable:
        return Reading(None, (_problem(str(path), unreadable),))
    return read_session_text(data, str(path), path.parent, catalogue)


def read_session_text(data: bytes, name: str, folder: Path | None, catalogue: Catalogue) -> Reading:
    """Return the session in a file's bytes.

    `name` is the file's path as messages show it; without an `id` in the file it gives the id too.
    Pictures are looked for in `folder`; without one only their paths are checked.
    """
    try:
        tree = grow_tree(data)
    except Unreadable as unreadable:
        return Reading(None, (_problem(name, unreadable),))
    reader = Reader(name, where_it_belongs)
    session = _Reading(reader, catalogue, folder).session(tree, _id_of(name))
    return Reading(None if reader.has_errors else session, reader.problems())


def _id_of(name: str) -> str:
    """Return a file's name as an id: without its ending, and without what no id may hold."""
    letters = (one if one.isprintable() and one != "\\" else " " for one in Path(name).stem)
    return " ".join("".join(letters).split())[:LONGEST_ID].strip() or "session"


def _problem(file: str, unreadable: Unreadable) -> Problem:
    return Problem(file, unreadable.line, unreadable.column, unreadable.said, unreadable.meant)


def _id_text(reader: Reader, node: Node, name: str) -> str | None:
    written = read_text(reader, node, name)
    if written is not None and not (_ID.match(written) and len(written) <= LONGEST_ID):
        reader.wrong(
            node,
            _("{text} cannot be an id.").format(text=shown(written)),
            _("Write one short line without / or \\, as in hip-reset."),
        )
    return written


def _language(written: str) -> str:
    if not _LANGUAGE.match(written):
        said = _("{text} is not a language.").format(text=shown(written))
        raise Misread(said, _("Write its short form, such as en, de or pt-BR."))
    return written


def _pain(written: str) -> int:
    number = quantities.count(written)
    if number > WORST_PAIN:
        said = _("Pain is counted from 0 to 10, and this is {number}.").format(number=number)
        raise Misread(said, _("Write a number from 0 to 10."))
    return number


def _assigned(reader: Reader, fields: Fields) -> Assigned:
    start, until = fields.get("from"), fields.get("until")
    if start and until and until < start:
        said = _("This ends before it begins.")
        reader.wrong(fields.node_of("until"), said, _("Write a day after {day}.").format(day=start))
    number, often = fields.get("times", (0, Often.PER_WEEK))
    return Assigned(
        to=fields.get("to", ""),
        by=fields.get("by", ""),
        start=start,
        until=until,
        times=number,
        often=often,
        note=fields.get("note", ""),
    )


def _ask(_reader: Reader, fields: Fields) -> Ask:
    return Ask(
        pain=fields.get("pain", ()),
        effort=fields.get("effort", False),
        difficulty=fields.get("difficulty", False),
        note=fields.get("note", False),
    )


def _pain_bands(reader: Reader, fields: Fields) -> PainBands | None:
    usual = PainBands()
    bands = PainBands(
        ok_to=fields.get("ok_to", usual.ok_to),
        caution_to=fields.get("caution_to", usual.caution_to),
        ok=fields.get("ok", ""),
        caution=fields.get("caution", ""),
        stop=fields.get("stop", ""),
    )
    if bands.ok_to > bands.caution_to:
        said = _("Caution ends at {caution}, below where all is well ({ok}).").format(
            caution=bands.caution_to, ok=bands.ok_to
        )
        reader.wrong(fields.node, said, _("Write caution_to as the higher number."))
    return bands


def _safety(_reader: Reader, fields: Fields) -> Safety:
    return Safety(stop_rule=fields.get("stop_rule", ""), pain_bands=fields.get("pain_bands"))


def _defaults(_reader: Reader, fields: Fields) -> Timing:
    return timing_of(fields)


def _version(reader: Reader, node: Node, name: str) -> bool | None:
    if isinstance(node, Word) and node.is_nothing:
        said = _("Nothing stands after {key}.").format(key=shown(name + ":"))
        reader.wrong(node, said, _("Write `hiptimer: 1`."))
        return None
    word = as_word(reader, node, name)
    if word is None:
        return None
    if word.value.strip() == str(VERSION):
        return True
    said = _("Version {version} of the session file is not known.").format(
        version=shown(word.value)
    )
    meant = _("Write `hiptimer: 1`; if the file is newer than that, a newer hiptimer is needed.")
    reader.wrong(word, said, meant)
    return None


def _hint_of_version() -> str:
    return _("Add `hiptimer: 1` as the first line.")


def _kit(reader: Reader, node: Node, name: str) -> tuple[str, ...] | None:
    listed: tuple[str, ...] | None = _TEXTS.read(reader, node, name)
    return listed and tuple(map(known_kit, listed))


_TEXTS = rows(text())
_KIT = Kind(_kit, _TEXTS.schema)
_DAY = quantity(quantities.day, {"type": "string", "pattern": quantities.DAY})
_PAIN = quantity(_pain, number_or(quantities.COUNT, least=0, most=WORST_PAIN, whole=True))
ASSIGNED = Form(
    {
        "to": text(),
        "by": text(),
        "from": _DAY,
        "until": _DAY,
        "times": quantity(quantities.times, {"type": "string", "pattern": quantities.TIMES}),
        "note": text(),
    }
)
ASK = Form(
    {
        "pain": rows(choice(When), distinct=True),
        "effort": yes_no(),
        "difficulty": yes_no(),
        "note": yes_no(),
    }
)
PAIN_BANDS = Form(
    {"ok_to": _PAIN, "caution_to": _PAIN, "ok": text(), "caution": text(), "stop": text()}
)
SAFETY = Form({"stop_rule": text(), "pain_bands": mapping(PAIN_BANDS, _pain_bands)})
DEFAULTS = Form(timing_keys(), at_most_one=(REP,))
SESSION = Form(
    {
        "hiptimer": Kind(_version, {"enum": [VERSION, str(VERSION)]}),
        "title": text(),
        "id": Kind(
            _id_text,
            {"type": ["string", "number", "boolean"], "pattern": ID, "maxLength": LONGEST_ID},
        ),
        "description": text(),
        "author": text(),
        "language": quantity(
            _language, {"anyOf": [{"type": "string", "pattern": LANGUAGE}, {"const": False}]}
        ),
        "tags": rows(text()),
        "equipment": _KIT,
        "cautions": rows(text()),
        "assigned": mapping(ASSIGNED, _assigned),
        "ask": mapping(ASK, _ask),
        "safety": mapping(SAFETY, _safety),
        "sound": choice(SoundLevel),
        "locked": yes_no(),
        "defaults": mapping(DEFAULTS, _defaults),
        "steps": STEPS,
    },
    ("hiptimer", "title", "steps"),
    hints={"hiptimer": _hint_of_version, "steps": hint_of_steps},
)
_UNDER = {
    "circuit": CIRCUIT,
    "assigned": ASSIGNED,
    "ask": ASK,
    "safety": SAFETY,
    "pain_bands": PAIN_BANDS,
    "breath": BREATH,
    "phases": PHASE,
}


def where_it_belongs(key: str) -> str:
    """Return the sentence that says where a key of the session file belongs; empty for any other."""
    word = shown(key)
    if key in ("circuit", "wait"):
        return _("{key} is an entry of its own, with its own dash.").format(key=word)
    if key in DEFAULTS.keys:
        return _("{key} belongs to a step, or for all steps under `defaults:`.").format(key=word)
    if key in ANY_STEP:
        return _("{key} belongs to a step.").format(key=word)
    if key in SESSION.keys and key != "steps":
        return _("{key} belongs to the whole session, beside `title:`.").format(key=word)
    for under, form in _UNDER.items():
        if key in form.keys:
            return _("{key} belongs under {other}.").format(key=word, other=shown(under + ":"))
    return ""


@dataclass(slots=True)
class _Reading:
    reader: Reader
    catalogue: Catalogue
    folder: Path | None

    def session(self, tree: Tree, stem: str) -> Session | None:
        """Return the session of a tree; what could not be read is missing from it."""
        root = tree.root
        if isinstance(root, Keys) and "hiptimer" in root.pairs:
            _key, version = root.pairs["hiptimer"]
            if not SESSION.keys["hiptimer"].read(self.reader, version, "hiptimer"):
                return None  # the rest would be judged by rules that are not its own
        tell_slips(self.reader, tree)
        what = _("A session")
        if not isinstance(root, Keys):
            read_fields(self.reader, root, what, SESSION)
            return None
        fields = read_keys(self.reader, root, what, SESSION)
        steps = StepReader(self.reader, self.catalogue, self.folder)
        row = fields.get("steps")
        session = _session(fields, steps.entries(row) if row else (), stem)
        if row and not self.reader.has_errors:
            doubt_session(self.reader, session, self.catalogue, fields.key("steps"), steps.places)
        return session


def _session(fields: Fields, entries: tuple[Entry, ...], stem: str) -> Session:
    return Session(
        title=fields.get("title", ""),
        id=fields.get("id", stem),
        entries=entries,
        description=fields.get("description", ""),
        author=fields.get("author", ""),
        language=fields.get("language", "en"),
        tags=fields.get("tags", ()),
        equipment=fields.get("equipment", ()),
        cautions=fields.get("cautions", ()),
        assigned=fields.get("assigned"),
        ask=fields.get("ask", Ask()),
        safety=fields.get("safety", Safety()),
        sound=fields.get("sound"),
        locked=fields.get("locked", False),
        defaults=fields.get("defaults", Timing()),
    )
