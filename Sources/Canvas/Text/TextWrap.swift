/// Breaks a paragraph into lines between words.
package enum TextWrap {
  /// Lines of at most `width` cells; the first begins with `first`, the others with `rest`.
  ///
  /// A word that is longer than a line is cut where the line ends.
  package static func lines(
    _ text: String, width: Int, first: String = "", rest: String = ""
  ) -> [String] {
    var lines: [String] = []
    var line = first
    var isEmpty = true
    func room(_ start: String) -> Int { max(8, width - DisplayWidth.of(start)) }
    for word in text.split(separator: " ") {
      var word = String(word)
      let cells = DisplayWidth.of(word)
      if !isEmpty, DisplayWidth.of(line) + 1 + cells > width {
        lines.append(line)
        line = rest
        isEmpty = true
      }
      while isEmpty, DisplayWidth.of(word) > room(line) {
        let head = beginning(of: word, cells: room(line))
        lines.append(line + head)
        word.removeFirst(head.count)
        line = rest
      }
      line += (isEmpty ? "" : " ") + word
      isEmpty = false
    }
    if !isEmpty || lines.isEmpty { lines.append(line) }
    return lines
  }

  private static func beginning(of word: String, cells: Int) -> String {
    var result = ""
    var used = 0
    for character in word {
      used += DisplayWidth.of(character)
      if used > cells, !result.isEmpty { break }
      result.append(character)
    }
    return result
  }
}
