/// Gathers the values that a scan meets, in the order in which it meets them.
struct AnswerCollector {
  var seconds: Double?
  var dpi: Double?
  var widths: [Double] = []
  var heights: [Double] = []
  private var text: [UInt8]?
  private var pages: Int?
  /// The first thing at the pages' pointer that is no number of pages.
  private var wrong: String?

  mutating func addPages(_ match: JSONScanner.Match, in body: [UInt8], counting: Bool) {
    if counting {
      pages = (pages ?? 0) + 1
    } else if match.kind == .number, let number = JSONNumber.finite(body[match.range]),
      number >= 0, let whole = Int(exactly: number)
    {
      let (sum, overflow) = (pages ?? 0).addingReportingOverflow(whole)
      pages = overflow ? .max : sum
    } else {
      wrong = wrong ?? Self.description(of: match, in: body)
    }
  }

  mutating func addText(_ range: Range<Int>, in body: [UInt8]) {
    var joined = text ?? []
    // Taken out first, so that the array is not shared while it grows.
    text = nil
    if joined.isEmpty { joined.reserveCapacity(range.count) }
    if hasText { joined.append(UInt8(ascii: "\n")) }
    hasText = true
    JSONString.append(body, range, to: &joined)
    text = joined
  }

  private var hasText = false

  func reading(outerKeys: [Range<Int>], body: [UInt8], countsPages: Bool) -> AnswerReading {
    AnswerReading(
      pages: pagesFound(outerKeys, body, countsPages), seconds: seconds, text: text, dpi: dpi,
      megapixels: megapixels)
  }

  private func pagesFound(
    _ outerKeys: [Range<Int>], _ body: [UInt8], _ countsPages: Bool
  ) -> AnswerReading.Pages {
    if let wrong { return .wrong("found \(wrong)") }
    if let pages { return .number(pages) }
    guard !outerKeys.isEmpty else {
      return .wrong("nothing is there, and the answer has no members at all")
    }
    let keys = outerKeys.map { JSONString.text(body, $0, limit: 40) }
    return .wrong("nothing is there; the answer has " + keys.joined(separator: ", "))
  }

  var megapixels: Double? {
    guard !widths.isEmpty, widths.count == heights.count else { return nil }
    let sum = zip(widths, heights).reduce(0) { $0 + $1.0 * $1.1 } / 1e6
    return sum.isFinite && sum >= 0 ? sum : nil
  }

  private static func description(of match: JSONScanner.Match, in body: [UInt8]) -> String {
    switch match.kind {
    case .object: return "an object"
    case .array: return "an array"
    case .true, .false, .null: return match.kind.rawValue
    case .string: return "the text \"\(JSONString.text(body, match.range, limit: 60))\""
    case .number: return "the number " + JSONString.text(body, match.range, limit: 60)
    }
  }
}
