"""What a run has launched, seen from its terminal."""

import json
import os
import re
import socket
import subprocess

from support.dashboard import finished, quit_run
from support.engine import Engine
from support.expectation import PATIENCE, check, wait_until
from support.processes import children, is_gone
from support.terminal import ESCAPE


def quit_with_process(place):
    """q in a run ends the process that it has launched, with what that has started"""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    # A server with a child of its own that would live for an hour.
    command = f"sleep 3600 & exec {place.program} serve --port {port}"
    plan = {"servers": {"one": {"url": f"http://127.0.0.1:{port}",
                                "launch": {"command": ["sh", "-c", command]}}}}
    terminal = begun(place, plan)
    pids = children(terminal.process.pid)
    check(len(pids) >= 2, f"server and sleep are no children: {pids}")
    quit_run(terminal)
    for pid in pids:
        wait_until(lambda: is_gone(pid), f"a process is left: {pid}")
    with socket.socket() as asking:
        check(asking.connect_ex(("127.0.0.1", port)) != 0, "somebody still answers on the port")
    terminal.expect_left("after q")
    place.expect_saved_early("result.json")


def quit_with_container(place):
    """q in a run stops and removes the container that it has launched"""
    engine = Engine(place)
    terminal = begun(place, {"servers": {"one": engine.server("one")},
                             "containers": {"one": engine.container()}}, engine)
    check(engine.names() == [engine.name], f"the container does not run: {engine.names()}")
    quit_run(terminal)
    check(engine.names() == [], f"a container is left: {engine.names()}")
    terminal.expect_left("after q")
    place.expect_saved_early("result.json")


def out_of_memory(place):
    """a container killed for want of memory in a run: told, explained, replayed; the run goes on"""
    engine = Engine(place)
    plan = {"servers": {"one": engine.server("one"), "two": {"embedded": "hummingbird"}},
            "containers": {"one": engine.container(fills_memory_after=20)}}
    terminal = begun(place, plan, engine, rounds=60)
    terminal.wait(re.compile("out of memory 1×|OOM 1×"), "the lane's count of kills")
    done = finished(terminal)
    check(done < 360, "the run was over before the container died")
    terminal.press("l", "ran out of memory", "the log's line about it")
    terminal.keys(ESCAPE)
    terminal.wait("saved: ", seconds=3 * PATIENCE)
    terminal.keys("q")
    check(terminal.wait_exit() == 0, f"exit code {terminal.process.returncode}, not 0")
    check(engine.names() == [], f"a container is left: {engine.names()}")

    result = place.result()
    one, two = (result[name]["statistics"] for name in ("one", "two"))
    check(one["successful_requests"] >= 15 and one["failed_requests"] > 0,
          f"the server did not die in the middle: {one}")
    check(one["successful_requests"] + one["failed_requests"] == 180, f"requests are lost: {one}")
    check(two["successful_requests"] == 180, f"the other server's run did not go on: {two}")
    timeline = result["slimbench"]["timeline"]
    changes = [entry["subject"] for entry in timeline if "subject" in entry]
    kinds = [change["kind"] for change in changes if change["subject"] == engine.name]
    check(kinds.count("out_of_memory") == 1, f"not told once as want of memory: {kinds}")
    check(any(change["kind"] == "died" and change["exit_code"] == 137 for change in changes),
          f"its end is not told: {changes}")
    check("--concurrent 1 --max-files 5" in json.dumps(timeline), "no advice with a command")
    check(one["resources"]["out_of_memory"] == 1, f"statistics: {one['resources']}")

    shown = subprocess.run([place.program, "show", "result.json"], cwd=place.folder,
                           capture_output=True, text=True, env=place.environment)
    check(shown.returncode == 0 and "ran out of memory" in shown.stdout,
          f"show does not tell it: {shown.stdout}{shown.stderr}")
    for at, is_told in (("1%", False), ("99%", True)):
        replay = place.terminal("replay", "result.json", "--paused", "--at", at)
        replay.wait(re.compile(r"\d/360"), "the run at rest")
        replay.wait(lambda terminal: bool(re.search("out of memory 1×|OOM 1×", terminal.text))
                    == is_told, f"the lane at {at}")
        replay.keys("q")
        replay.wait_exit()


def begun(place, plan, engine=None, rounds=10_000):
    """A run of a plan on three documents, with requests that finish."""
    folder = place.corpus([f"{name}.pdf" for name in "abc"])
    # JSON is YAML.
    (place.folder / "slimbench.yaml").write_text(json.dumps(plan))
    options = ["--engine", os.environ["SLIMBENCH_TEST_ENGINE"]] if engine else []
    terminal = place.terminal("run", folder, "--rounds", rounds, "--dpi", 72, "--output",
                              "result.json", *options)
    terminal.wait(lambda terminal: finished(terminal) >= 3, "a few finished requests")
    return terminal
