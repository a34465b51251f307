"""The colours and attributes that a screen shows, and what each kind of terminal may show."""

import re

from pyte.graphics import FG_ANSI, FG_BG_256

from support.expectation import check

# As pyte names them.
ANSI = set(FG_ANSI.values()) - {"default"}
INDEXED = set(FG_BG_256)


def colours(screen):
    """All that are seen, as characters or behind them, but the terminal's own."""
    return {colour for cell in cells(screen) for colour in (cell.fg, cell.bg)} - {"default"}


def cells(screen):
    return [cell for line in screen.buffer.values() for cell in line.values()]


def palette(theme):
    """The colours that a theme's file names, by base00 and so on."""
    found = re.findall(r'^ +(base\w\w): *"#(\w{6})"', theme.read_text(), re.MULTILINE)
    check(found, f"{theme} names no colours")
    return {name: colour.lower() for name, colour in found}


def expect_monochrome(screen):
    """No colours; what they would tell is told by bold and reverse."""
    check(not colours(screen), f"colours on a terminal without: {sorted(colours(screen))}")
    check(any(cell.bold for cell in cells(screen)), "nothing is bold on a terminal without colours")
    check(any(cell.reverse for cell in cells(screen)),
          "nothing is reverse on a terminal without colours")


def expect_ansi(screen):
    expect_only(screen, ANSI, "the eight of ANSI")


def expect_indexed(screen):
    expect_only(screen, INDEXED, "the 256 of xterm")


def expect_only(screen, known, what):
    found = colours(screen)
    check(found, "no colours")
    check(found <= known, f"colours that are not among {what}: {sorted(found - known)}")


def expect_direct(screen, theme):
    """The theme's own colours, none nearest to them."""
    found, wanted = colours(screen), palette(theme)
    check(found - ANSI, f"no other colours than those of ANSI: {sorted(found)}")
    check(found - INDEXED, f"no other colours than the 256 of xterm: {sorted(found)}")
    papers = {cell.bg for cell in cells(screen)}
    check(wanted["base00"] in papers, f"nothing stands on base00 of {theme.name}: {sorted(papers)}")
    inks = {cell.fg for cell in cells(screen)}
    check(wanted["base05"] in inks, f"nothing is written in base05 of {theme.name}: {sorted(inks)}")
