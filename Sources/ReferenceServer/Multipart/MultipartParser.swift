import Glibc

/// A push parser for `multipart/form-data`: feed it the body in any pieces, it calls a sink.
///
/// It does no I/O and holds no body: bytes go from the chunk straight to the sink. All it keeps is
/// how far a delimiter has matched at the end of a chunk, and the headers of the current part. The
/// same bytes give the same parts and the same error however they are split.
///
///     preamble ──delimiter──► afterDelimiter ──CRLF──► headers ──empty line──► body ─┐
///                                   ▲   └──"--"──► epilogue                          │
///                                   └──────────────────delimiter─────────────────────┘
///
/// A carriage return can only be the first byte of the delimiter, so after a failed match the
/// matched bytes were all data and the search goes on at the byte that did not fit: no table of
/// fallbacks is needed, and a scan for that one byte finds every candidate.
package struct MultipartParser: Sendable {
  private enum State: Equatable {
    case preamble, afterDelimiter, firstClosingDash, padding, lineEnd, headers, body, epilogue
  }

  private let limits: MultipartLimits
  /// CR LF, two dashes, boundary.
  private let delimiter: [UInt8]
  private var state = State.preamble
  /// Bytes of the delimiter seen so far.
  ///
  /// Starts as if a line end had just been read, because the
  /// first delimiter may stand at the very beginning.
  private var matched = 2
  private var headerBlock: [UInt8] = []
  private var headerLineStart = 0
  private var totalBytes = 0
  private var parts = 0
  private var failure: MultipartError?

  package init(boundary: MultipartBoundary, limits: MultipartLimits = MultipartLimits()) {
    self.limits = limits
    delimiter = Array("\r\n--".utf8) + boundary.bytes
  }

  /// Takes the next piece of the body.
  package mutating func consume(
    _ chunk: UnsafeRawBufferPointer, into sink: inout some MultipartSink
  ) throws(MultipartError) {
    if let failure { throw failure }
    do throws(MultipartError) {
      let room = limits.totalBytes - totalBytes
      try parse(UnsafeRawBufferPointer(rebasing: chunk.prefix(room)), into: &sink)
      totalBytes += min(chunk.count, room)
      if chunk.count > room { throw .bodyTooLarge(limit: limits.totalBytes) }
    } catch {
      failure = error
      throw error
    }
  }

  /// Says that the body is at its end.
  /// - Throws: ``MultipartError/truncated`` when the closing boundary has not been seen.
  package func finish() throws(MultipartError) {
    if let failure { throw failure }
    if state != .epilogue { throw .truncated }
  }

  private mutating func parse(
    _ chunk: UnsafeRawBufferPointer, into sink: inout some MultipartSink
  ) throws(MultipartError) {
    var index = 0
    while index < chunk.count {
      switch state {
      case .preamble, .body:
        index = try scan(chunk, from: index, into: &sink)
      case .headers:
        index = try collectHeaders(chunk, from: index, into: &sink)
      case .epilogue:
        return
      case .afterDelimiter, .firstClosingDash, .padding, .lineEnd:
        try endDelimiter(chunk[index])
        index += 1
      }
    }
  }

  // MARK: - Delimiters

  /// Passes data on up to the next delimiter; returns where to go on.
  private mutating func scan(
    _ chunk: UnsafeRawBufferPointer, from start: Int, into sink: inout some MultipartSink
  ) throws(MultipartError) -> Int {
    var index = start
    if matched > 0 {
      index = extendMatch(chunk, from: index)
      if matched == delimiter.count {
        try foundDelimiter(&sink)
        return index
      }
      if index == chunk.count { return index }
      try emitCarriedBytes(&sink)
    }
    let dataStart = index
    while let candidate = Self.findLineEnd(in: chunk, from: index) {
      index = extendMatch(chunk, from: candidate)
      if matched == delimiter.count || index == chunk.count {
        try emit(chunk[dataStart..<candidate], &sink)
        if matched == delimiter.count { try foundDelimiter(&sink) }
        return index
      }
      matched = 0
    }
    try emit(chunk[dataStart...], &sink)
    return chunk.count
  }

  private mutating func extendMatch(_ chunk: UnsafeRawBufferPointer, from start: Int) -> Int {
    var index = start
    while matched < delimiter.count, index < chunk.count, chunk[index] == delimiter[matched] {
      matched += 1
      index += 1
    }
    return index
  }

  private mutating func foundDelimiter(_ sink: inout some MultipartSink) throws(MultipartError) {
    matched = 0
    if state == .body { try sink.endPart() }
    state = .afterDelimiter
  }

  /// What follows a boundary: `--`, or blanks and CRLF.
  private mutating func endDelimiter(_ byte: UInt8) throws(MultipartError) {
    switch (state, byte) {
    case (.afterDelimiter, UInt8(ascii: "-")): state = .firstClosingDash
    case (.firstClosingDash, UInt8(ascii: "-")): state = .epilogue
    case (.afterDelimiter, UInt8(ascii: "\r")), (.padding, UInt8(ascii: "\r")): state = .lineEnd
    case (.afterDelimiter, _) where ASCII.isBlank(byte): state = .padding
    case (.padding, _) where ASCII.isBlank(byte): break
    case (.lineEnd, UInt8(ascii: "\n")):
      guard parts < limits.parts else { throw .tooManyParts(limit: limits.parts) }
      parts += 1
      headerBlock.removeAll(keepingCapacity: true)
      headerLineStart = 0
      state = .headers
    default: throw .malformedDelimiter
    }
  }

  /// Bytes that looked like a delimiter at the end of the last chunk and were data after all.
  private mutating func emitCarriedBytes(_ sink: inout some MultipartSink) throws(MultipartError) {
    let count = matched
    matched = 0
    guard state == .body else { return }
    var result: Result<Void, MultipartError> = .success(())
    delimiter.withUnsafeBytes { bytes in
      do throws(MultipartError) {
        try sink.appendBody(UnsafeRawBufferPointer(rebasing: bytes[..<count]))
      } catch {
        result = .failure(error)
      }
    }
    try result.get()
  }

  private func emit(
    _ bytes: Slice<UnsafeRawBufferPointer>, _ sink: inout some MultipartSink
  ) throws(MultipartError) {
    guard state == .body, !bytes.isEmpty else { return }
    try sink.appendBody(UnsafeRawBufferPointer(rebasing: bytes))
  }

  // MARK: - Headers

  private mutating func collectHeaders(
    _ chunk: UnsafeRawBufferPointer, from start: Int, into sink: inout some MultipartSink
  ) throws(MultipartError) -> Int {
    let newline = Self.find(UInt8(ascii: "\n"), in: chunk, from: start)
    let end = newline.map { $0 + 1 } ?? chunk.count
    guard headerBlock.count + (end - start) <= limits.headerBytes else {
      throw .headersTooLong(limit: limits.headerBytes)
    }
    headerBlock.append(contentsOf: chunk[start..<end])
    guard newline != nil else { return end }
    let line = headerBlock[headerLineStart...]
    if line.count == 2, line.first == UInt8(ascii: "\r") {
      try sink.beginPart(PartHeaders(parsing: headerBlock[..<headerLineStart]))
      state = .body
    } else if line.count == 1 {
      throw .malformedHeader("a header line does not end with CRLF")
    }
    headerLineStart = headerBlock.count
    return end
  }

  /// The next carriage return that a line feed follows, or may follow in the next chunk.
  private static func findLineEnd(in chunk: UnsafeRawBufferPointer, from start: Int) -> Int? {
    var index = start
    while let candidate = find(UInt8(ascii: "\r"), in: chunk, from: index) {
      index = candidate + 1
      if index == chunk.count || chunk[index] == UInt8(ascii: "\n") { return candidate }
    }
    return nil
  }

  private static func find(
    _ byte: UInt8, in chunk: UnsafeRawBufferPointer, from start: Int
  )
    -> Int?
  {
    guard let base = chunk.baseAddress, start < chunk.count,
      let hit = memchr(base + start, Int32(byte), chunk.count - start)
    else { return nil }
    return UnsafeRawPointer(hit) - base
  }
}
