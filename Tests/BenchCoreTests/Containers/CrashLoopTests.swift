import BenchCore
import Testing

/// A container that ends and is started again and again is told from one that somebody restarts.
@Suite
struct CrashLoopTests {
  private let at = ContainerTableTests.at

  /// A container that ends with a code and is started again at each of these seconds.
  private func row(
    startedAt seconds: [Double], exitCode: Int = 1, asked: Bool = false,
    _ change: (inout ContainerFacts) -> Void = { _ in }
  ) throws -> ContainerRow {
    var table = ContainerTable()
    table.apply(.listed([ContainerTableTests.facts("a", .running, change)]), at: at(0))
    for second in seconds {
      for (kind, code) in [
        (SubjectChange.Kind.killed, Int?.none), (.died, exitCode), (.started, nil),
      ]
      where asked || kind != .killed {
        table.apply(
          .happened(id: "id-a", SubjectChange(subject: "a", kind: kind, exitCode: code)),
          at: at(second))
      }
    }
    return try #require(table["id-a"])
  }

  @Test("Three starts within a minute are a loop, told with restarts and the last exit code")
  func loop() throws {
    let row = try row(startedAt: [1, 20, 59], exitCode: 3) {
      $0.restarts = 5
      $0.isDetailed = true
    }
    let loop = try #require(row.crashLoop(at: at(60)))
    #expect(loop.startsInMinute == 3 && loop.restarts == 5 && loop.exitCode == 3)
    #expect(
      loop.words == "loops: 3 starts in the last minute, restarted 5 ×, last exit code 3")
  }

  @Test("It is over when the minute is", arguments: [(60.9, 3), (61, 2), (80, 1), (119, 0)])
  func over(second: Double, starts: Int) throws {
    let row = try row(startedAt: [1, 20, 59])
    #expect(row.startsInMinute(before: at(second)) == starts)
    #expect((row.crashLoop(at: at(second)) != nil) == (starts == 3))
  }

  @Test("Two starts are none, nor are many that somebody has asked for, nor one that is gone")
  func none() throws {
    #expect(try row(startedAt: [1, 2]).crashLoop(at: at(3)) == nil)
    #expect(try row(startedAt: [1, 2, 3, 4], asked: true).crashLoop(at: at(5)) == nil)
    var table = ContainerTable()
    table.apply(.listed([ContainerTableTests.facts("a")]), at: at(0))
    for second in 1...5 {
      for kind in [SubjectChange.Kind.died, .started] {
        table.apply(
          .happened(id: "id-a", SubjectChange(subject: "a", kind: kind, exitCode: 1)),
          at: at(Double(second)))
      }
    }
    #expect(table["id-a"]?.crashLoop(at: at(6)) != nil)
    table.apply(.removed(id: "id-a"), at: at(6))
    #expect(table["id-a"]?.crashLoop(at: at(6)) == nil)
  }

  @Test(
    "An engine that waits a minute before the next attempt still tells a loop", arguments: [2, 3])
  func waiting(restarts: Int) throws {
    var table = ContainerTable()
    let waiting = ContainerTableTests.facts("a", .restarting) {
      $0.restarts = restarts
      $0.exitCode = 1
      $0.isDetailed = true
    }
    table.apply(.listed([waiting]), at: at(0))
    let loop = try #require(table["id-a"]).crashLoop(at: at(1))
    #expect((loop != nil) == (restarts == 3))
  }

  @Test("The starts that are remembered are bounded")
  func bounded() throws {
    let row = try row(startedAt: (0..<500).map { Double($0) / 10 })
    #expect(row.startsInMinute(before: at(50)) == 64)
  }
}
