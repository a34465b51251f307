import Foundation
import Glibc
import Testing

@testable import ReferenceServer

@Suite(.timeLimit(.minutes(2))) struct AccessLogTests {
  @Test func `a line tells a request, and lets no client write a line of its own`() {
    var line = AccessLine(
      time: Date(timeIntervalSince1970: 1_764_470_834.125), method: "POST", path: "/process-pdf",
      status: 200, bytesIn: 35012, bytesOut: 2200, seconds: 0.0612041, pages: 10, dpi: 150)
    #expect(
      line.text == "2025-11-30T02:47:14.125Z POST /process-pdf 200 in=35012 out=2200 ms=61.204 "
        + "pages=10 dpi=150\n")
    (line.pages, line.dpi, line.method) = (nil, 72.5, "")
    line.path = "/a b\n200\u{1b}[31m\\é"
    #expect(
      line.text == #"2025-11-30T02:47:14.125Z - /a\x20b\x0a200\x1b[31m\x5c\xc3\xa9 200 in=35012 "#
        + "out=2200 ms=61.204 dpi=72.5\n")
    line.path = String(repeating: "x", count: 5000)
    #expect(line.text.utf8.count < 400)
  }

  @Test(arguments: WebLayer.allCases)
  func `every request leaves a line`(web: WebLayer) async throws {
    try await Tool.withFolder { folder in
      let path = folder.appendingPathComponent("access.log").path
      try await withServer(web, adjust: { $0.accessLog = path }) { port in
        let upload = Request.upload(TinyPDF.text(pages: 3).bytes, query: "?dpi=72")
        #expect(try await Request.send(upload, port: port).status == 200)
        #expect(try await Request.get("/nothing", port: port).status == 404)
        _ = try await blocking {
          let connection = try RawConnection(port: port)
          defer { connection.close() }
          try connection.send(StreamTests.stream(TinyPDF.text(pages: 2).bytes))
          return try connection.everything()
        }
        let lost = try await blocking {
          let connection = try RawConnection(port: port)
          try connection.send(DisconnectTests.endless)
          return connection
        }
        _ = try await eventually {
          let json = try await Request.get("/", port: port).json
          return (json["workers"] as? [String: Int])?["busy"] == 1
        }
        lost.close()
        let isThere = await eventually {
          let text = (try? String(contentsOfFile: path, encoding: .utf8)) ?? ""
          return text.contains(" 499 ")
        }
        #expect(isThere)
      }
      let lines = try String(contentsOfFile: path, encoding: .utf8).split(separator: "\n")
        .filter { !$0.contains(" GET / 200 ") }
      let time = #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z /#
      #expect(lines.allSatisfy { $0.starts(with: time) })
      let rest = lines.map { $0.drop { $0 != " " }.dropFirst() }
      try #require(rest.count == 4, "\(lines)")
      #expect(
        rest[0].starts(with: #/POST \/process-pdf 200 in=\d{4} out=\d+ ms=[\d.]+ pages=3 dpi=72/#))
      #expect(rest[1].starts(with: #/GET \/nothing 404 in=0 out=\d+ ms=[\d.]+$/#), "\(rest[1])")
      #expect(
        rest[2].starts(
          with: #/POST \/process-pdf-stream 200 in=\d+ out=\d{3,} ms=[\d.]+ pages=2 dpi=72/#))
      #expect(rest[3].starts(with: #/POST \/process-pdf 499 in=\d{6,} out=/#), "\(rest[3])")
    }
  }

  @Test func `a reader that stalls costs lines, not requests`() throws {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    for end in ends {
      _ = fcntl(end, F_SETFD, FD_CLOEXEC)
      _ = fcntl(end, F_SETFL, O_NONBLOCK)
    }
    let log = AccessLog(descriptor: ends[1])
    let line = AccessLine(
      time: Date(), method: "GET", path: "/", status: 200, bytesIn: 0, bytesOut: 0, seconds: 0)
    // Three times what may wait.
    for _ in 0..<(3 << 20) / line.text.utf8.count { log.write(line) }
    var text: [UInt8] = []
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    // What waits is written as the reader goes on; a line written now brings the count of the others.
    while !String(decoding: text.suffix(200), as: UTF8.self).contains("left out here") {
      let count = read(ends[0], &chunk, chunk.count)
      if count > 0 { text += chunk[..<count] } else { log.write(line) }
      guard text.count < 20 << 20 else { break }
    }
    let match = String(decoding: text, as: UTF8.self).firstMatch(of: /\((\d+) requests left out/)
    #expect(match.flatMap { Int($0.output.1) } ?? 0 > 1000)
    log.close()
    close(ends[0])
  }

  @Test func `a file that cannot be written is told before the server starts`() async throws {
    await #expect {
      try await serve(
        configuration: ServerConfiguration(port: 0, accessLog: "/nonexistent/a.log")
      ) { _ in }
    } throws: { error in
      (error as? ServerError)?.message.contains("/nonexistent/a.log") == true
    }
  }
}
