/// The bytes of a request body, in segments that many requests share and nobody copies.
///
///     [ multipart prefix with the DPI ][ the document ][ multipart suffix ]
///
/// Arrays share their storage, so a thousand requests with one document hold it once. Each transfer
/// has its own `UploadCursor`, through which libcurl copies the bytes or the kernel takes them.
import CCurl
import Glibc

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

  /// - Parameter head: Bytes that are read before those of the body.
  init(_ body: UploadBody? = nil, after head: [UInt8] = []) {
    segments = (head.isEmpty ? [] : [head]) + (body?.segments ?? [])
    count = head.count + (body?.count ?? 0)
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

  var isAtEnd: Bool { offset == count }

  /// Shows the next bytes where they lie, up to `limit` of them, as vectors for a system call.
  func withVectors<Value>(
    limit: Int, _ body: (UnsafeMutableBufferPointer<iovec>) -> Value
  ) -> Value {
    withUnsafeTemporaryAllocation(of: iovec.self, capacity: Self.vectorLimit) { vectors in
      collect(vectors, count: 0, from: segment, offset: offsetInSegment, limit: limit, body)
    }
  }

  /// Says that so many of the next bytes have been taken.
  mutating func skip(_ count: Int) {
    offset += count
    offsetInSegment += count
    while segment < segments.count, offsetInSegment >= segments[segment].count {
      offsetInSegment -= segments[segment].count
      segment += 1
    }
  }

  private static let vectorLimit = 8

  /// Adds the segment's vector and goes on to the next one, as an array shows its memory only for
  /// as long as a closure runs.
  private func collect<Value>(
    _ vectors: UnsafeMutableBufferPointer<iovec>, count: Int, from segment: Int, offset: Int,
    limit: Int, _ body: (UnsafeMutableBufferPointer<iovec>) -> Value
  ) -> Value {
    guard limit > 0, count < vectors.count, segment < segments.count else {
      return body(UnsafeMutableBufferPointer(rebasing: vectors[..<count]))
    }
    return segments[segment].withUnsafeBytes { bytes in
      let length = min(bytes.count - offset, limit)
      let start = UnsafeMutableRawPointer(mutating: bytes.baseAddress?.advanced(by: offset))
      vectors.initializeElement(at: count, to: iovec(iov_base: start, iov_len: length))
      return collect(
        vectors, count: count + 1, from: segment + 1, offset: 0, limit: limit - length, body)
    }
  }
}
