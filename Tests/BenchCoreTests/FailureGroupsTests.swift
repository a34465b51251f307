import Testing

@testable import BenchCore

@Suite("Failures by their causes")
struct FailureGroupsTests {
  private static func record(
    _ end: Int64, document: Int = 0, status: Int? = nil, phase: Phase = .measurement
  ) -> RequestRecord {
    var record = Fixture.record(end - 5, end, document: document, phase: phase)
    record.httpStatus = status
    return record
  }

  @Test("are told once, with how many, when first and last, and an example")
  func groups() throws {
    var groups = FailureGroups()
    let loading = RequestFailure(.http, "loading")
    groups.add(Self.record(50, document: 3, status: 503), loading, server: 1)
    groups.add(Self.record(90, document: 4, status: 503), loading, server: 1)
    groups.add(Self.record(20, document: 5, status: 503, phase: .warmUp), loading, server: 1)
    groups.add(Self.record(60, status: 500), loading, server: 1)
    groups.add(Self.record(70, status: 503), loading, server: 0)
    groups.add(Self.record(80, status: 503), RequestFailure(.http, "dead"), server: 1)
    #expect(groups.groups.map(\.count) == [3, 1, 1, 1])
    let first = try #require(groups.groups.first)
    #expect((first.first, first.last) == (Fixture.time(20), Fixture.time(90)))
    #expect((first.document, first.warmUps) == (5, 1))
    #expect(groups.count == 6)
  }

  @Test("are the same in a result, in whichever order they were told")
  func order() {
    let records = (0..<12).map { Self.record(Int64(100 - 5 * ($0 / 2)), document: $0) }
    var forwards = FailureGroups()
    var backwards = FailureGroups()
    for (index, var record) in records.enumerated() {
      record.sequence = index
      let failure = RequestFailure(.http, "\(index % 3)")
      forwards.add(record, failure, server: index % 2)
    }
    for (index, var record) in records.enumerated().reversed() {
      record.sequence = index
      let failure = RequestFailure(.http, "\(index % 3)")
      backwards.add(record, failure, server: index % 2)
    }
    #expect(forwards.sorted == backwards.sorted)
  }

  @Test("keep true numbers when every message is another one")
  func bounded() {
    var groups = FailureGroups()
    for index in 0..<5000 {
      let failure = RequestFailure(index % 2 == 0 ? .http : .reset, "request \(index)")
      groups.add(Self.record(Int64(index), status: 500 + index % 7), failure, server: index % 3)
    }
    #expect(groups.count == 5000)
    // The words of the first hundred, then one for each server and class.
    #expect(groups.groups.count == FailureGroups.limit + 6)
    #expect(groups.groups.filter { $0.cause.message == nil }.reduce(0) { $0 + $1.count } == 4900)
  }
}
