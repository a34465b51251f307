internal import Yams

/// The keys of a scheme file with their text, read within bounds.
struct SchemeDocument {
  /// Longest document, bytes; schemes have about one kilobyte.
  static let byteLimit = 64 << 10
  /// Most aliases.
  ///
  /// No scheme needs one. The parser unfolds them before anybody else can count, and so few cannot
  /// unfold to more than some hundred times the document.
  static let aliasLimit = 16

  /// A key's value and where it stands.
  struct Field {
    var line: Int?
    var content: Content
  }

  /// What a scheme file may hold: words, and one map of words.
  enum Content {
    /// As written, without quotes: YAML would take `000000` and `1e1000` for numbers.
    case text(String)
    case map([String: Field])
    case list
  }

  /// The document's keys.
  let fields: [String: Field]

  init(_ text: String, file: String) throws(ThemeError) {
    let advice = "Expected a base16 or base24 scheme, as docs/THEMES.md shows it"
    guard Self.aliases(in: text) <= Self.aliasLimit else {
      throw ThemeError(
        file: file, "has more than \(Self.aliasLimit) aliases (*name)",
        advice: "Write the colours out")
    }
    let root: Node?
    do {
      root = try Yams.compose(yaml: text)
    } catch {
      let (line, words) = Self.told(error)
      throw ThemeError(file: file, line: line, words, advice: advice)
    }
    guard let root, case .mapping(let mapping) = root else {
      throw ThemeError(file: file, "holds no keys with values", advice: advice)
    }
    fields = Self.fields(of: mapping, depth: 0)
  }

  /// The deepest map that anybody looks into is the palette.
  private static func fields(of mapping: Node.Mapping, depth: Int) -> [String: Field] {
    var fields: [String: Field] = [:]
    for (key, value) in mapping {
      guard case .scalar(let name) = key else { continue }
      let line = (value.mark ?? key.mark)?.line
      let content: Content
      switch value {
      case .scalar(let scalar): content = .text(scalar.string)
      case .mapping(let inner): content = .map(depth == 0 ? Self.fields(of: inner, depth: 1) : [:])
      case .sequence, .alias: content = .list
      }
      fields[name.string] = Field(line: line, content: content)
    }
    return fields
  }

  private static func aliases(in text: String) -> Int {
    var count = 0
    var afterStar = false
    for byte in text.utf8 {
      if afterStar, byte > 0x20, byte != UInt8(ascii: "*") { count += 1 }
      afterStar = byte == UInt8(ascii: "*")
    }
    return count
  }

  private static func told(_ error: any Error) -> (line: Int?, words: String) {
    switch error as? YamlError {
    case .scanner(_, let problem, let mark, _), .parser(_, let problem, let mark, _),
      .composer(_, let problem, let mark, _):
      (mark.line, "is no valid YAML: \(problem)")
    case .duplicatedKeysInMapping(let duplicates, let context):
      (
        context.mark.line,
        "has \(duplicates.map { "\"\($0)\"" }.joined(separator: ", ")) twice in one map"
      )
    case .reader(let problem, _, _, _): (nil, "is no valid YAML: \(problem)")
    default: (nil, "is no valid YAML")
    }
  }
}
