"""Says what taking in a file would add, and asks for leave, where somebody can answer."""

import sys
from pathlib import Path

from hiptimer.journal.exchange import foresee
from hiptimer.journal.journal import Journal
from hiptimer.language import gettext as _
from hiptimer.terminal.answers import complain
from hiptimer.terminal.asking import CalledAwayError, may_ask, questions
from hiptimer.terminal.keys import Key, keys_of


def may_be_taken_in(journal: Journal, path: Path) -> bool | None:
    """Say what would be added and ask; where nobody can be asked, or nothing would change, it may be.

    None if the system asked to end instead of an answer.
    """
    keys = keys_of(sys.stdin)
    said, is_new = foresee(journal, path)
    if not is_new:
        return True
    if not may_ask(keys):
        complain(said)
        return True
    answers = {"y": True, "n": False, Key.ENTER: False, Key.ESCAPE: False}
    try:
        with questions(keys, sys.stderr) as ask:
            ask.tell(said)
            return ask.decision(_("Take them in? [y/N]"), answers)
    except CalledAwayError:
        return None
