"""Saved runs at the smallest usual size of a terminal."""

import re
from html import unescape

from support.expectation import check
from support.terminal import END, ENTER, ESCAPE, HOME, TAB

SIZE = {"columns": 80, "rows": 24}


def saved_runs(place):
    """two saved runs: browse, mark, compare, pivot, export; sorted by a click; trash and undo"""
    fill(place)
    terminal = place.terminal("browse", ".", **SIZE)
    terminal.wait(re.compile(r"r150\.json .*complete.*\n.*r72\.json .*complete"),
                  "both runs, the newer first")
    terminal.wait("150 dpi, 1 in flight", "the newer one's table under the list")

    terminal.press(" ", "2 files · 1 marked")
    terminal.press(" ", "2 files · 2 marked")
    terminal.press("c", "2 files, 4 columns by dpi, from one@150")
    terminal.wait(re.compile(r"against one@150 +\S+ (% )?(slower|faster)|against one@150 +the same"),
                  "a difference in words")
    for words in "one@72", "two@72", "measured apart", "failures":
        check(words in terminal.text, f"the comparison lacks {words!r}")
    # Three of the columns have room.
    answered = re.search(r"Answered / failed +(\d+ / \d+) +(\d+ / \d+) +(\d+ / \d+)", terminal.text)
    wanted = [counts(place, *column) for column in ((72, "one"), (150, "one"), (72, "two"))]
    check(answered and list(answered.groups()) == wanted, f"the counts are not {wanted}")
    terminal.press("p", "4 columns by server, from one@150")
    check("against one@72" in terminal.text, "the pivot's baseline is not of the same resolution")
    terminal.press("v", re.compile(r"sample-001-\d+p\.pdf"), "the documents")
    terminal.press(ESCAPE, "2 files · 2 marked")

    terminal.press("x", "a report with pictures")
    terminal.press("h", "written: ./r72.html")
    expect_report(place, terminal)

    # The titles are in the line over the first file.
    title = next(y for y, line in enumerate(terminal.lines) if "when ↓" in line)
    column = terminal.lines[title].index("name")
    terminal.click(column, title, "name, a to z")
    terminal.click(column, title, re.compile(r"name, z to a.*r72\.json .*r150\.json ", re.DOTALL),
                   "the order turned")
    terminal.press("d", "Move 2 marked runs to the trash?")
    terminal.press("n", "c compares all 2, d trash, Esc unmark")
    terminal.press(ESCAPE, re.compile("2 files +[├─]"), "no marks")
    terminal.press("d", "moved to .slimbench-trash, u undoes: r72.json")
    check((place.folder / ".slimbench-trash/r72.json").exists(), "the file is not in the trash")
    check(not (place.folder / "r72.json").exists(), "the file is still there")
    terminal.press("u", "r72.json back")
    check((place.folder / "r72.json").exists(), "the file is not back")
    terminal.keys("q")
    check(terminal.wait_exit() == 0, f"exit code {terminal.process.returncode}, not 0")
    terminal.expect_left("after q")


def replayed(place):
    """a saved run: open, documents, replay, pause, seek, the next failure, the end"""
    fill(place, dpis=[72])
    terminal = place.terminal("browse", ".", **SIZE)
    terminal.wait("72 dpi, 1 in flight", "the run's table under the list")
    terminal.press(ENTER, "r72.json  [table]  documents  failures")
    terminal.press(TAB, "[documents]")
    check("sample-001-" in terminal.text, "no document is listed")

    terminal.press("r", re.compile(r"► 1× +00:0\d / 00:\d\d .* 0/24 requests|► 1× +00:0\d"),
                   "a replay that plays")
    terminal.press(" ", "║ 1×")
    terminal.press(HOME, "0/24 requests")
    terminal.press("]", re.compile(r"║ 1× +00:0[0-9] /"), "a tenth of the run further on")
    terminal.press("+", "║ 2×")
    terminal.press("f", "1 failed")
    check("║" in terminal.lines[1], "the jump does not stay where it went")
    done = int(re.search(r"(\d+)/24 requests", terminal.text).group(1))
    check(0 < done < 24, f"{done} requests are finished at the first failure")
    terminal.press("e", re.compile(r"two +1 of \d+ requests? failed"), "the failure's server")
    check("injected failure" in terminal.text, "the server's own words are not told")
    terminal.keys("e")
    terminal.wait_gone("injected failure")
    terminal.press(",", f"{done - 1}/24 requests")
    terminal.press(".", f"{done}/24 requests")

    terminal.press(END, re.compile(r"■ 2× .*24/24 requests"), "the end")
    terminal.wait("saved: ./r72.json", "the table of the end")
    good, failed = counts(place, 72, "two").split(" / ")
    check(re.search(rf"successful +12 +{good} ", terminal.text), "the table's counts are others")
    check(f"{failed} failed" in terminal.lines[1], f"the bar does not tell {failed} failures")
    terminal.press(ESCAPE, "[documents]")
    terminal.press(ESCAPE, "1 file")
    terminal.keys("q")
    check(terminal.wait_exit() == 0, f"exit code {terminal.process.returncode}, not 0")
    terminal.expect_left("after q")


def fill(place, dpis=(72, 150)):
    """Runs of the demo's corpus, the smaller resolution first; the second server fails at times."""
    place.command("corpus", "generate", "pdfs", "--count", 4)
    for dpi in dpis:
        place.command(
            "run", "pdfs", "--server", "one=embedded:hummingbird,ocr=never", "--server",
            "two=embedded:flyingfox,ocr=never,fail-rate=30%", "--dpi", dpi, "--rounds", 3,
            "--seed", 1, "--headless", "--quiet", "--output", f"r{dpi}.json")


def counts(place, dpi, server):
    statistics = place.result(f"r{dpi}.json")[server]["statistics"]
    return f"{statistics['successful_requests']} / {statistics['failed_requests']}"


def expect_report(place, terminal):
    """What the list's preview tells stands in the report too, which loads nothing."""
    page = unescape((place.folder / "r72.html").read_text(encoding="utf-8"))
    check(page.lower().startswith("<!doctype html>"), "the report is no HTML page")
    check(not re.search(r"""(src|href)=["']?(https?:)?//""", page), "the report loads something")
    rows = re.findall(r"│ +(successful|failed|Pages) +(\S+) +(\S+) +", terminal.text)
    check(len(rows) >= 2, "the preview has no figures")
    for label, *cells in rows:
        for cell in cells:
            check(f">{cell}</t" in page, f"the report lacks {cell} of {label!r}")
