import BenchCore
import Foundation
import Glibc
import Synchronization
import Testing

@testable import Conductor

/// A folder → documents, inspected by a script that can misbehave on demand.
@Suite(.timeLimit(.minutes(1)))
struct CorpusScannerTests {
  private func scratch(_ names: [String]) throws -> Scratch {
    let scratch = try Scratch()
    try FileManager.default.createDirectory(
      atPath: scratch.path("pdfs"), withIntermediateDirectories: true)
    for name in names { try scratch.write("content of \(name)", to: "pdfs/\(name)") }
    return scratch
  }

  private func scanner(
    _ scratch: Scratch, _ cases: String = "", timeout: Duration = .seconds(30)
  ) throws -> CorpusScanner {
    CorpusScanner(
      directory: scratch.path("pdfs"), executable: try scratch.inspector(cases),
      fileTimeout: timeout)
  }

  @Test("Documents are the folder's PDF files in the order of their bytes, with what they hold")
  func order() async throws {
    let scratch = try scratch(["b.pdf", "a.pdf", "B.PDF", "ä.pdf", "10.pdf", "9.pdf", "c.txt"])
    try FileManager.default.createDirectory(
      atPath: scratch.path("pdfs/sub"), withIntermediateDirectories: true)
    try scratch.write("not looked into", to: "pdfs/sub/d.pdf")
    let documents = try await scanner(scratch).scan()
    #expect(documents.map(\.name) == ["10.pdf", "9.pdf", "B.PDF", "a.pdf", "b.pdf", "ä.pdf"])
    let nine = try #require(documents.first { $0.name == "9.pdf" })
    #expect(nine.bytes == 16)
    // printf 'content of 9.pdf' | sha256sum
    #expect(nine.sha256 == "ab8524eabc8b2f342a71396f3b86e492827f070fca6239666c4d9e9015ae91b8")
    #expect(nine.pages == 1 && nine.defect == nil)
    #expect(nine.pageSizes == [PageSize(width: 612, height: 792, count: 1)])
  }

  @Test("The bytes that are kept are those of the files")
  func contents() async throws {
    let scratch = try scratch(["a.pdf", "b.pdf"])
    let corpus = try await scanner(scratch).load(maxFiles: nil, keepDefective: false)
    #expect(corpus.contents == ["content of a.pdf", "content of b.pdf"].map { Array($0.utf8) })
    #expect(corpus.skipped.isEmpty)
  }

  private static let defective =
    """
    */b.pdf) echo '{"pages":0,"pageSizes":[],"defect":"damaged","detail":"no trailer"}' ;;
    */d.pdf) echo '{"pages":2,"pageSizes":[],"defect":"encrypted","detail":"locked"}' ;;
    """

  @Test("Progress counts up to the whole folder, also where files in many batches are left out")
  func manyFiles() async throws {
    let names = (0..<600).map { "d\($0).pdf" }
    let scratch = try scratch(names)
    // Without bytes a file needs no inspection.
    for index in stride(from: 0, to: 600, by: 2) { try scratch.write("", to: "pdfs/d\(index).pdf") }
    let told = Mutex<[[Int]]>([])
    let corpus = try await scanner(scratch).load(maxFiles: nil, keepDefective: false) {
      done, total in
      told.withLock { $0.append([done, total]) }
    }
    #expect(corpus.documents.count == 300 && corpus.skipped.count == 300)
    #expect(told.withLock { $0 }.allSatisfy { $0[0] <= 600 && $0[1] == 600 })
    #expect(told.withLock { $0 }.map { $0[0] }.max() == 600)
  }

  @Test("Defective documents are left out and told; what is sent and skipped is the whole folder")
  func skipped() async throws {
    let scratch = try scratch(["a.pdf", "b.pdf", "c.pdf", "d.pdf"])
    let corpus = try await scanner(scratch, Self.defective)
      .load(maxFiles: nil, keepDefective: false)
    #expect(corpus.documents.map(\.name) == ["a.pdf", "c.pdf"])
    #expect(corpus.contents.map(\.count) == [16, 16])
    #expect(corpus.skipped.map(\.name) == ["b.pdf", "d.pdf"])
    #expect(
      corpus.skipped.map(\.defect) == [
        DocumentDefect(kind: .damaged, detail: "no trailer"),
        DocumentDefect(kind: .encrypted, detail: "locked"),
      ])
  }

  @Test("Kept defective documents are sent in their place")
  func kept() async throws {
    let scratch = try scratch(["a.pdf", "b.pdf", "c.pdf"])
    let corpus = try await scanner(scratch, Self.defective).load(maxFiles: 2, keepDefective: true)
    #expect(corpus.documents.map(\.name) == ["a.pdf", "b.pdf"])
    #expect(corpus.documents[1].defect?.kind == .damaged)
    #expect(corpus.skipped.isEmpty)
  }

  @Test(
    "The limit counts documents that are sent, and nothing beyond it is looked at",
    arguments: [
      (1, ["a.pdf"], []), (2, ["a.pdf", "c.pdf"], ["b.pdf"]),
      (3, ["a.pdf", "c.pdf", "e.pdf"], ["b.pdf", "d.pdf"]),
      (9, ["a.pdf", "c.pdf", "e.pdf", "f.pdf"], ["b.pdf", "d.pdf"]),
    ])
  func limit(count: Int, sent: [String], skipped: [String]) async throws {
    let scratch = try scratch(["a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf", "f.pdf"])
    let corpus = try await scanner(scratch, Self.defective)
      .load(maxFiles: count, keepDefective: false)
    #expect(corpus.documents.map(\.name) == sent)
    #expect(corpus.contents.count == sent.count)
    #expect(corpus.skipped.map(\.name) == skipped)
  }

  @Test("More documents than are inspected at a time stay in order")
  func manyBatches() async throws {
    let names = (0..<600).map { "\(1000 + $0).pdf" }
    let scratch = try scratch(names)
    let corpus = try await scanner(scratch).load(maxFiles: 520, keepDefective: false)
    #expect(corpus.documents.map(\.name) == Array(names[..<520]))
  }

  @Test("Progress counts up and never beyond its total")
  func progress() async throws {
    let scratch = try scratch(["a.pdf", "b.pdf", "c.pdf", "d.pdf", "e.pdf"])
    let steps = Collected<(done: Int, total: Int)>()
    _ = try await scanner(scratch, Self.defective)
      .load(maxFiles: 2, keepDefective: false) { steps.add((done: $0, total: $1)) }
    #expect(!steps.elements.isEmpty)
    #expect(steps.elements.allSatisfy { $0.done <= $0.total }, "\(steps.elements)")
  }

  @Test("What is no regular file is a defect, and nothing waits for it")
  func strangeFiles() async throws {
    let scratch = try scratch(["good.pdf", "empty.pdf"])
    try scratch.write("", to: "pdfs/empty.pdf")
    try FileManager.default.createDirectory(
      atPath: scratch.path("pdfs/folder.pdf"), withIntermediateDirectories: true)
    #expect(mkfifo(scratch.path("pdfs/pipe.pdf"), 0o600) == 0)
    symlink("/dev/zero", scratch.path("pdfs/zero.pdf"))
    symlink("nowhere", scratch.path("pdfs/gone.pdf"))
    symlink("good.pdf", scratch.path("pdfs/link.pdf"))
    let documents = try await scanner(scratch).scan()
    let defects = Dictionary(
      uniqueKeysWithValues: documents.map { ($0.name, $0.defect?.kind) })
    #expect(
      defects == [
        "empty.pdf": .empty, "folder.pdf": .unreadable, "gone.pdf": .unreadable, "good.pdf": nil,
        "link.pdf": nil, "pipe.pdf": .unreadable, "zero.pdf": .unreadable,
      ])
  }

  @Test("Strange names are read, and one that is no UTF-8 does no harm")
  func strangeNames() async throws {
    let names = ["-x.pdf", "a b.pdf", "line\nbreak.pdf", "quote\"'$.pdf", "\u{1B}[31m.pdf", ".pdf"]
    let scratch = try scratch(names)
    let bytes = Array("\(scratch.folder)/pdfs/".utf8) + [0xFF, 0xFE] + Array(".pdf".utf8) + [0]
    let descriptor = bytes.map(CChar.init(bitPattern:)).withUnsafeBufferPointer {
      $0.baseAddress.map { open($0, O_CREAT | O_WRONLY, 0o600) } ?? -1
    }
    #expect(descriptor >= 0)
    close(descriptor)
    let documents = try await scanner(scratch).scan()
    for name in names {
      let document = try #require(documents.first { $0.name == name }, "\(name)")
      #expect(document.bytes == "content of \(name)".utf8.count)
    }
  }

  @Test(
    "An inspector that fails marks its document, never the run",
    arguments: [
      ("kill -9 $$", .crashed), ("exit 3", .crashed), ("echo garbage", .crashed),
      (#"echo '{"pages":"many"}'"#, .crashed), ("echo '[]'", .crashed),
      (#"echo '{"pages":0,"pageSizes":[],"defect":"unheard-of"}'"#, .damaged),
      ("exec sleep 1000", .tooSlow),
      ("head -c 9000000 /dev/zero | tr '\\000' x; echo", .crashed),
    ] as [(String, DocumentDefect.Kind)])
  func badInspector(action: String, kind: DocumentDefect.Kind) async throws {
    let scratch = try scratch(["a.pdf", "bad.pdf", "c.pdf"])
    let timeout: Duration = action.contains("sleep") ? .seconds(5) : .seconds(50)
    let corpus = try await scanner(scratch, "*/bad.pdf) \(action) ;;", timeout: timeout)
      .load(maxFiles: nil, keepDefective: false)
    #expect(corpus.documents.map(\.name) == ["a.pdf", "c.pdf"])
    #expect(corpus.skipped.map(\.name) == ["bad.pdf"])
    #expect(corpus.skipped.first?.defect?.kind == kind, "\(corpus.skipped)")
  }

  @Test(
    "A folder that cannot be used is told in a sentence",
    arguments: [("missing", "no such folder"), ("a.pdf", "is a file"), ("empty", "no .pdf file")])
  func folders(name: String, words: String) async throws {
    let scratch = try Scratch()
    try scratch.write("x", to: "a.pdf")
    try FileManager.default.createDirectory(
      atPath: scratch.path("empty"), withIntermediateDirectories: true)
    let scanner = CorpusScanner(
      directory: scratch.path(name), executable: try scratch.inspector())
    let error = await #expect(throws: CorpusError.self) { try await scanner.scan() }
    #expect(error?.description.contains(words) == true)
    #expect(error?.description.hasPrefix(scratch.path(name)) == true)
  }

  @Test("An inspector that is not there is an error, not a folder of defects")
  func noInspector() async throws {
    let scratch = try scratch(["a.pdf"])
    let scanner = CorpusScanner(
      directory: scratch.path("pdfs"), executable: scratch.path("nobody"))
    await #expect(throws: (any Error).self) { try await scanner.scan() }
  }
}
