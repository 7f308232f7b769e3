"""Three computers that play, correct, remove and undo by chance, and files that are carried about badly."""

import shutil
import tempfile
from datetime import timedelta
from pathlib import Path

from computers import Computer
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule
from journal_samples import NOON

from hiptimer.journal.changes import Correction
from hiptimer.journal.exchange import export, take_in
from hiptimer.journal.records import Status

HOW_MANY = 3
WHICH = st.integers(0, HOW_MANY - 1)
CHANCE = st.integers(0, 10_000)


class ThreeComputers(RuleBasedStateMachine):
    """Each computer sees a shared folder of its own; carrying is copying files from one to another."""

    def __init__(self):
        super().__init__()
        self.root = Path(tempfile.mkdtemp())
        self.seen_once = []  # a file's name and what it held at some time
        self.copies = 0

    @initialize(offsets=st.tuples(*[st.sampled_from([0, 0, 1, 60, -3600])] * HOW_MANY))
    def three(self, offsets):
        self.computers = []
        for number, offset in enumerate(offsets):
            folder = self.root / f"shared-{number}"
            folder.mkdir()
            start = NOON + timedelta(seconds=offset)
            self.computers.append(Computer(self.root / f"data-{number}", folder, start))
        for one in self.computers:
            one.play()
        self.all_files_arrive()

    def teardown(self):
        self.all_files_arrive()
        journals = [one.everything() for one in self.computers]
        for one in self.computers:
            one.journal.close()
        shutil.rmtree(self.root)
        assert journals[0] == journals[1] == journals[2]

    def all_files_arrive(self):
        """Let each computer write what it has, carry every own file everywhere, and read it all."""
        for one in self.computers:
            if one.shared.folder.with_suffix(".away").exists():
                one.shared.folder.with_suffix(".away").rename(one.shared.folder)
            assert one.shared.catch_up() == ""
        for one in self.computers:
            for other in self.computers:
                if other is not one:
                    shutil.copy(one.file, other.shared.folder)
        for one in self.computers:
            taken = one.shared.read()
            own = {other.file.name for other in self.computers}
            assert not own & {*taken.waiting, *taken.newer}

    def run_of(self, computer, chance):
        """Return some run that is not removed, or None."""
        runs = computer.journal.runs()
        return runs[chance % len(runs)].id if runs else None

    @rule(which=WHICH)
    def play(self, which):
        self.computers[which].play()

    @rule(which=WHICH, chance=CHANCE, note=st.sampled_from(["", "a", "b"]))
    def correct(self, which, chance, note):
        one = self.computers[which]
        if run_id := self.run_of(one, chance):
            one.journal.correct(run_id, Correction(note=note, status=Status.STOPPED))

    @rule(which=WHICH, chance=CHANCE)
    def remove(self, which, chance):
        one = self.computers[which]
        if run_id := self.run_of(one, chance):
            one.journal.remove(run_id)

    @rule(which=WHICH)
    def undo(self, which):
        self.computers[which].journal.undo()

    @rule(chance=CHANCE, moment=st.integers(0, 100_000))
    def correct_everywhere_at_once(self, chance, moment):
        """Let each of the three change the same run, at the same moment."""
        run_id = self.run_of(self.computers[chance % HOW_MANY], chance)
        at = NOON + timedelta(seconds=moment)
        for number, one in enumerate(self.computers):
            if run_id and one.journal.run(run_id) is not None:
                one.clock.start, one.clock.seconds = at, 0
                one.journal.correct(run_id, Correction(note=f"by {number}"))

    @rule(which=WHICH, to=WHICH)
    def hand_over(self, which, to):
        """Export on one and import on another, past the shared folder."""
        self.copies += 1
        path = self.root / f"history-{self.copies}.jsonl"
        export(self.computers[which].journal, path)
        take_in(self.computers[to].journal, path)

    @rule(which=WHICH)
    def all_read_one(self, which):
        """Carry one file everywhere, so that there is something in common to change."""
        source = self.computers[which]
        if not source.file.is_file():
            return
        for one in self.computers:
            if one is not source and one.shared.folder.is_dir():
                shutil.copy(source.file, one.shared.folder)
                one.shared.read()

    @rule(which=WHICH)
    def exchange(self, which):
        self.computers[which].shared.exchange()

    @rule(which=WHICH)
    def read(self, which):
        self.computers[which].shared.read()

    @rule(which=WHICH, to=WHICH, chance=CHANCE, whole=st.booleans())
    def carry(self, which, to, chance, whole):
        """Copy one file, or the beginning of it."""
        source, target = self.computers[which].shared.folder, self.computers[to].shared.folder
        if (
            source.is_dir()
            and target.is_dir()
            and which != to
            and (names := sorted(source.iterdir()))
        ):
            data = names[chance % len(names)].read_bytes()
            name = names[chance % len(names)].name
            self.seen_once.append((name, data))
            if name != self.computers[to].file.name:
                (target / name).write_bytes(data if whole else data[: chance % (len(data) + 1)])

    @rule(to=WHICH, chance=CHANCE)
    def come_late(self, to, chance):
        """Bring a file as it was some time ago, even the own one."""
        if self.seen_once and self.computers[to].shared.folder.is_dir():
            name, data = self.seen_once[chance % len(self.seen_once)]
            (self.computers[to].shared.folder / name).write_bytes(data)

    @rule(to=WHICH, chance=CHANCE)
    def come_as_a_second_copy(self, to, chance):
        if self.seen_once and self.computers[to].shared.folder.is_dir():
            name, data = self.seen_once[chance % len(self.seen_once)]
            name = name.replace(".jsonl", f".sync-conflict-{chance}.jsonl")
            (self.computers[to].shared.folder / name).write_bytes(data)

    @rule(which=WHICH, chance=CHANCE)
    def tear_own_file(self, which, chance):
        """Cut off the own file, as a power cut does."""
        one = self.computers[which]
        if one.file.is_file():
            data = one.file.read_bytes()
            one.file.write_bytes(data[: chance % (len(data) + 1)])

    @rule(which=WHICH)
    def take_away_or_bring_back(self, which):
        """Pull out the stick, or put it in again."""
        folder = self.computers[which].shared.folder
        away = folder.with_suffix(".away")
        if folder.exists():
            folder.rename(away)
        else:
            away.rename(folder)


ThreeComputers.TestCase.settings = settings(max_examples=25, stateful_step_count=30, deadline=None)
test_in_the_end_all_three_show_the_same = ThreeComputers.TestCase
