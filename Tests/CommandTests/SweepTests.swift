import Foundation
import TestSupport
import Testing

/// Several resolutions and concurrencies in one run, and runs that end when they know enough.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct SweepTests {
  private func run(
    _ arguments: [String], documents: Int = 3
  ) async throws -> (ended: Ended, workspace: Workspace, servers: [DocumentServer]) {
    let workspace = try Workspace()
    try workspace.corpus(count: documents)
    let servers = [try DocumentServer(), try DocumentServer()]
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "first=\(servers[0].url)", "--server",
        "second=\(servers[1].url)", "--output", "r.json",
      ] + arguments, in: workspace)
    return (ended, workspace, servers)
  }

  @Test("A sweep leaves one result for every resolution and concurrency, with one sweep_id")
  func sweep() async throws {
    let (ended, workspace, servers) = try await run(["--dpi", "100,300", "--concurrent", "1,2"])
    #expect(ended.code == 0, ended.said)
    var ids: Set<String> = []
    for (name, dpi, concurrency) in [
      ("r_100dpi.json", 100, 1), ("r_100dpi_c2.json", 100, 2), ("r_300dpi.json", 300, 1),
      ("r_300dpi_c2.json", 300, 2),
    ] as [(String, Double, Int)] {
      let result = try ResultJSON(name, in: workspace)
      #expect(try result.measured("first").count == 3 && result.measured("second").count == 3)
      let root = try #require(
        try JSONSerialization.jsonObject(with: Data(workspace.text(name).utf8)) as? [String: Any])
      let own = try #require(root["slimbench"] as? [String: Any])
      let plan = try #require(own["plan"] as? [String: Any])
      #expect(plan["dpis"] as? [Double] == [dpi])
      #expect(plan["concurrencies"] as? [Int] == [concurrency])
      ids.insert(try #require(own["sweep_id"] as? String))
      #expect(ended.text.contains("result: \(name)"))
    }
    #expect(ids.count == 1)
    #expect(ended.text.contains("efficiency") && ended.text.contains("Knee"))
    #expect(!workspace.exists("r.journal"))
    // Twelve probes of the DPI, then three documents and a warm-up at each point.
    let sent = 12 + 4 * (3 + 1)
    #expect(servers[0].documents.count == sent)
  }

  @Test("Within a round the resolutions take turns, so that none has a quieter machine")
  func interleaved() async throws {
    let (ended, _, servers) = try await run(["--dpi", "100,300", "--warmup", "0"])
    #expect(ended.code == 0, ended.said)
    let sent = servers[0].documents.dropFirst(12).map(\.fileName)
    #expect(stride(from: 0, to: 6, by: 2).allSatisfy { sent[$0] == sent[$0 + 1] }, "\(sent)")
  }

  @Test("A run until a margin ends at an even round, with the reason")
  func until() async throws {
    let (ended, workspace, _) = try await run(["--until", "±100%"], documents: 6)
    #expect(ended.code == 0, ended.said)
    // Four rounds on a quiet machine; on a busy one it may take more to come within the margin.
    let measured = try ResultJSON("r.json", in: workspace).measured("first").count
    let rounds = measured / 6
    #expect(measured.isMultiple(of: 6) && rounds.isMultiple(of: 2) && rounds < 20, ended.said)
    #expect(ended.text.contains("\(rounds) rounds (until ±100 %, at most 20)"), ended.said)
    #expect(ended.text.contains("enough after \(rounds) rounds of at most 20"), ended.said)
  }

  @Test("A run that cannot come to its margin ends with its last round, and says so")
  func maximum() async throws {
    let (ended, workspace, _) = try await run(
      ["--until", "0.01%", "--max-rounds", "5"], documents: 6)
    #expect(ended.code == 0, ended.said)
    let words = ended.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(words.contains("±0.01 % was not reached in 5 rounds"), ended.said)
    #expect(try ResultJSON("r.json", in: workspace).measured("first").count == 30)
  }

  @Test(
    "A stop rule that can never hold is refused before anything is sent",
    arguments: [
      (["--until", "1%", "--order", "sequential"], "choose the order interleaved"),
      (["--until", "1%", "--rounds", "3"], "limit it with max_rounds"),
      (["--until", "1%", "--max-rounds", "3"], "less than 4"),
      (["--max-rounds", "8"], "nothing to stop before"),
      (["--until", "1"], "a margin in per cent"),
    ])
  func refused(arguments: [String], words: String) async throws {
    let (ended, _, servers) = try await run(arguments)
    #expect(ended.code != 0)
    let said = ended.text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
    #expect(said.contains(words), ended.said)
    #expect(servers[0].documents.isEmpty)
  }
}

extension Ended {
  /// Everything it printed, on either way.
  fileprivate var text: String { output + "\n" + error }
}
