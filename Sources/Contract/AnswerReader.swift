internal import BenchCore

/// Reads what is measured out of an answer's JSON.
struct AnswerReader: Sendable {
  private let patterns: [JSONPattern?]
  private let countsPages: Bool

  /// Positions in `patterns`.
  private enum Field {
    static let pages = 0
    static let seconds = 1
    static let text = 2
    static let width = 3
    static let height = 4
    static let dpi = 5
  }

  init(shape: RequestShape) {
    let pages = JSONPattern(shape.pagesPointer)
    countsPages = pages.endsWithEveryElement
    patterns = [
      pages,
      shape.serverSecondsPointer.isEmpty ? nil : JSONPattern(shape.serverSecondsPointer),
      shape.textPointer.isEmpty ? nil : JSONPattern(shape.textPointer),
      JSONPattern("/results/-/pages/-/width"),
      JSONPattern("/results/-/pages/-/height"),
      JSONPattern("/results/-/pages/-/dpi"),
    ]
  }

  /// What the answer says; throws where it is not JSON.
  ///
  /// Pages: a pointer that ends in `-` counts the elements; any other adds up the numbers that it
  /// leads to. Seconds and text are optional: a server that tells none is measured without them.
  func read(_ body: [UInt8]) throws(JSONSyntaxError) -> AnswerReading {
    try BodyExcerpt.checkUTF8(body)
    var collector = AnswerCollector()
    var scanner = JSONScanner(body, patterns: patterns)
    while let match = try scanner.next() {
      if match.belongs(to: Field.pages) {
        collector.addPages(match, in: body, counting: countsPages)
      }
      if match.belongs(to: Field.seconds), let number = number(match, body), number >= 0 {
        collector.seconds = (collector.seconds ?? 0) + number
      }
      if match.belongs(to: Field.text), match.kind == .string {
        collector.addText(match.range, in: body)
      }
      if match.belongs(to: Field.width) { collector.widths.append(number(match, body) ?? .nan) }
      if match.belongs(to: Field.height) { collector.heights.append(number(match, body) ?? .nan) }
      if match.belongs(to: Field.dpi), let dpi = number(match, body), dpi > 0 {
        collector.dpi = collector.dpi ?? dpi
      }
    }
    return collector.reading(outerKeys: scanner.outerKeys, body: body, countsPages: countsPages)
  }

  private func number(_ match: JSONScanner.Match, _ body: [UInt8]) -> Double? {
    guard match.kind == .number else { return nil }
    return JSONNumber.finite(body[match.range])
  }
}

/// What an answer said, before its text is digested.
struct AnswerReading: Equatable {
  /// The number of pages, or what was there instead.
  enum Pages: Equatable {
    case number(Int)
    case wrong(String)
  }

  var pages: Pages
  var seconds: Double?
  /// All texts as UTF-8, a line break between them; nil where there was none.
  var text: [UInt8]?
  var dpi: Double?
  var megapixels: Double?
}

/// Numbers as JSON writes them.
enum JSONNumber {
  /// The value, nil where it is beyond a `Double`.
  static func finite(_ digits: ArraySlice<UInt8>) -> Double? {
    guard digits.count <= 1000 else { return nil }
    let value = Double(String(decoding: digits, as: UTF8.self))
    return value?.isFinite == true ? value : nil
  }
}
