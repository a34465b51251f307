/// Frames that real engines sent, and small helpers of these tests.
import DockerKit
import Foundation

enum Fixture {
  private static let folder = URL(filePath: #filePath).deletingLastPathComponent()
    .deletingLastPathComponent().appending(path: "Fixtures")

  static func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: folder.appending(path: name)))
  }

  /// The values of a file that has one on each line.
  static func values(_ name: String) throws -> [JSON] {
    try bytes(name).split(separator: 10).compactMap { JSON([UInt8]($0)) }
  }
}

func json(_ text: String) -> JSON { JSON([UInt8](text.utf8)) ?? JSON.nothing }

extension EngineTime {
  static func at(_ seconds: Double) -> EngineTime {
    EngineTime(nanoseconds: Int64(seconds * 1e9))
  }
}

extension [UInt8] {
  /// Feeds these bytes in pieces that end at the given places.
  func feed(splitAt places: [Int], _ body: (UnsafeRawBufferPointer) -> Void) {
    var start = 0
    for end in places + [count] where end >= start {
      [UInt8](self[start..<end]).withUnsafeBytes(body)
      start = end
    }
  }
}
