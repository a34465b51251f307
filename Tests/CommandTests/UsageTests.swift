import TestSupport
import Testing

/// Mistakes on the command line are told in a sentence, and end with a code of their own.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct UsageTests {
  @Test(
    "What cannot be understood is a usage error",
    arguments: [
      ["run"], ["run", "pdfs", "--dpi", "many"], ["run", "pdfs", "--header", "no colon"],
      ["run", "pdfs", "--server", "no-url"], ["run", "pdfs", "--server", "Upper=http://x"],
      ["run", "pdfs", "--order", "random"], ["run", "pdfs", "--timeout", "soon"],
      ["run", "pdfs", "--no-such-flag"], ["run", "pdfs", "more"], ["inspect"], ["show"],
      ["corpus"], ["no-such-command"], ["serve", "--web", "apache"], ["serve", "--port", "x"],
    ])
  func usage(arguments: [String]) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let ended = try await Program.run(arguments, in: workspace)
    #expect(ended.code == 64, ended.said)
    #expect(ended.error.contains("Error: "), ended.said)
    #expect(ended.output.isEmpty)
    #expect(try workspace.names == ["pdfs"])
  }

  @Test(
    "A word that is no command is told, and what it may have meant",
    arguments: [
      ("frob", "Error: there is no command 'frob'\n"),
      ("pdfs", "Error: there is no command 'pdfs'; did you mean 'slimbench run pdfs'?\n"),
      ("r.json", "Error: there is no command 'r.json'; did you mean 'slimbench show r.json'?\n"),
    ])
  func noCommand(word: String, words: String) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    try workspace.write("{}", to: "r.json")
    let ended = try await Program.run([word], in: workspace)
    #expect(ended.code == 64, ended.said)
    #expect(ended.error.hasPrefix(words), ended.said)
  }

  @Test(
    "The dashboard's options need no command, and a mistake in them is told as theirs",
    arguments: [["--dpi", "many"], ["--no-such-flag"], ["open", "--dpi", "many"]])
  func openOptions(arguments: [String]) async throws {
    let ended = try await Program.run(arguments, in: Workspace())
    #expect(ended.code == 64, ended.said)
    #expect(ended.error.contains(arguments.count == 1 ? "--no-such-flag" : "many"), ended.said)
    #expect(ended.error.contains("slimbench open"), ended.said)
  }

  @Test(
    "Values that make no sense are refused before anything is asked",
    arguments: [
      ["--dpi", "0"], ["--dpi", "-150"], ["--dpi", "nan"], ["--concurrent", "0"],
      ["--rounds", "0"], ["--warmup", "-1"], ["--max-files", "0"], ["--timeout", "0"],
    ])
  func values(arguments: [String]) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    let server = try DocumentServer()
    // With =, for a value may begin with a minus.
    let ended = try await Program.run(
      [
        "run", "pdfs", "--server", "one=\(server.url)", "--output", "r.json",
        arguments.joined(separator: "="),
      ], in: workspace)
    #expect(ended.code == 1 || ended.code == 64, ended.said)
    #expect(!ended.error.isEmpty)
    #expect(server.log.times(.accepted).isEmpty)
    #expect(try workspace.names == ["pdfs"])
  }

  @Test(
    "A folder that cannot be used is told in a sentence",
    arguments: [
      ("missing", "there is no such folder"), ("pdfs/a.pdf", "is a file"),
      ("empty", "holds no .pdf file"), ("bad", "no document is fit"),
    ])
  func folders(name: String, words: String) async throws {
    let workspace = try Workspace()
    try workspace.corpus(count: 1)
    try workspace.corpus([:], in: "empty")
    try workspace.corpus(["text.pdf": Array("no PDF".utf8)], in: "bad")
    let server = try DocumentServer()
    let ended = try await Program.run(
      ["run", name, "--server", "one=\(server.url)", "--output", "r.json"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains(name) && ended.error.contains(words), ended.said)
    #expect(server.log.times(.accepted).isEmpty)
    #expect(try workspace.names == ["bad", "empty", "pdfs"])
  }

  @Test("A run that finds no folder leaves nothing behind, not even where results go")
  func nothingLeft() async throws {
    let workspace = try Workspace()
    let ended = try await Program.run(["run", "missing"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(try workspace.names == [])
  }

  @Test("The version is a number, and the help names every command")
  func help() async throws {
    let workspace = try Workspace()
    let version = try await Program.run(["--version"], in: workspace)
    #expect(version.code == 0)
    #expect(version.output.wholeMatch(of: /\d+\.\d+\.\d+\n/) != nil, version.said)
    let help = try await Program.run(["--help"], in: workspace)
    #expect(help.code == 0)
    for command in ["run", "demo", "show", "corpus", "serve", "inspect"] {
      #expect(help.output.contains("\n  \(command) "), help.said)
    }
  }

  @Test("Completions are there for the usual shells", arguments: ["bash", "zsh", "fish"])
  func completions(shell: String) async throws {
    let ended = try await Program.run(
      ["--generate-completion-script", shell], in: Workspace())
    #expect(ended.code == 0)
    #expect(ended.output.contains("python-url"))
  }
}
