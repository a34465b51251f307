"""What comes from outside would do something to the terminal."""

import re

from support.dashboard import finished, is_framed, is_whole
from support.expectation import PATIENCE, check
from support.terminal import ESCAPE

# Sequences that the driver never sends; each would do something on a real terminal.
HOSTILE = ("\x1b]0;taken\x07\x1bc\x1b[6n\x1b[2J\x1b[?9999h\x1bP1$q\x1b\\\x9b31m\x90q\x9c\x1b[5i"
           "\r\n\t\x08\x7f\x0e\x0f\u202eevil\u202c\u2066\u2069\u200e\u200f\u200b\ufeff")


def hostile(place):
    """names, errors and texts full of sequences, bidi controls and marks are inert"""
    marks = "\u0301"
    names = [
        "a\x1b]0;taken\x07\x1b[2J.pdf", "b\u202efdp.live\u202c.pdf", f"c{marks * 100}.pdf",
        "d\x1bc\x1b[6n\r\nnew line\x9b.pdf", "e\u2066\u2069\u200f漢字\u200bかな👩\u200d👩\u200d👧.pdf",
        "f" * 240 + ".pdf",
    ]
    folder = place.corpus(names, "pdfs\x1b[2J\u202e")
    detail = "start " + HOSTILE + "\0" + "e" + marks * 10_000 + "漢" * 300 + " the end"
    bad = place.server(seconds=0.02, detail=detail)
    good = place.server(seconds=0.02, page_text=HOSTILE + "x" + marks * 10_000,
                        message=HOSTILE)
    terminal = place.terminal("run", folder, "--server", f"bad={bad.url}", "--server",
                              f"good={good.url}", "--rounds", 12, "--output", "hostile.json",
                              columns=100, rows=30)
    terminal.wait(lambda terminal: finished(terminal) >= 3, "finished requests")
    terminal.wait(is_whole, "an intact run screen")
    terminal.press("e", re.compile("Errors .*failed"), "the errors")
    terminal.wait(is_framed, "intact errors")
    terminal.wait("start ", "the server's words")
    terminal.keys(ESCAPE)
    terminal.wait_gone("Errors ")
    terminal.wait("saved: ", seconds=2 * PATIENCE)
    terminal.wait(is_framed, "an intact table")
    terminal.press("v", is_whole, "intact lanes")
    terminal.press("5", re.compile("6 documents"), "the corpus")
    terminal.wait(is_framed, "an intact corpus")
    terminal.press("1", "What to measure")
    terminal.wait(is_framed, "an intact setup form")
    terminal.press("2", re.compile("finished"), "the run screen")
    terminal.press("l", "Log")
    terminal.wait(is_framed, "an intact log")
    terminal.keys(ESCAPE)
    terminal.wait_gone("Log ")
    # Once only: a terminal that is given back echoes what is typed.
    terminal.keys("q")
    check(terminal.wait_exit() == 3, f"exit code {terminal.process.returncode}, not 3")
    expect_inert(bytes(terminal.raw))
    place.result("hostile.json")


# What ncurses and the driver send on xterm-256color.
OWN = re.compile(
    rb"\x1b\[[?>]?[0-9;]*[ABCDGHJKLMPSTXZ@bdfhlmrtn]|\x1b\([B0]|\x1b[=>78M]|[\r\n\x08]")
FOREIGN_CSI = re.compile(rb"\x1b\[(6n|5i|\?9999h|31m)")


def expect_inert(raw):
    """Nothing but the driver's own sequences and plain characters went to the terminal."""
    found = FOREIGN_CSI.search(raw)
    check(not found, f"a foreign sequence went to the terminal: {found}")
    rest = OWN.sub(b"", raw).decode("utf-8", "surrogateescape")
    for index, character in enumerate(rest):
        code = ord(character)
        bad = (code < 0x20 or 0x7F <= code <= 0x9F or 0xDC80 <= code <= 0xDCFF
               or code in (0x200B, 0x200E, 0x200F, 0x061C, 0xFEFF)
               or 0x202A <= code <= 0x202E or 0x2066 <= code <= 0x2069)
        check(not bad, f"U+{code:04X} went to the terminal, in "
              f"{rest[max(0, index - 20):index + 20]!r}")
    longest = max((len(run) for run in re.findall("\u0301+", rest)), default=0)
    check(longest <= 4, f"{longest} combining marks on one character")
