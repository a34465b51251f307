import BenchCore
import Testing

/// Updates about an engine's containers, folded: nothing known is lost, nothing unknown is made up.
@Suite
struct ContainerTableTests {
  /// So many seconds after an arbitrary noon.
  static func at(_ seconds: Double) -> WallTime {
    WallTime(nanoseconds: 1_800_000_000_000_000_000 + Int64(seconds * 1e9))
  }

  static func facts(
    _ name: String, _ state: ContainerState = .running,
    _ change: (inout ContainerFacts) -> Void = { _ in }
  ) -> ContainerFacts {
    var facts = ContainerFacts(id: "id-" + name, name: name)
    facts.state = state
    change(&facts)
    return facts
  }

  static func sample(_ cores: Double, memory: Int = 1 << 20) -> ResourceSample {
    var sample = ResourceSample(subject: "a", interval: 1_000_000_000)
    sample.cores = cores
    sample.memoryBytes = memory
    return sample
  }

  private func table(_ updates: [(Double, ContainerUpdate)]) -> ContainerTable {
    updates.reduce(into: ContainerTable()) { $0.apply($1.1, at: Self.at($1.0)) }
  }

  @Test("What a list does not tell is kept from the inspection before it")
  func completed() throws {
    let detailed = Self.facts("a") {
      $0.restarts = 2
      $0.isDetailed = true
      $0.health = .healthy
    }
    let table = table([
      (0, .changed(detailed)), (1, .listed([Self.facts("a") { $0.health = .unhealthy }])),
    ])
    let row = try #require(table["id-a"])
    #expect(row.facts.restarts == 2)
    #expect(row.facts.health == .unhealthy)
    #expect(row.healthSince == Self.at(1) && row.isHealthSinceKnown)
  }

  @Test("A container that the list does not hold any more stays, with its last figures")
  func tombstone() throws {
    let table = table([
      (0, .listed([Self.facts("a"), Self.facts("b")])),
      (1, .sampled(id: "id-a", Self.sample(0.5, memory: 77))), (2, .listed([Self.facts("b")])),
    ])
    let row = try #require(table["id-a"])
    #expect(row.removedAt == Self.at(2) && !row.isAlive)
    #expect(row.usage.sample?.cores == 0.5)
    #expect(row.death?.cause == .unknown)
    #expect(table["id-b"]?.isAlive == true)
  }

  @Test("A container that takes the name of one that is gone has a past of its own")
  func sameName() throws {
    let death = ContainerDeath(time: Self.at(3), cause: .outOfMemory, exitCode: 137)
    var explained = death
    explained.lastLines = ["too much"]
    let table = table([
      (0, .listed([Self.facts("a") { $0.restarts = 4 }])),
      (1, .sampled(id: "id-a", Self.sample(1, memory: 900))),
      (2, .happened(id: "id-a", SubjectChange(subject: "a", kind: .outOfMemory))),
      (3, .died(id: "id-a", death)), (4, .removed(id: "id-a")),
      (5, .listed([Self.facts("a") { $0.id = "id-second" }])),
      (6, .sampled(id: "id-second", Self.sample(0.5, memory: 10))),
      // What its last lines were is known later than that the other one has started.
      (7, .died(id: "id-a", explained)),
    ])
    #expect(table.rows.map(\.name) == ["a", "a"])
    let (old, new) = (try #require(table["id-a"]), try #require(table["id-second"]))
    #expect(old.isGone && old.outOfMemory == 1 && old.facts.restarts == 4)
    #expect(old.death?.lastLines == ["too much"] && old.death?.peakMemoryBytes == 900)
    #expect(new.isAlive && new.outOfMemory == 0 && new.death == nil && new.changes.count == 0)
    #expect(new.usage.peakMemoryBytes == 10 && new.facts.restarts == nil)
  }

  @Test("Of those that were removed the newest stay; those that are there stay all")
  func bounded() {
    var table = ContainerTable()
    for number in 0..<(ContainerTable.tombstones + 30) {
      table.apply(.changed(Self.facts("\(number)")), at: Self.at(Double(number)))
      table.apply(.removed(id: "id-\(number)"), at: Self.at(Double(number) + 0.5))
    }
    table.apply(.changed(Self.facts("alive")), at: Self.at(1000))
    #expect(table.rows.count == ContainerTable.tombstones + 1)
    #expect(table["id-0"] == nil)
    #expect(table["id-\(ContainerTable.tombstones + 29)"] != nil)
    #expect(table["id-alive"]?.name == "alive")
    for row in table.rows { #expect(table[row.id]?.name == row.name) }
  }

  @Test("More containers than are kept are counted")
  func limit() {
    let many = (0..<(ContainerTable.limit + 7)).map { Self.facts("\($0)") }
    let table = table([(0, .listed(many))])
    #expect(table.rows.count == ContainerTable.limit)
    #expect(table.dropped == 7)
  }

  @Test("Samples that did not come are gaps, never zeros")
  func gaps() throws {
    let table = table([
      (0, .listed([Self.facts("a")])), (1, .sampled(id: "id-a", Self.sample(1))),
      (2, .sampled(id: "id-a", Self.sample(1))), (6, .sampled(id: "id-a", Self.sample(1))),
    ])
    let slots = try #require(table["id-a"]).usage.slots.elements
    #expect(slots.map(\.cores) == [1, 1, nil, nil, nil, 1])
  }

  @Test("An engine that samples each fifth second leaves no gaps")
  func slowEngine() throws {
    var sample = Self.sample(1)
    sample.interval = 5_000_000_000
    let table = table(
      [(0, .listed([Self.facts("a")]))]
        + (1...4).map { (Double($0) * 5, .sampled(id: "id-a", sample)) })
    #expect(try #require(table["id-a"]).usage.slots.elements.allSatisfy { $0.cores == 1 })
    #expect(table.samplingSeconds == 5)
  }

  @Test("What has not come by now is a gap at the end of the chart")
  func stale() throws {
    let table = table([
      (0, .listed([Self.facts("a")])), (1, .sampled(id: "id-a", Self.sample(1))),
    ])
    let usage = try #require(table["id-a"]).usage
    #expect(usage.recent(10, at: Self.at(2)).map(\.cores) == [1])
    #expect(usage.recent(10, at: Self.at(7)).map(\.cores) == [1, nil, nil, nil, nil])
    #expect(usage.recent(3, at: Self.at(5000)).map(\.cores) == [nil, nil, nil])
    #expect(usage.age(at: Self.at(7)) == 6)
  }

  @Test("Probes that the engine tells again are kept once; changes of mind are counted")
  func probes() throws {
    func probe(_ second: Double, _ code: Int) -> (Double, ContainerUpdate) {
      (
        second,
        .probed(
          id: "id-a", ProbeResult(start: Self.at(second), seconds: 0.04, exitCode: code))
      )
    }
    let table = table(
      [(0, .listed([Self.facts("a")]))]
        + [
          probe(1, 0), probe(2, 0), probe(1, 0), probe(2, 0), probe(3, 1), probe(4, 1), probe(5, 0),
        ])
    let row = try #require(table["id-a"])
    #expect(row.probes.elements.map(\.exitCode) == [0, 0, 1, 1, 0])
    #expect(row.flaps == 2)
  }

  @Test("How long it has been healthy is a bound until a change of it was seen")
  func healthAge() throws {
    let healthy = Self.facts("a") { $0.health = .healthy }
    var table = table([
      (100, .listed([healthy])),
      (101, .probed(id: "id-a", ProbeResult(start: Self.at(80), seconds: 0, exitCode: 0))),
    ])
    #expect(table["id-a"]?.isHealthSinceKnown == false)
    #expect(table["id-a"]?.healthSince == Self.at(80))
    let change = SubjectChange(subject: "a", kind: .health, health: .unhealthy)
    table.apply(.happened(id: "id-a", change), at: Self.at(110))
    #expect(table["id-a"]?.healthSince == Self.at(110))
    #expect(table["id-a"]?.isHealthSinceKnown == true)
  }

  @Test("An engine that is lost is told once, with when; its containers stay")
  func lost() {
    let problem = EngineProblem(reason: "nobody listens")
    var table = table([
      (0, .connected(EngineTitle(name: "Docker 20.10", address: "unix:///s"))),
      (1, .listed([Self.facts("a")])), (5, .lost(problem)), (8, .lost(problem)),
    ])
    #expect(table.lostAt == Self.at(5) && table.problem == problem)
    #expect(table["id-a"]?.isAlive == true)
    table.apply(.connected(EngineTitle(name: "Docker 20.10", address: "unix:///s")), at: Self.at(9))
    #expect(table.lostAt == nil && table.problem == nil)
  }

  @Test("Updates about containers that nobody has heard of change nothing")
  func unknown() {
    let before = table([(0, .listed([Self.facts("a")]))])
    var after = before
    for update: ContainerUpdate in [
      .removed(id: "x"), .gap(id: "x"),
      .sampled(id: "x", ResourceSample(subject: "x", interval: 0)),
      .happened(id: "x", SubjectChange(subject: "x", kind: .died)),
    ] { after.apply(update, at: Self.at(1)) }
    #expect(after == before)
  }
}
