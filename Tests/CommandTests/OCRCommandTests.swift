import Foundation
import Testing

/// `serve` that reads pages from their pixels, as a process of its own.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct OCRCommandTests {
  private func start(
    _ arguments: [String], in workspace: Workspace, adding: [String: String] = [:]
  ) async throws -> (RunningProgram, port: UInt16) {
    let program = try RunningProgram(
      ["serve", "--port", "0"] + arguments, in: workspace, adding: adding)
    return (program, try await ServeCommandTests.port(of: program))
  }

  @Test("One page uses one core, and many pages do not gather memory")
  func oneCore() async throws {
    let workspace = try Workspace()
    let (program, port) = try await start(["--ocr", "always", "--workers", "1"], in: workspace)
    let before = ThreadTimes.of(program.identifier).reduce(0, +)
    let text = "All of these words are read again and again"
    let few = SmallPDF.bytes(pages: 40, text: text)
    let answer = try #require(await PlainClient.upload(few, dpi: 300, port: port))
    #expect(answer.hasPrefix("HTTP/1.1 200 "))
    #expect(answer.contains("words are read again"))
    let times = ThreadTimes.of(program.identifier)
    let took = times.reduce(0, +) - before
    #expect(took > 0.5, "\(times)")
    // Four threads that wait for each other would share it.
    #expect(times[0] > 0.8 * took, "\(times)")
    let resident = ThreadTimes.residentMegabytes(program.identifier)
    // A picture of each page, kept, would be 70 MB.
    let many = SmallPDF.bytes(pages: 200, text: text)
    #expect(
      await PlainClient.upload(many, dpi: 300, port: port)?.hasPrefix("HTTP/1.1 200 ") == true)
    let grown = ThreadTimes.residentMegabytes(program.identifier) - resident
    #expect(grown < 25, "\(grown) MB more than \(resident)")
    program.signal(SIGTERM)
    #expect(try await program.end(within: 30).code == 0)
  }

  @Test("Without Tesseract's data, auto says so and goes on, always names the package and ends")
  func noData() async throws {
    let workspace = try Workspace()
    let lost = ["TESSDATA_PREFIX": "/nonexistent"]
    let (program, port) = try await start([], in: workspace, adding: lost)
    #expect(program.error.contains("tesseract-ocr-eng"), "\(program.error)")
    #expect(program.error.split(separator: "\n").count == 1, "\(program.error)")
    let answer = await PlainClient.upload(SmallPDF.bytes(), dpi: 72, port: port)
    #expect(answer?.contains(#""ocr_text":"word""#) == true)
    program.signal(SIGTERM)
    #expect(try await program.end(within: 30).code == 0)

    let refused = try RunningProgram(
      ["serve", "--port", "0", "--ocr", "always"], in: workspace, adding: lost)
    let ended = try await refused.end(within: 60)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("package tesseract-ocr-eng"), ended.said)
    #expect(!ended.error.contains("traineddata:"), ended.said)
  }

  @Test("A run launches embedded servers that read pixels")
  func embedded() async throws {
    let workspace = try Workspace()
    let corpus = try workspace.corpus(["a.pdf": SmallPDF.bytes(text: "Harbour lantern")])
    let ended = try await Program.run(
      [
        "run", corpus, "--server", "layer=embedded:hummingbird,ocr=never", "--server",
        "pixels=embedded:hummingbird,ocr=always", "--dpi", "150", "--output", "r.json",
      ], in: workspace)
    #expect(ended.code == 0, ended.said)
    let result = try ResultJSON("r.json", in: workspace)
    for server in ["layer", "pixels"] {
      #expect(try result.figure(server, "successful_requests") == 1)
    }
  }
}
