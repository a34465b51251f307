import Foundation
import Testing

/// The demo's documents, which take seconds to make.
@Suite(.fewAtATime)
struct DemoCacheTests {
  @Test("The sample documents are made once, and again only where one of them is damaged")
  func once() async throws {
    let workspace = try Workspace()
    let folder = try #require(workspace.environment["XDG_CACHE_HOME"]) + "/slimbench/sample-1"
    func makes(_ output: String) async throws -> Bool {
      let ended = try await Program.run(
        ["demo", "--count", "1", "--dpi", "20", "-o", output], in: workspace)
      #expect(ended.code == 0, ended.said)
      return ended.error.contains("making the sample documents")
    }
    #expect(try await makes("a.json"))
    #expect(try await !makes("b.json"))
    let names = try FileManager.default.contentsOfDirectory(atPath: folder)
    let name = try #require(names.first { $0.hasSuffix(".pdf") })
    let whole = try Data(contentsOf: URL(filePath: folder + "/" + name))
    try whole.dropLast(9).write(to: URL(filePath: folder + "/" + name))
    #expect(try await makes("c.json"))
    #expect(try Data(contentsOf: URL(filePath: folder + "/" + name)) == whole)
  }
}
