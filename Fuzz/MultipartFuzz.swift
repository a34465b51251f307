import Glibc

/// Feeds the multipart parser whatever the fuzzer invents, and checks one property: a stream gives
/// the same parts and the same error in one piece as in the pieces the input asks for.
///
///     input = boundary selector, cut seed, body…
///
/// A crash, a trap, or a difference ends the run and leaves the input in a file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzMultipart(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  guard let start, count >= 2 else { return 0 }
  let input = UnsafeBufferPointer(start: start, count: count)
  let boundary = ["b", "--", "XYZ", "----WebKitFormBoundary"][Int(input[0] & 3)]
  let body = Array(input[2...])
  let whole = Parse(body, boundary: boundary, cuts: Cutter(seed: nil))
  let pieces = Parse(body, boundary: boundary, cuts: Cutter(seed: input[1]))
  guard whole == pieces else {
    print("whole:  \(whole)\npieces: \(pieces)")
    abort()
  }
  return 0
}

/// Says how long the next piece is: everything, or a few bytes by a seeded sequence.
struct Cutter {
  var state: UInt64?

  init(seed: UInt8?) { state = seed.map { UInt64($0) &* 2 &+ 1 } }

  mutating func next(upTo limit: Int) -> Int {
    guard let current = state else { return limit }
    let following = current &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    state = following
    return min(limit, 1 + Int(following >> 60))
  }
}

/// Everything that a parse of one stream came to.
struct Parse: MultipartSink, Equatable {
  private struct Part: Equatable {
    var headers: PartHeaders
    var body: [UInt8] = []
    var isEnded = false
  }

  private static let limits = MultipartLimits(
    headerBytes: 512, parts: 6, totalBytes: 2048, fieldBytes: 64)

  private var parts: [Part] = []
  private var form = MultipartForm(limits: Parse.limits, expectedBytes: nil)
  private var error: MultipartError?

  init(_ body: [UInt8], boundary: String, cuts: Cutter) {
    var cuts = cuts
    do throws(MultipartError) {
      var parser = MultipartParser(
        boundary: try MultipartBoundary(boundary), limits: Parse.limits)
      var start = 0
      while start < body.count {
        let end = start + cuts.next(upTo: body.count - start)
        // A copy of its own for every piece, so that reading beyond it is found.
        let piece = Array(body[start..<end])
        var failure: MultipartError?
        piece.withUnsafeBytes { bytes in
          do throws(MultipartError) {
            try parser.consume(bytes, into: &self)
          } catch {
            failure = error
          }
        }
        if let failure { throw failure }
        start = end
      }
      try parser.finish()
    } catch {
      self.error = error
      // How much of a field is there when it passes its limit depends on the pieces, rightly.
      if case .fieldTooLarge = error { parts[parts.count - 1].body = [] }
    }
  }

  static func == (left: Parse, right: Parse) -> Bool {
    left.parts == right.parts && left.error == right.error
      && left.form.fields == right.form.fields
      && left.form.document?.name == right.form.document?.name
      && left.form.document?.bytes == right.form.document?.bytes
  }

  mutating func beginPart(_ headers: PartHeaders) throws(MultipartError) {
    parts.append(Part(headers: headers))
    try form.beginPart(headers)
  }

  mutating func appendBody(_ bytes: UnsafeRawBufferPointer) throws(MultipartError) {
    if bytes.isEmpty { fatalError("an empty piece of a body") }
    parts[parts.count - 1].body.append(contentsOf: bytes)
    try form.appendBody(bytes)
  }

  mutating func endPart() throws(MultipartError) {
    if parts[parts.count - 1].isEnded { fatalError("a part ended twice") }
    parts[parts.count - 1].isEnded = true
    try form.endPart()
  }
}
