"""Compares NAME.csv, NAME.md and NAME.html with NAME.json and with what `show` printed in NAME.txt."""

import csv
import html
import json
import re
import sys
from pathlib import Path

import html5lib

stem = sys.argv[1]


def said(ending):
    return Path(stem + ending).read_text(encoding="utf-8")


result = json.loads(said(".json"))
servers = {k: v for k, v in result.items() if isinstance(v, dict) and "individual_results" in v}
is_own = "slimbench" in result
with open(stem + ".csv", encoding="utf-8", newline="") as file:
    rows = list(csv.DictReader(file, strict=True))
requests = [(key, request) for key in servers for request in servers[key]["individual_results"]]
assert len(rows) == len(requests), (len(rows), len(requests))

# Ours are told apart by their number, the guide's stand in their order.
if is_own:
    requests.sort(key=lambda pair: pair[1]["seq"])
    rows.sort(key=lambda row: int(row["seq"]))


def text(value):
    """A value of JSON as a field of CSV."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value[:1] in ("=", "+", "-", "@", "\t", "\r", "\n") and value:
        return "'" + value
    return str(value)


for row, (key, request) in zip(rows, requests):
    assert row["server_key"] == key
    for name, value in request.items():
        if isinstance(value, float):
            # Whole nanoseconds are kept of the guide's latencies.
            assert abs(float(row[name]) - value) < (1e-12 if is_own else 1e-9), (name, row, value)
        elif name != "error" or is_own:
            assert row[name] == text(value), (name, row[name], value)

# Every cell of the table that `show` prints stands in both reports.
markdown = re.sub(r"\\(?=[^\w\s])", "", said(".md"))
markdown = html.unescape(markdown.replace("<!-- -->", ""))
page = html.unescape(said(".html"))
cells = 0
for line in said(".txt").splitlines():
    if line[:1] not in "│|" or not line:
        continue
    for cell in filter(None, (part.strip() for part in re.split("[│|]", line))):
        assert f"| {cell} |" in markdown.replace("\u00a0", ""), ("Markdown", cell)
        assert f">{cell}</t" in page, ("HTML", cell)
        cells += 1
assert cells > 20, cells

html5lib.HTMLParser(strict=True).parse(said(".html"))
