"""Terminals of many kinds."""

from pathlib import Path

from support.colours import expect_ansi, expect_direct, expect_indexed, expect_monochrome
from support.dashboard import finished, is_whole, quit_run
from support.expectation import Failed, check

DEFAULT_THEME = Path(__file__).resolve().parents[3] / "themes/slim-dark.yaml"

# What the terminal database promises of each.
COLOURS = {
    "xterm-256color": expect_indexed,
    "tmux-256color": expect_indexed,
    "linux": expect_ansi,
    "vt100": expect_monochrome,
    "xterm-direct": lambda screen: expect_direct(screen, DEFAULT_THEME),
    "screen": expect_ansi,
}


def terminals(place):
    """six terminals, two encodings, at 80x24: whole, in the colours they have"""
    folder = place.corpus(["a.pdf", "b.pdf"])
    server = place.server(seconds=0.005)
    for term, expect_colours in COLOURS.items():
        for language in ("C", "C.UTF-8"):
            what = f"{term} {language}"
            output = f"{term}-{language}.json"
            terminal = place.terminal(
                "run", folder, "--server", f"one={server.url}", "--server", f"two={server.url}",
                "--rounds", 1000, "--output", output, columns=80, rows=24, term=term,
                LANG=language)
            terminal.wait(lambda terminal: finished(terminal) >= 8, f"{what}: finished requests")
            terminal.wait(is_whole, f"{what}: a whole screen")
            for word in ("2 Run", "dpi", "ok ", "p50", "req/s"):
                terminal.wait(word, f"{what}: {word}")
            if language == "C":
                check(terminal.text.isascii(), f"{what}: not only ASCII")
            try:
                expect_colours(terminal.screen)
            except Failed as failed:
                raise Failed(f"{what}: {failed}") from None
            quit_run(terminal)
            terminal.expect_left(what)
            place.result(output)


def without_dashboard(place):
    """an unknown TERM is told, a dumb one and a pipe get plain lines"""
    folder = place.corpus(["a.pdf", "b.pdf"])
    server = place.server()
    run = ["run", str(folder), "--server", f"one={server.url}"]
    terminal = place.terminal(*run, term="no-such-terminal")
    check(terminal.wait_exit() == 1, f"unknown TERM: exit code {terminal.process.returncode}")
    check("TERM=no-such-terminal is not known here" in terminal.text.replace("\n", " "),
          "an unknown TERM is not told")
    check("\x1b" not in terminal.raw.decode(), "sequences went to an unknown terminal")

    terminal = place.terminal(*run, "--output", "dumb.json", term="dumb")
    check(terminal.wait_exit() == 0, f"TERM=dumb: exit code {terminal.process.returncode}")
    check("result: dumb.json" in terminal.text, "TERM=dumb: no result")
    place.result("dumb.json")

    line = " ".join([str(place.program), *run, "--output", "piped.json"])
    terminal = place.terminal_of(["bash", "-o", "pipefail", "-c", f"{line} | cat"])
    check(terminal.wait_exit() == 0, f"| cat: exit code {terminal.process.returncode}")
    check("result: piped.json" in terminal.text, "| cat: no result")
    check(b"\x1b[?1049h" not in terminal.raw, "| cat: the dashboard came")
