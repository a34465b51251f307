import Testing

@testable import ReferenceServer

@Suite struct MultipartParserTests {
  /// A field, a file whose bytes come as close to a delimiter as they can, and an empty file.
  static let tricky: [UInt8] = {
    var bytes = Array("preamble\r\n--XYZ \t\r\n".utf8)
    bytes += Array("Content-Disposition: form-data; name=\"dpi\"\r\n\r\n150\r\n--XYZ\r\n".utf8)
    bytes += Array("content-DISPOSITION: form-data; name=file; filename=\"a.pdf\"\r\n".utf8)
    bytes += Array("Content-Type: application/pdf\r\n\r\n".utf8) + trickyBody
    bytes += Array("\r\n--XYZ\r\nContent-Disposition: form-data; name=e; filename=e\r\n\r\n".utf8)
    bytes += Array("\r\n--XYZ--\r\nepilogue --XYZ\r\n--XYZ\r\n".utf8)
    return bytes
  }()

  static let trickyBody: [UInt8] =
    Array("\r\r\n\r\n-\r\n--\r\n--X\r\n--XY\r\n--XYy--XYZ\n--XYZ\r--XYZ".utf8) + [0, 255, 13, 13]

  @Test func `reads fields, files and empty parts, and passes over preamble and epilogue`() {
    let outcome = ParseOutcome(whole: Self.tricky, boundary: "XYZ")
    #expect(outcome.error == nil)
    #expect(outcome.parts.map(\.headers.fieldName) == ["dpi", "file", "e"])
    #expect(outcome.parts.map(\.headers.fileName) == [nil, "a.pdf", "e"])
    #expect(outcome.parts.map(\.headers.contentType) == [nil, "application/pdf", nil])
    #expect(outcome.parts.map(\.body) == [Array("150".utf8), Self.trickyBody, []])
    #expect(outcome.parts.map(\.isEnded) == [true, true, true])
  }

  @Test func `gives the same parts wherever the stream is cut in two`() {
    let whole = ParseOutcome(whole: Self.tricky, boundary: "XYZ")
    for cut in Cuts.everySecond(Self.tricky) {
      #expect(ParseOutcome(cut, boundary: "XYZ") == whole, "cut at \(cut[0].count)")
    }
  }

  @Test(arguments: 1...40)
  func `gives the same parts for pieces of any length`(length: Int) {
    let whole = ParseOutcome(whole: Self.tricky, boundary: "XYZ")
    let pieces = Cuts.equal(Self.tricky, length: length)
    #expect(ParseOutcome(pieces, boundary: "XYZ") == whole)
  }

  @Test func `says truncated for every part of a body that is not all of it`() {
    let end = Self.tricky.count - "\r\nepilogue --XYZ\r\n--XYZ\r\n".utf8.count
    for length in 0..<end {
      let outcome = ParseOutcome(whole: Array(Self.tricky[..<length]), boundary: "XYZ")
      #expect(outcome.error == .truncated, "\(length) of \(end) bytes")
    }
    #expect(ParseOutcome(whole: Array(Self.tricky[..<end]), boundary: "XYZ").error == nil)
  }

  @Test func `takes a body of nothing but the closing boundary as no parts`() {
    let outcome = ParseOutcome(whole: "--b--", boundary: "b")
    #expect(outcome.parts.isEmpty && outcome.error == nil)
  }

  @Test func `goes on throwing the first error`() throws {
    var parser = MultipartParser(boundary: try MultipartBoundary("b"))
    var sink = RecordingSink()
    let bad = Array("--bX".utf8)
    let good = Array("\r\n--b--".utf8)
    for bytes in [bad, good] {
      #expect(throws: MultipartError.malformedDelimiter) {
        try bytes.withUnsafeBytes { try parser.consume($0, into: &sink) }
      }
    }
    #expect(throws: MultipartError.malformedDelimiter) { try parser.finish() }
  }

  static let disposition = "Content-Disposition: form-data; name=a"

  static let malformed: [(String, MultipartError)] = [
    ("", .truncated),
    ("no boundary at all", .truncated),
    ("--c--", .truncated),
    ("--bb\r\n", .malformedDelimiter),
    ("--b\n", .malformedDelimiter),
    ("--b\rX", .malformedDelimiter),
    ("--b \rX", .malformedDelimiter),
    ("--b-\r\n", .malformedDelimiter),
    ("--b -", .malformedDelimiter),
    ("--b\r\n\r\n", .malformedHeader("")),
    ("--b\r\n\n", .malformedHeader("")),
    ("--b\r\nContent-Type: text/plain\r\n\r\n", .malformedHeader("")),
    ("--b\r\n\(disposition)\n\r\n", .malformedHeader("")),
    ("--b\r\n\(disposition)\r\n folded\r\n\r\n", .malformedHeader("")),
    ("--b\r\n\(disposition)\r\n\(disposition)\r\n\r\n", .malformedHeader("")),
    ("--b\r\n: x\r\n\r\n", .malformedHeader("")),
    ("--b\r\nno colon\r\n\r\n", .malformedHeader("")),
    ("--b\r\nA B: x\r\n\r\n", .malformedHeader("")),
    ("--b\r\nA: \u{0}\r\n\r\n", .malformedHeader("")),
    ("--b\r\nA: \rB: c\r\n\r\n", .malformedHeader("")),
    ("--b\r\nContent-Disposition: attachment; name=a\r\n\r\n", .malformedHeader("")),
    ("--b\r\nContent-Disposition: form-data\r\n\r\n", .malformedHeader("")),
    ("--b\r\nContent-Disposition: form-data; name\r\n\r\n", .malformedHeader("")),
    ("--b\r\nContent-Disposition: form-data; name=\"a\r\n\r\n", .malformedHeader("")),
    ("--b\r\nContent-Disposition: form-data; name=a; name=b\r\n\r\n", .malformedHeader("")),
    ("--b\r\nContent-Disposition: form-data; name=\"a\" b\r\n\r\n", .malformedHeader("")),
    ("--b\r\n\(disposition)\r\nContent-Transfer-Encoding: base64\r\n\r\n", .malformedHeader("")),
    ("--b\r\n\(disposition)\r\n\r\nvalue\r\n--b", .truncated),
    ("--b\r\n\(disposition)\r\n\r\nvalue\r\n--b-", .truncated),
    ("--b\r\n\(disposition)\r\n\r\n--b--", .truncated),
  ]

  @Test(arguments: malformed)
  func `refuses what is not a multipart body, however it is cut`(
    text: String, expected: MultipartError
  ) {
    let bytes = Array(text.utf8)
    let whole = ParseOutcome(whole: bytes, boundary: "b")
    #expect(whole.error?.kind == expected.kind)
    #expect(whole.error?.message.isEmpty == false)
    for cut in Cuts.everySecond(bytes) + [Cuts.equal(bytes, length: 1)] {
      #expect(ParseOutcome(cut, boundary: "b") == whole)
    }
  }

  @Test func `bounds headers, parts and the whole body at exactly the limit`() {
    let bytes = Self.tricky
    let longest =
      "content-DISPOSITION: form-data; name=file; filename=\"a.pdf\"\r\n"
      + "Content-Type: application/pdf\r\n\r\n"
    let exact = MultipartLimits(
      headerBytes: longest.utf8.count, parts: 3, totalBytes: bytes.count)
    #expect(ParseOutcome(whole: bytes, boundary: "XYZ", limits: exact).error == nil)

    var tight = exact
    tight.headerBytes -= 1
    expect(bytes, tight, .headersTooLong(limit: tight.headerBytes))
    tight = exact
    tight.parts -= 1
    expect(bytes, tight, .tooManyParts(limit: 2))
    tight = exact
    tight.totalBytes -= 1
    expect(bytes, tight, .bodyTooLarge(limit: tight.totalBytes))
  }

  private func expect(_ bytes: [UInt8], _ limits: MultipartLimits, _ error: MultipartError) {
    let whole = ParseOutcome(whole: bytes, boundary: "XYZ", limits: limits)
    #expect(whole.error == error)
    for cut in Cuts.everySecond(bytes) {
      #expect(ParseOutcome(cut, boundary: "XYZ", limits: limits) == whole)
    }
  }
}

extension MultipartError {
  /// The case without its details.
  var kind: String { String(String(describing: self).prefix { $0 != "(" }) }
}
