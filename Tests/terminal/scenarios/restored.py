"""However the program ends or stops, the terminal is as it was."""

import os
import re
import signal
import subprocess

from support.dashboard import finished
from support.emulator import ALTERNATE_SCREENS
from support.expectation import check
from support.parents import Guarded, Shell
from support.processes import state
from support.terminal import CONTROL_C, CONTROL_Z, ESCAPE

# The exit status that a shell tells of each; a signal that is not handled adds 128.
FAULTS = [(number.name, number, {128 + number}) for number in (
    signal.SIGQUIT, signal.SIGILL, signal.SIGTRAP, signal.SIGABRT, signal.SIGBUS, signal.SIGFPE,
    signal.SIGSEGV)]
REQUESTS = [(number.name, number) for number in (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)]


def restored(place):
    """after q, Ctrl-C, signals, faults: modes, screen, cursor, mouse"""
    for name, how, codes in [("q", "q", {0}), ("Ctrl-C", CONTROL_C, {0, 130}),
                             *((*request, {0, 130}) for request in REQUESTS), *FAULTS]:
        guarded = Guarded(place)
        guarded.terminal.wait("What to measure")
        if how == "q":
            # The form begins in a field, where q is a letter.
            guarded.terminal.press(ESCAPE, "q quit")
        guarded.end(name, how, codes)


def restored_from_run(place):
    """the same in the middle of a run, which is saved"""
    folder = place.corpus(["a.pdf", "b.pdf"])
    server = place.server(seconds=0.01)
    for name, how, codes in [("Ctrl-C", CONTROL_C, {130}),
                             *((*request, {130}) for request in REQUESTS), *FAULTS[-2:]]:
        output = place.folder / f"{name}.json"
        guarded = Guarded(place, "run", folder, "--server", f"one={server.url}", "--rounds", 10_000,
                          "--output", output)
        guarded.terminal.wait(lambda terminal: finished(terminal) >= 3, "finished requests")
        guarded.end(name, how, codes)
        if codes == {130}:
            place.expect_saved_early(output.name)
            output.unlink()
        # What a fault leaves is a journal, which can be read.
        for journal in place.folder.glob("*journal*"):
            check(codes != {130}, "the journal is left")
            shown = subprocess.run([place.program, "show", journal], capture_output=True, text=True,
                                   env=place.environment)
            check(shown.returncode == 0 and "p50" in shown.stdout,
                  f"{name}: the journal cannot be shown: {shown.stderr}")
            journal.unlink()


def suspended(place):
    """Ctrl-Z, the shell, fg; in a run with its note"""
    folder = place.corpus(["a.pdf", "b.pdf"])
    server = place.server(seconds=0.01)
    shell = Shell(place)
    terminal, before = shell.terminal, shell.modes()
    pid = shell.start("run", folder, "--server", f"one={server.url}", "--rounds", 10_000,
                      "--output", "suspended.json")
    for number in range(2):
        terminal.wait(lambda terminal: finished(terminal) >= 3, "finished requests")
        if number == 0:
            terminal.keys(CONTROL_Z)
        else:
            os.kill(pid, signal.SIGTSTP)
        shell.wait(lambda: terminal.foreground() == shell.pid, "the shell back")
        shell.wait(lambda: not terminal.screen.mode & ALTERNATE_SCREENS, "the shell's screen")
        terminal.expect_left("stopped")
        check(shell.modes() == before, "stopped: stty -g is not as before")
        check(state(pid) == "T", "the program was not stopped")
        shell.resume()
        shell.wait(lambda: terminal.screen.mode & ALTERNATE_SCREENS, "the dashboard again")
        terminal.wait(re.compile(r"\d/[\d,]+ requests"), "the run again")
        terminal.expect_entered()
        terminal.wait("suspended for", "how long it was suspended")
        done = finished(terminal)
        terminal.wait(lambda terminal: finished(terminal) > done, "requests that go on")
    terminal.press("l", "suspended")
    terminal.keys(ESCAPE)
    terminal.wait_gone("suspended for")
    terminal.press("q", "Stop the run and quit?")
    terminal.keys("y")
    check(shell.ended() == 130, "not 130 after a stopped run")
    check(shell.modes() == before, "stty -g is not as before")
    check("suspended" in (place.folder / "suspended.json").read_text(),
          "the result does not tell that the program was suspended")
