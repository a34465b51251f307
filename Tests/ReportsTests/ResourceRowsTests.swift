import BenchCore
import Reports
import Testing

/// What servers used, in tables and exports.
struct ResourceRowsTests {
  /// The fixture's run with both servers watched, and the first one launched in 3.2 s.
  static func events() -> [RunEvent] {
    let run = Fixture.events(servers: 2)
    let end = run.last?.time.nanoseconds ?? 0
    let samples = stride(from: Int64(1_000_000_000), through: end, by: 1_000_000_000).flatMap {
      time in
      ["python", "rust"].map { subject in
        var sample = ResourceSample(subject: subject, interval: 1_000_000_000)
        sample.cores = subject == "python" ? 0.5 : 0.25
        sample.memoryBytes = subject == "python" ? 612_000_000 : 48_000_000
        sample.throttledShare = subject == "python" ? 0.41 : 0
        return RunEvent(RunTime(nanoseconds: time), .resourceSampled(sample))
      }
    }
    let states = [(0, ServerState.launching), (3_200_000_000, .ready)].map { time, state in
      RunEvent(
        RunTime(nanoseconds: time), .serverChanged(ServerChange(server: 0, state: state)))
    }
    return Array(run.prefix(1)) + states + samples + run.dropFirst()
  }

  @Test("stands in the table, and only where servers were watched")
  func rows() throws {
    let text = try TextReportTests.report(Self.events(), width: 100)
    #expect(text.contains(/Memory, peak +│ +612 MB │ +48.0 MB │ +12.8× less/))
    #expect(text.contains(/Throttled periods +│ +41.0 % │ +0 %/))
    #expect(text.contains(/Restarts +│ +0 │ +0/))
    #expect(text.contains(/Start-up +│ +3.20 s │ +–/))
    #expect(text.contains("Pages per CPU second") && text.contains("Cores, mean"))
    #expect(text.contains("Resources"))
    let bare = try TextReportTests.report(Fixture.events(servers: 2), width: 100)
    for words in ["Restarts", "Memory", "Start-up", "Resources", "CPU second"] {
      #expect(!bare.contains(words))
    }
  }

  @Test("is exported with the table", arguments: [ExportFormat.markdown, .html])
  func exports(format: ExportFormat) throws {
    let text = try ExportTests.text(ExportTests.run(Self.events()), format)
    #expect(text.contains("Memory, peak") && text.contains("612 MB"))
  }
}
