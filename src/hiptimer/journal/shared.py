"""A folder that a person's computers share: each writes its own file of runs there and reads the others'.

What carries the folder about (Syncthing, Nextcloud, a stick) may bring a file late, twice, in part, or as
a second copy beside the first. No two computers ever write one file, and of a run the form that was
written last wins on every one of them, whatever comes first; so in the end all of them show the same.
The files are those of `lines`; nothing in the folder is deleted, and only the own file is ever changed.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, replace
from pathlib import Path
from stat import S_ISREG
from typing import Final

from hiptimer.errors import JournalError
from hiptimer.journal import lines, rows
from hiptimer.journal.claim import claim_file
from hiptimer.journal.forms import Fate, order, take
from hiptimer.journal.journal import Journal
from hiptimer.journal.lines import START, CutOffError, Mark, NewerLineError
from hiptimer.journal.machine import Machine
from hiptimer.journal.merging import batches
from hiptimer.journal.plain import moment_text
from hiptimer.journal.records import WholeRun
from hiptimer.journal.store import Now, wall_clock
from hiptimer.language import gettext as _
from hiptimer.language import ngettext
from hiptimer.places import Places
from hiptimer.preferences import Preferences

# The copies that programs make of two forms of one file have something behind the number, and what is
# still on its way has another beginning or another end.
_NAME: Final = re.compile(r"hiptimer-([0-9a-f]{32}).*\.jsonl")

_LOCK: Final = "shared-folder.lock"  # two windows of one computer write one file

# The own file is written anew where it has several times the lines it needs.
_TIMES, _SPARE = 3, 50

_FORM: Final = "coalesce(changed_at, '')"
_OURS: Final = "FROM run WHERE is_from_here AND status != 'running'"


@dataclass(frozen=True, slots=True, kw_only=True)
class Taken:
    """What a look into the folder brought.

    `added` runs were new, of `changed` ones the folder had a newer form, and `known` ones were here in the
    same form or a newer one. `senseless` ones arrived whole and make no sense, so they are passed over for
    good. `others` is how many other computers have a file there. Of the files named in `waiting` a part has
    not arrived yet, and those in `newer` are for a newer program: both are left alone.
    """

    added: int = 0
    changed: int = 0
    known: int = 0
    senseless: int = 0
    others: int = 0
    waiting: tuple[str, ...] = ()
    newer: tuple[str, ...] = ()
    troubles: tuple[str, ...] = ()

    @property
    def is_news(self) -> bool:
        """Whether the journal is another than before."""
        return bool(self.added or self.changed)

    def said(self) -> tuple[str, ...]:
        """Return a sentence for each thing that the person may have to know."""
        newer = _(
            "{name} was written by a newer hiptimer and is left as it is. "
            "Install the newer hiptimer on this computer too."
        )
        sentences = [*self.troubles, *(newer.format(name=name) for name in self.newer)]
        if self.senseless:
            said = ngettext(
                "{n} run in the folder makes no sense here and was passed over.",
                "{n} runs in the folder make no sense here and were passed over.",
                self.senseless,
            )
            sentences.append(said.format(n=self.senseless))
        if self.waiting:
            said = ngettext(
                "{n} file has not wholly arrived yet, and is read later.",
                "{n} files have not wholly arrived yet, and are read later.",
                len(self.waiting),
            )
            sentences.append(said.format(n=len(self.waiting)))
        return tuple(sentences)


class SharedFolder:
    """The folder, seen from one computer; use it from the thread that its journal is used from.

    What the world does to the folder is survived and told; `JournalError` is raised where the journal
    itself cannot be used.
    """

    def __init__(
        self,
        folder: Path,
        machine: Machine,
        journal: Journal,
        rest: Callable[[], None] = lambda: None,
        now: Now = wall_clock,
    ) -> None:
        """Remember where everything is. `rest` is called often while there is much to do."""
        self._now = now
        self.folder = folder
        self._machine = machine
        self._journal = journal
        self._rest = rest

    @property
    def own(self) -> Path:
        """The file that this computer writes. OSError if it cannot be known which that is."""
        return self.folder / f"hiptimer-{self._machine.id}.jsonl"

    def write(self, _whole: WholeRun) -> None:
        """Write a run that is over, and all others that are not in the folder yet; listens to a `Journal`.

        What cannot be written now is written the next time.
        """
        try:
            self.catch_up()
        except JournalError:
            return  # what is written into the journal next will tell

    def exchange(self) -> Taken:
        """Write what is not in the folder yet, then take in what others have written."""
        trouble = self.catch_up()
        taken = self.read()
        if not trouble or trouble in taken.troubles:
            return taken
        return replace(taken, troubles=(trouble, *taken.troubles))

    # What this computer writes.

    def catch_up(self) -> str:
        """Write all that is not in the folder yet, and put the own file right if it was damaged.

        Return what kept it from that, as a sentence for the person; empty if all is there.
        """
        held = claim_file(self._journal.path.parent / _LOCK)
        if held is None:
            return ""  # another window is at it
        try:
            if not self.folder.is_dir():
                return _away()
            self._catch_up()
        except OSError as error:
            said = _(
                "The folder cannot be written ({why}); what is done is kept and written later."
            )
            return said.format(why=error.strerror or error)
        finally:
            held.let_go()
        return ""

    def _catch_up(self) -> None:
        own = self.own
        if not own.exists():
            self._begin_anew()
            return
        left, then_ns = self._seen(own.name)
        mtime_ns = own.stat().st_mtime_ns
        if not lines.is_past(own, left):
            left = START
            self._forget_written()
        end, is_torn, is_strange = left, False, False
        try:
            # Where something else has written it, what was whole may be so no more.
            end = lines.end_of(own, left if mtime_ns == then_ns else START)
        except CutOffError:
            is_torn = True
        except NewerLineError:
            is_strange = True
        if is_strange or self._is_strange(own, left):
            # Another computer was begun with a copy of this one's folder, or the journal is an older
            # copy. The file is somebody else's from now on, and is read like any other.
            self._machine.renew()
            self._begin_anew()
            return
        missing = self._ours(only_missing=True)
        if is_torn or end.lines > _TIMES * self._count() + _SPARE:
            self._begin_anew()
        elif missing:
            self._put(missing, lambda wholes: lines.append_all(own, wholes), end)
        elif (end, mtime_ns) != (left, then_ns):
            self._remember(own.name, end, mtime_ns)

    def _begin_anew(self) -> None:
        """Write the own file with all that is from here, and nothing else; at first it may be empty."""
        own = self.own
        self._forget_written()
        self._put(self._ours(), lambda wholes: lines.write_anew(own, wholes), START)

    def _put(
        self, ids: list[str], write: Callable[[Iterable[WholeRun]], None], before: Mark
    ) -> None:
        """Write runs behind the mark, and note that they are there."""
        written: list[tuple[str, str]] = []

        def wholes() -> Iterator[WholeRun]:
            for whole in filter(None, map(self._journal.whole, ids)):
                written.append((_form(whole), whole.run.id))
                yield whole
                self._rest()

        write(wholes())
        own = self.own
        self._remember(own.name, lines.end_of(own, before), own.stat().st_mtime_ns)
        with self._journal.store.writing() as db:
            db.executemany("UPDATE run SET shared_form = ? WHERE id = ?", written)

    def _is_strange(self, own: Path, after: Mark) -> bool:
        """Say whether somebody else has written into the own file; note of our runs that they are there."""
        runs = lines.runs_in(own, tolerant=True, after=after)
        for batch in batches(runs):
            with self._journal.store.writing() as db:
                for whole in batch:
                    here = rows.select_whole(db, whole.run.id)
                    if here is None or order(whole) > order(here):
                        return True
                    stamp = _form(whole)
                    db.execute("UPDATE run SET shared_form = ? WHERE id = ?", (stamp, whole.run.id))
            self._rest()
        return False

    def _ours(self, *, only_missing: bool = False) -> list[str]:
        """Return the runs of which this computer has to tell the others, or those not yet told of."""
        which = f" AND shared_form IS NOT {_FORM}" if only_missing else ""
        with self._journal.store.reading() as db:
            found = db.execute(f"SELECT id {_OURS}{which} ORDER BY started_us, id")
            return [run_id for (run_id,) in found]

    def _count(self) -> int:
        with self._journal.store.reading() as db:
            (count,) = db.execute(f"SELECT count(*) {_OURS}").fetchone()
        return int(count)

    def _forget_written(self) -> None:
        with self._journal.store.writing() as db:
            db.execute("UPDATE run SET shared_form = NULL WHERE shared_form IS NOT NULL")

    # What the others have written.

    def read(self) -> Taken:
        """Take in what the others' files hold and is not here, or here in an older form.

        A file that is damaged, or has not wholly arrived, is left alone as a whole; one that has not
        changed since is not read again.
        """
        tally: Counter[Fate] = Counter()
        waiting, newer, senseless = [], [], 0
        try:
            own = self.own.name
            names = sorted(path.name for path in self.folder.iterdir())
        except (FileNotFoundError, NotADirectoryError):
            return Taken(troubles=(_away(),))
        except OSError as error:
            said = _("The folder cannot be read ({why}); that is tried again later.")
            return Taken(troubles=(said.format(why=error.strerror or error),))
        found = {name: match[1] for name in names if (match := _NAME.fullmatch(name))}
        found.pop(own, None)
        for name in found:
            try:
                senseless += self._read_file(self.folder / name, tally)
            except NewerLineError:
                newer.append(name)
            except (CutOffError, OSError):
                waiting.append(name)
        others = set(found.values()) - {self._machine.id}
        return Taken(
            added=tally[Fate.ADDED],
            changed=tally[Fate.CHANGED],
            known=tally[Fate.KNOWN],
            senseless=senseless,
            others=len(others),
            waiting=tuple(waiting),
            newer=tuple(newer),
        )

    def _read_file(self, path: Path, tally: Counter[Fate]) -> int:
        """Take in what the file holds; return how many of its whole lines make no sense."""
        stat = path.stat()
        if not S_ISREG(stat.st_mode):
            return 0  # to open a pipe would be to wait for ever
        after, then_ns = self._seen(path.name)
        if (after.size, then_ns) == (stat.st_size, stat.st_mtime_ns):
            return 0
        if not lines.is_past(path, after):
            after = START
        end = lines.end_of(path, after)
        left_open, before = tally[Fate.LEFT], tally.total()
        # To wait for what is whole would be to wait for ever, and for all that comes behind it.
        runs = lines.runs_in(path, tolerant=True, after=after, until=end)
        for batch in batches(runs):
            with self._journal.store.writing() as db:
                for whole in batch:
                    tally[take(db, whole, self._journal.path.parent, self._now())] += 1
            self._rest()
        if tally[Fate.LEFT] == left_open:
            self._remember(path.name, end, stat.st_mtime_ns)
        return end.lines - after.lines - (tally.total() - before)

    # How far each file is known.

    def _seen(self, name: str) -> tuple[Mark, int]:
        """Return how far a file is known, and when it had been changed then, in nanoseconds."""
        with self._journal.store.reading() as db:
            found = db.execute("SELECT * FROM taken_in WHERE name = ?", (name,)).fetchone()
        if found is None:
            return START, 0
        return Mark(found["size"], found["lines"], found["last"]), found["mtime_ns"]

    def _remember(self, name: str, mark: Mark, mtime_ns: int) -> None:
        with self._journal.store.writing() as db:
            db.execute(
                "INSERT OR REPLACE INTO taken_in (name, size, mtime_ns, lines, last)"
                " VALUES (?, ?, ?, ?, ?)",
                (name, mark.size, mtime_ns, mark.lines, mark.last),
            )


def folder_in(preferences: Preferences) -> Path | None:
    """Return the folder that the person has chosen to share; None if there is none."""
    chosen = Path(preferences.shared_folder)
    if not preferences.shared_folder:
        return None
    with suppress(RuntimeError):  # some users of a computer have no home
        chosen = chosen.expanduser()
    return chosen.absolute()


def follow_shared(journal: Journal, places: Places, preferences: Preferences) -> tuple[str, ...]:
    """Bring journal and shared folder together now, and write what the journal is told from now on.

    Return a sentence for each thing that the person may have to know. Without a folder, do nothing.
    """
    folder = folder_in(preferences)
    if folder is None:
        return ()
    shared = SharedFolder(folder, Machine(places.data_dir), journal)
    journal.follow(shared.write)
    try:
        return shared.exchange().said()
    except JournalError:
        return ()  # whoever asks the journal next is told


def _form(whole: WholeRun) -> str:
    """Return what tells this form of a run from its others on this computer, as `_FORM` does."""
    return moment_text(whole.run.changed_at) or ""


def _away() -> str:
    return _("The folder is not there just now; what is done meanwhile is kept and written later.")
