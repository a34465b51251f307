#!/usr/bin/env python3
"""Uploads a PDF to slimbench's own servers with clients that are not slimbench, and judges the
answers by tools that are not slimbench either.

    independent_clients.py DOCUMENT.pdf NAME=URL [NAME=URL ...]

curl, httpx and requests send the same document at 150 DPI to every server; all answers must agree
in everything but the time. The text of every page must be `pdftotext`'s (white space and hyphens
apart, which the two lay out differently), and the pixels `pdftoppm -r 150`'s. The DPI must be read
from the query, from the form, and from either when both say the same. In the end `GET /metrics` must be
what Prometheus's own parser takes, and tell what was done.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx
import requests
from prometheus_client.parser import text_string_to_metric_families

DPI = 150
TIMEOUT = 120


def by_curl(url, pdf, query, form):
    command = ["curl", "--silent", "--show-error", "--fail-with-body", "--max-time", str(TIMEOUT),
               "--form", f"file=@{pdf}"]
    if form:
        command += ["--form", f"dpi={form}"]
    address = f"{url}/process-pdf" + (f"?dpi={query}" if query else "")
    return json.loads(subprocess.run(command + [address], check=True, capture_output=True).stdout)


def by_requests(url, pdf, query, form):
    with open(pdf, "rb") as file:
        answer = requests.post(
            f"{url}/process-pdf", params={"dpi": query} if query else None,
            data={"dpi": form} if form else None,
            files={"file": (pdf.name, file, "application/pdf")}, timeout=TIMEOUT)
    answer.raise_for_status()
    return answer.json()


def by_httpx(url, pdf, query, form):
    with open(pdf, "rb") as file:
        answer = httpx.post(
            f"{url}/process-pdf", params={"dpi": query} if query else None,
            data={"dpi": str(form)} if form else None,
            files={"file": (pdf.name, file, "application/pdf")}, timeout=TIMEOUT)
    answer.raise_for_status()
    return answer.json()


CLIENTS = {"curl": by_curl, "requests": by_requests, "httpx": by_httpx}


def squeezed(text):
    """What two text extractors must agree on: every character but blanks and hyphens."""
    return re.sub(r"[\s\u00ad\u2010-]+", "", text)


def page_sizes_by_pdftoppm(pdf, dpi):
    """(width, height) of every page, from the headers of the pictures pdftoppm writes."""
    sizes = []
    with subprocess.Popen(["pdftoppm", "-r", str(dpi), str(pdf)], stdout=subprocess.PIPE) as child:
        while magic := child.stdout.readline():
            assert magic == b"P6\n", f"pdftoppm wrote {magic!r}"
            width, height = map(int, child.stdout.readline().split())
            child.stdout.readline()
            left = width * height * 3
            while left:
                left -= len(child.stdout.read(min(left, 1 << 20)))
            sizes.append((width, height))
    assert child.returncode == 0, "pdftoppm failed"
    return sizes


def page_texts_by_pdftotext(pdf):
    text = subprocess.run(["pdftotext", str(pdf), "-"], check=True, capture_output=True).stdout
    return text.decode("utf-8").split("\f")[:-1]


def without_time(answer):
    """The answer less its one figure that may differ, and less the server's name for the file."""
    answer = json.loads(json.dumps(answer))
    del answer["elapsed_seconds"]
    for result in answer["results"]:
        del result["pdf_path"]
    return answer


def metrics_problems(url, documents, pages):
    """What is wrong with a server's metrics after so many documents of so many pages in all."""
    answer = requests.get(f"{url}/metrics", timeout=TIMEOUT)
    if answer.headers["content-type"] != "text/plain; version=0.0.4; charset=utf-8":
        yield f"the content type is {answer.headers['content-type']}"
    families = {family.name: family for family in text_string_to_metric_families(answer.text)}
    kinds = {
        "slimbench_http_requests": "counter", "slimbench_http_requests_in_flight": "gauge",
        "slimbench_http_request_duration_seconds": "histogram", "slimbench_pages": "counter",
        "slimbench_ocr_pages": "counter", "slimbench_queue_length": "gauge",
        "slimbench_workers": "gauge", "slimbench_workers_busy": "gauge",
        "process_cpu_seconds": "counter", "process_resident_memory_bytes": "gauge",
        "process_start_time_seconds": "gauge",
    }
    if {name: family.type for name, family in families.items()} != kinds:
        yield f"the metrics are { {name: family.type for name, family in families.items()} }"
        return
    for name, family in families.items():
        if not family.documentation.endswith("."):
            yield f"{name} lacks its help: {family.documentation!r}"

    def value(name, family=None, **labels):
        samples = families[family or name].samples
        return sum(s.value for s in samples
                   if s.name in (name, name + "_total") and labels.items() <= s.labels.items())

    seconds = "slimbench_http_request_duration_seconds"
    done = {"path": "/process-pdf"}
    expected = [
        ("requests", value("slimbench_http_requests", status="200", **done), documents),
        ("durations", value(seconds + "_count", seconds, **done), documents),
        ("bucket +Inf", value(seconds + "_bucket", seconds, le="+Inf", **done), documents),
        ("pages", value("slimbench_pages"), pages),
        ("in flight", value("slimbench_http_requests_in_flight"), 1),
    ]
    for what, found, wanted in expected:
        if found != wanted:
            yield f"{what}: {found}, not {wanted}"
    buckets = [s.value for s in families[seconds].samples
               if s.name.endswith("_bucket") and s.labels["path"] == "/process-pdf"]
    if buckets != sorted(buckets):
        yield f"buckets are not cumulative: {buckets}"
    if not value(seconds + "_sum", seconds, **done) < value("process_start_time_seconds"):
        yield "the sum of seconds is not one"
    if not 1e6 < value("process_resident_memory_bytes") < 1e10:
        yield f"memory: {value('process_resident_memory_bytes')}"
    if not value("process_cpu_seconds") > 0:
        yield "no CPU time"


def main():
    if len(sys.argv) < 3:
        sys.exit(__doc__)
    pdf = Path(sys.argv[1])
    servers = dict(pair.split("=", 1) for pair in sys.argv[2:])
    texts = page_texts_by_pdftotext(pdf)
    sizes = page_sizes_by_pdftoppm(pdf, DPI)
    problems = []
    reference = None

    for server, url in servers.items():
        for client, upload in CLIENTS.items():
            answer = upload(url, pdf, DPI, DPI)
            if reference is None:
                reference = without_time(answer)
            elif without_time(answer) != reference:
                problems.append(f"{server}: {client} got another answer than the first client")
            if not 0 < answer["elapsed_seconds"] < TIMEOUT:
                problems.append(f"{server}: {client}: elapsed_seconds {answer['elapsed_seconds']}")
        for query, form in ((72, None), (None, 72)):
            for client, upload in CLIENTS.items():
                page = upload(url, pdf, query, form)["results"][0]["pages"][0]
                if page["dpi"] != 72:
                    problems.append(f"{server}: {client}: dpi query={query} form={form} gave {page}")
        documents = 3 * len(CLIENTS)
        problems += (f"{server}: metrics: {problem}" for problem
                     in metrics_problems(url, documents, documents * len(texts)))

    result = reference["results"][0]
    if not reference["total_pages_processed"] == result["pages_processed"] == len(texts):
        problems.append(f"{result['pages_processed']} pages, pdftotext has {len(texts)}")
    for page, text, size in zip(result["pages"], texts, sizes, strict=True):
        where = f"page {page['page']}"
        if squeezed(page["text"]) != squeezed(text):
            problems.append(f"{where}: the text is not pdftotext's")
        if (page["width"], page["height"]) != size:
            problems.append(f"{where}: {page['width']}x{page['height']}, pdftoppm made {size}")

    for problem in problems[:20]:
        print(problem, file=sys.stderr)
    if problems:
        sys.exit(f"{len(problems)} problems with independent clients")
    print(f"{', '.join(CLIENTS)} agree on {', '.join(servers)}: {len(texts)} pages of {pdf.name}, "
          "text as pdftotext's, pixels as pdftoppm's, metrics as prometheus_client reads them")


if __name__ == "__main__":
    main()
