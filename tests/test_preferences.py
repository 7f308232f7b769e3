"""What the person has chosen, and the file it is kept in."""

import datetime as dt
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hiptimer import preferences
from hiptimer.preferences import (
    SOUND_LEVELS,
    Preferences,
    ReduceMotion,
    Theme,
    WaitForMe,
    read_preferences,
    write_preferences,
)

OTHERS = {
    "theme": Theme.DARK,
    "text_size": 150,
    "reduce_motion": ReduceMotion.ON,
    "full_screen": False,
    "mirror": False,
    "figure": "moss",
    "build": "sturdy",
    "sound_level": "sparse",
    "hear_directions": False,
    "hear_form": False,
    "hear_counts": False,
    "hear_signals": False,
    "hear_guide": False,
    "voice": "flite",
    "voice_volume": 0,
    "tone_volume": 100,
    "pitch": "high",
    "mono": True,
    "music": "pause",
    "output_device": 'alsa "Kopfhörer" \\ 2',
    "border_pulse": False,
    "sound_checked": True,
    "voice_captions": False,
    "wait_for_me": WaitForMe.NEVER,
    "single_letter_keys": False,
    "shared_folder": "/home/jo/Sync/hiptimer",
    "weekly_target_min": 90,
}


@pytest.fixture
def path(tmp_path):
    return tmp_path / "config" / "preferences.toml"


def write(path, text):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(text.encode() if isinstance(text, str) else text)


def test_without_a_file_the_built_in_ones_hold_and_nothing_is_said(path):
    read = read_preferences(path)
    assert read.preferences == Preferences()
    assert read.messages == ()
    assert read.set_aside is None
    assert not path.parent.exists()


def test_every_preference_comes_back_as_it_was_written(path):
    assert OTHERS.keys() == set(Preferences.__slots__)
    write_preferences(path, Preferences(**OTHERS))
    read = read_preferences(path)
    assert read.preferences == Preferences(**OTHERS)
    assert type(read.preferences.theme) is Theme
    assert read.messages == ()


def test_the_file_tells_a_person_what_may_be_written(path):
    write_preferences(path, Preferences())
    text = path.read_text(encoding="utf-8")
    assert '# one of "system", "light", "dark"\ntheme = "system"\n' in text
    assert "# 90 to 200\ntext_size = 100\n" in text


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ('theme = "sepia"', "theme"),
        ("theme = true", "theme"),
        ("tone_volume = 101", "tone_volume"),
        ("tone_volume = -1", "tone_volume"),
        ("tone_volume = 50.0", "tone_volume"),
        ("tone_volume = true", "tone_volume"),
        ("voice_volume = 101", "voice_volume"),
        ('voice = "robot"', "voice"),
        ('pitch = "middle"', "pitch"),
        ('music = "off"', "music"),
        ("mono = 1", "mono"),
        ("hear_form = 0", "hear_form"),
        ("output_device = 3", "output_device"),
        ("text_size = 89", "text_size"),
        ("text_size = 201", "text_size"),
        ('mirror = "yes"', "mirror"),
        ("mirror = 1", "mirror"),
        ('sound_level = "loud"', "sound_level"),
        ('sound_level = ["full"]', "sound_level"),
        ('wait_for_me = ""', "wait_for_me"),
        ("reduce_motion = false", "reduce_motion"),
    ],
)
def test_a_wrong_value_takes_its_default_alone_and_is_told(path, line, name):
    other = "single_letter_keys" if name != "single_letter_keys" else "mirror"
    write(path, f"{line}\n{other} = false\n")
    read = read_preferences(path)
    assert read.preferences == Preferences(**{other: False})
    (message,) = read.messages
    assert str(path) in message
    assert name in message
    assert line.split(" = ")[1] in message
    assert read.set_aside is None


def test_every_wrong_value_is_told(path):
    write(path, 'theme = "sepia"\ntone_volume = 900\n')
    assert len(read_preferences(path).messages) == 2


@pytest.mark.parametrize("level", SOUND_LEVELS)
def test_each_sound_level_is_understood(path, level):
    write(path, f'sound_level = "{level}"')
    assert read_preferences(path).preferences.sound_level == level


@pytest.mark.parametrize(("size", "volume"), [(90, 0), (200, 100)])
def test_the_ends_of_the_ranges_are_inside(path, size, volume):
    write(path, f"text_size = {size}\ntone_volume = {volume}\n")
    read = read_preferences(path)
    assert read.preferences == Preferences(text_size=size, tone_volume=volume)
    assert read.messages == ()


@pytest.mark.parametrize("broken", ["theme = ", "theme = 'dark'\ntheme = 'light'\n", b"\xff\xfe"])
def test_a_broken_file_is_set_aside_and_never_lost(path, broken):
    write(path, broken)
    before = path.read_bytes()
    read = read_preferences(path)
    assert read.preferences == Preferences()
    assert read.set_aside == path.with_name("preferences.toml.broken-1")
    assert read.set_aside.read_bytes() == before
    assert read.set_aside.name in read.messages[0]
    assert not path.exists()


def test_a_second_broken_file_does_not_replace_the_first(path):
    write(path, "first =")
    read_preferences(path)
    write(path, "second =")
    assert read_preferences(path).set_aside == path.with_name("preferences.toml.broken-2")
    assert path.with_name("preferences.toml.broken-1").read_text(encoding="utf-8") == "first ="


def test_a_broken_file_that_cannot_be_set_aside_is_told_and_not_written_over(path, monkeypatch):
    write(path, "broken =")

    def refuse(self, target):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("hiptimer.preferences.Path.rename", refuse)
    read = read_preferences(path)
    assert read.preferences == Preferences()
    assert str(path) in read.messages[0]
    assert read.set_aside is None
    with pytest.raises(PermissionError):
        write_preferences(path, Preferences())
    assert path.read_text(encoding="utf-8") == "broken ="


def test_writing_over_a_file_that_broke_meanwhile_keeps_it(path):
    write(path, "broken =")
    write_preferences(path, Preferences(tone_volume=10))
    assert read_preferences(path).preferences.tone_volume == 10
    assert path.with_name("preferences.toml.broken-1").read_text(encoding="utf-8") == "broken ="


def test_what_cannot_be_read_is_told_and_left_alone(path):
    path.mkdir(parents=True)
    read = read_preferences(path)
    assert read.preferences == Preferences()
    assert str(path) in read.messages[0]
    assert read.set_aside is None
    assert path.is_dir()


def test_a_byte_order_mark_is_no_fault(path):
    write(path, b"\xef\xbb\xbftone_volume = 5\n")
    read = read_preferences(path)
    assert read.preferences.tone_volume == 5
    assert read.messages == ()


def test_a_failed_write_leaves_the_file_as_it_was_and_no_litter(path, monkeypatch):
    write_preferences(path, Preferences(tone_volume=10))

    def full(descriptor):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("hiptimer.preferences.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_preferences(path, Preferences(tone_volume=20))
    assert read_preferences(path).preferences.tone_volume == 10
    assert list(path.parent.iterdir()) == [path]


def test_a_linked_file_stays_linked(path, tmp_path):
    kept = tmp_path / "dotfiles" / "hiptimer.toml"
    write(kept, "tone_volume = 5\n")
    path.parent.mkdir()
    path.symlink_to(kept)
    write_preferences(path, Preferences(tone_volume=6))
    assert path.is_symlink()
    assert read_preferences(kept).preferences.tone_volume == 6


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("theme", "sepia"),
        ("tone_volume", 101),
        ("sound_level", "loud"),
        ("figure", "x"),
        ("build", "x"),
    ],
)
def test_the_program_cannot_choose_what_the_file_could_not_hold(name, value):
    with pytest.raises(ValueError, match=name):
        Preferences(**{name: value})


values = st.recursive(
    st.booleans()
    | st.integers(-(2**63), 2**63 - 1)
    | st.floats(allow_nan=False)
    | st.text(st.characters(codec="utf-8"))
    | st.dates()
    | st.datetimes()
    | st.times(),
    lambda inner: (
        st.lists(inner, max_size=3)
        | st.dictionaries(st.text(st.characters(codec="utf-8")), inner, max_size=3)
    ),
    max_leaves=6,
)


@given(
    others=st.dictionaries(
        st.text(st.characters(codec="utf-8")).filter(lambda name: name not in OTHERS),
        values,
        max_size=3,
    )
)
def test_names_we_do_not_know_are_kept(tmp_path_factory, others):
    path = tmp_path_factory.mktemp("kept") / "preferences.toml"
    # The only writer of TOML at hand is ours; the standard library judges what it wrote.
    lines = [f"{preferences._toml(name)} = {preferences._toml(it)}" for name, it in others.items()]
    write(path, "\n".join(lines))
    assert tomllib.loads(path.read_text(encoding="utf-8")) == others
    write_preferences(path, Preferences(tone_volume=3))
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert {name: value for name, value in table.items() if name not in OTHERS} == others
    assert read_preferences(path).preferences == Preferences(tone_volume=3)


def test_a_table_of_a_newer_version_is_kept_as_written_by_hand(path):
    write(path, '[reminders]\nat = [08:30:00, 17:00:00]\n"on days" = "Mon-Fri"\n')
    write_preferences(path, Preferences())
    table = tomllib.loads(path.read_text(encoding="utf-8"))
    assert table["reminders"] == {
        "at": [dt.time(8, 30), dt.time(17)],
        "on days": "Mon-Fri",
    }
