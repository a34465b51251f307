import BenchCore
import Testing

@testable import RunStore

@Suite("A saved plan's load")
struct PlanLoadTests {
  @Test(
    "is written with its own keys and read back",
    arguments: [
      (LoadModel.closed, #""rate_per_second":null,"arrivals":null"#),
      (
        .open(OpenLoad(ratePerSecond: 2.5, arrivals: .constant)),
        #""rate_per_second":2.5,"arrivals":"constant""#
      ),
      (
        .open(OpenLoad(ratePerSecond: 5, arrivals: .poisson)),
        #""rate_per_second":5.0,"arrivals":"poisson""#
      ),
    ])
  func keys(load: LoadModel, text: String) throws {
    let line = Self.line(load)
    #expect(line.contains(text))
    #expect(try Self.load(line) == load)
  }

  @Test("is closed in files that know of no load, and constant where only the rate is told")
  func older() throws {
    let line = Self.line(.open(OpenLoad(ratePerSecond: 5, arrivals: .poisson)))
    let keys = #""rate_per_second":5.0,"arrivals":"poisson","#
    #expect(try Self.load(line.replacing(keys, with: "")) == .closed)
    #expect(
      try Self.load(line.replacing(keys, with: #""rate_per_second":5.0,"#))
        == .open(OpenLoad(ratePerSecond: 5, arrivals: .constant)))
    #expect(try Self.load(line.replacing(keys, with: #""arrivals":"poisson","#)) == .closed)
  }

  @Test("with arrivals of no known kind is refused by name")
  func unknown() {
    let line = Self.line(.open(OpenLoad(ratePerSecond: 5, arrivals: .poisson)))
    let error = #expect(throws: JSONProblem.self) {
      try Self.load(line.replacing(#""poisson""#, with: #""bursts""#))
    }
    #expect(error.map { "\($0)" }?.contains("bursts") == true)
  }

  private static func line(_ load: LoadModel) -> String {
    var started = EventCodingTests.small
    started.plan.load = load
    let event = RunEvent(.zero, .runStarted(started))
    return String(
      decoding: EventCodingTests.line(event, RequestNames(started)), as: UTF8.self)
  }

  private static func load(_ line: String) throws -> LoadModel? {
    var cursor = JSONCursor(Array(line.utf8))
    guard case .event(let event) = try cursor.event(RunBounds(EventCodingTests.small)),
      case .runStarted(let started) = event.payload
    else { return nil }
    return started.plan.load
  }
}
