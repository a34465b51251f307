import Foundation
import Testing

@testable import ReferenceServer

/// What real clients really send, parsed at every split.
@Suite(.timeLimit(.minutes(2))) struct CapturedUploadTests {
  @Test(arguments: UploadClient.available, ["plain.pdf", "Über \"50%\" sicht.pdf"])
  func `the parser reads a client's upload wherever the stream is cut`(
    client: UploadClient, name: String
  ) async throws {
    // Everything a boundary could be mistaken for, and some binary.
    let document =
      TinyPDF.text(pages: 1).bytes + Array("\r\n--\r\n---\r\n\r\n".utf8) + Array(0...255)
    let (contentType, body) = try await Tool.withFolder { folder in
      let file = folder.appendingPathComponent(name)
      try Data(document).write(to: file)
      let listener = try CapturingListener()
      async let answer = client.upload(file, dpi: "150", to: "http://127.0.0.1:\(listener.port)/")
      let captured = try await blocking { try listener.capture() }
      _ = try await answer
      return captured
    }
    let boundary = String(
      decoding: try MultipartBoundary(contentType: contentType).bytes, as: UTF8.self)
    let whole = ParseOutcome(whole: body, boundary: boundary)
    #expect(whole.error == nil)
    #expect(Set(whole.parts.map(\.headers.fieldName)) == ["file", "dpi"])
    for part in whole.parts {
      let isFile = part.headers.fieldName == "file"
      #expect(part.body == (isFile ? document : Array("150".utf8)))
      #expect(part.headers.fileName == (isFile ? name : nil))
    }
    #expect(ParseOutcome(Cuts.equal(body, length: 1), boundary: boundary) == whole)
    let wrong = Cuts.everySecond(body).filter { ParseOutcome($0, boundary: boundary) != whole }
    #expect(wrong.isEmpty)
  }
}
