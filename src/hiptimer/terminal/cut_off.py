"""A run that was cut off: whether to go on with it, asked before a new one is begun.

It stays as it is until it is gone on with, or until the person says that they begin anew. No later run
closes it by itself, and where nobody can be asked it is only mentioned.
"""

import shlex
from typing import TextIO

from hiptimer.engine.exercise import Side, side_word
from hiptimer.engine.wording import clock_words
from hiptimer.journal.records import WholeRun
from hiptimer.language import gettext as _
from hiptimer.terminal.asking import CalledAwayError, questions
from hiptimer.terminal.keys import Key, Keys
from hiptimer.terminal.words import plain


def mention(whole: WholeRun, word: str) -> str:
    """Return the sentence that tells of the run; `word` is what means the session."""
    said = _("The run of {moment} was cut off. `hiptimer play {file} --resume` goes on with it.")
    return said.format(moment=_moment(whole), file=shlex.quote(word))


def question(whole: WholeRun, at: int) -> str:
    """Return the question whether to go on with the run at interval `at`."""
    said = _(
        "The run of {moment} was cut off at {place}. Go on with it? [Enter = go on, n = start anew]"
    )
    return said.format(moment=_moment(whole), place=_place(whole, at))


def goes_on(asking: str, keys: Keys, out: TextIO) -> bool | None:
    """Ask; return whether to go on, None if the system asked to end instead."""
    try:
        with questions(keys, out) as ask:
            return ask.decision(asking, {Key.ENTER: True, "n": False})
    except CalledAwayError:
        return None


def _moment(whole: WholeRun) -> str:
    return whole.run.started_at.astimezone().strftime("%Y-%m-%d %H:%M")


def _place(whole: WholeRun, at: int) -> str:
    asked = whole.run.prescribed[at]
    at_s, side = asked.get("at_s"), asked.get("side")
    words = [clock_words(at_s)] if isinstance(at_s, int | float) else []
    words.append(plain(str(asked.get("name", ""))))
    if side:
        words.append(plain(str(asked.get("names_side") or side_word(Side(str(side))))))
    return ", ".join(filter(None, words))
