/// A `.dockerignore`: which files of a build context stay at home.
///
/// The last line that matches decides. A folder's fate is that of what lies in it, unless a later
/// line says otherwise.
struct IgnoreRules {
  private let patterns: [IgnorePattern]

  /// Lines beyond so many are not read.
  static let lineLimit = 10_000

  init(_ text: String = "") {
    // A byte order mark is no part of the first pattern.
    let text = text.first == "\u{FEFF}" ? text.dropFirst() : text[...]
    patterns = text.split(whereSeparator: \.isNewline).prefix(Self.lineLimit)
      .compactMap { IgnorePattern(String($0)) }
  }

  /// Whether anything below an ignored folder may be wanted after all.
  var hasExceptions: Bool { patterns.contains(where: \.isException) }

  /// - Parameter path: Relative to the context, such as `src/app.py`.
  func ignores(_ path: String) -> Bool {
    for pattern in patterns.reversed() where pattern.matches(path) {
      return !pattern.isException
    }
    return false
  }
}
