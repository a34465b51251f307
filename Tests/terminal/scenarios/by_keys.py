"""A user at the keyboard."""

import json
import re

from support.dashboard import finished, quit_run, settled
from support.expectation import PATIENCE, check, wait_until
from support.processes import children, is_gone
from support.terminal import CONTROL_U, DOWN, ENTER, ESCAPE, TAB, UP


def whole_run(place):
    """setup form, run, pause, overlays, table, corpus, quit"""
    place.corpus([f"document-{number}.pdf" for number in range(6)], "test_pdfs")
    (place.folder / "test_data").mkdir()
    terminal = place.terminal()
    terminal.wait("What to measure")
    terminal.expect_entered()
    check("python=http://localhost:7670" in terminal.text, "the guide's servers are not offered")

    # It begins where something is missing; what is typed into a field takes the place of its text.
    terminal.wait("Tab completes the path")
    terminal.press(UP, "to launch one")
    terminal.press("two=embedded:flyingfox", "two=embedded:flyingfox")
    terminal.keys(UP, CONTROL_U)
    terminal.press("one=embedded:hummingbird", "one=embedded:hummingbird")
    terminal.keys(DOWN)
    terminal.press(DOWN, "Tab completes the path")
    terminal.keys("te")
    terminal.press(TAB, re.compile("test_data/ +test_pdfs/"), "both folders offered")
    terminal.keys("p")
    terminal.press(TAB, re.compile("Folder +test_pdfs/"), "the folder completed")
    terminal.press(DOWN, re.compile("Folder +test_pdfs/ .*6 documents"),
                   "what the folder holds")
    terminal.keys(DOWN)
    terminal.press(DOWN, "Resolution asked")
    terminal.keys(CONTROL_U)
    terminal.press("x0", re.compile("DPI +0 .* ! "), "the DPI's complaint, and no letter")
    terminal.keys(CONTROL_U)
    terminal.press("96", re.compile("DPI +96 +dots per inch"), "the DPI without a complaint")
    terminal.keys(DOWN)
    terminal.press(DOWN, "the open model")
    terminal.press("5", re.compile("In flight +64 +at most"), "the cap of a rate")
    terminal.press(CONTROL_U, re.compile("In flight +1 +requests"), "no cap without a rate")
    terminal.press(DOWN, "Matters with a rate")
    terminal.keys(DOWN, CONTROL_U)
    terminal.press("40", re.compile("Rounds +40 "), "the rounds")
    terminal.wait("240 requests to each of 2 servers")

    terminal.keys(ENTER)
    terminal.wait(lambda terminal: finished(terminal) > 10, "requests that finish")
    check(re.search("96 dpi · 1 in flight · round", terminal.text), "the header tells no plan")
    pids = children(terminal.process.pid)
    check(len(pids) >= 2, "the embedded servers are no children")

    terminal.press(" ", "paused")
    done = settled(terminal)
    check(done < 480, "the run was over before it was paused")
    terminal.press("l", "paused by the user")
    check("one: ready" in terminal.text, "the log does not tell that a server is ready")
    terminal.keys(ESCAPE)
    terminal.wait_gone("paused by the user")
    # The picture may still be on its way.
    terminal.wait(lambda terminal: finished(terminal) == done, "no request that finishes in a pause")
    terminal.press("e", "No request has failed.")
    terminal.press("e", re.compile("paused for [\\d:]+ +[\\d,]+/480"), "the run screen")
    terminal.press("?", "Keys")
    terminal.press("q", re.compile("paused for [\\d:]+ +[\\d,]+/480"), "the run screen")
    terminal.press("m", re.compile("^(?!.*2 two).*1 one", re.DOTALL), "one lane alone")
    terminal.press("m", "2 two")
    terminal.press("w", "charts show: 1 min")
    terminal.keys("v")
    terminal.wait("lanes")
    terminal.keys("v")
    terminal.press("t", "theme: ")
    terminal.press(" ", lambda terminal: finished(terminal) > done, "requests that go on")
    check(re.search(r"paused 00:\d\d", terminal.text), "no chart says how long the pause was")

    terminal.wait("saved: ", seconds=3 * PATIENCE)
    saved = re.search(r"saved: (results/\S+\.json)", terminal.text)
    check(saved, "the table does not say where the result is")
    for word in ("Result", "p50", "Pages per second", "difference"):
        check(word in terminal.text, f"the table lacks {word!r}")
    for word in ("5", "document-5.pdf"), ("2", "Result"):
        terminal.press(*word)
    terminal.keys("q")
    check(terminal.wait_exit() == 0, f"exit code {terminal.process.returncode}, not 0")
    terminal.expect_left("after q")
    check(f"result: {saved.group(1)}" in terminal.text, "the last word is not where the result is")
    check("Verdict" in terminal.text, "the table is not printed after the dashboard")
    result = place.result(saved.group(1))
    for name in ("one", "two"):
        statistics = result[name]["statistics"]
        check((statistics["successful_requests"], statistics["failed_requests"]) == (240, 0),
              f"{name}: {statistics}")
    check(result["slimbench"]["plan"]["dpis"] == [96], "the result's DPI is not the one typed")
    compared, = result["slimbench"]["comparisons"]
    check((compared["verdict"], compared["faster_on"]) == ("slower", 0), f"verdict: {compared}")
    for pid in pids:
        wait_until(lambda: is_gone(pid), f"a child is left: {pid}")


def stop_early(place):
    """s asks, y stops and saves, r runs again"""
    terminal = place.slow_run()
    terminal.press("s", "Stop the run?")
    terminal.press("n", lambda terminal: "Stop the run?" not in terminal.text, "no question")
    done = finished(terminal)
    terminal.wait(lambda terminal: finished(terminal) > done, "requests that go on")
    terminal.press("s", "Stop the run?")
    terminal.press("y", "saved: result.json")
    statistics = place.result()["one"]["statistics"]
    check(statistics["successful_requests"] > 0, f"nothing was saved: {statistics}")
    first = (place.folder / "result.json").read_bytes()
    terminal.keys("r")
    terminal.wait_gone("saved: ")
    terminal.wait(lambda terminal: finished(terminal) >= 3, "requests of the second run")
    quit_run(terminal)
    check((place.folder / "result.json").read_bytes() == first, "the first result was changed")
    others = list((place.folder / "results").glob("*.json"))
    check(len(others) == 1, f"the second run's results: {others}")
    json.loads(others[0].read_text())
    terminal.expect_left("after q")
