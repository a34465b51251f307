/// The bytes of a request body, in segments that many requests share and nobody copies.
///
///     [ multipart prefix with the DPI ][ the document ][ multipart suffix ]
///
/// Arrays share their storage, so a thousand requests with one document hold it once. libcurl
/// pulls the bytes through an `UploadCursor`, of which each transfer has its own.
package struct UploadBody: Sendable {
  /// The segments in the order of sending.
  let segments: [[UInt8]]

  /// The length of the whole body in bytes.
  package let count: Int

  /// A body made of these segments, one after the other; empty ones are allowed.
  package init(segments: [[UInt8]]) {
    self.segments = segments.filter { !$0.isEmpty }
    count = segments.reduce(0) { $0 + $1.count }
  }
}

/// A reading position in an `UploadBody`.
struct UploadCursor {
  private let segments: [[UInt8]]
  private let count: Int
  private var segment = 0
  private var offsetInSegment = 0
  /// How many bytes were read since the start of the body.
  private(set) var offset = 0

  init(_ body: UploadBody? = nil) {
    segments = body?.segments ?? []
    count = body?.count ?? 0
  }

  /// Copies the next bytes into `target`, across segments, and returns how many; 0 at the end.
  mutating func read(into target: UnsafeMutableRawBufferPointer) -> Int {
    var written = 0
    while written < target.count, segment < segments.count {
      let source = segments[segment]
      let length = min(source.count - offsetInSegment, target.count - written)
      source.withUnsafeBytes { bytes in
        UnsafeMutableRawBufferPointer(rebasing: target[written..<written + length])
          .copyMemory(
            from: UnsafeRawBufferPointer(
              rebasing: bytes[offsetInSegment..<offsetInSegment + length]))
      }
      written += length
      offsetInSegment += length
      if offsetInSegment == source.count {
        segment += 1
        offsetInSegment = 0
      }
    }
    offset += written
    return written
  }

  /// Moves to `position` bytes from the start of the body; false if that lies outside.
  mutating func seek(to position: Int) -> Bool {
    guard position >= 0, position <= count else { return false }
    offset = position
    segment = 0
    offsetInSegment = position
    while segment < segments.count, offsetInSegment >= segments[segment].count {
      offsetInSegment -= segments[segment].count
      segment += 1
    }
    return true
  }
}
