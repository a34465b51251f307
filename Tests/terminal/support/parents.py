"""What starts the program other than the test itself: a shell, and one that looks closely."""

import os
import re

from support.emulator import ALTERNATE_SCREENS
from support.expectation import check
from support.processes import children


class Shell:
    """A shell with job control on a terminal, as most programs are started."""

    prompt = "shell> "

    def __init__(self, place):
        self.terminal = place.terminal_of(["bash", "--norc", "--noprofile", "-i"], PS1=self.prompt,
                                          HISTFILE="/dev/null")
        self.place = place
        self.count = 0
        self.terminal.wait(self.prompt.strip())
        self.pid = self.terminal.process.pid

    def modes(self):
        """What `stty -g` says."""
        self.count += 1
        file = self.place.folder / f"modes-{self.count}"
        self.terminal.keys(f"stty -g > {file}.part; mv {file}.part {file}\r")
        self.wait(file.exists, "stty to answer")
        return file.read_text().strip()

    def wait(self, condition, what):
        self.terminal.wait(lambda _: condition(), what)

    def start(self, *arguments):
        """A program in the foreground; its pid."""
        self.status = self.place.folder / f"status-{self.count}"
        self.status.unlink(missing_ok=True)
        words = " ".join(map(str, arguments))
        self.terminal.keys(f"{self.place.program} {words}; echo $? > {self.status}\r")
        self.wait(lambda: self.terminal.screen.mode & ALTERNATE_SCREENS, "the dashboard")
        return self.terminal.foreground()

    def resume(self):
        """The stopped program goes on in the foreground."""
        self.status.unlink(missing_ok=True)
        self.terminal.keys(f"fg; echo $? > {self.status}\r")

    def ended(self):
        """The exit status that the shell tells."""
        self.wait(lambda: self.status.exists() and self.status.read_text().strip(),
                  "the program's end")
        self.wait(lambda: self.terminal.foreground() == self.pid, "the shell's prompt")
        self.terminal.wait(
            lambda terminal: terminal.lines[terminal.screen.cursor.y].startswith("shell>"),
            "the prompt")
        return int(self.status.read_text())


class Guarded:
    """A program between two `stty -g`, without a shell that would repair the terminal itself."""

    script = 'stty -g >before; "$0" "$@"; code=$?; stty -g >after; echo "code $code"; exec cat'

    def __init__(self, place, *arguments):
        self.folder = place.folder
        for name in ("before", "after"):
            (self.folder / name).unlink(missing_ok=True)
        self.terminal = place.terminal_of(["sh", "-c", self.script, place.program, *arguments])
        self.terminal.wait(lambda terminal: terminal.screen.mode & ALTERNATE_SCREENS,
                           "the dashboard")
        self.pid = children(self.terminal.process.pid)[0]

    def end(self, name, how, codes):
        """Ends it by a key or a signal; everything must be as before."""
        self.terminal.expect_entered()
        if isinstance(how, str):
            self.terminal.keys(how)
        else:
            os.kill(self.pid, how)
        found = self.terminal.wait(re.compile(r"code (\d+)"), f"the end after {name}")
        check(int(found.group(1)) in codes, f"{name}: exit status {found.group(1)}")
        self.terminal.expect_left(name)
        before, after = ((self.folder / file).read_text() for file in ("before", "after"))
        check(before == after, f"{name}: stty -g was {before}, is {after}")
        self.terminal.close()
