import Foundation
import Glibc
import Testing

/// `corpus` and `inspect`: what a folder holds, whatever it holds.
@Suite(.fewAtATime, .timeLimit(.minutes(5)))
struct CorpusCommandTests {
  /// Files of the PDF library's own tests: encrypted, once with an empty password.
  private static func fixture(_ name: String) throws -> [UInt8] {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .appending(path: "../PopplerKitTests/Fixtures")
    return [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  @Test("The same count and seed give the same bytes, another seed gives others")
  func generate() async throws {
    let workspace = try Workspace()
    for (folder, seed) in [("one", "3"), ("again", "3"), ("other", "4")] {
      let ended = try await Program.run(
        ["corpus", "generate", folder, "--count", "4", "--seed", seed], in: workspace)
      #expect(ended.code == 0, ended.said)
      #expect(ended.output.hasPrefix("4 documents, "), ended.said)
    }
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.path("one")).sorted()
    #expect(names.count == 4)
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: workspace.path("again")).sorted()
        == names)
    for name in names {
      #expect(try workspace.bytes("one/\(name)") == workspace.bytes("again/\(name)"), "\(name)")
    }
    let other = try FileManager.default.contentsOfDirectory(atPath: workspace.path("other"))
      .sorted().map { try workspace.bytes("other/\($0)") }
    #expect(try names.map { try workspace.bytes("one/\($0)") } != other)
  }

  @Test("A generated corpus is without defects, and has the pages that its names say")
  func generated() async throws {
    let workspace = try Workspace()
    _ = try await Program.run(["corpus", "generate", "c", "--count", "6"], in: workspace)
    let listed = try await Program.run(["corpus", "c"], in: workspace)
    #expect(listed.code == 0)
    #expect(listed.output.contains("6 documents"), listed.said)
    let names = try FileManager.default.contentsOfDirectory(atPath: workspace.path("c")).sorted()
    let inspected = try await Program.run(
      ["inspect"] + names.map { "c/\($0)" }, in: workspace)
    for (name, line) in zip(names, try inspected.inspections) {
      let pages = name.split(separator: "-").last.flatMap { Int($0.prefix { $0.isNumber }) }
      #expect(line.pages == pages, "\(name): \(line)")
      #expect(line.defect == nil)
    }
  }

  @Test("A folder that cannot be made is told in a sentence")
  func generateNowhere() async throws {
    let workspace = try Workspace()
    try workspace.write("no folder", to: "file")
    let ended = try await Program.run(
      ["corpus", "generate", "file/c", "--count", "1"], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains("file/c"), ended.said)
    for count in ["0", "-1", "100000000"] {
      let ended = try await Program.run(
        ["corpus", "generate", "c", "--count=\(count)"], in: workspace, seconds: 20)
      #expect(ended.code == 1 || ended.code == 64, "\(count): \(ended.said)")
    }
  }

  /// One file of every kind that is not fit to be sent, and two that are.
  private func hostile(_ workspace: Workspace) throws -> [String: String?] {
    let good = SmallPDF.bytes(pages: 3)
    try workspace.corpus([
      "damaged.pdf": Array(good[..<(good.count / 4)]),
      "empty.pdf": [],
      "encrypted.pdf": try Self.fixture("password-needed.pdf"),
      "good.pdf": good,
      "text.pdf": Array("just words".utf8),
      "upper.PDF": SmallPDF.bytes(),
      "ignored.txt": Array("not looked at".utf8),
    ])
    try FileManager.default.createDirectory(
      atPath: workspace.path("pdfs/folder.pdf"), withIntermediateDirectories: true)
    #expect(mkfifo(workspace.path("pdfs/pipe.pdf"), 0o600) == 0)
    try FileManager.default.createSymbolicLink(
      atPath: workspace.path("pdfs/gone.pdf"), withDestinationPath: "nowhere.pdf")
    return [
      "damaged.pdf": "damaged", "empty.pdf": "empty", "encrypted.pdf": "encrypted",
      "folder.pdf": "unreadable", "gone.pdf": "unreadable", "good.pdf": nil,
      "pipe.pdf": "unreadable", "text.pdf": "not a PDF", "upper.PDF": nil,
    ]
  }

  @Test("Every file of a folder is listed with its defect, and nothing makes the listing fail")
  func list() async throws {
    let workspace = try Workspace()
    let defects = try hostile(workspace)
    let ended = try await Program.run(["corpus", "pdfs"], in: workspace)
    #expect(ended.code == 0, ended.said)
    for (name, defect) in defects {
      let row = try #require(
        ended.lines.first { $0.contains(name) && $0.contains("│") }, "\(name): \(ended.said)")
      let cells = row.split(separator: "│").map { $0.trimmingCharacters(in: .whitespaces) }
      #expect(cells.last == defect ?? "", "\(name): \(row)")
    }
    #expect(!ended.output.contains("ignored"))
    #expect(ended.output.contains("7 documents are left out"), ended.said)
    let names = ended.lines.filter { $0.hasPrefix("│") }.compactMap { row in
      row.split(separator: "│").first.map { $0.trimmingCharacters(in: .whitespaces) }
    }.filter { defects.keys.contains($0) }
    #expect(names == defects.keys.sorted(), "sorted by their bytes")
  }

  @Test("A folder that cannot be listed is told in a sentence", arguments: ["missing", "file"])
  func noFolder(name: String) async throws {
    let workspace = try Workspace()
    try workspace.write("no folder", to: "file")
    let ended = try await Program.run(["corpus", name], in: workspace)
    #expect(ended.code == 1, ended.said)
    #expect(ended.error.contains(name), ended.said)
    #expect(!ended.error.contains("CorpusError"), ended.said)
  }

  @Test("Inspection prints a JSON line for every file, in their order, whatever they are")
  func inspect() async throws {
    let workspace = try Workspace()
    let defects = try hostile(workspace)
    let files = ["pdfs/missing.pdf"] + defects.keys.sorted().reversed().map { "pdfs/\($0)" }
    let ended = try await Program.run(["inspect"] + files, in: workspace)
    #expect(ended.code == 0, ended.said)
    #expect(ended.error.isEmpty, ended.said)
    let lines = try ended.inspections
    #expect(lines.map(\.file) == files)
    let named = Dictionary(uniqueKeysWithValues: lines.map { ($0.file, $0) })
    #expect(named["pdfs/missing.pdf"]?.defect == "unreadable")
    for (name, defect) in defects {
      let line = try #require(named["pdfs/\(name)"])
      #expect(line.defect == (defect == "not a PDF" ? "notPDF" : defect), "\(line)")
    }
    #expect(named["pdfs/good.pdf"]?.pages == 3)
    #expect(named["pdfs/good.pdf"]?.pageSizes.first?.width == 200)
  }

  @Test("A document with an empty password is read like any other")
  func emptyPassword() async throws {
    let workspace = try Workspace()
    try workspace.write(try Self.fixture("password-empty.pdf"), to: "a.pdf")
    let ended = try await Program.run(["inspect", "a.pdf"], in: workspace)
    #expect(ended.code == 0)
    #expect(try ended.inspections.first?.defect == nil, ended.said)
    #expect(try ended.inspections.first?.pages == 1, ended.said)
  }
}

/// A line of `inspect`.
private struct Inspection: Decodable {
  struct Size: Decodable {
    var width: Double
    var height: Double
    var count: Int
  }

  var file: String
  var pages: Int
  var pageSizes: [Size]
  var defect: String?
  var detail: String?
}

extension Ended {
  fileprivate var inspections: [Inspection] {
    get throws {
      try output.split(separator: "\n").map {
        try JSONDecoder().decode(Inspection.self, from: Data($0.utf8))
      }
    }
  }
}
