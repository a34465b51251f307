import BenchCore
import Testing

/// How a container's end is told: from the event, from the facts, from both.
@Suite
struct ContainerDeathTests {
  private static func at(_ seconds: Double) -> WallTime { ContainerTableTests.at(seconds) }

  private static func ended(
    _ code: Int, oom: Bool = false, error: String = "", state: ContainerState = .exited
  ) -> ContainerFacts {
    ContainerTableTests.facts("a", state) {
      $0.exitCode = code
      $0.wasOutOfMemory = oom
      $0.error = error
      $0.finished = at(10)
      $0.isDetailed = true
    }
  }

  @Test(
    "The facts alone tell want of memory, a signal, a code and a failed start apart",
    arguments: [
      (ended(137, oom: true), ContainerDeath.Cause.outOfMemory, "OOM-killed", true),
      (ended(137), .signal(9), "killed by SIGKILL", true),
      (ended(143), .signal(15), "killed by SIGTERM", true),
      (ended(3), .exited(3), "exit code 3", true), (ended(0), .exited(0), "ended", false),
      // A child was killed; the container itself went on and ended well.
      (ended(0, oom: true), .exited(0), "ended", false),
      (
        ended(128, error: "no such file", state: .created), .failedStart("no such file"),
        "did not start", true
      ),
    ])
  func fromFacts(
    facts: ContainerFacts, cause: ContainerDeath.Cause, headline: String, isBad: Bool
  ) throws {
    let death = try #require(ContainerDeath(of: facts, at: Self.at(11)))
    #expect(death.cause == cause && death.headline == headline && death.isBad == isBad)
    #expect(!death.explanation.isEmpty)
  }

  @Test("One that runs, or never ran, has had no end")
  func none() {
    #expect(ContainerDeath(of: ContainerTableTests.facts("a"), at: .zero) == nil)
    #expect(ContainerDeath(of: ContainerTableTests.facts("a", .created), at: .zero) == nil)
  }

  @Test("The event says that it was asked for, the facts that memory ran out: both are kept")
  func together() throws {
    var table = ContainerTable()
    table.apply(
      .listed([ContainerTableTests.facts("a") { $0.memoryLimitBytes = 900 }]), at: Self.at(0))
    table.apply(.sampled(id: "id-a", ContainerTableTests.sample(1, memory: 800)), at: Self.at(9))
    let died = SubjectChange(subject: "a", kind: .died, exitCode: 137)
    table.apply(.happened(id: "id-a", died), at: Self.at(10))
    #expect(table["id-a"]?.death?.cause == .signal(9))
    table.apply(
      .died(
        id: "id-a",
        ContainerDeath(time: Self.at(10), cause: .outOfMemory, exitCode: 137, lastLines: ["x"])),
      at: Self.at(10.1))
    table.apply(.changed(Self.ended(137, oom: true)), at: Self.at(10.2))
    let row = try #require(table["id-a"])
    let death = try #require(row.death)
    #expect(death.cause == .outOfMemory && death.lastLines == ["x"])
    #expect(death.peakMemoryBytes == 800 && death.memoryLimitBytes == 900)
    #expect(row.outOfMemory == 1)
  }

  @Test("A stop is no accident, though it ends in SIGKILL")
  func asked() throws {
    var table = ContainerTable()
    table.apply(.listed([ContainerTableTests.facts("a")]), at: Self.at(0))
    for (second, kind, code) in [(1.0, SubjectChange.Kind.killed, Int?.none), (11, .died, 137)] {
      table.apply(
        .happened(id: "id-a", SubjectChange(subject: "a", kind: kind, exitCode: code)),
        at: Self.at(second))
    }
    let death = try #require(table["id-a"]?.death)
    #expect(death.wasAsked && !death.isBad && death.headline == "stopped by SIGKILL")
  }

  @Test("The end of a container that removes itself is known from its event")
  func removesItself() throws {
    var table = ContainerTable()
    table.apply(.listed([ContainerTableTests.facts("a")]), at: Self.at(0))
    table.apply(
      .happened(id: "id-a", SubjectChange(subject: "a", kind: .died, exitCode: 7)), at: Self.at(1))
    table.apply(.removed(id: "id-a"), at: Self.at(1.2))
    let row = try #require(table["id-a"])
    #expect(row.isGone && row.death?.cause == .exited(7))
  }

  @Test("One that runs again keeps its last end, and its peak begins anew")
  func again() throws {
    var table = ContainerTable()
    table.apply(
      .changed(ContainerTableTests.facts("a") { $0.started = Self.at(0) }), at: Self.at(0))
    table.apply(.sampled(id: "id-a", ContainerTableTests.sample(1, memory: 900)), at: Self.at(5))
    table.apply(.changed(Self.ended(1)), at: Self.at(10))
    #expect(table["id-a"]?.usage.averageCores == nil)
    table.apply(
      .changed(ContainerTableTests.facts("a") { $0.started = Self.at(20) }), at: Self.at(20))
    table.apply(.sampled(id: "id-a", ContainerTableTests.sample(1, memory: 100)), at: Self.at(21))
    let row = try #require(table["id-a"])
    #expect(row.isAlive && row.death?.cause == .exited(1))
    #expect(row.usage.peakMemoryBytes == 100)
  }
}
