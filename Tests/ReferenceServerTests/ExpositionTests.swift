import Foundation
import ReferenceServer
import Testing

@testable import ReferenceServer

/// The text that Prometheus reads, by its specification (exposition format 0.0.4).
struct ExpositionTests {
  @Test func `writes help, type and samples, and escapes what the format asks for`() {
    var text = Exposition()
    text.counter(
      "a_total", "Back\\slash and\nline, \"quotes\" stay.",
      [([("path", "a\\b\"c\nd"), ("status", "200")], 3), ([], 0.5)])
    text.gauge("b", "B.", [([], .infinity), ([], -.infinity), ([], .nan), ([], 1e300)])
    #expect(
      text.text == #"""
        # HELP a_total Back\\slash and\nline, "quotes" stay.
        # TYPE a_total counter
        a_total{path="a\\b\"c\nd",status="200"} 3
        a_total 0.5
        # HELP b B.
        # TYPE b gauge
        b +Inf
        b -Inf
        b NaN
        b 1e+300

        """#)
  }

  @Test func `counts durations up to each bound, the bound itself included`() {
    var histogram = SecondsHistogram()
    for seconds in [0.005, 0.0051, 0.1, 400, 2] { histogram.add(seconds) }
    #expect(histogram.cumulative == [1, 2, 2, 2, 3, 3, 3, 3, 4, 4, 4, 4, 4, 4, 4, 5])
    #expect(histogram.count == 5)
    #expect(abs(histogram.sum - 402.1101) < 1e-9)
    var text = Exposition()
    text.histogram("h", "H.", [([("path", "/")], histogram)])
    let lines = text.text.split(separator: "\n")
    #expect(lines.first { $0.contains("le=\"2.5\"") } == #"h_bucket{path="/",le="2.5"} 4"#)
    #expect(lines.suffix(3).first == #"h_bucket{path="/",le="+Inf"} 5"#)
    #expect(lines.last == #"h_count{path="/"} 5"#)
  }

  @Test(arguments: WebLayer.allCases)
  func `the server tells what it did`(web: WebLayer) async throws {
    try await withServer(web, adjust: { $0.ocr = .auto }) { port in
      let upload = Request.upload(TinyPDF(pages: [["a"], [], ["b"]]).bytes, query: "?dpi=72")
      #expect(try await Request.send(upload, port: port).status == 200)
      _ = try await Request.get("/made-up-\(UUID())", port: port)
      _ = try await Request.send(Request.upload(Array("no".utf8)), port: port)
      // A request is over a moment after its client has the answer.
      let isQuiet = try await eventually {
        let told = try await Request.get("/metrics", port: port).body
        return String(decoding: told, as: UTF8.self)
          .contains("slimbench_http_requests_in_flight 1\n")
      }
      #expect(isQuiet)
      let reply = try await Request.get("/metrics", port: port)
      #expect(reply.headers["content-type"] == "text/plain; version=0.0.4; charset=utf-8")
      let text = String(decoding: reply.body, as: UTF8.self)
      let lines = Set(text.split(separator: "\n").map(String.init))
      for line in [
        #"slimbench_http_requests_total{path="/process-pdf",status="200"} 1"#,
        #"slimbench_http_requests_total{path="/process-pdf",status="400"} 1"#,
        #"slimbench_http_requests_total{path="other",status="404"} 1"#,
        #"slimbench_http_request_duration_seconds_count{path="/process-pdf"} 2"#,
        "slimbench_pages_total 3", "slimbench_ocr_pages_total 1", "slimbench_queue_length 0",
        "slimbench_workers 2", "slimbench_workers_busy 0",
      ] {
        #expect(lines.contains(line), "\(line) is not in\n\(text)")
      }
      #expect(try await Request.get("/metrics", method: "POST", port: port).status == 405)
    }
  }
}
