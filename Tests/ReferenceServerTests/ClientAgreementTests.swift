import Foundation
import PopplerKit
import ReferenceServer
import Testing

/// Clients and PDF tools that share no code with the server agree with it.
@Suite(.timeLimit(.minutes(3))) struct ClientAgreementTests {
  /// Three sample documents: text, tables, figures, scanned pages.
  static func withSamples(_ body: @Sendable ([URL]) async throws -> Void) async throws {
    try await Tool.withFolder { folder in
      let files = try await blocking {
        try SampleCorpus.generate(into: folder.path, count: 6, seed: 1)
      }
      let smallest = files.sorted { ($0.pages, $0.name) < ($1.pages, $1.name) }.prefix(3)
      try await body(smallest.map { folder.appendingPathComponent($0.name) })
    }
  }

  static func decode(_ bytes: [UInt8]) throws -> ServerAnswer {
    try JSONDecoder().decode(ServerAnswer.self, from: Data(bytes))
  }

  @Test func `every client gets the same pages and text from both web layers`() async throws {
    try await Self.withSamples { files in
      for file in files {
        var answers: [(String, [ServerAnswer.Page])] = []
        for web in WebLayer.allCases {
          answers += try await withServer(web) { port in
            var answers: [(String, [ServerAnswer.Page])] = []
            for client in UploadClient.available {
              let answer = try Self.decode(
                try await client.upload(
                  file, dpi: "150", to: "http://127.0.0.1:\(port)/process-pdf"))
              #expect(answer.results[0].pdf_path == file.lastPathComponent)
              answers.append(("\(client) to \(web)", answer.results[0].pages))
            }
            return answers
          }
        }
        let expected = try #require(answers.first).1
        #expect(!expected.isEmpty)
        for (who, pages) in answers { #expect(pages == expected, "\(who)") }
      }
    }
  }

  @Test(.enabled(if: UploadClient.available.contains(.httpx), "python3 with httpx is needed"))
  func `httpx was among the clients`() {}

  @Test(.enabled(if: UploadClient.available.contains(.requests), "python3 with requests is needed"))
  func `requests was among the clients`() {}

  @Test(arguments: [72, 150])
  func `text and sizes are those of pdftotext and pdftoppm`(dpi: Int) async throws {
    try await Self.withSamples { files in
      for file in files {
        let pages = try await withServer(.hummingbird) { port in
          try Self.decode(
            try await UploadClient.curl.upload(
              file, dpi: "\(dpi)", to: "http://127.0.0.1:\(port)/process-pdf"))
        }.results[0].pages
        let texts = try await Tool.text("pdftotext", [file.path, "-"])
          .split(separator: "\u{C}", omittingEmptySubsequences: false).dropLast()
        #expect(pages.map { Self.letters($0.text) } == texts.map { Self.letters(String($0)) })
        #expect(pages.map { [$0.width, $0.height] } == (try await Self.rasterSizes(file, dpi)))
      }
    }
  }

  /// Without whitespace and hyphens: poppler's two interfaces join broken lines differently.
  private static func letters(_ text: String) -> String {
    String(text.filter { !$0.isWhitespace && $0 != "-" && $0 != "\u{AD}" })
  }

  /// Reads the sizes in the heads of the pictures that `pdftoppm` draws.
  private static func rasterSizes(_ file: URL, _ dpi: Int) async throws -> [[Int]] {
    try await Tool.withFolder { folder in
      _ = try await Tool.run(
        "pdftoppm",
        ["-r", "\(dpi)", file.path, folder.appendingPathComponent("p").path])
      let pictures = try FileManager.default.contentsOfDirectory(atPath: folder.path).sorted()
      return try pictures.map { name in
        let picture = try FileHandle(forReadingFrom: folder.appendingPathComponent(name))
        defer { try? picture.close() }
        // "P6", width and height, each on a line or apart by blanks.
        let head = String(decoding: picture.readData(ofLength: 32), as: UTF8.self)
        return head.split(whereSeparator: \.isWhitespace).dropFirst().prefix(2).compactMap {
          Int($0)
        }
      }
    }
  }
}
