"""The catalogue: its files, one exercise each, become engine values."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from hiptimer.engine.dose import Reps
from hiptimer.engine.exercise import (
    Catalogue,
    Exercise,
    FirstMove,
    Posture,
    Sides,
    Variant,
)
from hiptimer.engine.session import Version
from hiptimer.errors import Problem, SessionError
from hiptimer.language import gettext as _
from hiptimer.library import quantities
from hiptimer.library.doses import (
    DOSES,
    REP,
    breath,
    count,
    counted_only,
    dose_keys,
    dose_of,
    duration,
    number_or,
    only_with_reps,
    rep_keys,
    rep_of,
)
from hiptimer.library.fields import (
    Fields,
    Form,
    Kind,
    choice,
    mapping,
    quantity,
    read_fields,
    read_text,
    rows,
    text,
    yes_no,
)
from hiptimer.library.quantities import shown
from hiptimer.library.reading import Unreadable, grow_tree, read_bytes, tell_slips
from hiptimer.library.telling import Reader
from hiptimer.library.tree import Node
from hiptimer.resources import exercise_files

_ID = re.compile("[a-z0-9]+(?:-[a-z0-9]+)*")
_GAP = re.compile(r"[\s_-]+")
_IN_BRACES = re.compile(r"\{side\}|\{other\}|[{}]")


class Equipment(StrEnum):
    """What an exercise of the catalogue may need."""

    MAT = "mat"
    WALL = "wall"
    CHAIR = "chair"
    DESK = "desk"
    BAND = "band"
    MINI_BAND = "mini_band"
    BOX = "box"
    STEP = "step"
    STRAP = "strap"
    WEIGHT = "weight"
    CUSHION = "cushion"
    BED = "bed"


def known_kit(written: str) -> str:
    """Return a piece of equipment as the catalogue writes it; one it does not know, as it was written."""
    alike = _GAP.sub("_", written.strip().lower())
    return alike if alike in set(Equipment) else written


@dataclass(frozen=True, slots=True)
class CatalogueReading:
    """What the catalogue's files came to: the exercises that are right, and all problems found."""

    catalogue: Catalogue
    problems: tuple[Problem, ...]


def bundled_catalogue() -> Catalogue:
    """Return the catalogue that ships with the program; raises SessionError if it is damaged."""
    return load_catalogue(exercise_files())


def load_catalogue(paths: Iterable[Path]) -> Catalogue:
    """Return the catalogue in some files; raises SessionError with every problem in them."""
    reading = read_catalogue(paths)
    if reading.problems:
        raise SessionError(reading.problems)
    return reading.catalogue


def read_catalogue(paths: Iterable[Path]) -> CatalogueReading:
    """Return the exercises in some files, by their ids, leaving out those with problems."""
    catalogue: Catalogue = {}
    problems: list[Problem] = []
    for path in paths:
        exercise, found = read_exercise(path)
        problems += found
        if exercise is not None:
            catalogue[exercise.id] = exercise
    return CatalogueReading(catalogue, tuple(problems))


def read_exercise(path: Path) -> tuple[Exercise | None, tuple[Problem, ...]]:
    """Return the exercise in a file, or None, and every problem found; the id is the file's name."""
    reader = Reader(str(path))
    exercise = None
    try:
        tree = grow_tree(read_bytes(path))
    except Unreadable as unreadable:
        reader.wrong_at(unreadable.line, unreadable.column, unreadable.said, unreadable.meant)
    else:
        tell_slips(reader, tree)
        if not _ID.fullmatch(path.stem):
            said = _("{name} cannot be the id of an exercise.").format(name=shown(path.stem))
            reader.wrong_at(1, 1, said, _("Name the file like low-lunge.yaml."))
        fields = read_fields(reader, tree.root, _("An exercise"), EXERCISE)
        exercise = _exercise(reader, fields, path.stem) if fields else None
    return None if reader.has_errors else exercise, reader.problems()


def _sided_text(reader: Reader, node: Node, name: str) -> str | None:
    written = read_text(reader, node, name)
    if written is not None and not {"{side}", "{other}"}.issuperset(_IN_BRACES.findall(written)):
        said = _("Braces hold {side} or {other} only.")
        reader.wrong(node, said, _("Write {side}, {other}, or no braces."))
    return written


def _sided() -> Kind:
    return Kind(_sided_text, text().schema)


def _variant(_reader: Reader, fields: Fields) -> Variant | None:
    name = fields.get("name")
    if name is None:
        return None
    return Variant(
        name=name,
        does=fields.get("does", ""),
        instructions=fields.get("instructions", ()),
        cue=fields.get("cue", ""),
        posture=fields.get("posture"),
        equipment=fields.get("equipment"),
        dose=dose_of(fields),
    )


def _equipment() -> Kind:
    listed = rows(choice(Equipment), distinct=True)

    def read(reader: Reader, node: Node, name: str) -> tuple[str, ...] | None:
        found = listed.read(reader, node, name)
        return found and tuple(one.value for one in found)

    return Kind(read, listed.schema)


_SETS = quantity(
    quantities.sets,
    number_or(quantities.COUNT, least=1, most=quantities.MOST_SETS, whole=True),
)
VERSIONS = tuple(one.value for one in Version)
VARIANT = Form(
    {
        "name": text(),
        "posture": choice(Posture),
        "equipment": _equipment(),
        **dose_keys(exact=True),
        "does": _sided(),
        "instructions": rows(_sided()),
        "cue": _sided(),
    },
    ("name",),
    (tuple(DOSES),),
)
EXERCISE = Form(
    {
        "name": text(),
        "aliases": rows(text()),
        "posture": choice(Posture),
        "sides": choice(Sides),
        "side_means": _sided(),
        **dose_keys(exact=True),
        "sets": _SETS,
        "rest": duration(),
        "lead_in": count(),
        "breath": breath(),
        **rep_keys(),
        "starts_with": choice(FirstMove),
        "release": duration(),
        "equipment": _equipment(),
        "optional_equipment": _equipment(),
        "setup": _sided(),
        "does": _sided(),
        "instructions": rows(_sided()),
        "cue": _sided(),
        "feel": _sided(),
        "get_out": _sided(),
        "mistakes": rows(_sided()),
        "cautions": rows(_sided()),
        **dict.fromkeys(VERSIONS, mapping(VARIANT, _variant)),
        "eyes_closed": yes_no(),
    },
    ("name", "posture", "sides", "setup", "instructions", "cue"),
    (tuple(DOSES), REP),
)


def _exercise(reader: Reader, fields: Fields, stem: str) -> Exercise | None:
    dose, sides = dose_of(fields), fields.get("sides")
    written = fields.written(*DOSES)
    kind = written[0] if written else None
    if not written:
        said = _("This exercise has no dose.")
        reader.wrong(fields.node, said, _("Add one of hold, breaths, reps or time."))
    if sides not in (None, Sides.BOTH) and "side_means" not in fields:
        said = _("This exercise does not say what a side names.")
        reader.wrong(fields.key("sides"), said, _('Add side_means, such as "{side} hip".'))
    if sides is Sides.ALTERNATE:
        _only_reps_alternate(reader, fields, kind)
    only_with_reps(reader, fields, kind)
    counted_only(reader, fields, "lead_in", kind)
    if reader.has_errors or dose is None:
        return None
    usual = Exercise(id=stem, name="", posture=None, sides=sides, dose=dose)
    return Exercise(
        id=stem,
        name=fields.get("name"),
        posture=fields.get("posture"),
        sides=sides,
        dose=dose,
        side_means=fields.get("side_means", usual.side_means),
        aliases=fields.get("aliases", ()),
        sets=fields.get("sets", usual.sets),
        rest_s=fields.get("rest"),
        breath=fields.get("breath"),
        lead_in=fields.get("lead_in", usual.lead_in),
        rep=rep_of(fields),
        first_move=fields.get("starts_with", usual.first_move),
        release_s=fields.get("release", usual.release_s),
        equipment=fields.get("equipment", ()),
        optional_equipment=fields.get("optional_equipment", ()),
        setup=fields.get("setup"),
        does=fields.get("does", ""),
        instructions=fields.get("instructions"),
        cue=fields.get("cue"),
        feel=fields.get("feel", ""),
        get_out=fields.get("get_out", ""),
        mistakes=fields.get("mistakes", ()),
        cautions=fields.get("cautions", ()),
        easier=fields.get("easier"),
        deeper=fields.get("deeper"),
        eyes_closed=fields.get("eyes_closed", False),
    )


def _only_reps_alternate(reader: Reader, fields: Fields, kind: str | None) -> None:
    said = _("Sides can alternate with reps only.")
    if kind not in (None, "reps"):
        reader.wrong(fields.node_of("sides"), said, _("Write `sides: each`."))
    for key in VERSIONS:
        variant: Variant | None = fields.get(key)
        if variant and variant.dose and not isinstance(variant.dose, Reps):
            meant = _("Write the dose of this version in reps, or `sides: each` above.")
            reader.wrong(fields.node_of(key), said, meant)
