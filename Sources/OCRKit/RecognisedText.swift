/// What was read on a page.
package struct RecognisedText: Sendable, Equatable {
  /// Lines as on the page, paragraphs apart by an empty line; no blanks at either end.
  package var text: String
  /// How sure Tesseract is of its words on average, 0 to 100; 0 where there are none.
  package var confidence: Int

  static let none = RecognisedText("", confidence: 0)

  init(_ text: String, confidence: Int) {
    let isBlank = { (character: Character) in character.isWhitespace }
    let start = text.drop(while: isBlank)
    let end = start.lastIndex { !isBlank($0) }.map(start.index(after:)) ?? start.startIndex
    self.text = String(start[..<end])
    self.confidence = self.text.isEmpty ? 0 : min(max(confidence, 0), 100)
  }
}
