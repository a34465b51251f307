"""A document server that behaves as a scenario wants it."""

import contextlib
import http.server
import json
import threading
import time


class ScriptedServer:
    """A document server that takes its time, and fails with the words it was given."""

    def __init__(self, seconds=0.0, detail=None, page_text="", message="scripted",
                 port=0):
        outer = self
        self.answered = 0

        class Handler(http.server.BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"
            disable_nagle_algorithm = True

            def log_message(self, *_):
                pass

            def do_GET(self):
                self.answer(200, {"status": "ok", "message": message,
                                  "models_loaded": True})

            def do_POST(self):
                left = int(self.headers["Content-Length"])
                while left:
                    left -= len(self.rfile.read(min(left, 1 << 16)))
                time.sleep(seconds)
                outer.answered += 1
                if detail is not None:
                    self.answer(500, {"detail": detail})
                    return
                self.answer(200, {
                    "total_pages_processed": 1, "total_pdfs": 1, "elapsed_seconds": seconds / 2,
                    "results": [{"pdf_path": "x.pdf", "pages_processed": 1, "ocr_text": page_text,
                                 "raw_ocr_results": [page_text]}]})

            def answer(self, status, value):
                body = json.dumps(value).encode()
                with contextlib.suppress(OSError):
                    self.send_response(status)
                    self.send_header("Content-Type", "application/json")
                    self.send_header("Content-Length", str(len(body)))
                    self.end_headers()
                    self.wfile.write(body)

        class Server(http.server.ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_):
                pass

        self.server = Server(("127.0.0.1", port), Handler)
        self.url = f"http://127.0.0.1:{self.server.server_address[1]}"
        threading.Thread(target=self.server.serve_forever, daemon=True).start()

    def close(self):
        self.server.shutdown()
        self.server.server_close()
