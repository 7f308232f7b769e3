"""A run that was cut off: whether to go on with it, asked before a new one is begun.

It stays as it is until it is gone on with, or until the person says that they begin anew. No later run
closes it by itself, and where nobody can be asked it is only mentioned.
"""

import shlex
import sys
from collections.abc import Callable

from hiptimer.engine.exercise import Side, side_word
from hiptimer.engine.wording import clock_words
from hiptimer.journal.records import WholeRun
from hiptimer.language import gettext as _
from hiptimer.terminal.keys import HungUpError, Key, Keys
from hiptimer.terminal.signals import Asked, listening, stand_still
from hiptimer.terminal.words import plain

_LOOK_S = 0.05


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


def may_ask(keys: Keys) -> bool:
    """Say whether somebody is there to read a question and to answer it."""
    return keys.answers and sys.stderr.isatty()


def goes_on(asking: str, keys: Keys, tell: Callable[[str], None]) -> bool | None:
    """Ask; return whether to go on, None if the system asked to end instead."""
    with listening() as asked:
        try:
            keys.open()
            tell(asking)
            while not asked.to_end:
                for key in keys.wait(_LOOK_S):
                    if key == Key.ENTER:
                        return True
                    if key.casefold() == "n":
                        return False
                if asked.to_step_aside or asked.came_back:
                    _be_away(asked, keys)
                    tell(asking)
        except HungUpError:
            return None
        finally:
            keys.close()
    return None


def _be_away(asked: Asked, keys: Keys) -> None:
    if asked.to_step_aside:
        keys.close()
        stand_still()
    keys.open()
    asked.to_step_aside = asked.came_back = False


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
