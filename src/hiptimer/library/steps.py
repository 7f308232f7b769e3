"""The steps of a session file: exercises, rests, waits, and circuits of them."""

from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hiptimer.engine.exercise import Catalogue, Exercise, Sides, Variant
from hiptimer.engine.session import (
    Circuit,
    Entry,
    Leaf,
    OwnExercise,
    Pace,
    Rest,
    SideChange,
    Step,
    Version,
    Wait,
)
from hiptimer.language import gettext as _
from hiptimer.library.doses import DOSES, counted_only, dose_of, key_of, only_with_reps
from hiptimer.library.fields import Fields, read_keys, unknown_key
from hiptimer.library.pictures import check_path, check_picture
from hiptimer.library.quantities import Misread, shown
from hiptimer.library.stepkeys import (
    ANY_STEP,
    CIRCUIT,
    ENTRY_OF_CIRCUIT,
    HEADS,
    OF_CATALOGUE,
    OWN,
    REST,
    STEP,
    WAIT,
    doubt_long_hold,
    timing_of,
)
from hiptimer.library.telling import Reader
from hiptimer.library.tree import Keys, Node, Row, Word


@dataclass(slots=True)
class StepReader:
    """Reads steps, with the catalogue they name and the folder their pictures are in.

    `places` remembers where each step stands, for doubts that concern the session as a whole.
    """

    reader: Reader
    catalogue: Catalogue
    folder: Path | None
    places: list[tuple[Leaf, Keys]] = field(default_factory=list)
    _names: dict[str, str] = field(default_factory=dict)

    def entries(self, row: Row) -> tuple[Entry, ...]:
        """Return every step and circuit that could be read."""
        read = (self._entry(node) for node in row.items)
        return tuple(entry for entry in read if entry is not None)

    def _entry(self, node: Node) -> Entry | None:
        keys = self._keys(node)
        return None if keys is None else self._entry_of(keys)

    def _entry_of(self, keys: Keys) -> Entry | None:
        return self._circuit(keys) if "circuit" in keys.pairs else self._leaf(keys)

    def _keys(self, node: Node) -> Keys | None:
        if isinstance(node, Keys) and node.pairs:
            return self._with_head(node)
        if isinstance(node, Word) and node.is_nothing:
            said = _("This step is empty.")
            self.reader.wrong(node, said, _("Take out its dash, or write what is done."))
        else:
            said = _("A step needs a key.")
            word = node.value if isinstance(node, Word) else ""
            known = self._guess(word) or "bridge"
            meant = _("Write it as {step}.").format(step=shown(f"- exercise: {known}"))
            self.reader.wrong(node, said, meant)
        return None

    def _with_head(self, keys: Keys) -> Keys | None:
        """Return the keys with one that says what the step is, a misspelt one put right."""
        if any(head in keys.pairs for head in HEADS):
            return self._without_others(keys)
        for name, (key, _node) in keys.pairs.items():
            head = None
            if name == "<<":
                unknown_key(self.reader, key, _("A step"), ())
                return None
            if name not in ANY_STEP:
                head = self.reader.guess(name, {head: head for head in HEADS})
            if head is not None:
                unknown_key(self.reader, key, _("A step"), (head,))
                pairs = {head if one == name else one: pair for one, pair in keys.pairs.items()}
                return Keys(keys.line, keys.column, pairs)
        said = _("This step does not say what is done.")
        self.reader.wrong(keys, said, _("Begin it with exercise, name, rest, wait or circuit."))
        return None

    def _without_others(self, keys: Keys) -> Keys:
        """Return an entry without the further ones that were written into it, which are read too."""
        main = next(head for head in HEADS if head in keys.pairs)
        for other in HEADS:
            if other not in keys.pairs or other in HEADS[main]:
                continue
            said = _("{one} and {other} cannot stand together.").format(
                one=shown(main), other=shown(other)
            )
            meant = _("Write them as two entries, each with its own dash.")
            self.reader.wrong(keys.pairs[other][0], said, meant)
            names = {other}
            if other == "circuit":
                names |= CIRCUIT.keys.keys() - ANY_STEP.keys()
            apart = {name: pair for name, pair in keys.pairs.items() if name in names}
            rest = {name: pair for name, pair in keys.pairs.items() if name not in names}
            self._entry_of(Keys(keys.line, keys.column, apart))
            keys = Keys(keys.line, keys.column, rest)
        return keys

    def _circuit(self, keys: Keys) -> Circuit | None:
        keys = self._with_misplaced_inside(keys)
        outer = read_keys(self.reader, keys, _("A circuit"), ENTRY_OF_CIRCUIT)
        inner: Fields | None = outer.get("circuit")
        if inner is None:
            return None
        steps = []
        row = inner.get("steps")
        for node in row.items if row else ():
            leaf = self._inner_leaf(node)
            if leaf is not None:
                steps.append(leaf)
        rounds = inner.get("rounds")
        if rounds is None:
            return None
        return Circuit(steps=tuple(steps), rounds=rounds, rest_s=inner.get("rest"), line=keys.line)

    def _with_misplaced_inside(self, keys: Keys) -> Keys:
        """Return a circuit with the keys inside it that were not indented enough."""
        misplaced = {name: keys.pairs[name] for name in CIRCUIT.keys if name in keys.pairs}
        if not misplaced:
            return keys
        for name, (key, _node) in misplaced.items():
            said = _("{key} belongs inside the circuit.").format(key=shown(name))
            self.reader.wrong(key, said, _("Indent it two spaces more than `circuit:`."))
        key, node = keys.pairs["circuit"]
        inside = node.pairs if isinstance(node, Keys) else {}
        circuit = Keys(node.line, node.column, misplaced | inside)
        others = {name: pair for name, pair in keys.pairs.items() if name not in misplaced}
        return Keys(keys.line, keys.column, others | {"circuit": (key, circuit)})

    def _inner_leaf(self, node: Node) -> Leaf | None:
        keys = self._keys(node)
        if keys is None:
            return None
        if "circuit" in keys.pairs:
            said = _("A circuit stands inside a circuit.")
            self.reader.wrong(keys, said, _("Write its steps out, or put it after the other one."))
            return None
        return self._leaf(keys)

    def _leaf(self, keys: Keys) -> Leaf | None:
        leaf: Leaf | None
        if "exercise" in keys.pairs or "name" in keys.pairs:
            leaf = self._step(keys)
        else:
            leaf = self._wait(keys) if "wait" in keys.pairs else self._rest(keys)
        if leaf is not None:
            self.places.append((leaf, keys))
        return leaf

    def _rest(self, keys: Keys) -> Rest | None:
        fields = read_keys(self.reader, keys, _("A rest"), REST)
        if fields.get("rest") is None:
            return None
        note, say = fields.get("note", ""), fields.get("say", "")
        return Rest(rest_s=fields.get("rest"), note=note, say=say, line=keys.line)

    def _wait(self, keys: Keys) -> Wait | None:
        fields = read_keys(self.reader, keys, _("A wait"), WAIT)
        if fields.get("wait") is None:
            return None
        note, say = fields.get("note", ""), fields.get("say", "")
        return Wait(text=fields.get("wait"), note=note, say=say, line=keys.line)

    def _step(self, keys: Keys) -> Step | None:
        fields = read_keys(self.reader, keys, _("A step"), STEP)
        own = "exercise" not in fields
        what = self._own(fields) if own else self._known(fields)
        exercise = self.catalogue.get(what) if isinstance(what, str) else None
        self._check(fields, exercise, own=own)
        if what is None:
            return None
        return Step(
            exercise=what,
            dose=dose_of(fields),
            sides=fields.get("sides"),
            sets=fields.get("sets"),
            lead_in=fields.get("lead_in"),
            timing=timing_of(fields),
            left=fields.get("left"),
            right=fields.get("right"),
            weeks=fields.get("week", {}),
            variant=fields.get("variant"),
            optional=fields.get("optional", False),
            load=fields.get("load", ""),
            note=fields.get("note", ""),
            say=fields.get("say", ""),
            line=keys.line,
        )

    def _known(self, fields: Fields) -> str | None:
        for key in fields.written(*OWN):
            said = _("{key} belongs to a step with a name of its own.").format(key=shown(key))
            meant = _("Leave it out, or write name instead of exercise.")
            self.reader.wrong(fields.key(key), said, meant)
        wanted: str | None = fields.get("exercise")
        if wanted is None or wanted in self.catalogue:
            return wanted
        said = _("There is no exercise {id}.").format(id=shown(wanted))
        guess = self._guess(wanted)
        meant = _("Run `hiptimer exercises` for what there is, or write name for one of your own.")
        if guess:
            meant = _("Did you mean {word}?").format(word=shown(guess))
        self.reader.wrong(fields.node_of("exercise"), said, meant)
        return None

    def _guess(self, word: str) -> str | None:
        if not self._names:
            for known in self.catalogue.values():
                for name in (*known.aliases, known.name, known.id):
                    self._names[name] = known.id
        return self.reader.guess(word, self._names)

    def _own(self, fields: Fields) -> OwnExercise | None:
        for key in fields.written(*OF_CATALOGUE):
            said = _("{key} belongs to exercises of the catalogue.").format(key=shown(key))
            self.reader.wrong(fields.key(key), said, _("Leave it out."))
        if not fields.written(*DOSES):
            said = _("This step has no dose.")
            meant = _("Add one of hold, breaths, reps or time.")
            self.reader.wrong(fields.node, said, meant)
        picture = fields.get("picture", "")
        if picture:
            try:
                check_path(picture)
                if self.folder is not None:
                    check_picture(picture, self.folder)
            except Misread as misread:
                self.reader.wrong(fields.node_of("picture"), misread.said, misread.meant)
        name = fields.get("name")
        if name is None:
            return None
        return OwnExercise(
            name=name,
            posture=fields.get("posture"),
            instructions=fields.get("instructions", ()),
            picture=picture,
            picture_source=fields.get("picture_source", ""),
        )

    def _check(self, fields: Fields, exercise: Exercise | None, *, own: bool) -> None:
        """Note what does not go together on a step, given what the catalogue says of it."""
        version = fields.get("variant")
        variant: Variant | None = getattr(exercise, version.value) if exercise and version else None
        if exercise and version and variant is None:
            there = [one.value for one in Version if getattr(exercise, one.value)]
            said = _("{exercise} has no {version} version.").format(
                exercise=shown(exercise.id), version=version.value
            )
            meant = _("Leave it out.")
            if there:
                meant = _("Write {versions}, or leave it out.").format(versions=", ".join(there))
            self.reader.wrong(fields.node_of("variant"), said, meant)
        usual = (variant.dose if variant else None) or (exercise.dose if exercise else None)
        written = fields.written(*DOSES)
        kind = written[0] if written else key_of(usual) if usual else None
        only_with_reps(self.reader, fields, kind)
        counted_only(self.reader, fields, "lead_in", kind)
        if fields.get("pace") is Pace.SELF:
            counted_only(self.reader, fields, "pace", kind)
        self._check_sides(fields, exercise, kind, own=own)
        for week, change in fields.get("week", {}).items():
            node = fields.node_of("week")
            key, _value = node.pairs[str(week)] if isinstance(node, Keys) else (node, None)
            self._same_kind(key, change, kind)
        for dose in written:
            doubt_long_hold(self.reader, fields, dose)

    def _check_sides(
        self, fields: Fields, exercise: Exercise | None, kind: str | None, *, own: bool
    ) -> None:
        written: Any = fields.get("sides")
        usual = exercise.sides if exercise else None
        sides = written
        if "sides" not in fields:
            sides = Sides.BOTH if own else usual
        if sides is Sides.ALTERNATE and kind not in (None, "reps"):
            at = fields.node_of("sides") if "sides" in fields else fields.node
            said = _("Sides can alternate with reps only, and this is a dose of {kind}.").format(
                kind=shown(str(kind))
            )
            self.reader.wrong(at, said, _("Write `sides: each`."))
        for key in fields.written("left", "right"):
            if sides not in (None, Sides.EACH):
                said = _("{key} goes with `sides: each` only.").format(key=shown(key))
                meant = _("Write `sides: each`, or leave it out.")
                self.reader.wrong(fields.key(key), said, meant)
            change = fields.get(key)
            if change is not None:
                self._same_kind(fields.key(key), change, kind)
        if written is Sides.BOTH and usual not in (None, Sides.BOTH):
            node = fields.node_of("sides")
            said = _("{exercise} works one side at a time, and this says both at once.").format(
                exercise=shown(exercise.id if exercise else "")
            )
            self.reader.doubt(node.line, node.column, said, _("Perhaps `sides: each` is meant."))

    def _same_kind(self, key: Word | Node, change: SideChange, kind: str | None) -> None:
        dose = change.dose
        if dose is None or kind is None or key_of(dose) == kind:
            return
        said = _("The dose of this step is {kind}; it cannot become {other} here.").format(
            kind=shown(kind), other=shown(key_of(dose))
        )
        self.reader.wrong(
            key, said, _("Write {kind}, or a step of its own.").format(kind=shown(kind))
        )
