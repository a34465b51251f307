"""The container engine that Scripts/test-engine has started, and a document server on it."""

import os
import subprocess

# Counts its requests, and says that memory is to be filled after so many of them.
ANSWER = """#!/bin/sh
cat >/dev/null
count=$(($(cat /tmp/count 2>/dev/null || echo 0) + 1))
echo $count >/tmp/count
[ $count -ne {limit} ] || : >/tmp/full
printf 'Content-Type: application/json\\r\\n\\r\\n'
printf '{{"total_pages_processed": 1, "elapsed_seconds": 0.001, "results": []}}'
"""


class Engine:
    """Containers of busybox's web server, of which a plan starts one."""

    def __init__(self, place):
        self.place = place
        self.address = os.environ["SLIMBENCH_TEST_ENGINE"]
        self.name = place.root.name.replace("_", "-")

    def server(self, key):
        """A plan's server in the container of this key."""
        return {"container": key, "port": 8080, "request": {"path": "/cgi-bin/answer"}}

    def container(self, fills_memory_after=0):
        """A plan's container, whose main process takes more memory than it may after so many
        requests."""
        pages = self.place.folder / "www"
        (pages / "cgi-bin").mkdir(parents=True)
        (pages / "index.html").write_text('{"status": "ok", "models_loaded": true}')
        answer = pages / "cgi-bin/answer"
        answer.write_text(ANSWER.format(limit=fills_memory_after))
        answer.chmod(0o755)
        script = ("trap 'exit 0' TERM; httpd -p 8080 -h /www; until test -e /tmp/full; do sleep 0.1; done; "
                  "exec dd if=/dev/zero of=/dev/null bs=200M")
        return {"image": "busybox", "name": self.name, "command": ["sh", "-c", script],
                "ports": ["8080"], "volumes": [f"{pages}:/www:ro"], "memory": "24MiB"}

    def names(self):
        """The scenario's containers, those that have ended, too."""
        listed = subprocess.run(
            ["docker", "--host", self.address, "ps", "--all", "--format", "{{.Names}}", "--filter",
             f"name={self.name}"], capture_output=True, text=True, check=True)
        return listed.stdout.split()
