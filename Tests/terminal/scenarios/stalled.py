"""Nobody reads what the program writes to the terminal."""

import json
import signal
import subprocess
import time

from support.dashboard import finished
from support.expectation import PATIENCE, Failed, check, wait_until
from support.terminal import CONTROL_C, CONTROL_L


def stalled(place):
    """nobody reads the terminal; the run goes on to its end and is saved"""
    folder = place.corpus(["a.pdf", "b.pdf"])
    server = place.server(seconds=0.005)
    terminal = place.terminal("run", folder, "--server", f"one={server.url}", "--rounds", 150,
                              "--output", "stalled.json", columns=200, rows=50)
    terminal.wait(lambda terminal: finished(terminal) >= 3, "finished requests")
    stall(terminal)
    answered = server.answered
    result = place.folder / "stalled.json"
    wait_until(result.exists, "the result was not saved while the terminal was stalled",
               3 * PATIENCE)
    check(server.answered > answered, "the run was over before the terminal stalled")
    check(json.loads(result.read_text())["one"]["statistics"]["successful_requests"] == 300,
          "not all requests are in the result")
    # It reads again, and gets the newest picture.
    terminal.wait("saved: stalled.json")
    terminal.keys("q")
    check(terminal.wait_exit() == 0, f"exit code {terminal.process.returncode}, not 0")
    terminal.expect_left("after q")


def stalled_end(place):
    """nobody reads the terminal; SIGTERM, Ctrl-C and a fault still end the program"""
    for name, how, code in (("SIGTERM", signal.SIGTERM, 130), ("Ctrl-C", CONTROL_C, 130),
                            ("SIGSEGV", signal.SIGSEGV, -signal.SIGSEGV)):
        output = f"{name}.json"
        terminal = place.slow_run(output=output, columns=200, rows=50)
        stall(terminal)
        if isinstance(how, str):
            terminal.keys(how)
        else:
            terminal.process.send_signal(how)
        try:
            check(terminal.process.wait(PATIENCE) == code,
                  f"{name}: exit code {terminal.process.returncode}, not {code}")
        except subprocess.TimeoutExpired:
            raise Failed(f"{name}: the program does not end") from None
        if code > 0:
            place.result(output)


def stall(terminal):
    """What is typed changes the picture until the terminal's buffer is full."""
    for _ in range(50):
        terminal.keys(CONTROL_L, "w")
        time.sleep(0.01)
