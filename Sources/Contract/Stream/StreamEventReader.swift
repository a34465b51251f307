/// Reads what is measured out of the JSON of one event.
struct StreamEventReader: Sendable {
  /// What an event means.
  enum Meaning: Equatable {
    case page(number: Int?, text: [UInt8]?)
    case complete(StreamCompletion)
    /// The server's words.
    case error(String)
    /// The start, a sign of life, or something that later servers say.
    case other
  }

  /// Positions in `patterns`.
  private enum Field {
    static let page = 0
    static let text = 1
    static let total = 2
    static let seconds = 3
    static let error = 4
    static let width = 5
    static let height = 6
    static let dpi = 7
  }

  private static let patterns: [JSONPattern?] = [
    "/page_number", "/page_text", "/total_pages", "/elapsed_seconds", "/error", "/pages/-/width",
    "/pages/-/height", "/pages/-/dpi",
  ].map { JSONPattern($0) }

  private static let known: Set<String> = ["page", "complete", "error"]

  func read(_ event: EventStreamParser.Event) throws(JSONSyntaxError) -> Meaning {
    // Others need not be JSON, and nameless ones are known by what is in them.
    guard Self.known.contains(event.name) || event.name == "message" else { return .other }
    try BodyExcerpt.checkUTF8(event.data)
    var values = Values()
    var scanner = JSONScanner(event.data, patterns: Self.patterns)
    while let match = try scanner.next() { values.take(match, in: event.data) }
    switch event.name {
    case "page": return .page(number: values.page, text: values.text)
    case "complete": return .complete(values.completion)
    case "error": return .error(values.error ?? ForeignText.firstLine(event.data) ?? "")
    default:
      if values.page != nil { return .page(number: values.page, text: values.text) }
      if let error = values.error { return .error(error) }
      return values.completion.totalPages == nil ? .other : .complete(values.completion)
    }
  }

  /// The values of one event as the scan meets them.
  private struct Values {
    var page: Int?
    var text: [UInt8]?
    var error: String?
    private var totalPages: Int?
    private var sizes = AnswerCollector()

    mutating func take(_ match: JSONScanner.Match, in data: [UInt8]) {
      if match.kind == .string {
        if match.belongs(to: Field.text) {
          var decoded: [UInt8] = []
          JSONString.append(data, match.range, to: &decoded)
          text = decoded
        } else if match.belongs(to: Field.error) {
          error = JSONString.text(data, match.range, limit: 2000)
        }
      }
      guard match.kind == .number, let number = JSONNumber.finite(data[match.range]), number >= 0
      else { return }
      if match.belongs(to: Field.page) { page = Int(exactly: number) }
      if match.belongs(to: Field.total) { totalPages = Int(exactly: number) }
      if match.belongs(to: Field.seconds) { sizes.seconds = number }
      if match.belongs(to: Field.width) { sizes.widths.append(number) }
      if match.belongs(to: Field.height) { sizes.heights.append(number) }
      if match.belongs(to: Field.dpi), number > 0 { sizes.dpi = sizes.dpi ?? number }
    }

    var completion: StreamCompletion {
      StreamCompletion(
        totalPages: totalPages, seconds: sizes.seconds, dpi: sizes.dpi,
        megapixels: sizes.megapixels)
    }
  }
}
