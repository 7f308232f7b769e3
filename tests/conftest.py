"""For all tests: signals are as in a terminal, whoever started them; drawn examples are the same each time.

A shell in the background, or nohup, has its children ignore Ctrl+C and hanging up; a program started so
ignores them too, and rightly, and a test that sends them would wait for ever.
"""

import signal

from hypothesis import HealthCheck, settings

# The same tree gets the same answer, on a slow machine too. CONTRIBUTING.md says how to draw new ones.
settings.register_profile(
    "same", derandomize=True, deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.register_profile("explore", settings.get_profile("same"), derandomize=False)
settings.load_profile("same")

for number, usual in (
    (signal.SIGINT, signal.default_int_handler),
    (signal.SIGTERM, signal.SIG_DFL),
    (getattr(signal, "SIGHUP", signal.SIGTERM), signal.SIG_DFL),
    (getattr(signal, "SIGQUIT", signal.SIGTERM), signal.SIG_DFL),
):
    if signal.getsignal(number) is signal.SIG_IGN:
        signal.signal(number, usual)
