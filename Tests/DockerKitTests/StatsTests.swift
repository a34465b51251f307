import DockerKit
import Testing

@Suite("Statistics")
struct StatsTests {
  private func outcomes(_ name: String) throws -> [StatsOutcome] {
    var difference = StatsDifference()
    return try Fixture.values(name).map { difference.take(StatsReading($0)) }
  }

  private func figures(_ name: String) throws -> [ResourceFigures] {
    try outcomes(name).compactMap { if case .figures(let figures) = $0 { figures } else { nil } }
  }

  /// A loop limited to 0.3 CPUs, whose counters were differenced by hand from the frames.
  @Test("read cores by wall clock and the share of throttled periods")
  func cores() throws {
    let outcomes = try outcomes("stats-throttled.txt")
    #expect(outcomes.first == .nothing)
    let figures = try figures("stats-throttled.txt")
    #expect(figures.count == 5)
    for figures in figures {
      let cores = try #require(figures.cores)
      #expect(abs(cores - 0.3) < 0.01)
      #expect((figures.throttledShare ?? 0) > 0.89)
      let docker = try #require(figures.dockerPercent)
      #expect((30.0...32.5).contains(docker))
      #expect(figures.pids == 1)
    }
  }

  @Test("of podman need no engine's previous reading, and tell that cache is not told apart")
  func podman() throws {
    let figures = try figures("podman-stats.txt")
    // (147808740 - 34439440) / 5.006254175 s and (272274130 - 147808740) / 5.005847995 s
    #expect(figures.count == 2)
    #expect(abs((figures[0].cores ?? 0) - 0.022645) < 0.00001)
    #expect(abs((figures[1].cores ?? 0) - 0.024864) < 0.00001)
    #expect(figures[0].memory?.used == 831_488)
    #expect(figures[0].memory?.isCacheKnown == false)
    #expect(figures[0].throttledShare == nil)
    #expect(figures[0].receivedRate == 0)
    #expect(figures[0].blockReadRate == 0)
  }

  @Test("of a real engine tell memory and its limit")
  func recorded() throws {
    let readings = try Fixture.values("stats.txt").map(StatsReading.init)
    let first = try #require(readings.first ?? nil)
    #expect(first.memory?.limit == 67_108_864)
    #expect(first.memory?.used == 352_256)
    #expect(first.memory?.anonymous == 57_344)
  }

  @Test("are a gap where an engine sends empty frames, and begin anew after it")
  func emptyFrames() {
    var difference = StatsDifference()
    func take(_ reading: StatsReading?) -> StatsOutcome { difference.take(reading) }
    let empty = json(
      #"{"read":"0001-01-01T00:00:00Z","cpu_stats":{"cpu_usage":{"total_usage":0}},"#
        + #""memory_stats":{},"pids_stats":{}}"#)
    #expect(take(reading(second: 1, cpu: 500)) == .nothing)
    #expect(take(StatsReading(empty)) == .gap)
    #expect(take(StatsReading(empty)) == .gap)
    #expect(take(reading(second: 4, cpu: 600)) == .nothing)
    guard case .figures(let figures) = take(reading(second: 5, cpu: 700)) else {
      Issue.record("no figures")
      return
    }
    #expect(figures.span == 1_000_000_000)
    #expect(figures.cores == 1e-7)
  }

  @Test("are a gap when counters or time run backwards, whatever comes")
  func reset() {
    var difference = StatsDifference()
    func take(_ reading: StatsReading?) -> StatsOutcome { difference.take(reading) }
    _ = take(reading(second: 1, cpu: 500))
    #expect(take(reading(second: 2, cpu: 100)) == .gap)
    guard case .figures = take(reading(second: 3, cpu: 200)) else {
      Issue.record("the reading after a reset is compared with the reset")
      return
    }
    #expect(take(reading(second: 2.5, cpu: 300)) == .gap)
    #expect(take(reading(second: 2.5, cpu: 300)) == .nothing)
  }

  @Test("never give a figure below zero, or trap, for any two readings")
  func arbitrary() {
    var state: UInt64 = 7
    func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state % 5 == 0 ? (state % 2 == 0 ? .max : 0) : state >> (state % 60)
    }
    var difference = StatsDifference()
    var compared = 0
    for _ in 0..<5000 {
      let frame = json(
        #"{"read":"2026-11-23T04:00:\#(10 + Int(next() % 50)).\#(next() % 1000)Z","#
          + #""cpu_stats":{"cpu_usage":{"total_usage":\#(next())},"system_cpu_usage":\#(next()),"#
          + #""online_cpus":2,"throttling_data":{"periods":\#(next()),"#
          + #""throttled_periods":\#(next()),"throttled_time":\#(next())}},"#
          + #""memory_stats":{"usage":\#(next()),"limit":\#(next()),"#
          + #""stats":{"inactive_file":\#(next()),"pgmajfault":\#(next())}},"#
          + #""networks":{"a":{"rx_bytes":\#(next())},"b":{"rx_bytes":\#(next()),"tx_bytes":1}},"#
          + #""blkio_stats":{"io_service_bytes_recursive":[{"op":"read","value":\#(next())},"#
          + #"{"op":"Read","value":\#(next())}]}}"#)
      guard case .figures(let figures) = difference.take(StatsReading(frame)) else { continue }
      compared += 1
      let all = [
        figures.cores, figures.dockerPercent, figures.throttledShare, figures.throttledRate,
        figures.majorFaultRate, figures.receivedRate, figures.sentRate, figures.blockReadRate,
      ]
      #expect(all.allSatisfy { ($0 ?? 0) >= 0 && ($0 ?? 0).isFinite })
      if let memory = figures.memory { #expect(memory.used <= memory.charged) }
    }
    #expect(compared > 500)
  }

  @Test("leave page cache out of memory, on both versions of cgroups")
  func memory() {
    // As a version 1 group with children has it: `inactive_file` counts the group alone.
    let first = json(
      #"{"read":"2026-11-23T04:00:00Z","memory_stats":{"usage":262144000,"limit":18446744073709551615,"#
        + #""stats":{"inactive_file":4096,"total_inactive_file":209715200,"total_rss":52428800,"#
        + #""total_cache":209715200,"total_pgmajfault":7}}}"#)
    let memory = StatsReading(first)?.memory
    #expect(memory?.used == 52_428_800)
    #expect(memory?.charged == 262_144_000)
    #expect(memory?.anonymous == 52_428_800)
    #expect(memory?.limit == nil)
    let second = json(
      #"{"read":"2026-11-23T04:00:00Z","memory_stats":{"usage":262144000,"limit":536870912,"#
        + #""stats":{"anon":52428800,"file":209715200,"inactive_file":209715200,"pgmajfault":7}}}"#)
    #expect(StatsReading(second)?.memory?.used == 52_428_800)
    #expect(StatsReading(second)?.memory?.majorFaults == 7)
    // More cache than usage is a race of two readings: nothing is subtracted.
    let race = json(
      #"{"read":"2026-11-23T04:00:00Z","memory_stats":{"usage":4096,"stats":{"inactive_file":8192}}}"#
    )
    #expect(StatsReading(race)?.memory?.used == 4096)
  }

  @Test("tell a network that cannot be told apart from a silent one, and sum all of them")
  func network() {
    let host = json(#"{"read":"2026-11-23T04:00:00Z","memory_stats":{"usage":1}}"#)
    #expect(StatsReading(host)?.network == nil)
    let two = json(
      #"{"read":"2026-11-23T04:00:00Z","networks":{"eth0":{"rx_bytes":1,"tx_bytes":2,"rx_dropped":3},"#
        + #""eth1":{"rx_bytes":10,"tx_bytes":20,"tx_errors":4}}}"#)
    let network = StatsReading(two)?.network
    #expect(network?.received == 11)
    #expect(network?.sent == 22)
    #expect(network?.dropped == 3)
    #expect(network?.errors == 4)
  }

  @Test(
    "read block operations in any case, and tell none from not counted",
    arguments: ["Read", "read"])
  func blocks(_ word: String) {
    let frame = json(
      #"{"read":"2026-11-23T04:00:00Z","blkio_stats":{"io_service_bytes_recursive":["#
        + #"{"op":"\#(word)","value":5},{"op":"\#(word)","value":6},{"op":"Total","value":99},"#
        + #"{"op":"WRITE","value":7}]}}"#)
    #expect(StatsReading(frame)?.blockRead == 11)
    #expect(StatsReading(frame)?.blockWritten == 7)
    let null = json(
      #"{"read":"2026-11-23T04:00:00Z","blkio_stats":{"io_service_bytes_recursive":null}}"#)
    #expect(StatsReading(null)?.blockRead == nil)
  }

  @Test("count processes, and take the largest number for no limit")
  func pids() {
    let frame = json(
      #"{"read":"2026-11-23T04:00:00Z","pids_stats":{"current":28,"limit":18446744073709551615}}"#)
    #expect(StatsReading(frame)?.pids == 28)
    #expect(StatsReading(frame)?.pidsLimit == nil)
  }

  private func reading(second: Double, cpu: Int) -> StatsReading? {
    let text = second == second.rounded() ? "0\(Int(second))" : "0\(second)"
    return StatsReading(
      json(
        #"{"read":"2026-11-23T04:00:\#(text)Z","cpu_stats":{"cpu_usage":{"total_usage":\#(cpu)}}}"#)
    )
  }
}
