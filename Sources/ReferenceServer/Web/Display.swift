/// Makes text from a client fit to be repeated in an answer.
enum Display {
  /// Without control characters and no longer than 80 characters.
  static func safe(_ text: String) -> String {
    let shown = text.unicodeScalars.prefix(80).map { isControl($0) ? "\u{FFFD}" : Character($0) }
    return String(shown) + (text.unicodeScalars.count > 80 ? "…" : "")
  }

  /// The last component of a path in either system's notation, at most 255 bytes.
  ///
  /// What a client calls its file, with nothing that could lead out of a folder or into a terminal.
  static func baseName(_ path: String) -> String {
    let last = path.split(whereSeparator: { $0 == "/" || $0 == "\\" }).last.map(String.init) ?? ""
    var name = ""
    var bytes = 0
    for scalar in last.unicodeScalars {
      let kept = isControl(scalar) ? "_" : scalar
      bytes += UTF8.width(kept)
      if bytes > 255 { break }
      name.unicodeScalars.append(kept)
    }
    return name == "." || name == ".." ? "_" : name
  }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
