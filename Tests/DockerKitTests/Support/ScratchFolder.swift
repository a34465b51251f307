/// A short-named folder for sockets, whose paths must not be long; removed with its owner.
import Foundation

final class ScratchFolder: Sendable {
  let path: String

  init() throws {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "dk" + String(UInt32.random(in: 0...UInt32.max), radix: 36))
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: false)
    path = folder.path(percentEncoded: false)
  }

  deinit {
    try? FileManager.default.removeItem(atPath: path)
  }
}
