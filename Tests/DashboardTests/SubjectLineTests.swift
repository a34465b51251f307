import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// A lane's container in one line.
@Suite
struct SubjectLineTests {
  private static func line(
    _ changes: [SubjectChange], sampledAt: Int? = 10_000, now: Int = 10_500,
    container: String? = "ocr", subject: String = "ocr", isStopped: Bool = false,
    throttled: Double? = 0, width: Int = 200, _ glyphs: GlyphSet = .braille
  ) throws -> String {
    var state = RunState()
    for (index, change) in changes.enumerated() {
      var change = change
      change.subject = subject
      state.apply(RunEvent(ScriptedRun.milliseconds(index), .subjectChanged(change)))
    }
    if let sampledAt {
      var sample = ResourceSample(subject: subject, interval: 1_000_000_000)
      (sample.cores, sample.coreLimit, sample.throttledShare) = (1.94, 2, throttled)
      (sample.memoryBytes, sample.memoryLimitBytes) = (612_000_000, 1_020_000_000)
      state.apply(RunEvent(ScriptedRun.milliseconds(sampledAt), .resourceSampled(sample)))
    }
    let server = ServerSpec(
      key: "s", name: "S", origin: .url("http://localhost"), container: container)
    return SubjectLine(
      server: server, subject: try #require(state.watched[subject]),
      now: ScriptedRun.milliseconds(now), isOver: false, isStopped: isStopped,
      columns: nil
    ).line(width: width, glyphs).text
  }

  private static func change(
    _ kind: SubjectChange.Kind, _ health: ContainerHealth? = nil, exitCode: Int? = nil
  ) -> SubjectChange {
    SubjectChange(subject: "ocr", kind: kind, health: health, exitCode: exitCode)
  }

  @Test("tells name, health with its age, what is used of what there is, and restarts")
  func whole() throws {
    let line = try Self.line([Self.change(.started), Self.change(.health, .healthy)])
    #expect(
      line == "ocr  ● healthy 10 s  cores 1.94 of 2.00  memory 612 MB of 1.0 GB  restarts 0")
    let mono = try Self.line([Self.change(.health, .unhealthy)], throttled: 0.41, .ascii)
    #expect(mono.hasPrefix("ocr  x unhealthy 10 s") && mono.contains("throttled 41.0 %"))
  }

  @Test("says how old a sample is that nothing followed")
  func stale() throws {
    let fresh = try Self.line([Self.change(.watched)], now: 12_900)
    let stale = try Self.line([Self.change(.watched)], now: 14_100)
    #expect(!fresh.contains("stale") && stale.contains("stale 4 s"))
  }

  @Test("of a dead container tells how it ended, and nothing that it would use")
  func dead() throws {
    let line = try Self.line([
      Self.change(.started), Self.change(.outOfMemory), Self.change(.died, exitCode: 137),
    ])
    #expect(line == "ocr  † ended with exit code 137  out of memory 1×  restarts 0")
  }

  @Test("of a process whose server was stopped tells that, and nothing that it used")
  func stopped() throws {
    let line = try Self.line([Self.change(.started)], container: nil, isStopped: true)
    #expect(line == "process  ○ stopped  restarts 0")
  }

  @Test("A process that was launched is called so; names that act on a terminal do nothing")
  func names() throws {
    #expect(try Self.line([Self.change(.started)], container: nil).hasPrefix("process  ● running"))
    let hostile = try Self.line([Self.change(.started)], subject: "\u{1B}[2Jocr")
    #expect(!hostile.unicodeScalars.contains("\u{1B}"))
  }

  @Test("never takes more room than there is, as long as its name fits", arguments: 24...120)
  func widths(width: Int) throws {
    let line = try Self.line(
      [Self.change(.started), Self.change(.health, .healthy), Self.change(.outOfMemory)],
      throttled: 0.5, width: width)
    #expect(GlyphSet.braille.width(of: line) <= width)
    #expect(line.hasPrefix("ocr  ● healthy"))
  }
}
