import BenchCore
import Testing

@Suite("Scaling with requests in flight")
struct ScalingTests {
  static func scaling(_ values: [(Int, Double?)]) -> Scaling {
    Scaling(values.map { Scaling.Step(concurrency: $0.0, throughput: $0.1) })
  }

  @Test("efficiency is the share of what each request in flight got done alone")
  func efficiency() {
    let scaling = Self.scaling([(1, 10), (2, 20), (4, 20), (8, 16)])
    #expect([1, 2, 4, 8].map { scaling.efficiency(at: $0) } == [1, 1, 0.5, 0.2])
    #expect(scaling.efficiency(at: 3) == nil)
    #expect(Self.scaling([(2, 10), (4, 15)]).efficiency(at: 4) == 0.75)
    #expect(Self.scaling([(1, nil), (2, 15)]).efficiency(at: 2) == nil)
    #expect(Self.scaling([(1, 0), (2, 15)]).efficiency(at: 2) == nil)
  }

  @Test(
    "the knee is the lowest concurrency with nine tenths of the highest throughput",
    arguments: [
      ([(1, 10), (2, 20), (4, 20.5)], 2), ([(1, 10), (2, 18), (4, 20), (8, 19)], 2),
      ([(4, 20), (1, 10), (2, 17.9)], nil), ([(1, 10), (2, 17.9), (4, 20), (8, 20)], 4),
      ([(1, 10), (2, 9)], 1), ([(1, 10), (2, 20)], nil), ([(1, 10)], nil), ([], nil),
      ([(1, 10), (2, nil)], nil), ([(1, nil), (2, nil)], nil), ([(1, 0), (2, 0)], nil),
    ] as [([(Int, Double?)], Int?)])
  func knee(values: [(Int, Double?)], knee: Int?) {
    #expect(Self.scaling(values).knee == knee)
  }
}

@Suite("A point's share of a sweep's events")
struct PointEventsTests {
  static let started = {
    var started = Fixture.started(Fixture.plan())
    started.plan.dpis = [100, 300]
    started.plan.concurrencies = [1, 4]
    return started
  }()

  static func narrow(_ events: [RunEvent], _ point: RunPoint) throws -> [RunEvent] {
    var narrowing = try #require(PointEvents(started, point))
    return events.compactMap { narrowing.narrow($0) }
  }

  @Test("names its conditions as a run of its own would")
  func conditions() throws {
    let plan = Self.started.plan
    for point in plan.points {
      let own = plan.narrowed(to: point)
      for (index, condition) in plan.conditions.enumerated() {
        let start = RequestStart(
          sequence: 1, condition: index, document: 0, round: 0, phase: .measurement)
        let kept = try Self.narrow([RunEvent(.zero, .requestStarted(start))], point)
        let isOwn = condition.dpi == point.dpi && condition.concurrency == point.concurrency
        guard isOwn else {
          #expect(kept.isEmpty)
          continue
        }
        guard case .requestStarted(let narrowed) = kept.first?.payload else {
          Issue.record("no start")
          continue
        }
        #expect(own.conditions[narrowed.condition] == condition)
      }
    }
  }

  @Test("gives what the generator says to the concurrency that was running")
  func health() throws {
    let plan = Self.started.plan
    func start(_ dpi: Double, _ concurrency: Int) -> RunEvent {
      let condition = plan.conditions.firstIndex {
        $0.dpi == dpi && $0.concurrency == concurrency
      }
      return RunEvent(
        .zero,
        .requestStarted(
          RequestStart(
            sequence: 1, condition: condition ?? 0, document: 0, round: 0, phase: .measurement)))
    }
    func health(_ lag: Int64) -> RunEvent {
      RunEvent(
        .zero,
        .engineHealth(
          EngineHealth(
            interval: 1, maximumLag: lag, cpu: 0, openSockets: 0, inFlight: 0, meanInFlight: 0,
            unjudged: 0)))
    }
    let events = [start(100, 1), health(1), start(300, 1), start(300, 4), health(2), health(3)]
    func lags(_ dpi: Double, _ concurrency: Int) throws -> [Int64] {
      try Self.narrow(events, RunPoint(dpi: dpi, concurrency: concurrency)).compactMap {
        if case .engineHealth(let health) = $0.payload { health.maximumLag } else { nil }
      }
    }
    #expect(try lags(100, 1) == [1])
    #expect(try lags(300, 1) == [1])
    #expect(try lags(100, 4) == [2, 3])
    #expect(try lags(300, 4) == [2, 3])
  }

  @Test("begins with the point's own plan, and says of which sweep it is")
  func start() throws {
    let point = RunPoint(dpi: 300, concurrency: 4)
    let kept = try Self.narrow([RunEvent(.zero, .runStarted(Self.started))], point)
    guard case .runStarted(let own) = kept.first?.payload else {
      Issue.record("no start of the run")
      return
    }
    #expect(own.plan.points == [point])
    #expect(own.sweep == SweepPart(id: Self.started.runID, parts: 4, sharesTime: true))
    #expect(own.runID == Self.started.runID + "-300dpi_c4")
    #expect(PointEvents(Self.started, RunPoint(dpi: 72, concurrency: 1)) == nil)
  }
}
