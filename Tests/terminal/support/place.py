"""The world around a scenario: folders, documents, servers, terminals."""

import json
import os
import shutil
import socket
import subprocess
import sys
import tempfile
from pathlib import Path

from support.dashboard import finished
from support.documents import document
from support.expectation import check
from support.scripted_server import ScriptedServer
from support.terminal import Terminal

HERE = Path(__file__).resolve().parent.parent

# A server that says how far it has counted, and what no terminal may obey.
TALKER = """
import sys, time
sys.path.insert(0, sys.argv[1])
from support.scripted_server import ScriptedServer
server = ScriptedServer(seconds=0.02, port=int(sys.argv[2]))
print("the server \\x1b[31mlistens\\x1b[0m \\x1b]0;title\\x07", flush=True)
for number in range(1, 1_000_000):
    time.sleep(0.1)
    print(f"counted to {number}.", flush=True)
"""


class Place:
    """An empty home, a working folder, and the terminals of one scenario."""

    def __init__(self, name, program):
        self.program = program
        self.root = Path(tempfile.mkdtemp(prefix=f"slimbench-{name}-"))
        self.folder = self.root / "work"
        self.folder.mkdir()
        self.terminals = []
        self.servers = []
        self.environment = {"PATH": os.environ["PATH"], "LANG": "C.UTF-8",
                            "HOME": str(self.root / "home")}
        (self.root / "home").mkdir()
        for variable in ("CONFIG", "STATE", "CACHE", "DATA"):
            self.environment[f"XDG_{variable}_HOME"] = str(self.root / variable.lower())
        if "LD_LIBRARY_PATH" in os.environ:
            self.environment["LD_LIBRARY_PATH"] = os.environ["LD_LIBRARY_PATH"]

    def terminal(self, *arguments, **options):
        return self.terminal_of([self.program, *arguments], **options)

    def terminal_of(self, command, **options):
        terminal = Terminal(command, self, **options)
        self.terminals.append(terminal)
        return terminal

    def command(self, *arguments):
        """Runs the program to its end, without a terminal."""
        ended = subprocess.run(
            [self.program, *map(str, arguments)], cwd=self.folder, env=self.environment,
            stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=300)
        check(ended.returncode == 0, f"{arguments[0]}: {ended.returncode}: {ended.stderr}")

    def corpus(self, names, folder="pdfs"):
        """Documents of one page each."""
        path = self.folder / folder
        path.mkdir(exist_ok=True)
        for number, name in enumerate(names):
            (path / name).write_bytes(document(f"Page of document {number}"))
        return path

    def server(self, **behaviour):
        server = ScriptedServer(**behaviour)
        self.servers.append(server)
        return server

    def slow_run(self, seconds=0.01, rounds=1000, output="result.json", **options):
        """A run that goes on for longer than any scenario needs, with requests finishing."""
        folder = self.corpus([f"{name}.pdf" for name in "abc"])
        servers = [self.server(seconds=seconds) for _ in range(2)]
        terminal = self.terminal(
            "run", folder, "--server", f"one={servers[0].url}", "--server",
            f"two={servers[1].url}", "--rounds", rounds, "--output", output, **options)
        terminal.wait(lambda terminal: finished(terminal) >= 3, "a few finished requests")
        return terminal

    def embedded_run(self, output):
        """The same with the two embedded servers, children of the program."""
        folder = self.corpus(["a.pdf", "b.pdf"])
        (self.folder / "slimbench.yaml").write_text(
            "servers:\n  one: {embedded: hummingbird}\n  two: {embedded: flyingfox}\n")
        terminal = self.terminal("run", folder, "--rounds", 10_000, "--dpi", 72, "--output", output)
        terminal.wait(lambda terminal: finished(terminal) >= 3, "a few finished requests")
        return terminal

    def launched_run(self, output="result.json"):
        """The same with one server that the program launches, which writes line after line."""
        folder = self.corpus(["a.pdf", "b.pdf"])
        with socket.socket() as free:
            free.bind(("127.0.0.1", 0))
            port = free.getsockname()[1]
        (self.folder / "talker.py").write_text(TALKER)
        (self.folder / "slimbench.yaml").write_text(
            f"servers:\n  one: {{url: 'http://127.0.0.1:{port}', launch: "
            f"[{sys.executable}, talker.py, {HERE}, '{port}']}}\n")
        terminal = self.terminal("run", folder, "--rounds", 100_000, "--output", output)
        terminal.wait(lambda terminal: finished(terminal) >= 3, "a few finished requests")
        return terminal

    def result(self, output="result.json"):
        return json.loads((self.folder / output).read_text())

    def expect_saved_early(self, output):
        """A run that was interrupted is in its result, and its journal is gone."""
        result = self.result(output)
        statistics = result["one"]["statistics"]
        check(statistics["successful_requests"] > 0, f"nothing was saved: {statistics}")
        check(not list(self.folder.glob("*journal*")), "the journal is left")
        end = result["slimbench"]["finished"]
        check(end and end["reason"] == "interrupted", f"the run's end is not told: {end}")

    def close(self):
        for terminal in self.terminals:
            terminal.close()
        for server in self.servers:
            server.close()
        shutil.rmtree(self.root, ignore_errors=True)
