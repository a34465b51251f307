"""What the servers of a run write."""

import re

from support.expectation import check
from support.terminal import ESCAPE, TAB


def server_log(place):
    """l, Tab: what a launched server writes, while it does"""
    terminal = place.launched_run()
    terminal.press("l", "[Run] one")
    terminal.press(TAB, re.compile(r"Run \[one\]"), "the server's log")
    terminal.press("g", "the server listens")
    check("title" not in terminal.text, "a terminal's sequence of the log is shown")
    terminal.press("G", re.compile(r"counted to \d+\..*follows", re.DOTALL), "the newest line")
    seen = newest(terminal)
    terminal.wait(lambda terminal: newest(terminal) > seen + 2, "lines as they are written")
    seen = newest(terminal)
    terminal.press(TAB, "[Run] one")
    # What it wrote before it was ready is a part of what happened.
    check(newest(terminal) < seen, "the server's lines are in the run's log")
    terminal.press(TAB, "counted to")
    terminal.keys(ESCAPE)
    terminal.wait_gone("counted to")
    terminal.press("s", "Stop the run?")
    terminal.press("y", "saved: result.json")
    terminal.press("l", re.compile(r"counted to \d+\..* over ", re.DOTALL), "the last lines")
    terminal.keys(ESCAPE)
    terminal.wait_gone("counted to")
    terminal.keys("q")
    check(terminal.wait_exit() in (0, 130), f"exit code {terminal.process.returncode}")
    terminal.expect_left("after q")


def newest(terminal):
    """The last number that is seen."""
    return max(map(int, re.findall(r"counted to (\d+)\.", terminal.text)), default=0)
