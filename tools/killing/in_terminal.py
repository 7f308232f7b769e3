"""hiptimer on the command line, telling what it writes: a pipe's descriptor, then the command line."""

import sys

import hiptimer.cli
from tools.killing.told import listen_in, tell

if __name__ == "__main__":
    listen_in(int(sys.argv[1]))
    code = hiptimer.cli.main(sys.argv[2:])
    tell("over")
    sys.exit(code)
