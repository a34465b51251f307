"""A container engine that is played: any number of containers behind the socket of one."""

import collections
import contextlib
import datetime
import hashlib
import json
import select
import socket
import threading
import time
from pathlib import Path

# What a real engine sent, so that there is as much to read as there would be.
FIXTURES = Path(__file__).resolve().parent.parent.parent / "DockerKitTests/Fixtures"


def stamp(seconds):
    """As engines write a time: RFC 3339 with nanoseconds, in UTC."""
    whole = datetime.datetime.fromtimestamp(int(seconds), datetime.timezone.utc)
    return f"{whole:%Y-%m-%dT%H:%M:%S}.{int(seconds % 1 * 1e9):09}Z"


class PlayedEngine:
    """Lists and inspects, is silent about events, and sends each stream of figures a frame a second; can
    hang, be ended, and started again."""

    def __init__(self, path, count):
        self.path = path
        self.began = time.time()
        self.containers = {}
        for index in range(count):
            name = f"worker-{index:03}"
            self.containers[hashlib.sha256(name.encode()).hexdigest()] = name
        self.inspection = json.loads((FIXTURES / "inspect.json").read_text())
        self.frame = json.loads((FIXTURES / "stats.txt").read_text().splitlines()[0])
        self.lock = threading.Lock()
        # Kinds of request: how many came, how many of the streams are open, and were at most.
        self.asked, self.open, self.most = (collections.Counter() for _ in range(3))
        self.connections = set()
        self.answers = threading.Event()
        self.answers.set()
        self.start()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        if self.listener.fileno() >= 0:
            self.close()

    def start(self):
        self.path.unlink(missing_ok=True)
        self.listener = socket.socket(socket.AF_UNIX)
        self.listener.bind(str(self.path))
        self.listener.listen(256)
        threading.Thread(target=self.accept, args=(self.listener,), daemon=True).start()

    def hang(self):
        """From now on connections are taken, and nothing is said."""
        self.answers.clear()

    def close(self):
        """Ends it with all its streams in the middle; its socket is left behind."""
        # What waits in accept or recv ends with its socket.
        self.listener.shutdown(socket.SHUT_RDWR)
        self.listener.close()
        with self.lock:
            for connection in self.connections:
                with contextlib.suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)
        self.answers.set()

    def accept(self, listener):
        while True:
            try:
                connection, _ = listener.accept()
            except OSError:
                return
            with self.lock:
                self.connections.add(connection)
            threading.Thread(target=self.serve, args=(connection,), daemon=True).start()

    def serve(self, connection):
        try:
            rest = b""
            while True:
                while b"\r\n\r\n" not in rest:
                    part = connection.recv(1 << 16)
                    if not part:
                        return
                    rest += part
                head, rest = rest.split(b"\r\n\r\n", 1)
                self.answer(connection, head.split(b" ")[1].decode())
        except OSError:
            return
        finally:
            with self.lock:
                self.connections.discard(connection)
            connection.close()

    def answer(self, connection, target):
        self.answers.wait()
        path = target.split("?")[0]
        if path.startswith("/v1."):
            path = path[path.index("/", 1):]
        parts = path.strip("/").split("/")
        kind = parts[-1] if len(parts) == 3 else path
        with self.lock:
            self.asked[kind] += 1
        if path == "/containers/json":
            self.send(connection, [self.summary(id, name) for id, name in self.containers.items()])
        elif kind == "json":
            self.send(connection, self.details(parts[1]))
        elif kind in ("stats", "logs", "/events"):
            self.stream(connection, kind, parts[1] if kind == "stats" else None)
        else:
            self.send(connection, {"Version": "20.10.24", "ApiVersion": "1.41",
                                   "MinAPIVersion": "1.12", "NCPU": 2, "MemTotal": 25276502016,
                                   "SystemTime": stamp(time.time())})

    @staticmethod
    def send(connection, value):
        body = json.dumps(value, separators=(",", ":")).encode()
        connection.sendall(b"HTTP/1.1 200 OK\r\nApi-Version: 1.41\r\nContent-Type: application/json\r\n"
                           b"Content-Length: %d\r\n\r\n" % len(body) + body)

    def stream(self, connection, kind, container):
        """Until the client goes: a frame a second of a container's figures, else nothing."""
        with self.lock:
            self.open[kind] += 1
            self.most[kind] = max(self.most[kind], self.open[kind])
        try:
            connection.sendall(b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n")
            while True:
                if container and self.answers.is_set():
                    line = json.dumps(self.figures(container), separators=(",", ":")).encode() + b"\n"
                    connection.sendall(b"%x\r\n%s\r\n" % (len(line), line))
                # Clients do not speak in a stream: what can be read is their end.
                if select.select([connection], [], [], 1 if container else None)[0]:
                    raise OSError
        finally:
            with self.lock:
                self.open[kind] -= 1

    # What it tells

    def summary(self, id, name):
        return {"Id": id, "Names": [f"/{name}"], "Image": "busybox:latest",
                "ImageID": self.inspection["Image"], "Command": "sh -c 'while :; do sleep 1; done'",
                "Created": int(self.began), "Ports": [], "Labels": {"bench": "1"},
                "State": "running", "Status": "Up 2 minutes (healthy)",
                "HostConfig": {"NetworkMode": "default"}, "Mounts": []}

    def details(self, id):
        details = dict(self.inspection, Id=id, Name="/" + self.containers[id])
        details["State"] = dict(details["State"], StartedAt=stamp(self.began),
                                Health={"Status": "healthy", "FailingStreak": 0, "Log": []})
        return details

    def figures(self, id):
        """A container that uses a quarter of a core."""
        now = time.time()
        frame = dict(self.frame, id=id, name="/" + self.containers[id], read=stamp(now))
        usage = dict(frame["cpu_stats"]["cpu_usage"], total_usage=int((now - self.began) * 0.25e9))
        frame["cpu_stats"] = dict(frame["cpu_stats"], cpu_usage=usage)
        return frame
