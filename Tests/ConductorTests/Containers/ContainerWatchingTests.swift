import BenchCore
import DockerKit
import TestSupport
import Testing

@testable import Conductor

/// The containers of a run, as its events tell them.
@Suite(.timeLimit(.minutes(2)))
struct ContainerWatchingTests {
  private let container = PlayedContainer()
  private let told = Collected<RunEvent.Payload>()

  private var changes: [SubjectChange] {
    told.elements.compactMap { if case .subjectChanged(let change) = $0 { change } else { nil } }
  }
  private var samples: [ResourceSample] {
    told.elements.compactMap { if case .resourceSampled(let sample) = $0 { sample } else { nil } }
  }
  private var notes: [Note] {
    told.elements.compactMap { if case .note(let note) = $0 { note } else { nil } }
  }

  private func watching(_ engine: PlayedEngine) throws -> ContainerWatching {
    let watching = ContainerWatching(["box"], clock: RunClock()) { [told] payload, _ in
      told.add(payload)
    }
    var timing = WatchTiming.patient
    timing.firstRetry = .milliseconds(10)
    watching.start(try EngineAddress(engine.option), timing: timing)
    return watching
  }

  @Test("Its containers are told when they are found, with use and events; others are not")
  func followed() async throws {
    container.change { $0.state += #","Health":{"Status":"healthy","FailingStreak":0,"Log":[]}"# }
    let engine = try container.engine()
    let watching = try watching(engine)
    #expect(await eventually { engine.asked.contains("GET /containers/abc/stats") })
    for second in 1...3 { container.sample(second: second) }
    #expect(await eventually { samples.count == 2 })
    #expect(samples.allSatisfy { $0.subject == "box" && $0.cores == 0.5 })
    container.tell("pause", second: 3, of: "other")
    container.tell("pause", second: 4)
    #expect(await eventually { changes.contains { $0.kind == .paused } })
    #expect(changes.map(\.kind) == [.watched, .health, .paused])
    #expect(changes.map(\.subject) == ["box", "box", "box"])
    #expect(changes.first?.detail == "running, image hb" && changes.first?.health == .healthy)
    watching.stop()
  }

  @Test("Want of memory is told once, with the guide's advice", arguments: [true, false])
  func outOfMemory(isToldByEvent: Bool) async throws {
    let engine = try container.engine()
    let watching = try watching(engine)
    #expect(await eventually { changes.contains { $0.kind == .watched } })
    container.end(code: 137, outOfMemory: true)
    if isToldByEvent { container.tell("oom", second: 5) }
    container.tell("die", second: 6, #","exitCode":"137""#)
    #expect(await eventually { changes.contains { $0.kind == .died } && !notes.isEmpty })
    // A later event comes after everything that the end has led to.
    container.tell("rename", second: 7)
    #expect(await eventually { changes.contains { $0.kind == .renamed } })
    #expect(changes.count { $0.kind == .outOfMemory } == 1)
    #expect(notes.count == 1 && notes.first?.text.contains("--concurrent 1 --max-files 5") == true)
    watching.stop()
  }

  @Test("Another container that takes the name is told as another, and has only its own figures")
  func replaced() async throws {
    let engine = try container.engine()
    let watching = try watching(engine)
    #expect(await eventually { engine.asked.contains("GET /containers/abc/stats") })
    for second in 1...3 { container.sample(second: second) }
    #expect(await eventually { samples.count == 2 })
    container.replace()
    container.tell("destroy", second: 4, id: "abc")
    container.tell("start", second: 5)
    #expect(await eventually { engine.asked.contains("GET /containers/def/stats") })
    container.sample(second: 8)
    for second in 6...7 { container.sample(second: second, ofOther: true) }
    #expect(await eventually { samples.count == 3 })
    // From one of its own frames to the next, and not from the other's last one.
    #expect(samples.last?.interval == 1_000_000_000)
    #expect(await eventually { changes.count { $0.kind == .watched } == 2 })
    #expect(
      changes.filter { $0.kind == .watched }.map(\.detail)
        == ["running, image hb", "another container of this name, running, image hb"])
    watching.stop()
  }

  @Test("One that gives its name to another is followed under no name any more")
  func renamed() async throws {
    let engine = try container.engine()
    let watching = try watching(engine)
    #expect(await eventually { changes.contains { $0.kind == .watched } })
    container.replace()
    container.tell("rename", second: 4, of: "old", id: "abc")
    container.tell("pause", second: 5, of: "old", id: "abc")
    container.tell("start", second: 6)
    #expect(await eventually { changes.contains { $0.kind == .started } })
    #expect(changes.first { $0.kind == .renamed }?.detail == "it is old now")
    #expect(!changes.contains { $0.kind == .paused })
    #expect(Set(changes.map(\.subject)) == ["box"])
    watching.stop()
  }

  @Test("An engine that goes away is told once, and once when it is back")
  func lost() async throws {
    let engine = try container.engine()
    let watching = try watching(engine)
    #expect(await eventually { changes.contains { $0.kind == .watched } })
    container.events.close()
    #expect(await eventually { changes.contains { $0.kind == .found } })
    let kinds = changes.map(\.kind).filter { $0 == .lost || $0 == .found }
    #expect(Array(kinds.prefix(2)) == [.lost, .found])
    watching.stop()
  }
}
