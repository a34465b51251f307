"""Processes, as the kernel tells of them."""

import contextlib
from pathlib import Path


def children(pid):
    """Processes below one."""
    found = []
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in map(int, task.read_text().split()):
                found += [child, *children(child)]
    return found


def state(pid):
    """The letter of /proc: T is stopped, Z is ended but not waited for; none when it is gone."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
    except OSError:
        return None


def is_gone(pid):
    return state(pid) in (None, "Z")
