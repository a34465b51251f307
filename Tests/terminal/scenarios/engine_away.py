"""The Containers screen while its engine hangs, ends, and is there again."""

import re
import time

from support.expectation import PATIENCE, check
from support.played_engine import PlayedEngine
from support.terminal import DOWN, ESCAPE

# A quarter of a core; not the engine's version.
FIGURES = re.compile(r"\b0\.2[0-9]\b")


def shown(place, engine):
    """The Containers screen of an engine, with figures."""
    terminal = place.terminal("watch", "--engine", f"unix://{engine.path}")
    terminal.wait("worker-002", "the list")
    terminal.wait(FIGURES, "figures")
    return terminal


def engine_hangs(place):
    """an engine that says nothing any more: ages are told, keys are answered, q ends at once"""
    with PlayedEngine(place.root / "e", 3) as engine:
        terminal = shown(place, engine)
        engine.hang()
        terminal.wait(re.compile(r"last sample \d+ s ago"), "the age of the last sample")
        check("worker-002" in terminal.text, "the list is gone")
        began = time.monotonic()
        terminal.keys(DOWN)
        terminal.press("?", "Keys", "the help")
        terminal.keys(ESCAPE)
        terminal.wait_gone("Keys")
        terminal.press("l", "[log]", "the log's pane")
        check(time.monotonic() - began < 5, "keys are answered late")
        began = time.monotonic()
        terminal.keys("q")
        check(terminal.wait_exit() == 0, f"exit code {terminal.process.returncode}, not 0")
        check(time.monotonic() - began < 5, "the program waits for the engine")
        terminal.expect_left("after q")


def engine_away(place):
    """an engine that ends and is started again: told with its age, the list stays, figures go on"""
    with PlayedEngine(place.root / "e", 3) as engine:
        terminal = shown(place, engine)
        engine.close()
        terminal.wait(re.compile(r"lost \d+ s ago"), "that the engine is lost, and since when")
        terminal.wait("nobody listens", "what is wrong")
        check("worker-002" in terminal.text, "the list is gone")
        asked = engine.asked["stats"]
        engine.start()
        terminal.wait_gone("lost")
        terminal.wait(lambda _: engine.asked["stats"] >= asked + 3, "streams of figures", PATIENCE)
        terminal.wait("sampled each", "samples")
        terminal.keys("q")
        check(terminal.wait_exit() == 0, f"exit code {terminal.process.returncode}, not 0")
