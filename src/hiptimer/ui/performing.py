"""Performing a session: it begins, is heard, shown and written down, and ends."""

import hashlib
import time
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject

from hiptimer.engine.cues import Priority, Topic, VoiceCue
from hiptimer.engine.events import Event
from hiptimer.engine.pain import bands_of, written_by
from hiptimer.engine.player import Player
from hiptimer.engine.session import Session, SoundLevel, When
from hiptimer.engine.settling import Choices
from hiptimer.errors import JournalError
from hiptimer.journal.journal import Journal
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import (
    CheckIns,
    Reason,
    RunRecord,
    WholeRun,
    choices_at_end,
    resumable_at,
)
from hiptimer.journal.store import wall_clock
from hiptimer.library.finding import with_pictures_in
from hiptimer.library.sessions import read_session_text
from hiptimer.preferences import WaitForMe
from hiptimer.sound.hearing import every_cue, expect, hear
from hiptimer.sound.levels import heard
from hiptimer.sound.speaker import Speaker
from hiptimer.ui.awake import Awake
from hiptimer.ui.checking_sound import CheckingSound
from hiptimer.ui.choosing import Choosing, Chosen
from hiptimer.ui.keeping import Keeping
from hiptimer.ui.pages.player import Run
from hiptimer.ui.playback import Playback
from hiptimer.ui.run_content import finished
from hiptimer.ui.session_content import has_floor
from hiptimer.ui.window import DETAIL, FINISHED, PLAYER, Window


class Performing(QObject):
    """Owns the run in hand."""

    def __init__(
        self,
        choosing: Choosing,
        keeping: Keeping,
        journal: Journal,
        recorder: Recorder,
        speaker: Speaker,
        awake: Awake,
        checking: CheckingSound,
        window: Window,
        *,
        speed: float = 1.0,
    ) -> None:
        """Wait for a session to be chosen. `speed` is how many times as fast as written it runs."""
        super().__init__()
        self._choosing = choosing
        self._keeping = keeping
        self._journal = journal
        self._recorder = recorder
        self._speaker = speaker
        self._awake = awake
        self._checking = checking
        self._window = window
        self._speed = speed
        self._session: Session | None = None
        self._playback: Playback | None = None
        self._run: RunRecord | None = None
        self._level = SoundLevel.STANDARD
        self._troubles: list[str] = []
        self._again: Callable[[], None] = lambda: None
        choosing.start_wanted.connect(self._begin_heard)
        choosing.resume_wanted.connect(self.resume)
        player = window.player
        player.over.connect(self._finish)
        player.far_wanted.connect(window.set_far)
        player.sound_wanted.connect(self._set_sound)
        player.try_sound_again.connect(self._try_sound_again)
        player.said_again.connect(self._say_again)
        window.finished.done.connect(choosing.show_today)
        window.finished.again.connect(lambda: self._again())
        window.finished.note_changed.connect(self._note)
        window.finished.answered.connect(self._answer)
        window.finished.explained.connect(self._explain)
        player.pain_answered.connect(recorder.answer_pain)

    @property
    def playback(self) -> Playback | None:
        """Return the run in hand."""
        return self._playback

    def _begin_heard(self, chosen: Chosen) -> None:
        """Begin a run, after the question whether it will be heard if that was never asked."""
        level = SoundLevel(chosen.choices.sound_level)
        # The run before may have been a silent one.
        self._speaker.heard = heard(self._keeping.preferences, level)
        if level is SoundLevel.SILENT or not self._checking.is_due():
            self.begin(chosen)
            return
        begin = partial(self.begin, chosen)
        from_its_page = self._window.shell.page_name == DETAIL
        back = self._choosing.show_detail if from_its_page else self._choosing.show_today
        self._checking.ask(lambda heard: begin(is_heard=heard), back)

    def begin(self, chosen: Chosen, *, is_heard: bool = True) -> None:
        """Begin a run of the session that was chosen; not heard, each cue lights the border instead."""
        loaded = chosen.loaded
        player = self._player(loaded.session, chosen.timeline_choices)
        self._recorder.begin(
            loaded.session,
            loaded.data.decode("utf-8-sig"),
            player.timeline,
            player.choices,
            session_hash=hashlib.sha256(loaded.data).hexdigest(),
            revision=loaded.found.revision,
            check_ins=CheckIns(pain_before=chosen.choices.pain_before),
        )
        self._again = partial(self._begin_again, chosen)
        self._perform(
            loaded.session,
            player,
            SoundLevel(chosen.choices.sound_level) if is_heard else SoundLevel.SILENT,
            far=chosen.choices.full_screen,
        )

    def _begin_again(self, chosen: Chosen) -> None:
        """Begin the same session once more, or ask first what its file asks before each."""
        if When.BEFORE in chosen.loaded.session.ask.pain:
            self._choosing.open_again(chosen.loaded, chosen.choices)
        else:
            self.begin(chosen)

    def resume(self, run_id: str) -> None:
        """Go on with a run that was cut off, at the interval it was cut off in."""
        try:
            whole = self._journal.whole(run_id)
            at = resumable_at(whole) if whole is not None else None
            if whole is None or at is None:
                self._choosing.show_today()
                return
            # The file may have been changed since; the run goes on as it began.
            data = whole.run.session_text.encode()
            reading = read_session_text(data, whole.run.title, None, self._choosing.catalogue)
            if reading.session is None:
                self._window.warn(str(reading.errors[0]))
                return
            self._recorder.resume(run_id)
        except JournalError as error:
            self._window.warn(str(error))
            return
        session = reading.session
        folder = self._choosing.folder_of(session.id, whole.run.revision)
        if folder is not None:
            session = with_pictures_in(session, folder)
        player = self._player(session, choices_at_end(whole))
        preferences = self._keeping.preferences
        self._again = self._choosing.show_today
        self._perform(
            session,
            player,
            SoundLevel(session.sound or preferences.sound_level),
            far=preferences.full_screen and has_floor(player.timeline),
            at=at,
        )

    def close(self) -> None:
        """Let the run in hand go; it is offered for going on with at the next start."""
        self._awake.let_go()
        if self._playback is not None:
            self._playback.end()
            self._playback = None

    def _player(self, session: Session, choices: Choices) -> Player:
        began = time.monotonic()
        return Player(
            lambda chosen: self._choosing.unroll(session, chosen),
            lambda: began + (time.monotonic() - began) * self._speed,
            choices=choices,
            wait_for_me=self._waits(session),
        )

    def _waits(self, session: Session) -> bool:
        wish = self._keeping.preferences.wait_for_me
        if wish is WaitForMe.FIRST_RUN_AND_ASSIGNED:
            return session.assigned is not None or not self._choosing.was_done_before(session)
        return wish is WaitForMe.ALWAYS

    def _perform(
        self, session: Session, player: Player, level: SoundLevel, *, far: bool, at: int = 0
    ) -> None:
        self._session, self._level = session, level
        self._keeping.trying.stop()
        self._speaker.heard = heard(self._keeping.preferences, level)
        if self._speaker.is_wanted:
            self._speaker.prepare(every_cue(player.timeline), session.language)
        playback = Playback(player)
        self._playback = playback
        self._run = self._recorder.run
        # First written down, then shown: the page that follows the end reads the journal.
        playback.happened.connect(self._hear)
        playback.moved.connect(self._go_on)
        page = self._window.player
        page.show_run(
            playback,
            Run(
                session.title,
                session.safety.stop_rule,
                self._easier,
                bands_of(session),
                written_by(session),
            ),
        )
        page.set_sound(level is not SoundLevel.SILENT)
        page.set_captions(self._keeping.preferences.voice_captions)  # a key may have put them off
        self._window.show_page(PLAYER)
        self._window.set_far(far)
        playback.begin(at)

    def _easier(self, exercise: str) -> str:
        known = self._choosing.catalogue.get(exercise)
        return known.easier.name if known and known.easier else ""

    def _hear(self, events: tuple[Event, ...]) -> None:
        if self._playback is None:
            self._recorder.hear(events)
            return
        player = self._playback.player
        hear(self._speaker, events, player.timeline.intervals)
        self._recorder.hear(events)
        if player.is_paused or player.is_over:
            self._awake.let_go()
        else:
            self._awake.keep()
        self._tell_trouble()

    def _go_on(self) -> None:
        """Let what has waited be said, and others be quiet for what comes."""
        if self._playback is not None:
            player = self._playback.player
            expect(self._speaker, player.interval, player.position_s)
            self._speaker.go_on()
            self._tell_trouble()

    def _tell_trouble(self) -> None:
        troubles = [one for one in (self._recorder.trouble, self._speaker.trouble) if one]
        if troubles != self._troubles:
            self._troubles = troubles
            nothing_heard = bool(self._speaker.trouble)
            self._window.player.set_trouble(" ".join(troubles), sound=nothing_heard)

    def _say_again(self, words: str) -> None:
        """Say once more what the person has missed."""
        self._speaker.say(VoiceCue(0.0, words, Topic.WAIT, Priority.CHANGE))

    def _try_sound_again(self) -> None:
        self._speaker.reopen()
        if self._playback is not None:
            intervals = self._playback.player.timeline.intervals
            interval = self._playback.player.interval
            if interval is not None:
                self._speaker.lead(intervals[interval.index : interval.index + 2])
        self._tell_trouble()

    def _set_sound(self, on: bool) -> None:
        level = self._level
        if on and level is SoundLevel.SILENT:
            level = SoundLevel.STANDARD
        self._speaker.level = level if on else SoundLevel.SILENT
        if on and self._playback is not None and self._session is not None:
            cues = every_cue(self._playback.player.timeline)
            self._speaker.prepare(cues, self._session.language)
        self._window.player.set_sound(on)

    def _finish(self) -> None:
        self._playback = None
        self._awake.let_go()
        self._window.set_mini(False)
        self._window.set_far(False)
        run = self._run
        if run is None:
            self._choosing.show_today()
            return
        trouble = self._recorder.trouble
        saved_at = "" if trouble else f"{wall_clock():%H:%M}"
        session = self._session
        asked = self._choosing.asked(session) if session else None
        self._window.finished.show_content(
            finished(self._whole(run), saved_at, trouble, session=session, asked=asked)
        )
        self._window.show_page(FINISHED)
        self._window.finished.focus_first()

    def _whole(self, run: RunRecord) -> WholeRun:
        try:
            return self._journal.whole(run.id) or WholeRun(run)
        except JournalError:
            return WholeRun(run)  # the page says what is wrong, and what was done is kept in memory

    def _note(self, run_id: str, note: str) -> None:
        self._recorder.note(run_id, note)
        self._tell_unsaved()

    def _answer(self, run_id: str, answers: CheckIns, ask_tomorrow: bool) -> None:
        self._recorder.check_in(run_id, answers, ask_next_morning=ask_tomorrow)
        self._tell_unsaved()

    def _explain(self, run_id: str, step: int, why: Reason | None) -> None:
        self._recorder.explain(run_id, step, why)
        self._tell_unsaved()

    def _tell_unsaved(self) -> None:
        self._window.finished.show_trouble(self._recorder.trouble)
        if self._recorder.trouble:
            self._window.warn(self._recorder.trouble)
