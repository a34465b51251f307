"""A program on a pseudo-terminal: its screen is read, keys are typed."""

import fcntl
import os
import re
import select
import struct
import subprocess
import termios
import time

from support.emulator import ALTERNATE_SCREENS, MOUSE, Emulator, EmulatorStream
from support.expectation import PATIENCE, Failed, check

ENTER, TAB, ESCAPE, DOWN, UP = "\r", "\t", "\x1b", "\x1bOB", "\x1bOA"
HOME, END = "\x1bOH", "\x1bOF"
CONTROL_C, CONTROL_L, CONTROL_U, CONTROL_Z = "\x03", "\x0c", "\x15", "\x1a"


class Terminal:
    """A program on a pseudo-terminal, and what its screen shows."""

    def __init__(self, command, place, columns=120, rows=40, term="xterm-256color", controls=True,
                 **environment):
        self.master, slave = os.openpty()
        os.set_blocking(self.master, False)
        self.screen = Emulator(columns, rows)
        self.stream = EmulatorStream(self.screen)
        self.raw = bytearray()
        self.is_over = False
        self.resize(columns, rows)
        # Without --ctty the program has the terminal, but is not told when it goes away.
        starter = ["setsid", "--ctty"] if controls else ["setsid"]
        self.process = subprocess.Popen(
            [*starter, *map(str, command)], stdin=slave, stdout=slave, stderr=slave,
            cwd=place.folder, env={**place.environment, "TERM": term, **environment})
        os.close(slave)

    def resize(self, columns, rows):
        fcntl.ioctl(self.master, termios.TIOCSWINSZ, struct.pack("HHHH", rows, columns, 0, 0))
        self.screen.resize(rows, columns)

    # Reading

    def pump(self, seconds=0.05):
        """Shows what comes within the time; returns as soon as something did."""
        if self.is_over:
            return
        if not select.select([self.master], [], [], seconds)[0]:
            return
        try:
            received = os.read(self.master, 1 << 16)
        except BlockingIOError:
            return
        except OSError:
            received = b""
        if not received:
            self.is_over = True
            return
        self.raw += received
        self.stream.feed(received)

    @property
    def lines(self):
        return self.screen.display

    @property
    def text(self):
        return "\n".join(self.lines)

    def wait(self, wanted, what=None, seconds=PATIENCE):
        """Until the screen satisfies `wanted`: a text, a pattern, or a function of self."""
        deadline = time.monotonic() + seconds
        what = what or repr(wanted)
        while True:
            if isinstance(wanted, str):
                found = wanted in self.text
            elif isinstance(wanted, re.Pattern):
                found = wanted.search(self.text)
            else:
                found = wanted(self)
            if found:
                return found
            if self.is_over and self.process.poll() is not None:
                raise Failed(f"the program ended ({self.process.returncode}) before the screen "
                             f"showed {what}")
            if time.monotonic() > deadline:
                raise Failed(f"the screen does not show {what}")
            self.pump()

    def wait_gone(self, text, seconds=PATIENCE):
        self.wait(lambda terminal: text not in terminal.text, f"that {text!r} is gone", seconds)

    def wait_exit(self, seconds=PATIENCE):
        """The exit code; everything that was written is read."""
        deadline = time.monotonic() + seconds
        while self.process.poll() is None:
            if time.monotonic() > deadline:
                raise Failed("the program does not end")
            self.pump()
        while not self.is_over and select.select([self.master], [], [], 0)[0]:
            self.pump(0)
        return self.process.returncode

    # Writing

    def keys(self, *keys):
        for key in keys:
            os.write(self.master, key.encode())

    def press(self, key, wanted, what=None):
        """A key, and what the screen must show of it."""
        self.keys(key)
        return self.wait(wanted, what or f"{wanted!r} after {key!r}")

    def click(self, column, row, wanted, what=None):
        """The left button, pressed and released at once, as xterm tells it in SGR."""
        self.press(f"\x1b[<0;{column + 1};{row + 1}M\x1b[<0;{column + 1};{row + 1}m", wanted, what)

    def foreground(self):
        """The process group that has the terminal."""
        return os.tcgetpgrp(self.master)

    # Judging

    def expect_left(self, when):
        """Full screen, cursor and mouse are as a shell has them."""
        modes = self.screen.mode
        check(not modes & ALTERNATE_SCREENS, f"{when}: still on the alternate screen")
        check(not modes & MOUSE, f"{when}: the mouse is still reported")
        check(not self.screen.cursor.hidden, f"{when}: the cursor is hidden")
        check(1 << 5 not in modes, f"{when}: the cursor keys are still the program's")

    def expect_entered(self):
        check(self.screen.mode & ALTERNATE_SCREENS, "the alternate screen is not entered")
        check(self.screen.mode & MOUSE, "the mouse is not asked for")
        check(self.screen.cursor.hidden, "the cursor is not hidden")

    def hang_up(self):
        """The terminal goes away, as a window that is closed."""
        if self.master >= 0:
            os.close(self.master)
        self.master = -1
        self.is_over = True

    def close(self):
        """Ends the program, if it has not ended; only what was started here."""
        self.hang_up()
        if self.process.poll() is None:
            self.process.terminate()
            try:
                self.process.wait(10)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
