import Foundation

/// Files beside the tests, found from where this one lies.
enum Fixture {
  private static let folder = URL(filePath: #filePath).resolvingSymlinksInPath()
    .deletingLastPathComponent()

  /// A file of the shape that the guide's script writes: two servers, three documents, one failure.
  static let guideResult = folder.appending(path: "Fixtures/guide-result.json")

  /// The folder that holds `Sources`, `Tests` and `docs`.
  static let packageRoot = folder.deletingLastPathComponent().deletingLastPathComponent()
}
