import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// A lane's chart shows what was measured, when it was measured.
@Suite
struct LaneChartTests {
  private func chart(
    _ window: ChartWindow = .whole, columns: Int = 200, concurrency: Int = 1, share: Int = 100
  ) throws -> (chart: LaneChart, state: RunState) {
    var state = RunState()
    let plan = ScriptedRun.plan(concurrency: concurrency)
    let events = ScriptedRun.events(plan)
    state.apply(events.prefix(events.count * share / 100))
    let chart = LaneChart(
      state.conditions[0], window: window, columns: columns,
      now: state.now.seconds(since: .zero), isSerial: concurrency == 1, oldest: nil)
    return (chart, state)
  }

  @Test("One request at a time is a ramp from its start to its service time")
  func ramps() throws {
    let (chart, state) = try chart()
    let samples = state.conditions[0].recent.elements.filter { $0.phase == .measurement }
    #expect(chart.ramps.count == samples.count)
    for (ramp, sample) in zip(chart.ramps, samples) {
      let end = sample.end.seconds(since: .zero)
      let service = Double(sample.service) / 1e9
      #expect(ramp.map(\.x) == [end - service, end, end])
      #expect(ramp.map(\.y) == [0, service, 0])
    }
    #expect(chart.means.isEmpty && chart.points.isEmpty)
  }

  @Test("A ramp that began before the window enters at its height")
  func cut() throws {
    let (chart, _) = try chart(.quarterMinute, share: 95)
    for ramp in chart.ramps {
      #expect(ramp[0].x >= chart.left)
      let slope = (ramp[1].y - ramp[0].y) - (ramp[1].x - ramp[0].x)
      #expect(abs(slope) < 1e-9, "elapsed time grows as time does")
    }
  }

  @Test("Several at a time are points")
  func points() throws {
    let (chart, state) = try chart(concurrency: 4)
    #expect(chart.points.count == state.conditions[0].succeeded)
    #expect(chart.ramps.isEmpty)
  }

  @Test("More requests than can be told apart are means, with their maxima above")
  func means() throws {
    let (chart, _) = try chart(columns: 4)
    #expect(!chart.means.isEmpty && chart.means.count <= 8)
    #expect(chart.ramps.isEmpty)
    for (mean, maximum) in zip(chart.means, chart.maxima) {
      #expect(mean.x == maximum.x && mean.y <= maximum.y)
    }
  }

  @Test(
    "The whole run is shown in spans that double, so that the picture stands still between them",
    arguments: [(0.0, 15.0), (15.0, 15.0), (15.1, 30.0), (61, 120), (3600, 3840), (1e30, 1e12)])
  func spans(now: Double, expected: Double) {
    let span = LaneChart.wholeSpan(now)
    #expect(now > 1e12 ? span >= expected && span < 2 * expected : span == expected)
  }

  @Test("The whole of a run that is over takes the whole width")
  func over() throws {
    let (_, state) = try chart()
    let now = state.now.seconds(since: .zero)
    let chart = LaneChart(
      state.conditions[0], window: .whole, columns: 100, now: now, isSerial: true, isOver: true,
      oldest: nil)
    #expect(chart.left == 0 && chart.right == now)
  }

  @Test(
    "The last seconds of a long fast run are as fine as those of a short one",
    arguments: [
      (ChartWindow.quarterMinute, rate: 400, seconds: 16), (.minute, rate: 100, seconds: 62),
      (.fiveMinutes, rate: 20, seconds: 310),
    ])
  func fine(window: ChartWindow, rate: Int, seconds: Int) throws {
    var state = RunState()
    state.apply(ScriptedRun.beginning(ScriptedRun.plan(servers: 1)))
    // More than the newest that are kept whole, at the end of an hour.
    for index in 0..<(rate * seconds) {
      let end = ScriptedRun.milliseconds((3600 - seconds) * 1000 + 1000 * (index + 1) / rate)
      state.apply(
        RunEvent(
          end,
          .requestFinished(
            RequestRecord(
              sequence: index, condition: 0, document: 0, round: 0, block: 0, phase: .measurement,
              intendedStart: end, start: RunTime(nanoseconds: end.nanoseconds - 10_000_000),
              end: end, outcome: .ok(Answer(pages: 1))))))
    }
    #expect(state.conditions[0].timeline.width == 4_000_000_000)
    let chart = LaneChart(
      state.conditions[0], window: window, columns: 100, now: 3600, isSerial: true, oldest: nil)
    #expect(chart.kind == .means)
    #expect(chart.means.count > 195)
    #expect(chart.means.allSatisfy { abs($0.y - 0.01) < 1e-9 })
  }

  @Test("What the stop cut off is no failure in the chart")
  func stops() throws {
    var (_, state) = try chart()
    for (index, kind) in [FailureKind.aborted, .http].enumerated() {
      let record = RequestRecord(
        sequence: 1000 + index, condition: 0, document: 0, round: 0, block: 0, phase: .measurement,
        intendedStart: .zero, start: .zero, end: state.now,
        outcome: .failed(RequestFailure(kind, "")))
      state.apply(RunEvent(record.end, .requestFinished(record)))
    }
    for columns in [2, 400] {
      let chart = LaneChart(
        state.conditions[0], window: .whole, columns: columns,
        now: state.now.seconds(since: .zero), isSerial: true, oldest: nil)
      #expect((chart.stops.count, chart.failures.count) == (1, 1), "\(columns) columns")
    }
  }

  @Test("The window's right edge moves in whole columns only")
  func steps() throws {
    let (chart, state) = try chart(.quarterMinute, columns: 100)
    let now = state.now.seconds(since: .zero)
    #expect(chart.right >= now && chart.right - now <= 0.15 + 1e-9)
    #expect(abs(chart.right - chart.left - 15) < 1e-9)
    let columns = chart.right / 0.15
    #expect(abs(columns - columns.rounded()) < 1e-6)
  }

  @Test(
    "A scale ends at the next of its steps",
    arguments: [
      (0.0, 1.0), (0.9, 1.0), (1.0, 1.0), (1.01, 1.5), (2.2, 2.5), (3.1, 4.0), (5.0, 6.0),
      (7.0, 8.0), (8.1, 10.0), (15.72, 20.0), (0.00031, 0.0004), (.infinity, 1.0), (-1.0, 1.0),
    ])
  func ceiling(maximum: Double, expected: Double) {
    #expect(abs(LaneChart.ceiling(maximum) - expected) < expected * 1e-9)
  }

  @Test("Bins of a spread hold every answer once")
  func bins() throws {
    let (_, state) = try chart()
    let figures = state.conditions[0]
    let low = try #require(figures.serviceMinimum)
    let high = try #require(figures.serviceMaximum)
    for bins in [1, 2, 7, 40, 120] {
      let scale = LogScale(low: low, high: high, bins: bins)
      #expect(scale.counts(figures).reduce(0, +) == Double(figures.succeeded), "\(bins) bins")
    }
  }

  @Test("A spread is labelled in ascending order, that of one duration once")
  func spreadLabels() {
    func labels(_ low: Int64, _ high: Int64) -> [String] {
      LogScale(low: low, high: high, bins: 20).labels.map(\.label)
    }
    #expect(labels(4_640_000_000, 4_640_000_000) == ["4.64 s"])
    #expect(labels(4_640_000_000, 4_700_000_000) == ["4.64 s", "4.70 s"])
    #expect(labels(10_000_000, 1_000_000_000) == ["10.0 ms", "100 ms", "1.00 s"])
  }

  @Test("The nth root is a root", arguments: [(1024.0, 10, 2.0), (2.0, 2, 1.4142135623730951)])
  func root(value: Double, n: Int, expected: Double) {
    #expect(abs(LogScale.root(value, n) - expected) < 1e-12)
  }
}
