"""The dashboard in a terminal, as a user has it: the real program, keys typed, the screen read.

    Scripts/test-terminal [--jobs N] [SCENARIO...]

Each scenario runs slimbench on a pseudo-terminal that PyPI's pyte, a terminal emulator that we did
not write, draws; it waits for what the screen shall show, never for a time. Without names all run,
a line each; exits with 1 when one failed, and shows the screen that it failed on.

SLIMBENCH names another program than the release build. Some scenarios need a container engine, which
SLIMBENCH_TEST_ENGINE names; they run only when they are asked for.
"""

import argparse
import os
import sys
import time
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from scenarios.by_keys import stop_early, whole_run
from scenarios.closed import closed, closed_headless, closed_shell, closed_silently
from scenarios.engine_away import engine_away, engine_hangs
from scenarios.hostile import hostile
from scenarios.launched import out_of_memory, quit_with_container, quit_with_process
from scenarios.resized import resize_storm
from scenarios.restored import restored, restored_from_run, suspended
from scenarios.saved import replayed, saved_runs
from scenarios.server_log import server_log
from scenarios.stalled import stalled, stalled_end
from scenarios.terminals import terminals, without_dashboard
from support.expectation import Failed
from support.place import Place

HERE = Path(__file__).resolve().parent
PROGRAM = HERE.parent.parent / ".build/release/slimbench"

SCENARIOS = {
    function.__name__.replace("_", "-"): function for function in (
        whole_run, stop_early, server_log, restored, restored_from_run, suspended, resize_storm,
        stalled, stalled_end, closed, closed_shell, closed_silently, closed_headless, hostile,
        terminals, without_dashboard, quit_with_process, saved_runs, replayed, engine_hangs,
        engine_away)
}

# These need a container engine: Tests/engine/dashboard runs them.
ENGINE_SCENARIOS = {
    function.__name__.replace("_", "-"): function for function in (
        quit_with_container, out_of_memory)
}


def perform(name, program):
    """Runs a scenario; its report, and whether it passed."""
    function = (SCENARIOS | ENGINE_SCENARIOS)[name]
    place = Place(name, program)
    began = time.monotonic()
    try:
        function(place)
        verdict, details = "ok", ""
    except Exception as error:
        verdict, details = "FAILED", told(error)
        for terminal in place.terminals[-1:]:
            rim = "  +" + "-" * terminal.screen.columns + "+\n"
            details += "\n" + rim + "".join(f"  |{line}|\n" for line in terminal.lines) + rim
    finally:
        place.close()
    description = function.__doc__
    seconds = time.monotonic() - began
    return f"{verdict:<6} {name:<18} {seconds:5.1f} s  {description}{details}", verdict == "ok"


def told(error):
    """What was missed, and the scenario's line that missed it; all of an error of the test."""
    if not isinstance(error, Failed):
        return "\n" + traceback.format_exc()
    for frame in reversed(traceback.extract_tb(error.__traceback__)):
        if Path(frame.filename).parent.name == "scenarios":
            place = Path(frame.filename).relative_to(HERE)
            return f"\n  {place}:{frame.lineno}: {error}"
    return f"\n  {error}"


def main():
    parser = argparse.ArgumentParser(prog="test-terminal", description=__doc__,
                                     formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("scenarios", nargs="*", metavar="SCENARIO", help=", ".join(SCENARIOS))
    parser.add_argument("--jobs", type=int, default=3, help="scenarios at once")
    options = parser.parse_args()
    known = SCENARIOS | (ENGINE_SCENARIOS if "SLIMBENCH_TEST_ENGINE" in os.environ else {})
    if unknown := set(options.scenarios) - set(known):
        parser.error(f"unknown: {', '.join(sorted(unknown))}; known: {', '.join(known)}")
    program = str(Path(os.environ.get("SLIMBENCH", PROGRAM)).absolute())
    if not os.access(program, os.X_OK):
        sys.exit(f"there is no {program}; build it first: make build")
    passed = True
    with ThreadPoolExecutor(options.jobs) as pool:
        names = options.scenarios or list(SCENARIOS)
        for report, is_good in pool.map(lambda name: perform(name, program), names):
            print(report, flush=True)
            passed = passed and is_good
    return 0 if passed else 1


if __name__ == "__main__":
    sys.exit(main())
