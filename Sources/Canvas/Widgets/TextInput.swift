/// A line of text that is being typed, and where in it the next character goes.
package struct TextInput: Hashable, Sendable {
  package private(set) var text: String
  /// Characters before the cursor.
  package private(set) var cursor: Int

  /// A text with the cursor behind its end, or at most there.
  package init(text: String = "", cursor: Int = .max) {
    self.text = text
    self.cursor = min(max(0, cursor), text.count)
  }

  package var isEmpty: Bool { text.isEmpty }

  /// Inserts a character before the cursor; a control character is not text.
  package mutating func insert(_ character: Character) {
    guard !character.unicodeScalars.contains(where: Self.isControl) else { return }
    let (before, after) = parts
    let head = before + String(character)
    text = head + after
    // A combining mark joins the character before it.
    cursor = min(head.count, text.count)
  }

  package mutating func deleteBackward() {
    guard cursor > 0 else { return }
    let (before, after) = parts
    replace(before: String(before.dropLast()), after: after)
  }

  package mutating func deleteForward() {
    let (before, after) = parts
    replace(before: before, after: String(after.dropFirst()))
  }

  /// Deletes the word before the cursor, and the blanks behind it.
  package mutating func deleteWord() {
    let parts = parts
    var before = parts.before
    while before.last == " " { before.removeLast() }
    while let last = before.last, last != " " { before.removeLast() }
    replace(before: before, after: parts.after)
  }

  package mutating func clear() { self = TextInput() }

  package mutating func moveLeft() { cursor = max(0, cursor - 1) }
  package mutating func moveRight() { cursor = min(text.count, cursor + 1) }
  package mutating func moveHome() { cursor = 0 }
  package mutating func moveEnd() { cursor = text.count }

  private static func isControl(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.generalCategory == .control
  }

  private var parts: (before: String, after: String) {
    (String(text.prefix(cursor)), String(text.dropFirst(cursor)))
  }

  private mutating func replace(before: String, after: String) {
    text = before + after
    cursor = min(before.count, text.count)
  }
}
