/// A YAML document as a plan file needs it: text, lists and maps, each with its place.
struct YAMLValue: Sendable {
  var place: Place
  var content: Content

  indirect enum Content: Sendable {
    /// Text as written, without its quotes; `isPlain` where there were none.
    case text(String, isPlain: Bool)
    case list([YAMLValue])
    /// In the order of the file; keys are unique.
    case map([Entry])
  }

  /// A key of a map and what it holds.
  struct Entry: Sendable {
    var key: String
    var keyPlace: Place
    var value: YAMLValue
  }

  /// Where something stands in the file, from 1.
  struct Place: Hashable, Comparable, Sendable {
    var line: Int
    var column: Int

    static func < (left: Place, right: Place) -> Bool {
      (left.line, left.column) < (right.line, right.column)
    }
  }

  /// Whether nothing was written, or a YAML null.
  var isEmpty: Bool {
    if case .text(let text, isPlain: true) = content {
      return ["", "~", "null", "Null", "NULL"].contains(text)
    }
    return false
  }

  /// What it is, for messages: `"abc"`, `a list`.
  var told: String {
    switch content {
    case .text where isEmpty: "nothing"
    case .text(let text, _): "\"\(text.count > 60 ? text.prefix(60) + "…" : text)\""
    case .list: "a list"
    case .map: "keys with values"
    }
  }
}
