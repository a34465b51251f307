import Testing

@testable import BenchCore

/// What speaks against the containers and processes of a run: each rule fires for its cause in the
/// time of measurement, and for nothing before or after it.
@Suite
struct SubjectDiagnosisTests: SpoilsEvidence {
  private typealias Watch = WatchedSubjectsTests

  private static let ours: Set<Diagnosis.Kind> = [.outOfMemory, .restarted, .unhealthy, .throttled]

  /// What is found in a run that measures its two servers from 10 s to 20 s.
  private static func told(
    container: String? = nil, _ events: [RunEvent]
  ) throws -> [Diagnosis] {
    var plan = Fixture.plan()
    plan.servers[0].container = container
    let requests = (0..<10).flatMap { index -> [RunEvent] in
      let now = 10_000 + Int64(index) * 1000
      return [
        Fixture.finished(Fixture.record(now, now + 500, sequence: 2 * index, condition: 0)),
        Fixture.finished(
          Fixture.record(now + 500, now + 1000, sequence: 2 * index + 1, condition: 1)),
      ]
    }
    let all = (requests + events).sorted { $0.time < $1.time }
    let start = RunEvent(.zero, .runStarted(Fixture.started(plan)))
    return try #require(RunFigures(events: [start] + all)).judgement.diagnoses.filter {
      ours.contains($0.kind)
    }
  }

  private static func changed(
    _ time: Int64, _ kind: SubjectChange.Kind, _ health: ContainerHealth? = nil,
    of subject: String = "s0"
  ) -> RunEvent {
    Watch.changed(at: time, kind, health: health, subject: subject)
  }

  @Test(
    "Out of memory counts while it is measured",
    arguments: [(5000, false), (15_000, true), (30_000, false)])
  func outOfMemory(time: Int64, fires: Bool) throws {
    let told = try Self.told([Self.changed(time, .outOfMemory)])
    #expect(told.map(\.kind) == (fires ? [.outOfMemory] : []))
    #expect(told.allSatisfy { $0.severity == .warning && $0.sentence.contains("Server 0 ") })
  }

  @Test("A container that has another name than its server is named beside it")
  func container() throws {
    let told = try Self.told(
      container: "ocr", [Self.changed(15_000, .outOfMemory, of: "ocr")])
    #expect(told.first?.sentence.contains("Server 0 (container ocr) ran out of memory") == true)
  }

  @Test("What happens to a container that no server runs in speaks against nothing")
  func stranger() throws {
    #expect(try Self.told([Self.changed(15_000, .outOfMemory, of: "other")]).isEmpty)
  }

  @Test(
    "A restart counts while it is measured; the first start never does",
    arguments: [(2000, false), (15_000, true), (30_000, false)])
  func restarted(time: Int64, fires: Bool) throws {
    let told = try Self.told([
      Self.changed(100, .started), Self.changed(time - 100, .died), Self.changed(time, .started),
    ])
    #expect(told.map(\.kind) == (fires ? [.restarted] : []))
    #expect(try Self.told([Self.changed(15_000, .started)]).isEmpty)
  }

  @Test("A failing health check counts by the time that it shares with the measurement")
  func unhealthy() throws {
    let before = try Self.told([
      Self.changed(1000, .health, .unhealthy), Self.changed(12_500, .health, .healthy),
    ])
    #expect(before.map(\.kind) == [.unhealthy])
    #expect(before.first?.sentence.contains("2.50 s of the 9.50 s") == true, "\(before)")
    let open = try Self.told([Self.changed(15_000, .health, .unhealthy)])
    #expect(open.map(\.kind) == [.unhealthy])
    // Another container has its name from then on.
    let other = try Self.told([
      Self.changed(1000, .health, .unhealthy), Self.changed(12_500, .watched),
    ])
    #expect(other.first?.sentence.contains("2.50 s of the 9.50 s") == true, "\(other)")
    let apart = try Self.told([
      Self.changed(1000, .health, .unhealthy), Self.changed(5000, .health, .healthy),
      Self.changed(12_000, .health, .starting), Self.changed(13_000, .health, .healthy),
      Self.changed(25_000, .health, .unhealthy),
    ])
    #expect(apart.isEmpty)
  }

  @Test(
    "Throttling counts above 5 % of the periods in the server's own turns",
    arguments: [(0.04, 11, false), (0.06, 11, true), (0.9, 1, false), (0.9, 25, false)])
  func throttled(share: Double, second: Int64, fires: Bool) throws {
    let events = (second..<(second + 5)).map { second in
      var sample = Watch.sample("s0")
      (sample.throttledShare, sample.coreLimit) = (share, 1)
      return Watch.sampled(at: second * 1000, sample)
    }
    let told = try Self.told(events)
    #expect(told.map(\.kind) == (fires ? [.throttled] : []))
    #expect(told.allSatisfy { $0.sentence.contains("6.0 %") && $0.sentence.contains("1.00 core)") })
  }
}
