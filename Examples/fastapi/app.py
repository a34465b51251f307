"""A small document server with the slimgest contract: PDF and DPI in, text per page out.

One pipeline (pypdfium2 renders every page at the DPI and reads its text), to be run under two web
layers, so that `slimbench` can tell them apart:

    uvicorn app:app --port 7670                       web layer written in Python
    granian --interface asgi app:app --port 7671      web layer written in Rust

SLIMGEST_DPI_FROM says where the DPI is read: `query` (as FastAPI does with a bare parameter),
`form` (as most others do), `both` (the default; the query wins) or `ignore` (always 150: what a
broken server does). Every request logs one line with the DPI it used and where it came from.
"""

import asyncio
import logging
import os
import sys
import time
from concurrent.futures import ThreadPoolExecutor
from typing import Annotated, Literal

import pypdfium2 as pdfium
from fastapi import FastAPI, File, Form, HTTPException, Query, UploadFile
from pydantic import BaseModel

DEFAULT_DPI = 150.0
DPI_RANGE = (10.0, 1200.0)
MAX_PIXELS_PER_PAGE = 100_000_000

DPI_FROM = os.environ.get("SLIMGEST_DPI_FROM", "both")
if DPI_FROM not in ("query", "form", "both", "ignore"):
    sys.exit(f"SLIMGEST_DPI_FROM is '{DPI_FROM}'; it must be query, form, both or ignore")

log = logging.getLogger("slimgest")
log.setLevel(logging.INFO)
log.propagate = False
_handler = logging.StreamHandler()
_handler.setFormatter(logging.Formatter("%(asctime)s %(message)s"))
log.addHandler(_handler)

# PDFium must not be called from two threads at once, in one process. One worker is the queue and
# the lock, and the event loop stays free to answer health checks meanwhile.
pipeline_thread = ThreadPoolExecutor(max_workers=1, thread_name_prefix="pipeline")


class Page(BaseModel):
    """One page as it was really processed; sizes in pixels."""

    page: int
    width: int
    height: int
    dpi: float
    text: str


class DocumentResult(BaseModel):
    pdf_path: str
    pages_processed: int
    ocr_text: str
    raw_ocr_results: list[str]
    pages: list[Page]


class Answer(BaseModel):
    """`elapsed_seconds` is the pipeline's own time: neither upload, queue nor serialisation."""

    total_pages_processed: int
    total_pdfs: int
    elapsed_seconds: float
    results: list[DocumentResult]


class Health(BaseModel):
    status: Literal["ok"] = "ok"
    message: str = "FastAPI example server"
    models_loaded: bool = True


class PipelineError(Exception):
    """A document that cannot be processed, with the HTTP status that says why."""

    def __init__(self, status: int, detail: str):
        super().__init__(detail)
        self.status = status
        self.detail = detail


def process(data: bytes, dpi: float) -> tuple[list[Page], float]:
    """Renders every page of `data` at `dpi` and reads its text. Runs on the pipeline thread."""
    started = time.perf_counter()
    try:
        document = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        if "password" in str(error).lower():
            raise PipelineError(422, "the PDF is encrypted") from error
        raise PipelineError(400, f"not a PDF that can be read: {error}") from error
    pages = []
    try:
        for number, page in enumerate(document, start=1):
            width, height = (side * dpi / 72 for side in page.get_size())
            if width * height > MAX_PIXELS_PER_PAGE:
                raise PipelineError(
                    422,
                    f"page {number} has {width * height / 1e6:.0f} megapixels at {dpi:g} DPI, "
                    f"over {MAX_PIXELS_PER_PAGE / 1e6:.0f}",
                )
            bitmap = page.render(scale=dpi / 72)
            text_page = page.get_textpage()
            pages.append(
                Page(
                    page=number,
                    width=bitmap.width,
                    height=bitmap.height,
                    dpi=dpi,
                    text=text_page.get_text_bounded(),
                )
            )
            text_page.close()
            bitmap.close()
            page.close()
    except pdfium.PdfiumError as error:
        raise PipelineError(400, f"page {len(pages) + 1} cannot be read: {error}") from error
    finally:
        document.close()
    return pages, time.perf_counter() - started


def choose_dpi(query: str | None, form: str | None) -> tuple[float, str]:
    """The DPI to use and where it came from; 400 when it is no number within the range."""
    text, source = None, "default"
    if DPI_FROM in ("query", "both") and query is not None:
        text, source = query, "query"
    elif DPI_FROM in ("form", "both") and form is not None:
        text, source = form, "form"
    if text is None:
        return DEFAULT_DPI, source
    try:
        dpi = float(text)
    except ValueError:
        raise HTTPException(400, f"dpi is not a number: {text!r}") from None
    low, high = DPI_RANGE
    if not low <= dpi <= high:
        raise HTTPException(400, f"dpi must be between {low:g} and {high:g}, not {dpi:g}")
    return dpi, source


app = FastAPI(title="slimgest example")


@app.get("/")
async def health() -> Health:
    return Health()


@app.post("/process-pdf")
async def process_pdf(
    file: Annotated[UploadFile, File()],
    dpi: Annotated[str | None, Query()] = None,
    form_dpi: Annotated[str | None, Form(alias="dpi")] = None,
) -> Answer:
    name = file.filename or ""
    if not name.lower().endswith(".pdf"):
        raise HTTPException(400, "only files whose name ends in .pdf are accepted")
    chosen, source = choose_dpi(dpi, form_dpi)
    data = await file.read()
    try:
        loop = asyncio.get_running_loop()
        pages, elapsed = await loop.run_in_executor(pipeline_thread, process, data, chosen)
    except PipelineError as error:
        log.info("failed file=%r dpi=%g source=%s: %s", name, chosen, source, error.detail)
        raise HTTPException(error.status, error.detail) from error
    log.info(
        "processed file=%r dpi=%g source=%s pages=%d seconds=%.3f",
        name, chosen, source, len(pages), elapsed,
    )
    text = "\n".join(page.text for page in pages)
    return Answer(
        total_pages_processed=len(pages),
        total_pdfs=1,
        elapsed_seconds=elapsed,
        results=[
            DocumentResult(
                pdf_path=name,
                pages_processed=len(pages),
                ocr_text=text,
                raw_ocr_results=[page.text for page in pages],
                pages=pages,
            )
        ],
    )
