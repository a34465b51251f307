import Foundation
import TestSupport
import Testing

/// `slimbench.yaml`: found in the working directory, and always second to the command line.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct RunPlanFileTests {
  @Test("The plan file of the working directory is followed")
  func followed() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 2, in: "papers")
    let server = try DocumentServer()
    try workspace.write(
      """
      servers:
        mine: {name: My Own, url: \(server.url)}
      corpus: papers
      dpi: 72
      rounds: 2
      warmup: 0
      output: from-plan.json
      """, to: "slimbench.yaml")
    let ended = try await Program.run(["run"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.output.contains("My Own"), ended.said)
    #expect(server.documents.count == 4)
    #expect(server.documents.allSatisfy { $0.field("dpi") == "72" })
    #expect(try ResultJSON("from-plan.json", in: workspace).figure("mine", "total_requests") == 4)
  }

  @Test("Flags win over the plan file")
  func flagsWin() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1, in: "papers")
    try workspace.corpus(count: 2, in: "others")
    let planned = try DocumentServer()
    let named = try DocumentServer()
    try workspace.write(
      """
      servers:
        mine: {url: \(planned.url)}
      corpus: papers
      dpi: 72
      rounds: 2
      """, to: "slimbench.yaml")
    let ended = try await Program.run(
      [
        "run", "others", "--server", "other=\(named.url)", "--dpi", "300", "--rounds", "1",
        "--output", "r.json",
      ], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(planned.log.times(.accepted).isEmpty)
    #expect(named.documents.count == 3)
    #expect(named.documents.allSatisfy { $0.field("dpi") == "300" })
    #expect(!ended.output.contains("mine"), ended.said)
  }

  @Test("Another plan file is followed where it is named")
  func named() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer()
    try workspace.write("nonsense: [", to: "slimbench.yaml")
    try workspace.write("servers:\n  mine: {url: \(server.url)}\n", to: "mine.yaml")
    let ended = try await Program.run(
      ["run", "pdfs", "--plan", "mine.yaml", "--output", "r.json"], in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(server.documents.count == 2)
  }

  @Test(
    "A bad plan file is refused with its line",
    arguments: [
      ("servers:\n  mine: {url: http://localhost:1}\nrounds: many\n", "3"),
      ("dpi: 150\nround: 2\n", "2"),
      ("servers:\n  mine: [\n", "3"),
      ("corpus: a\ncorpus: b\n", "1"),
      ("servers:\n  timestamp: {url: http://localhost:1}\n", "2"),
    ])
  func bad(content: String, line: String) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    try workspace.write(content, to: "slimbench.yaml")
    let ended = try await Program.run(["run", "pdfs", "--output", "r.json"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("slimbench.yaml:\(line):"), ended.said)
    #expect(try workspace.names == ["pdfs", "slimbench.yaml"])
  }

  @Test("A plan file that is named and is not there is told")
  func missing() async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let ended = try await Program.run(["run", "pdfs", "--plan", "no.yaml"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("no.yaml"), ended.said)
  }

  @Test("Several resolutions are a sweep, of which a flag names one")
  func sweep() async throws {
    for (flags, files) in [
      ([], ["r_72dpi.json", "r_150dpi.json"]), (["--dpi", "72"], ["r.json"]),
    ] {
      let workspace = try Workspace()
      try workspace.corpus(count: 1)
      let server = try DocumentServer()
      try workspace.write(
        "servers:\n  mine: {url: \(server.url)}\ndpi: [72, 150]\n", to: "slimbench.yaml")
      let ended = try await Program.run(
        ["run", "pdfs", "--output", "r.json"] + flags, in: workspace)
      #expect(ended.code == 0, ended.said)
      for file in files { #expect(workspace.exists(file), ended.said) }
    }
  }
}
