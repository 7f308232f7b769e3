"""Sets up a run in the terminal: the session's timeline, the journal, the sound, the keys."""

import hashlib
import os
import shlex
import sys
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum
from typing import assert_never

from hiptimer.engine.events import Event
from hiptimer.engine.exercise import Catalogue
from hiptimer.engine.pain import bands_of, written_by
from hiptimer.engine.player import Player
from hiptimer.engine.progression import week_in_hand
from hiptimer.engine.session import Session, SoundLevel
from hiptimer.engine.settling import Choices
from hiptimer.engine.timeline import Timeline, unroll
from hiptimer.engine.wording import clock_words
from hiptimer.errors import InputError, JournalError, SessionError
from hiptimer.journal.backups import Backups
from hiptimer.journal.calendar import first_day
from hiptimer.journal.copying import Copying
from hiptimer.journal.journal import Journal
from hiptimer.journal.recorder import Recorder
from hiptimer.journal.records import WholeRun, choices_at_end, resumable_at
from hiptimer.journal.shared import follow_shared
from hiptimer.journal.spill import LeftOver, take_in
from hiptimer.journal.store import wall_clock
from hiptimer.language import gettext as _
from hiptimer.library.finding import Loaded
from hiptimer.library.sessions import read_session_text
from hiptimer.places import Places
from hiptimer.preferences import Preferences, WaitForMe, read_preferences
from hiptimer.resources import asset
from hiptimer.sound.clips import Clips
from hiptimer.sound.ducking import Ducking, Music
from hiptimer.sound.hearing import every_cue
from hiptimer.sound.levels import heard
from hiptimer.sound.output import open_output
from hiptimer.sound.speaker import Speaker
from hiptimer.sound.voice.engines import Engine
from hiptimer.sound.voice.speaking import Voice
from hiptimer.terminal.asking import may_ask
from hiptimer.terminal.check_in import CheckIn
from hiptimer.terminal.cut_off import goes_on, mention, question
from hiptimer.terminal.display import Screen, display_for
from hiptimer.terminal.keys import Keys, keys_of
from hiptimer.terminal.playing import Ending, Playing, system_clocks
from hiptimer.terminal.scene import Words
from hiptimer.terminal.signals import listening
from hiptimer.terminal.words import headline, plain

Tell = Callable[[str], None]
"""Tells the person a sentence."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Wishes:
    """What the command line says about a run.

    `speed` is how many times as fast as written. None means: as the file, the journal and the
    preferences have it.
    """

    speed: float = 1.0
    sound: str | None = None
    wait_for_me: bool = False
    at: int | None = None
    resume: bool = False
    lines: bool = False
    week: int | None = None
    scale: int = 100


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a run begins, with what; `whole` is the run that is gone on with."""

    session: Session
    choices: Choices
    at: int = 0
    whole: WholeRun | None = None


class Result(StrEnum):
    """What came of a command to play."""

    ENDED = "ended"  # by itself, or because the person wished it
    INTERRUPTED = "interrupted"  # it can be gone on with
    LOST = "lost"  # what was done could be written nowhere


@dataclass(frozen=True, slots=True)
class _Played:
    """How it ended, and the player of the run; None if none was begun."""

    ending: Ending
    player: Player | None = None


def play(
    loaded: Loaded, catalogue: Catalogue, places: Places, wishes: Wishes, tell: Tell
) -> Result:
    """Play a session in this terminal."""
    read = read_preferences(places.preferences_path)
    for message in read.messages:
        tell(message)
    journal = Journal(places.journal_path, wall_clock)
    recorder = Recorder(journal, wall_clock)
    troubles: list[str] = []
    copying = Copying(Backups(journal.path, wall_clock), troubles.append)
    copying.follow(journal)
    played = None
    try:
        played = _play(
            loaded, catalogue, places, wishes, tell, read.preferences, journal, recorder, copying
        )
    finally:
        left_over = recorder.close(places.data_dir)
        copying.close()
        journal.close()
        for trouble in troubles:
            tell(trouble)
        if played is not None and played.player is not None:
            _tell_end(played.ending, played.player, left_over, loaded, tell)
        if left_over is not None:
            tell(left_over.said)
    if left_over is not None and left_over.path is None:
        return Result.LOST
    return Result.INTERRUPTED if played.ending is Ending.INTERRUPTED else Result.ENDED


def _play(
    loaded: Loaded,
    catalogue: Catalogue,
    places: Places,
    wishes: Wishes,
    tell: Tell,
    preferences: Preferences,
    journal: Journal,
    recorder: Recorder,
    copying: Copying,
) -> _Played:
    unfinished = _unfinished(
        journal, loaded.session, places, preferences, tell, resumes=wishes.resume
    )
    copying.start()
    keys = keys_of(sys.stdin)
    check_in = CheckIn(keys, recorder, sys.stderr)
    if not check_in.mornings(journal):
        return _Played(Ending.INTERRUPTED)
    is_declined = False
    at = resumable_at(unfinished[0]) if unfinished else None
    if at is not None and not wishes.resume:
        if wishes.at is None and may_ask(keys):
            resume = goes_on(question(unfinished[0], at), keys, sys.stderr)
            if resume is None:
                return _Played(Ending.INTERRUPTED)
            wishes, is_declined = replace(wishes, resume=resume), not resume
        else:
            tell(mention(unfinished[0], loaded.found.word))
    start = _start(loaded, catalogue, wishes, journal, unfinished)
    if start is None:
        tell(_("All the work of that run was done before it was cut off; it is closed now."))
        journal.set_cut_off(unfinished[0].run.id)
        return _Played(Ending.FINISHED)
    session = start.session

    def unroller(choices: Choices) -> Timeline:
        return unroll(session, catalogue, choices)

    began = time.monotonic()
    player = Player(
        unroller,
        lambda: began + (time.monotonic() - began) * wishes.speed,
        choices=start.choices,
        wait_for_me=wishes.wait_for_me or preferences.wait_for_me is WaitForMe.ALWAYS,
    )
    if start.at >= len(player.timeline.intervals):
        said = _("There is no interval {n}: the last one is {last}.")
        raise InputError(said.format(n=start.at, last=len(player.timeline.intervals) - 1))
    if start.whole is None and not check_in.before(session):
        return _Played(Ending.INTERRUPTED)
    speaker = _speaker(session, player.timeline, wishes, preferences, places)
    if speaker.trouble:
        tell(speaker.trouble)
    _begin(loaded, start, player, recorder, check_in)
    if is_declined:
        _close(journal, unfinished, tell)
    ending = _perform(player, start, keys, speaker, recorder, check_in, wishes, tell)
    if ending is not Ending.INTERRUPTED:
        check_in.after(session)
    return _Played(ending, player)


def _begin(
    loaded: Loaded, start: _Start, player: Player, recorder: Recorder, check_in: CheckIn
) -> None:
    """Begin the run in the journal, or go on with it there."""
    if start.whole is None:
        recorder.begin(
            start.session,
            loaded.data.decode("utf-8-sig"),
            player.timeline,
            player.choices,
            session_hash=hashlib.sha256(loaded.data).hexdigest(),
            revision=loaded.found.revision,
            check_ins=check_in.answers,
        )
    else:
        recorder.resume(start.whole.run.id)
    check_in.follow()


def _perform(
    player: Player,
    start: _Start,
    keys: Keys,
    speaker: Speaker,
    recorder: Recorder,
    check_in: CheckIn,
    wishes: Wishes,
    tell: Tell,
) -> Ending:
    display = display_for(sys.stdout, os.environ, tell, lines=wishes.lines)
    # On a screen that is drawn anew a sentence would be lost, so it is told again at the end.
    later: list[str] = []
    words = Words(
        banner=speaker.trouble,
        stop_rule=start.session.safety.stop_rule,
        bands=bands_of(start.session),
        author=written_by(start.session),
        cautions=start.session.cautions,
        keys=keys.answers,
    )

    def write_down(events: Iterable[Event]) -> str:
        recorder.hear(events)
        check_in.hear(events)
        return recorder.trouble

    playing = Playing(
        player,
        keys=keys,
        display=display,
        speaker=speaker,
        write_down=write_down,
        answer_pain=recorder.answer_pain,
        warn=later.append if isinstance(display, Screen) else tell,
        words=words,
        clocks=system_clocks(),
    )
    try:
        with listening() as asked:
            return playing.play(asked, start.at)
    finally:
        speaker.close()
        for sentence in later:
            tell(sentence)


def _start(
    loaded: Loaded,
    catalogue: Catalogue,
    wishes: Wishes,
    journal: Journal,
    unfinished: tuple[WholeRun, ...],
) -> _Start | None:
    """Return where to begin; None if there is nothing left of the run that was cut off."""
    if not wishes.resume:
        week = wishes.week or _week(loaded.session, journal)
        return _Start(loaded.session, Choices(scale=wishes.scale, week=week), wishes.at or 0)
    if not unfinished:
        said = _("No run of {title} was cut off, so there is none to go on with.")
        raise InputError(said.format(title=plain(loaded.session.title)))
    whole = unfinished[0]
    at = resumable_at(whole)
    if at is None:
        return None
    # The file may have been changed since; the run goes on as it began.
    text, path = whole.run.session_text.encode(), loaded.found.path
    reading = read_session_text(text, str(path), path.parent, catalogue)
    if reading.session is None:
        raise SessionError(reading.errors)
    return _Start(
        reading.session, choices_at_end(whole), at if wishes.at is None else wishes.at, whole
    )


def _speaker(
    session: Session,
    timeline: Timeline,
    wishes: Wishes,
    preferences: Preferences,
    places: Places,
) -> Speaker:
    level = SoundLevel(wishes.sound or session.sound or preferences.sound_level)
    kept = places.sound_cache_dir
    ducking = Ducking(Music(preferences.music), kept)
    ducking.mend()
    speaker = Speaker(
        Clips(asset("sounds"), kept),
        Voice(asset("voice"), kept, Engine(preferences.voice)),
        lambda: open_output(kept, preferences.output_device),
        heard(preferences, level),
        quiet=ducking,
        speed=wishes.speed,
    )
    if speaker.is_wanted:
        speaker.prepare(every_cue(timeline), session.language)
    return speaker


def _unfinished(
    journal: Journal,
    session: Session,
    places: Places,
    preferences: Preferences,
    tell: Tell,
    *,
    resumes: bool,
) -> tuple[WholeRun, ...]:
    """Return the runs of this session that were cut off, newest first."""
    try:
        if said := journal.open_or_set_aside():
            tell(said)
        for trouble in take_in(journal, journal.path.parent):
            tell(trouble)
        # Only now: a journal that is gone would be begun anew by this, and not be restored.
        for said in follow_shared(journal, places, preferences):
            tell(said)
        return tuple(one for one in journal.unfinished() if one.run.session_id == session.id)
    except JournalError:
        if resumes:
            raise
        # Without a journal a person can still exercise. The recorder will tell, and keep it all.
        return ()


def _week(session: Session, journal: Journal) -> int:
    """Return the week in hand: since the day of the assignment, else since first done."""
    begun = session.assigned.start if session.assigned else None
    return week_in_hand(begun or _first_done(session, journal), wall_clock().date())


def _first_done(session: Session, journal: Journal) -> date | None:
    try:
        with journal.store.reading() as db:
            return first_day(db, session.id)
    except JournalError:
        return None  # told already when the journal was opened


def _tell_end(
    ending: Ending, player: Player, left_over: LeftOver | None, loaded: Loaded, tell: Tell
) -> None:
    is_written = left_over is None
    match ending:
        case Ending.FINISHED:
            words = _("{title}: done.")
        case Ending.LEFT if is_written:
            words = _("{title}: ended early. What was done is in the journal.")
        case Ending.LEFT:
            words = _("{title}: ended early.")
        case Ending.INTERRUPTED if is_written:
            words = _("{title}: interrupted at {place}. `hiptimer play {file} --resume` goes on.")
        case Ending.INTERRUPTED:
            words = _("{title}: interrupted at {place}.")
        case _:
            assert_never(ending)
    interval = player.interval
    place = f"{clock_words(interval.at_s)}, {headline(interval)}" if interval else ""
    tell(
        words.format(
            title=plain(loaded.session.title), place=place, file=shlex.quote(loaded.found.word)
        )
    )


def _close(journal: Journal, unfinished: tuple[WholeRun, ...], tell: Tell) -> None:
    """Close the runs that the person does not go on with."""
    for whole in unfinished:
        try:
            journal.set_cut_off(whole.run.id)
        except JournalError as error:
            tell(str(error))
