"""The terminal goes away."""

from support.dashboard import finished
from support.expectation import PATIENCE, check, wait_until
from support.parents import Shell
from support.processes import children, is_gone


def closed(place):
    """the terminal goes away, with SIGHUP: stopped and saved"""
    terminal = place.embedded_run("closed.json")
    pids = children(terminal.process.pid)
    check(len(pids) >= 2, "the embedded servers are no children")
    terminal.hang_up()
    terminal.process.wait(PATIENCE)
    check(terminal.process.returncode == 130, f"exit code {terminal.process.returncode}, not 130")
    place.expect_saved_early("closed.json")
    for pid in pids:
        wait_until(lambda: is_gone(pid), f"a child is left: {pid}")


def closed_shell(place):
    """the window of a shell is closed: two SIGHUPs, stopped and saved"""
    folder = place.corpus(["a.pdf", "b.pdf"])
    server = place.server(seconds=0.2)
    shell = Shell(place)
    pid = shell.start("run", folder, "--server", f"one={server.url}", "--rounds", 10_000,
                      "--output", "closed.json")
    shell.terminal.wait(lambda terminal: finished(terminal) >= 3, "finished requests")
    shell.terminal.hang_up()
    wait_until(lambda: is_gone(pid), "the program does not end")
    place.expect_saved_early("closed.json")


def closed_headless(place):
    """plain lines in a window that is closed: the run is saved, too"""
    folder = place.corpus(["a.pdf", "b.pdf"])
    for controls, code, least in ((True, 130, 1), (False, 0, 120)):
        server = place.server(seconds=0.01)
        output = f"headless-{controls}.json"
        terminal = place.terminal("run", folder, "--server", f"one={server.url}", "--rounds", 60,
                                  "--headless", "--output", output, controls=controls)
        terminal.wait(lambda _: server.answered > 3, "answered requests")
        terminal.hang_up()
        check(terminal.process.wait(2 * PATIENCE) == code,
              f"exit code {terminal.process.returncode}, not {code}")
        done = place.result(output)["one"]["statistics"]["successful_requests"]
        check(done >= least, f"only {done} requests are in the result")


def closed_silently(place):
    """the terminal goes away without SIGHUP: the run goes on and is saved whole"""
    folder = place.corpus(["a.pdf", "b.pdf"])
    server = place.server(seconds=0.01)
    terminal = place.terminal("run", folder, "--server", f"one={server.url}", "--rounds", 60,
                              "--output", "silent.json", controls=False)
    terminal.wait(lambda terminal: finished(terminal) >= 3, "finished requests")
    check(finished(terminal) < 100, "the run was over before the terminal was closed")
    terminal.hang_up()
    check(terminal.process.wait(2 * PATIENCE) == 0, f"exit code {terminal.process.returncode}")
    check(place.result("silent.json")["one"]["statistics"]["successful_requests"] == 120,
          "not all requests are in the result")
