"""How a second process of this very program is started, by Python or out of a frozen folder."""

import sys
from typing import Final

PART: Final = "--part="
"""What a frozen program's first word begins with where it is to be only a part of itself."""


def words_for(module: str) -> tuple[str, ...]:
    """Return the words that run the `main` of one of our modules in a process of its own."""
    if getattr(sys, "frozen", False):
        # There is no Python that would take a module's name: the program itself has to (`__main__`).
        return (sys.executable, f"{PART}{module}")
    return (sys.executable, "-P", "-m", module)
