import Canvas
import Foundation
import Testing

/// Compares text with a file beside the tests; a missing one is recorded, and the test fails.
///
/// To record all anew: remove `Tests/DashboardTests/Snapshots`, run the tests twice, look at the
/// difference before committing it.
enum Snapshot {
  /// Compares a scene's picture without its first line, which belongs to every screen.
  static func check(
    _ canvas: Canvas, _ scene: Scene, _ size: Size, _ kind: String,
    location: SourceLocation = #_sourceLocation
  ) throws {
    let lines = canvas.picture.split(separator: "\n", omittingEmptySubsequences: false)
    try check(
      lines.dropFirst().joined(separator: "\n"),
      named: "\(scene.name).\(size.width)x\(size.height).\(kind)", location: location)
  }

  static func check(
    _ text: String, named name: String, location: SourceLocation = #_sourceLocation
  ) throws {
    let folder = URL(filePath: #filePath).deletingLastPathComponent()
      .deletingLastPathComponent().appending(path: "Snapshots")
    let file = folder.appending(path: name + ".txt")
    guard let known = try? String(contentsOf: file, encoding: .utf8) else {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try text.write(to: file, atomically: true, encoding: .utf8)
      Issue.record("recorded \(name): look at it, and run again", sourceLocation: location)
      return
    }
    guard known != text else { return }
    let pairs = zip(
      known.split(separator: "\n", omittingEmptySubsequences: false),
      text.split(separator: "\n", omittingEmptySubsequences: false))
    let different = pairs.filter { $0 != $1 }.prefix(6).map { "- \($0)\n+ \($1)" }
    Issue.record(
      "\(name) looks different:\n\(different.joined(separator: "\n"))", sourceLocation: location)
  }
}
