"""What the dashboard shows, read from its screen."""

import re
import time

from support.expectation import PATIENCE, check


def finished(terminal):
    """How many requests the progress line says are finished."""
    found = re.search(r"(\d[\d,.\u202f]*)/\d[\d,.\u202f]* requests", terminal.text)
    return int(re.sub(r"\D", "", found.group(1))) if found else 0


def settled(terminal):
    """The number of finished requests when none has finished for two seconds."""
    done, since = finished(terminal), time.monotonic()
    deadline = since + PATIENCE
    while time.monotonic() - since < 2:
        check(time.monotonic() < deadline, f"requests never end: {finished(terminal)} finished")
        terminal.pump()
        if finished(terminal) != done:
            done, since = finished(terminal), time.monotonic()
    return done


def is_whole(terminal):
    """Header, footer, and the lanes' borders in the outermost columns."""
    lines = terminal.lines
    if not lines[0].startswith(" slimbench ") or not re.search("help|charts", lines[-1]):
        return False
    # The progress line stands between the header and the lanes, which are of one height: what is
    # left over below them is empty.
    body = lines[2:-1]
    while body and not body[-1].strip():
        body.pop()
    return bool(body) and all(
        line[0] in "┌│└╭╰┃┏┗╔║╚+|" and line[-1] in "┐│┘╮╯┃┓┛╗║╝+|" for line in body)


def is_framed(terminal):
    """Header and footer, and a border at both ends of every line between them."""
    lines = terminal.lines
    if not lines[0].startswith(" slimbench ") or not lines[-1].strip():
        return False
    for line in lines[1:-1]:
        # A run's progress line has no border.
        if "requests" in line and "/" in line:
            continue
        if line[0] not in "┌│└╭╰┃┏┗╔║╚" or line[-1] not in "┐│┘╮╯┃┓┛╗║╝█▐▌▀▄░▒▓":
            return False
    return True


def quit_run(terminal):
    """q in a run, and yes to its question."""
    terminal.press("q", "Stop the run and quit?")
    terminal.keys("y")
    check(terminal.wait_exit() == 130, f"exit code {terminal.process.returncode}, not 130")
