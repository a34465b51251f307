/// Finds a server's own words in an answer that is not 2xx.
enum ErrorAnswer {
  private enum Field {
    static let detail = 0
    static let error = 1
    static let errorMessage = 2
    static let message = 3
    static let title = 4
    static let item = 5
    static let location = 6
    static let itemMessage = 7
  }

  /// FastAPI's `detail` (a text, or a list of places and messages), Axum's `error`, and the names
  /// that others use.
  private static let patterns: [JSONPattern?] = [
    "/detail", "/error", "/error/message", "/message", "/title", "/detail/-", "/detail/-/loc/-",
    "/detail/-/msg",
  ].map { JSONPattern($0) }

  /// The status with the server's own words, at most `RequestFailure.messageLimit` characters.
  static func message(status: Int, body: [UInt8]) -> String {
    let prefix = "HTTP \(status)"
    guard let words = words(body) else {
      let hint =
        (300..<400).contains(status)
        ? ": redirected, which is not followed; name the final address" : ", and not a word more"
      return prefix + hint
    }
    return ForeignText.clipped(prefix + ": " + words)
  }

  /// What the server says, nil where it says nothing.
  static func words(_ body: [UInt8]) -> String? {
    if let found = jsonWords(body) { return found }
    if let title = ForeignText.pageTitle(body) {
      return title.isEmpty ? "an HTML page without a title" : title
    }
    return ForeignText.firstLine(body)
  }

  /// Whether the body says why by a member that the contract names, `detail` or `error`.
  static func hasContractWords(_ body: [UInt8]) -> Bool {
    var scanner = JSONScanner(body, patterns: [patterns[Field.detail], patterns[Field.error]])
    var isFound = false
    do throws(JSONSyntaxError) {
      while let match = try scanner.next() { isFound = isFound || match.kind != .null }
    } catch {
      return false
    }
    return isFound
  }

  private static func jsonWords(_ body: [UInt8]) -> String? {
    var texts: [Int: String] = [:]
    var items: [(location: [String], message: String)] = []
    var scanner = JSONScanner(body, patterns: patterns)
    do throws(JSONSyntaxError) {
      while let match = try scanner.next() {
        if match.belongs(to: Field.item), items.count < 20 { items.append(([], "")) }
        guard match.kind == .string || match.kind == .number else { continue }
        let text = JSONString.text(body, match.range, limit: 2000)
        if match.belongs(to: Field.location), !items.isEmpty {
          items[items.count - 1].location.append(text)
        }
        if match.belongs(to: Field.itemMessage), !items.isEmpty {
          items[items.count - 1].message = text
        }
        for field in Field.detail...Field.title where match.belongs(to: field) {
          texts[field] = text
        }
      }
    } catch {
      return nil
    }
    let details = items.filter { !$0.message.isEmpty }.map { item in
      item.location.isEmpty
        ? item.message : item.location.joined(separator: ".") + ": " + item.message
    }
    if !details.isEmpty { return details.joined(separator: "; ") }
    return (Field.detail...Field.title).lazy.compactMap { texts[$0] }.first { !$0.isEmpty }
  }
}
