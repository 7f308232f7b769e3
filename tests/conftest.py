"""For all tests: the signals are as in a terminal, whoever started them.

A shell in the background, or nohup, has its children ignore Ctrl+C and hanging up; a program started so
ignores them too, and rightly, and a test that sends them would wait for ever.
"""

import signal

for number, usual in (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGTERM, signal.SIG_DFL),
    (getattr(signal, "SIGHUP", signal.SIGTERM), signal.SIG_DFL),
    (getattr(signal, "SIGQUIT", signal.SIGTERM), signal.SIG_DFL),
):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)
