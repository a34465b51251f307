import BenchCore
import Canvas
import Reports
import Testing

struct CheckReportTests {
  /// A probe in which nothing moves, or the pixels do.
  static func probe(server: Int = 0, movesPixels: Bool) -> DPIProbe {
    let times = [0.100, 0.101, 0.099, 0.100, 0.102]
    let other = [0.101, 0.100, 0.100, 0.099, 0.101]
    return DPIProbe(
      server: server, document: "a\u{1B}.pdf", low: 72, high: 300, said: [.query, .form],
      pairs: zip(times, other).map { low, high in
        DPIPair(
          low: DPISample(serviceSeconds: low, megapixels: movesPixels ? 0.5 : 2.1),
          high: DPISample(serviceSeconds: high, megapixels: movesPixels ? 8.7 : 2.1))
      })
  }

  private static var checks: [ServerCheck] {
    let (ignores, reacts) = (
      DPIReaction(probe(movesPixels: false)), DPIReaction(probe(movesPixels: true))
    )
    return [
      ServerCheck(
        server: 0, url: "http://localhost:7670",
        findings: [
          CheckFinding(.readiness, .ok, "all\u{1B}[31m here"),
          CheckFinding(.serverSeconds, .failed, "nothing is at \"/elapsed_seconds\""),
          CheckFinding(ignores, nil),
        ], reaction: ignores),
      ServerCheck(
        server: 1, url: "http://localhost:7671", findings: [CheckFinding(reacts, .query)],
        reaction: reacts, reading: .query),
      ServerCheck(
        server: 2, url: nil,
        findings: [CheckFinding(.readiness, .failed, "does not answer")]),
    ]
  }

  @Test("tells every finding with its grade in words, and the numbers under it")
  func picture() {
    let servers = Fixture.plan(servers: 3).servers
    #expect(
      CheckReport.text(Self.checks, of: servers, width: 80) == """
        Python FastAPI (python) at http://localhost:7670
        readiness      ok: all␛[31m here
        server seconds FAILED: nothing is at "/elapsed_seconds"
        dpi            WARNING: does not react: comparing its resolutions compares
                       nothing
                       · 72 → 300 dpi on a␛.pdf, 5 pairs: 2.10 → 2.10 megapixels;
                         service time × 0.998 [0.985, 1.01]

        Rust Axum (rust) at http://localhost:7671
        dpi            ok: reacts, reads it from the query
                       · 72 → 300 dpi on a␛.pdf, 5 pairs: 0.500 → 8.70 megapixels;
                         service time × 0.998 [0.985, 1.01]

        Hummingbird (hummingbird)
        readiness      FAILED: does not answer

        3 servers: 1 not available, 1 not as the contract says, 1 as they should be
        """)
  }

  @Test("keeps to ASCII and to the width", arguments: [60, 100])
  func ascii(width: Int) {
    let servers = Fixture.plan(servers: 3).servers
    let text = CheckReport.text(Self.checks, of: servers, width: width, glyphs: .ascii)
    #expect(text.utf8.allSatisfy { $0 < 0x80 })
    #expect(text.split(separator: "\n").allSatisfy { $0.count <= width })
  }

  @Test("A run's report says what its servers do with the DPI, and warns of one that ignores it")
  func report() throws {
    var unclear = Self.probe(server: 2, movesPixels: false)
    unclear.pairs = Array(unclear.pairs.prefix(2))
    let probes = [
      Self.probe(server: 0, movesPixels: true), Self.probe(server: 1, movesPixels: false), unclear,
    ]
    var events = Fixture.events(servers: 3)
    events.insert(contentsOf: probes.map { RunEvent(.zero, .dpiProbed($0)) }, at: 1)
    let lines = TextReport.text(try #require(RunFigures(events: events)), width: 400)
      .split(separator: "\n").map(String.init)
    let told = lines.filter { $0.hasPrefix("DPI ") }
    #expect(told.count == 2)
    #expect(told.first?.contains("Python FastAPI reacts (72 → 300 dpi on a␛.pdf") == true)
    #expect(told.last?.contains("whether Hummingbird reacts could not be told") == true)
    let warnings = lines.filter { $0.hasPrefix("Warning ") && $0.contains("DPI") }
    #expect(warnings.count == 1 && warnings[0].contains("Rust Axum does not react to the DPI"))
    #expect(lines.contains { $0.contains("a warning below limits what this says") })
  }
}
