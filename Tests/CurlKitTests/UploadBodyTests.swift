import Glibc
import Testing

@testable import CurlKit

@Suite("Upload body")
struct UploadBodyTests {
  private let body = UploadBody(segments: [[1, 2, 3], [], [4], [5, 6, 7, 8, 9]])
  private let flat: [UInt8] = [1, 2, 3, 4, 5, 6, 7, 8, 9]

  @Test("is read whole, in pieces of any size", arguments: 1...10)
  func readsInPieces(size: Int) {
    var cursor = UploadCursor(body)
    var bytes: [UInt8] = []
    var piece = [UInt8](repeating: 0, count: size)
    while case let count = piece.withUnsafeMutableBytes({ cursor.read(into: $0) }), count > 0 {
      bytes += piece[..<count]
    }
    #expect(bytes == flat)
    #expect(cursor.offset == body.count)
  }

  @Test(
    "is shown to the kernel where it lies, in turns of any size, after a head", arguments: 1...13)
  func vectors(limit: Int) {
    var ends: [Int32] = [0, 0]
    #expect(pipe(&ends) == 0)
    defer { ends.forEach { close($0) } }
    var cursor = UploadCursor(body, after: [100, 101])
    var bytes: [UInt8] = []
    while !cursor.isAtEnd {
      let count = cursor.withVectors(limit: limit) {
        writev(ends[1], $0.baseAddress, Int32($0.count))
      }
      guard count == min(limit, 11 - bytes.count) else {
        Issue.record("\(count) bytes shown after \(bytes.count)")
        return
      }
      var piece = [UInt8](repeating: 0, count: count)
      #expect(read(ends[0], &piece, count) == count)
      // As if the socket had taken half of it.
      let taken = (count + 1) / 2
      bytes += piece[..<taken]
      cursor.skip(taken)
      #expect(cursor.offset == bytes.count)
    }
    #expect(bytes == [100, 101] + flat)
  }

  @Test("goes on from any position after a seek", arguments: 0...9)
  func seeks(position: Int) {
    var cursor = UploadCursor(body)
    var piece = [UInt8](repeating: 0, count: 20)
    _ = piece.withUnsafeMutableBytes { cursor.read(into: $0) }
    let isInside = cursor.seek(to: position)
    #expect(isInside)
    let count = piece.withUnsafeMutableBytes { cursor.read(into: $0) }
    #expect([UInt8](piece[..<count]) == [UInt8](flat[position...]))
  }

  @Test("refuses a seek outside", arguments: [-1, 10, Int.max])
  func refusesSeek(position: Int) {
    var cursor = UploadCursor(body)
    let isInside = cursor.seek(to: position)
    #expect(!isInside)
  }

  @Test("may be empty")
  func empty() {
    var cursor = UploadCursor(UploadBody(segments: [[], []]))
    var piece = [UInt8](repeating: 0, count: 4)
    let count = piece.withUnsafeMutableBytes { cursor.read(into: $0) }
    #expect(count == 0)
    let isInside = cursor.seek(to: 0)
    #expect(isInside)
  }
}
