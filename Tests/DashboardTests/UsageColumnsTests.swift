import BenchCore
import Testing

@testable import Dashboard

/// What a subject used, on the columns of a chart.
@Suite
struct UsageColumnsTests {
  private static func subject(_ events: [RunEvent]) throws -> WatchedSubject {
    var state = RunState()
    state.apply(events)
    return try #require(state.watched["ocr"])
  }

  private static func sample(at second: Int, cores: Double) -> RunEvent {
    var sample = ResourceSample(subject: "ocr", interval: 1_000_000_000)
    (sample.cores, sample.memoryBytes) = (cores, second)
    return RunEvent(ScriptedRun.milliseconds(second * 1000), .resourceSampled(sample))
  }

  private static func changed(at millisecond: Int, _ kind: SubjectChange.Kind) -> RunEvent {
    RunEvent(
      ScriptedRun.milliseconds(millisecond),
      .subjectChanged(SubjectChange(subject: "ocr", kind: kind)))
  }

  @Test("A sample stands on the columns of its second, and a missing one is a gap")
  func gaps() throws {
    let subject = try Self.subject([
      Self.sample(at: 1, cores: 0), Self.sample(at: 2, cores: 1), Self.sample(at: 4, cores: 2),
    ])
    let columns = UsageColumns(subject, from: 0, to: 5, ChartTime(), count: 10)
    #expect(columns.cores == [0, 0, 1, 1, nil, nil, 2, 2, nil, nil])
    #expect(columns.memory == [1, 1, 2, 2, nil, nil, 4, 4, nil, nil])
  }

  @Test("A column of several samples has their mean")
  func mean() throws {
    let subject = try Self.subject((1...4).map { Self.sample(at: $0, cores: Double($0)) })
    let columns = UsageColumns(subject, from: 0, to: 4, ChartTime(), count: 2)
    #expect(columns.cores == [1.5, 3.5])
  }

  @Test("Where it was dead or paused is a gap, whatever samples say")
  func absences() throws {
    let subject = try Self.subject(
      (1...6).map { Self.sample(at: $0, cores: 1) } + [
        Self.changed(at: 1000, .paused), Self.changed(at: 2000, .unpaused),
        Self.changed(at: 4000, .died), Self.changed(at: 5000, .started),
      ])
    let columns = UsageColumns(subject, from: 0, to: 6, ChartTime(), count: 6)
    #expect(columns.cores == [1, nil, 1, 1, nil, 1])
  }

  @Test("The run's own pause takes no column")
  func pause() throws {
    let subject = try Self.subject((1...9).map { Self.sample(at: $0, cores: Double($0)) })
    let time = ChartTime(gaps: [ChartTime.Gap(from: 2, until: 7)])
    let columns = UsageColumns(subject, from: 0, to: 4, time, count: 4)
    #expect(columns.cores == [1, 2, 8, 9])
  }

  @Test("Of a run longer than the newest samples reach, the whole is shown")
  func long() throws {
    let subject = try Self.subject((1...4000).map { Self.sample(at: $0, cores: 0.5) })
    let columns = UsageColumns(subject, from: 0, to: 4000, ChartTime(), count: 40)
    #expect(columns.cores.allSatisfy { $0.map { abs($0 - 0.5) < 1e-9 } ?? false })
  }

  @Test("The scale is the limit, unless what is used would be nothing beside it")
  func scale() {
    #expect(UsageColumns.top(of: [1, nil, 1.5], limit: 2) == 2)
    #expect(UsageColumns.top(of: [1, nil, 1.5], limit: 64) == 1.5)
    #expect(UsageColumns.top(of: [3], limit: 2) == 3)
    #expect(UsageColumns.top(of: [nil], limit: nil) == 1)
  }
}
