import Foundation
import TestSupport
import Testing

/// In which order a run sends its documents, as the servers see it.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct RunOrderTests {
  /// A measured request: whose it was, and of which document.
  private struct Sent: Hashable {
    var server: String
    var document: String
  }

  /// What both servers were sent, in the order of starting, without warm-ups.
  private func order(
    _ arguments: [String], documents: Int = 4
  ) async throws -> (all: [Sent], first: [String], second: [String]) {
    let workspace = try Workspace()
    try workspace.corpus(count: documents)
    let servers = [try DocumentServer(), try DocumentServer()]
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "first=\(servers[0].url)", "--server",
        "second=\(servers[1].url)", "--output", "r.json",
      ] + arguments, in: workspace)
    #expect(ended.code == 0, ended.said)
    let result = try ResultJSON("r.json", in: workspace)
    let all = try ["first", "second"].flatMap { server in
      try result.measured(server).map { request in
        (
          time: try #require(request.number("start_ns")),
          sent: Sent(server: server, document: try #require(request.text("filename")))
        )
      }
    }.sorted { $0.time < $1.time }.map(\.sent)
    // The first document that a server gets is its warm-up.
    let seen = servers.map { $0.documents.dropFirst().map(\.fileName) }
    return (all, seen[0], seen[1])
  }

  @Test("Interleaved servers take turns on each document, and who goes first alternates")
  func interleaved() async throws {
    let order = try await order(["--rounds", "2"])
    #expect(order.all.count == 16)
    let pairs = stride(from: 0, to: order.all.count, by: 2).map {
      Array(order.all[$0..<min($0 + 2, order.all.count)])
    }
    for pair in pairs {
      #expect(pair[0].document == pair[1].document, "\(order.all)")
      #expect(Set(pair.map(\.server)) == ["first", "second"], "\(order.all)")
    }
    for document in ["a.pdf", "b.pdf", "c.pdf", "d.pdf"] {
      let leaders = pairs.filter { $0[0].document == document }.map { $0[0].server }
      #expect(Set(leaders) == ["first", "second"], "\(document) is led by each once: \(leaders)")
    }
    #expect(pairs[..<4].filter { $0[0].server == "first" }.count == 2)
    // What the result says is what the servers saw.
    #expect(order.all.filter { $0.server == "first" }.map(\.document) == order.first)
    #expect(order.all.filter { $0.server == "second" }.map(\.document) == order.second)
    #expect(order.first == order.second)
  }

  @Test("Sequential servers come one after the other")
  func sequential() async throws {
    let order = try await order(["--order", "sequential", "--rounds", "2"])
    #expect(
      order.all.map(\.server)
        == Array(repeating: "first", count: 8) + Array(repeating: "second", count: 8))
    #expect(order.first == order.second)
  }

  @Test("Simultaneous servers both get everything")
  func simultaneous() async throws {
    let order = try await order(["--order", "simultaneous"])
    #expect(order.all.count == 8)
    #expect(order.first.sorted() == ["a.pdf", "b.pdf", "c.pdf", "d.pdf"])
    #expect(order.first == order.second)
  }

  @Test("The same seed gives the same order, another one another")
  func seed() async throws {
    let one = try await order(["--seed", "7"], documents: 8)
    let again = try await order(["--seed", "7"], documents: 8)
    let other = try await order(["--seed", "8"], documents: 8)
    #expect(one.all == again.all)
    #expect(one.first != other.first)
    #expect(one.first.sorted() == other.first.sorted())
  }

  @Test("Rounds differ in their order and hold the same documents")
  func rounds() async throws {
    let order = try await order(["--rounds", "2"], documents: 8)
    #expect(order.first[..<8] != order.first[8...])
    #expect(order.first[..<8].sorted() == order.first[8...].sorted())
  }

  @Test("Warm-up comes before everything else and counts nowhere", arguments: [0, 3])
  func warmUp(count: Int) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2)
    let servers = [try DocumentServer(), try DocumentServer()]
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "first=\(servers[0].url)", "--server",
        "second=\(servers[1].url)", "--output", "r.json", "--warmup", "\(count)",
      ], in: workspace)
    #expect(ended.code == 0, ended.said)
    let result = try ResultJSON("r.json", in: workspace)
    var lastWarmUp = 0.0
    var firstMeasured = Double.infinity
    for (key, server) in zip(["first", "second"], servers) {
      #expect(server.documents.count == 2 + count)
      #expect(try result.figure(key, "total_requests") == 2)
      #expect(try result.figure(key, "warm_up_requests") == Double(count))
      for request in try result.requests(key) {
        let isWarmUp = request.text("phase") == "warm_up"
        if isWarmUp { lastWarmUp = max(lastWarmUp, request.number("end_ns") ?? 0) }
        if !isWarmUp { firstMeasured = min(firstMeasured, request.number("start_ns") ?? 0) }
      }
    }
    #expect(lastWarmUp <= firstMeasured)
  }
}
