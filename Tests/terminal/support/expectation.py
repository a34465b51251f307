"""What a scenario expects, at once or within its patience."""

import time

# Seconds until something that must happen counts as not happening; generous, for busy machines.
PATIENCE = 30


class Failed(Exception):
    """What a scenario missed."""


def check(condition, what):
    if not condition:
        raise Failed(what)


def wait_until(condition, what, seconds=PATIENCE):
    deadline = time.monotonic() + seconds
    while not condition():
        check(time.monotonic() < deadline, what)
        time.sleep(0.02)
