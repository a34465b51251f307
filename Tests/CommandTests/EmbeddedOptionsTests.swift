import BenchCore
import Testing

@testable import slimbench

/// Options of an embedded server, judged without launching it.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct EmbeddedOptionsTests {
  /// Every option with a value that the server takes, one that its command line refuses, and what
  /// is told of that.
  static let options = [
    ("ocr", "never", "nevver", "ocr takes auto, never, always"),
    ("extra-latency", "3%", "3", "extra-latency takes a share, as 3%"),
    ("stall", "2s/20s", "2s", "stall takes a length and a period, as 2s/20s"),
    ("fail-rate", "5%", "x", "fail-rate takes a share, as 3%"),
    ("startup-delay", "3s", "soon", "startup-delay takes a time, as 3s"),
    ("fault-seed", "7", "x", "fault-seed takes a whole number"),
    ("workers", "4", "1.5", "workers takes a whole number"),
    ("queue", "0", "x", "queue takes a whole number"),
    ("body-limit", "2000000000", "2GB", "body-limit takes a number of bytes"),
    ("megapixel-limit", "50.5", "x", "megapixel-limit takes a number"),
    ("memory-limit", "2000000000", "x", "memory-limit takes a number of bytes"),
    ("default-dpi", "72", "x", "default-dpi takes a number"),
  ]

  @Test("What `slimbench serve` takes and refuses of every option is told", arguments: options)
  func option(name: String, good: String, bad: String, told: String) async throws {
    #expect(try #require(EmbeddedSpec("hummingbird,\(name)=\(good)")).optionProblem == nil)
    let wrong = try #require(EmbeddedSpec("hummingbird,\(name)=\(bad)"))
    #expect(wrong.optionProblem == told)
    #expect(try await serve(wrong) == 64)
  }

  @Test("With every option that is taken, the server starts")
  func taken() async throws {
    let text = Self.options.map { ",\($0.0)=\($0.1)" }.joined()
    #expect(try await serve(#require(EmbeddedSpec("hummingbird" + text))) == 0)
  }

  /// The exit code of a server that nobody waits for.
  private func serve(_ spec: EmbeddedSpec) async throws -> Int32 {
    let arguments = ["serve", "--port", "0", "--until-stdin-closes"] + spec.arguments
    let workspace = try Workspace()
    return try await Program.run(arguments, in: workspace).code
  }

  @Test("No option is left out")
  func all() {
    #expect(Set(Self.options.map(\.0)) == Set(EmbeddedSpec.optionNames))
  }

  @Test(
    "What the server refuses only when it starts is told in its own words",
    arguments: [
      ("fail-rate=200%", "a fail rate of 200.0 %"), ("workers=0", "0 workers; use 1 to 256"),
      ("stall=3s/2s", "use a length above 0 and below the period"),
    ])
  func outOfRange(option: String, words: String) throws {
    let spec = try #require(EmbeddedSpec("flyingfox," + option))
    #expect(spec.optionProblem?.contains(words) == true)
  }
}
