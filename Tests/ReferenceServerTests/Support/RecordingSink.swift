@testable import ReferenceServer

/// Keeps every part whole, so that parses of differently cut streams can be compared.
struct RecordingSink: MultipartSink, Equatable {
  struct Part: Equatable {
    var headers: PartHeaders
    var body: [UInt8] = []
    var isEnded = false
  }

  var parts: [Part] = []

  mutating func beginPart(_ headers: PartHeaders) {
    parts.append(Part(headers: headers))
  }

  mutating func appendBody(_ bytes: UnsafeRawBufferPointer) {
    parts[parts.count - 1].body.append(contentsOf: bytes)
  }

  mutating func endPart() {
    parts[parts.count - 1].isEnded = true
  }
}

/// What a parse came to.
struct ParseOutcome: Equatable {
  var parts: [RecordingSink.Part]
  var error: MultipartError?

  /// Parses a stream given as consecutive pieces.
  init(
    _ pieces: some Sequence<ArraySlice<UInt8>>, boundary: String,
    limits: MultipartLimits = MultipartLimits()
  ) {
    var sink = RecordingSink()
    do throws(MultipartError) {
      var parser = MultipartParser(boundary: try MultipartBoundary(boundary), limits: limits)
      for piece in pieces {
        var failure: MultipartError?
        piece.withUnsafeBytes { bytes in
          do throws(MultipartError) {
            try parser.consume(bytes, into: &sink)
          } catch {
            failure = error
          }
        }
        if let failure { throw failure }
      }
      try parser.finish()
    } catch {
      self.error = error
    }
    parts = sink.parts
  }

  init(whole bytes: [UInt8], boundary: String, limits: MultipartLimits = MultipartLimits()) {
    self.init([bytes[...]], boundary: boundary, limits: limits)
  }

  init(whole text: String, boundary: String, limits: MultipartLimits = MultipartLimits()) {
    self.init(whole: Array(text.utf8), boundary: boundary, limits: limits)
  }
}

/// All ways to cut a stream that the tests try.
enum Cuts {
  static func everySecond(_ bytes: [UInt8]) -> [[ArraySlice<UInt8>]] {
    (0...bytes.count).map { [bytes[..<$0], bytes[$0...]] }
  }

  static func equal(_ bytes: [UInt8], length: Int) -> [ArraySlice<UInt8>] {
    stride(from: 0, to: bytes.count, by: length).map {
      bytes[$0..<min($0 + length, bytes.count)]
    }
  }
}
