import DockerKit
import Testing

@Suite("Events")
struct EventTests {
  private func actions(_ name: String) throws -> [EngineEvent.Action] {
    try Fixture.values(name).compactMap { EngineEvent($0)?.action }
  }

  @Test("of Docker are read with the suffix of their action")
  func docker() throws {
    #expect(
      try actions("events.txt").map {
        if case .other(let word) = $0 { word } else { "\($0)" }
      } == [
        "exec_create", "exec_start", "exec_create", "exec_start", "create", "start", "die",
        "destroy",
      ])
    let events = try Fixture.values("events-restarts.txt").compactMap(EngineEvent.init)
    #expect(events.count == 28)
    let health = events.filter { if case .health = $0.action { true } else { false } }
    #expect(health.map(\.action) == [.health(.unhealthy), .health(.healthy), .health(.unhealthy)])
    #expect(health.allSatisfy { $0.name == "rs_hf" && $0.image == "hb" })
    #expect(events.filter { $0.action == .kill }.map(\.signal) == [9, 9])
    #expect(events.filter { $0.action == .die }.map(\.exitCode) == [137, 137, 0, 137, 137, 137])
  }

  @Test("of podman have names and codes of their own")
  func podman() throws {
    let events = try Fixture.values("podman-events.txt").compactMap(EngineEvent.init)
    #expect(
      events.map(\.action) == [
        .create, .other("init"), .start, .kill, .die, .other("cleanup"), .destroy,
      ])
    // Every event but the end bears a code that means nothing.
    #expect(events.map(\.exitCode) == [nil, nil, nil, nil, 137, nil, nil])
    let died = EngineEvent(
      json(#"{"Type":"container","Action":"died","Actor":{"ID":"x"},"timeNano":1}"#))
    #expect(died?.action == .die)
    let health = EngineEvent(
      json(
        #"{"Type":"container","Action":"health_status","Actor":{"ID":"x","Attributes":{"#
          + #""health_status":"healthy"}},"timeNano":1}"#))
    #expect(health?.action == .health(.healthy))
  }

  @Test("without an id, a time or a container are none")
  func incomplete() {
    #expect(
      EngineEvent(json(#"{"Type":"network","Action":"connect","Actor":{"ID":"x"},"timeNano":1}"#))
        == nil)
    #expect(EngineEvent(json(#"{"Type":"container","Action":"die","timeNano":1}"#)) == nil)
    #expect(EngineEvent(json(#"{"Type":"container","Action":"die","Actor":{"ID":"x"}}"#)) == nil)
    #expect(EngineEvent(json("[]")) == nil)
  }

  @Test("are new only once, and the memory of them is bounded")
  func memory() throws {
    let events = try Fixture.values("events-restarts.txt").compactMap(EngineEvent.init)
    var memory = EventMemory(limit: 64)
    #expect(events.filter { memory.isNew($0) }.count == 28)
    #expect(events.filter { memory.isNew($0) }.isEmpty)
    #expect(memory.latest == events.last?.time)
    var small = EventMemory(limit: 3)
    #expect(events.filter { small.isNew($0) }.count == 28)
    let again = [events[0], events[27]].map { small.isNew($0) }
    #expect(again == [true, false])
  }

  @Test("tell how often a container started, and of every end what led to it")
  func life() throws {
    var life = ContainerLife()
    for event in try Fixture.values("events-restarts.txt").compactMap(EngineEvent.init)
    where event.name == "rs_oom1" {
      life.take(event)
    }
    // Three ends for want of memory, of which the engine told two.
    #expect(life.deaths.map(\.exitCode) == [137, 137, 137])
    #expect(life.deaths.map(\.hadOutOfMemory) == [false, true, true])
    #expect(life.outOfMemoryCount == 2)
    #expect(life.starts.count == 3)
  }
}
