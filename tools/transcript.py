"""Print what a session file sounds like, cue by cue: all that a reader of the eyes-closed test is given."""

import argparse
import sys
from pathlib import Path

CHECKOUT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(CHECKOUT / "src"))

from hiptimer.engine.timeline import unroll  # noqa: E402
from hiptimer.engine.transcript import transcript  # noqa: E402
from hiptimer.library.exercises import bundled_catalogue  # noqa: E402
from hiptimer.library.sessions import read_session  # noqa: E402


def main() -> int:
    """Print the transcript of the file named on the command line."""
    parser = argparse.ArgumentParser(description="print what a session sounds like")
    parser.add_argument("file", type=Path)
    catalogue = bundled_catalogue()
    reading = read_session(parser.parse_args().file, catalogue)
    if reading.session is None:
        print(*reading.errors, sep="\n", file=sys.stderr)
        return 1
    print(*transcript(unroll(reading.session, catalogue)), sep="\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
