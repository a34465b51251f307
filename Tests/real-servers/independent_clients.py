#!/usr/bin/env python3
"""Uploads a PDF to slimbench's own servers with clients that are not slimbench, and judges the
answers by tools that are not slimbench either.

    independent_clients.py DOCUMENT.pdf NAME=URL [NAME=URL ...]

curl, httpx and requests send the same document at 150 DPI to every server; all answers must agree
in everything but the time. The text of every page must be `pdftotext`'s (white space and hyphens
apart, which the two lay out differently), and the pixels `pdftoppm -r 150`'s. The DPI must be read
from the query, from the form, and from either when both say the same.
"""

import json
import re
import subprocess
import sys
from pathlib import Path

import httpx
import requests

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
          "text as pdftotext's, pixels as pdftoppm's")


if __name__ == "__main__":
    main()
