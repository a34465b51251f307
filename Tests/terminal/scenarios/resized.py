"""The terminal changes its size."""

from support.dashboard import finished, is_whole, quit_run
from support.expectation import check
from support.terminal import CONTROL_L


def resize_storm(place):
    """200 sizes in about two seconds, during a run"""
    terminal = place.slow_run(rounds=3000)
    done = finished(terminal)
    for number in range(200):
        terminal.resize(20 + 7 * number % 230, 3 + 5 * number % 70)
        terminal.pump(0.01)
    # What came while sizes changed was drawn for another one: the screen starts anew.
    for columns, rows in ((200, 50), (61, 16), (80, 24)):
        terminal.resize(columns, rows)
        terminal.screen.reset()
        terminal.keys(CONTROL_L)
        terminal.wait(lambda terminal: is_whole(terminal), f"a whole screen of {columns}x{rows}")
    terminal.wait(lambda terminal: finished(terminal) > done, "requests that go on")
    quit_run(terminal)
    statistics = place.result()["one"]["statistics"]
    check(statistics["failed_requests"] == statistics["failures"].get("aborted", 0),
          f"requests failed: {statistics}")
