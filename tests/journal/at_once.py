"""Several windows that do the same thing in the same moment, each a process of its own."""

import subprocess
import sys

WINDOWS = 3


def at_once(code, *words):
    """Run the code in every window, each waiting for a line before it begins; return what they print.

    It is the output and the errors of each.
    """
    children = [
        subprocess.Popen(
            [sys.executable, "-c", code, *words],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
        )
        for _child in range(WINDOWS)
    ]
    for child in children:
        child.stdin.write("\n")
        child.stdin.flush()
    return [child.communicate() for child in children]
