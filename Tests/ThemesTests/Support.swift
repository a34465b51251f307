import Canvas
import Foundation

@testable import Themes

/// A folder for one test, gone when the test is over.
final class Scratch: Sendable {
  let folder: String

  init() throws {
    folder =
      FileManager.default.temporaryDirectory.resolvingSymlinksInPath()
      .appending(path: "slimbench-themes-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: folder) }

  func path(_ name: String) -> String { "\(folder)/\(name)" }

  /// Writes a file, with the folders that lead to it, and tells its path.
  @discardableResult
  func write(_ text: String, to name: String) throws -> String {
    let url = URL(filePath: path(name))
    try FileManager.default.createDirectory(
      at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: url)
    return url.path
  }

  func makeFolder(_ name: String) throws {
    try FileManager.default.createDirectory(
      atPath: path(name), withIntermediateDirectories: true)
  }

  func link(_ name: String, to target: String) throws {
    try FileManager.default.createSymbolicLink(
      atPath: path(name), withDestinationPath: target)
  }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: path(name), encoding: .utf8)
  }
}

/// Scheme files as text.
enum Sample {
  /// Sixteen values that tell their slot: 100010, 110111 and so on.
  static let plain = (0..<16).map { String(format: "1%x001%x", $0, $0) }

  /// A file of the present form; `changing` replaces what stands behind a key of the palette.
  static func present(
    _ values: [String] = plain, head: String = "system: base16", without: Set<String> = [],
    changing: [String: String] = [:]
  ) -> String {
    let lines = zip(Scheme.Slot.allCases, values).filter { !without.contains($0.0.key) }
      .map { "  \($0.key): \(changing[$0.key] ?? "\"#\($1)\"")" }
    return """
      \(head)
      name: "Sample"
      author: "Somebody"
      variant: "dark"
      palette:
      \(lines.joined(separator: "\n"))

      """
  }

  /// The error that reading a text as `sample.yaml` ends with.
  static func error(_ text: String) -> ThemeError? {
    do {
      _ = try SchemeFile.parse(text, file: "sample.yaml")
      return nil
    } catch {
      return error
    }
  }

  /// A scheme of 16 colours from their values.
  static func scheme(_ hex: [UInt32]) -> Scheme {
    Scheme(name: "Sample", author: "", variant: .dark, colours: hex.map { RGB(hex: $0) })
  }
}

/// The themes that ship.
enum Shipped {
  static let names = [
    "colour-blind-safe", "ember", "fjord", "high-contrast", "slim-dark", "slim-light",
  ]

  static let library = ThemeLibrary(directories: [
    URL(filePath: #filePath).resolvingSymlinksInPath()
      .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
      .appending(path: "themes").path
  ])
}
