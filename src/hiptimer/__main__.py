"""Start the program: python -m hiptimer. In a frozen folder also a part of it, as `words_for` asks."""

import sys

from hiptimer.sound.own_process import PART

if __name__ == "__main__":
    if sys.argv[1:] and sys.argv[1].startswith(f"{PART}hiptimer."):
        from importlib import import_module

        sys.exit(import_module(sys.argv[1].removeprefix(PART)).main(*sys.argv[2:]))
    from hiptimer.cli import main

    sys.exit(main())
