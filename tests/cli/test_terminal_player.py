"""The loop behind `hiptimer play`, with time moved by hand: sleep, keys held down, nobody at the keys."""

import io
import os

import pytest

from hiptimer.engine.amount import Amount
from hiptimer.engine.events import Entered, Left, Outcome, Paused, Resumed, Stopped, Why
from hiptimer.engine.pain import bands
from hiptimer.engine.player import Player
from hiptimer.engine.session import (
    OwnExercise,
    Pace,
    PainBands,
    Rest,
    Safety,
    SoundLevel,
    Step,
    Timing,
    Wait,
)
from hiptimer.engine.timeline import unroll
from hiptimer.journal.records import PainAnswer
from hiptimer.resources import asset
from hiptimer.sound.clips import Clips
from hiptimer.sound.levels import Heard
from hiptimer.sound.output import Silence
from hiptimer.sound.speaker import Speaker
from hiptimer.sound.voice.engines import Engine
from hiptimer.sound.voice.speaking import Voice
from hiptimer.terminal.big import HEIGHT, big
from hiptimer.terminal.display import Lines
from hiptimer.terminal.keys import Key, keys_in
from hiptimer.terminal.listings import timeline_lines
from hiptimer.terminal.playing import Clocks, Ending, Playing
from hiptimer.terminal.scene import Asking, Words, scene
from hiptimer.terminal.signals import Asked
from hiptimer.terminal.table import cut, table, width_of
from made import LUNGE, catalogue, hold, reps, session

QUIET = Timing(get_ready=5.0, switch=4.0)


class Hours:
    """Time that passes only when somebody waits; `asleep_s` is what the boot clock is ahead."""

    def __init__(self):
        self.now = 100.0
        self.asleep_s = 0.0


class Fingers:
    """Presses keys, or has something happen to time, at moments counted from the start."""

    def __init__(self, hours, *presses, answers=True):
        self.answers = answers
        self._hours = hours
        self._presses = list(presses)

    def open(self):
        pass

    def wait(self, seconds):
        self._hours.now += seconds
        keys = []
        while self._presses and self._hours.now - 100.0 >= self._presses[0][0]:
            key = self._presses.pop(0)[1]
            if callable(key):
                key(self._hours)
            else:
                keys.append(key)
        return keys

    def close(self):
        pass


def stood_still(hours):
    hours.now += 5.0


def slept(hours):
    hours.asleep_s += 3600.0


def play(*presses, entries=None, answers=True, wait_for_me=False, asked=None, out=None, words=None):
    one = session(*(entries or (Step(exercise="lunge", dose=hold(20), timing=QUIET),)))
    hours = Hours()
    player = Player(
        lambda choices: unroll(one, catalogue(LUNGE), choices),
        lambda: hours.now,
        wait_for_me=wait_for_me,
    )
    out, heard = out or io.StringIO(), []

    def write_down(events):
        heard.extend(events)
        return ""

    playing = Playing(
        player,
        keys=Fingers(hours, *presses, answers=answers),
        display=Lines(out, heard.append),
        speaker=Speaker(
            Clips(asset("sounds"), asset("sounds")),
            Voice(asset("voice"), asset("voice"), Engine.NONE),
            Silence,
            Heard(SoundLevel.SILENT),
        ),
        write_down=write_down,
        answer_pain=lambda answer, pain: heard.append((answer, pain)),
        warn=heard.append,
        words=words or Words(),
        clocks=Clocks(lambda: hours.now, lambda: hours.now + hours.asleep_s),
    )
    ending = playing.play(asked or Asked())
    return ending, heard, hours.now - 100.0, out.getvalue()


def entered(heard):
    return [event.interval.index for event in heard if isinstance(event, Entered)]


def test_by_itself_it_takes_the_time_that_is_written():
    ending, heard, took_s, _out = play()
    assert ending is Ending.FINISHED
    assert entered(heard) == [0, 1, 2, 3]
    assert took_s == pytest.approx(5 + 20 + 4 + 20, abs=0.1)


@pytest.mark.parametrize("gap", [stood_still, slept])
def test_after_a_sleep_the_side_begins_again_when_the_person_is_there(gap):
    ending, heard, took_s, out = play((15.0, gap), (30.0, " "))
    assert ending is Ending.FINISHED
    pauses = [event.why for event in heard if isinstance(event, Paused)]
    assert pauses == [Why.SLEEP]
    assert took_s == pytest.approx(30 + 20 + 4 + 20, abs=0.1)
    assert "asleep" in out


def test_without_anybody_at_the_keys_it_goes_on_after_a_sleep():
    ending, heard, _took_s, _out = play((15.0, slept), answers=False)
    assert ending is Ending.FINISHED
    assert [type(event) for event in heard if isinstance(event, Paused | Resumed)] == [
        Paused,
        Resumed,
    ]


def test_a_sleep_in_a_pause_changes_nothing():
    _ending, heard, took_s, _out = play((15.0, " "), (16.0, slept), (17.0, " "))
    assert [event.why for event in heard if isinstance(event, Paused)] == [Why.PERSON]
    assert took_s == pytest.approx(49 + 2, abs=0.1)


def test_a_key_held_down_skips_one_interval_not_the_session():
    held = [(6.0 + n * 0.05, Key.RIGHT) for n in range(20)]
    _ending, heard, _took_s, _out = play(*held)
    left = {event.interval.index: event.done.outcome for event in heard if isinstance(event, Left)}
    assert left[1] is Outcome.SHORTENED
    assert {left[index] for index in (0, 2, 3)} == {Outcome.COMPLETE}


def test_getting_ready_waits_for_the_person_where_they_wish_it():
    _ending, _heard, took_s, out = play((10.0, " "), (50.0, Key.ENTER), wait_for_me=True)
    assert took_s == pytest.approx(50 + 20, abs=0.1)
    assert out.count("Waiting until you are ready.") == 2


def test_in_their_own_time_nobody_at_the_keys_gets_the_guides_time():
    entries = (
        Wait(text="Fetch the band."),
        Step(
            exercise="lunge", dose=reps(5), timing=Timing(pace=Pace.SELF, get_ready=0.0, switch=0.0)
        ),
    )
    ending, heard, took_s, _out = play(entries=entries, answers=False)
    assert ending is Ending.FINISHED
    assert entered(heard) == [0, 1, 2]
    assert took_s == pytest.approx(2 * 5 * 5.0, abs=0.2)  # two sides of five reps of 2-1-2-0


def test_in_their_own_time_a_person_at_the_keys_is_waited_for():
    _ending, _heard, took_s, _out = play(
        (300.0, " "), entries=(Wait(text="Fetch the band."),), answers=True
    )
    assert took_s == pytest.approx(300, abs=0.1)


def test_asked_to_end_it_stops_at_once_and_writes_no_end():
    ending, heard, took_s, _out = play(asked=Asked(to_end=True))
    assert ending is Ending.INTERRUPTED
    assert took_s < 1
    assert not [event for event in heard if isinstance(event, Left | Stopped)]


class Broken(io.StringIO):
    """A stream that breaks with its third line."""

    def __init__(self, error):
        super().__init__()
        self._error = error

    def write(self, text):
        if self.getvalue().count("\n") == 2:
            raise self._error
        return super().write(text)


def test_the_session_goes_on_where_it_cannot_be_shown():
    ending, heard, _took_s, _out = play(out=Broken(OSError(28, os.strerror(28))))
    assert ending is Ending.FINISHED
    assert entered(heard) == [0, 1, 2, 3]
    (said,) = [one for one in heard if isinstance(one, str)]
    assert os.strerror(28) in said


def test_a_reader_that_goes_away_ends_the_session():
    ending, heard, took_s, _out = play(out=Broken(BrokenPipeError()))
    assert ending is Ending.LEFT
    assert took_s < 30
    assert [type(one) for one in heard[-2:]] == [Left, Stopped]
    assert len([one for one in heard if isinstance(one, str)]) == 1


def test_notes_and_the_way_into_position_are_told_with_their_interval():
    own = OwnExercise(name="Press", instructions=("Stand at a wall.",))
    work = Step(exercise=own, dose=hold(20), sets=Amount.exactly(2), timing=QUIET, note="Gently.")
    entries = (work, Rest(rest_s=10.0, note="Drink."), Wait(text="Fetch it.", note="The red one."))
    shown = play((200.0, " "), entries=entries)[3]
    assert shown.count("Stand at a wall.") == 2  # before each set
    assert shown.count("Gently.") == 2
    lines = [line.strip() for line in shown.splitlines()]
    for head, note in (("Get ready", "Stand"), ("Rest, 10", "Drink."), ("Wait", "The red one.")):
        at = next(at for at, line in enumerate(lines) if head in line)
        assert lines[at + 1].startswith(note)
    rows = list(timeline_lines(unroll(session(*entries), catalogue(LUNGE))))
    notes = ["Stand at a wall.", "Gently.", "", "Gently.", "Drink.", "The red one."]
    for row, note in zip(rows[-len(notes) :], notes, strict=True):
        assert row.endswith(note or "2/2")


def test_leaving_must_be_said_twice():
    ending, _heard, took_s, out = play((10.0, "q"), (12.0, "x"), (13.0, "q"), (14.0, "q"))
    assert ending is Ending.LEFT
    assert took_s == pytest.approx(14, abs=0.1)
    assert out.count("End the session here?") == 2


BANDS = bands(Safety(pain_bands=PainBands(stop="Leave it for today. " * 6)))


def test_at_a_pain_stop_a_number_and_a_choice_are_kept():
    _ending, heard, _took_s, out = play(
        (6.0, "p"),
        (7.0, "7"),
        (8.0, "x"),
        (9.0, "c"),
        (15.0, "p"),
        (16.0, "e"),
        (22.0, "p"),
        (23.0, "q"),
        words=Words(bands=BANDS, author="Dana"),
    )
    kept = [one for one in heard if isinstance(one, tuple)]
    assert kept == [
        (None, 7),
        (PainAnswer.CARRY_ON, 7),
        (PainAnswer.EASIER, None),
        (PainAnswer.END, None),
    ]
    assert out.count("How much, 0 to 10?") == 3
    assert out.count("How much: 7. ") == 1
    assert out.count(" for 6–10: “Leave it for today.") == 1  # noqa: RUF001
    assert out.count("c carry on") == 4


@pytest.mark.parametrize(
    ("digits", "pain"),
    [
        (((6.1, "1"), (6.5, "0")), 10),
        (((6.1, "1"), (7.5, "0")), 0),
        (((6.1, "1"), (6.2, "0"), (6.3, "0")), 0),
        (((6.1, "1"), (6.2, "2"), (6.3, "0")), 0),
        (((6.1, "3"), (6.2, "5")), 5),
        (((6.1, "1"),), 1),
    ],
)
def test_a_nought_soon_after_a_one_makes_it_ten(digits, pain):
    _ending, heard, _took_s, _out = play((6.0, "p"), *digits, (9.0, "s"))
    assert (PainAnswer.SKIP, pain) in heard


@pytest.mark.parametrize("width", [20, 40, 100])
def test_what_the_author_says_of_pain_is_not_cut_off(width):
    one = session(Step(exercise="lunge", dose=hold(20)))
    player = Player(lambda choices: unroll(one, catalogue(LUNGE), choices), lambda: 0.0)
    player.play()
    words = Words(asking=Asking.PAIN, bands=BANDS, author="Dana", pain=8)
    shown = [line.text for line in scene(player, words, width, 50)]
    assert " ".join(shown).count("Leave it for today.") == 6
    at = next(at for at, text in enumerate(shown) if text.startswith("Stopped."))
    assert max(map(len, shown[at:])) <= width - 4


@pytest.mark.parametrize(
    ("asking", "offered"),
    [
        (Asking.PAIN, "c carry on / e easier version / s skip this one / q end the session"),
        (Asking.LEAVE, "End the session / here? q ends it, / any other key goes / on."),
    ],
)
def test_in_a_narrow_terminal_what_may_be_answered_is_not_cut_off(asking, offered):
    one = session(Step(exercise="lunge", dose=hold(20)))
    player = Player(lambda choices: unroll(one, catalogue(LUNGE), choices), lambda: 0.0)
    player.play()
    shown = [line.text for line in scene(player, Words(asking=asking), 22, 24)]
    assert " / ".join(shown).endswith(offered)


def test_where_there_is_nothing_easier_that_is_said():
    _ending, _heard, _took_s, out = play((10.0, "e"), (13.0, "e"))
    assert "Lunge at a chair" in out
    assert out.count("no easier version") == 1


@pytest.mark.parametrize(
    ("typed", "keys", "left"),
    [
        (b" q", [" ", "q"], b""),
        (b"\x1b[A\x1bOB", [Key.UP, Key.DOWN], b""),
        (b"\x1b[1;5C", [Key.RIGHT], b""),
        (b"\r\n", [Key.ENTER, Key.ENTER], b""),
        (b"a\x1b[", ["a"], b"\x1b["),
        (b"\x1b", [], b"\x1b"),
        (b"\x1bp", [Key.ESCAPE, "p"], b""),
        (b"\x1b[200~", [], b""),
        ("é".encode(), ["é"], b""),
        ("é".encode()[:1], [], "é".encode()[:1]),
        (b"\xff\x80a", ["\ufffd", "\ufffd", "a"], b""),
        (b"\xe9pc", ["\ufffd", "p", "c"], b""),
    ],
)
def test_bytes_become_keys(typed, keys, left):
    assert keys_in(typed) == (keys, left)


def test_a_table_leaves_out_what_nobody_said_and_counts_wide_letters():
    rows = [("1", "", "体側"), ("10", "", "b")]
    lines = list(table(("n", "empty", "name"), rows, right=1))
    assert lines == [" n  name", " 1  体側", "10  b"]
    assert width_of("体側") == 4
    assert cut("体側ab", 4) == "体…"


def test_every_letter_that_the_clock_and_the_sides_need_is_drawn():
    for text in ("0123456789:+", "LEFT", "RIGHT"):
        assert len(big(text)) == HEIGHT
    assert big("ß") is None


@pytest.mark.parametrize("height", [1, 5, 10, 24, 50])
@pytest.mark.parametrize("asking", list(Asking))
def test_a_screen_is_never_exceeded_and_never_hides_the_question(height, asking):
    one = session(Step(exercise="lunge", dose=hold(20)))
    player = Player(lambda choices: unroll(one, catalogue(LUNGE), choices), lambda: 0.0)
    player.play()
    lines = scene(player, Words(asking=asking, stop_rule="Stop at 5."), 80, height)
    assert len(lines) <= height
    asked = {Asking.PAIN: "c carry on", Asking.LEAVE: "End", Asking.KEYS: "keys"}
    assert asked.get(asking, "space pause") in lines[-1].text
