/// Why a text is no assertion, and where in it that shows.
package struct AssertionProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// As the user wrote it.
  package let text: String
  /// The first character that is wrong, from 1.
  package let column: Int
  /// What is wrong, and what would be right.
  package let reason: String

  /// One line: `"p95s<4", column 1: there is no figure "p95s"; did you mean "p95"?`.
  package var description: String { "\"\(text)\", column \(column): \(reason)" }
}

extension Assertion {
  /// Longest text, characters.
  package static let textLimit = 200

  /// Reads an assertion.
  ///
  /// - Parameter servers: The keys that it may name; nil where they are not known yet.
  package init(_ source: String, servers: [String]?) throws(AssertionProblem) {
    var parser = AssertionParser(source, servers: servers)
    self = try parser.parse()
  }
}

/// Reads the grammar from left to right, so that what is wrong has a column.
struct AssertionParser {
  private let source: String
  private let characters: [Character]
  private let servers: [String]?
  /// The next character's index.
  private var position = 0

  init(_ source: String, servers: [String]?) {
    self.source = source
    self.servers = servers
    characters = Array(source.prefix(Assertion.textLimit + 1))
  }

  mutating func parse() throws(AssertionProblem) -> Assertion {
    guard characters.count <= Assertion.textLimit else {
      throw AssertionProblem(
        text: source.prefix(40) + "…", column: Assertion.textLimit + 1,
        reason: "an assertion has at most \(Assertion.textLimit) characters")
    }
    let (subject, column) = try subject()
    let comparator = try comparator(after: subject)
    skipBlanks()
    let valueColumn = position + 1
    let value = String(characters[position...].filter { !$0.isWhitespace })
    guard let limit = Self.limit(value, subject.unit) else {
      let found = value.isEmpty ? "nothing" : "\"\(value)\""
      throw problem(valueColumn, "expected \(subject.unit.expectation), found \(found)")
    }
    if case .relation(_, let one, let other) = subject, one == other {
      throw problem(column, "a server is compared with another one, not with itself")
    }
    return Assertion(
      text: String(source.filter { !$0.isWhitespace }), subject: subject, comparator: comparator,
      limit: limit)
  }

  // MARK: Parts

  private mutating func subject() throws(AssertionProblem) -> (Assertion.Subject, column: Int) {
    skipBlanks()
    let start = position
    let word = take { !"<>=!(),".contains($0) && !$0.isWhitespace }
    guard !word.isEmpty else {
      throw problem(start + 1, "expected a figure or a relation, as p95<4s or slower(a,b)<3%")
    }
    skipBlanks()
    if peek == "(" { return (try relation(word, at: start), start + 1) }
    return (try figure(word, at: start), start + 1)
  }

  private mutating func relation(
    _ word: String, at start: Int
  ) throws(AssertionProblem) -> Assertion.Subject {
    guard let relation = Assertion.Relation(rawValue: word) else {
      throw unknown(word, "relation", Assertion.Relation.allCases.map(\.rawValue), start)
    }
    let one = try server(after: "(", "write \(word)(a,b): two servers")
    let other = try server(after: ",", "write \(word)(a,b): two servers")
    skipBlanks()
    guard peek == ")" else { throw problem(position + 1, "expected a closing parenthesis") }
    position += 1
    return .relation(relation, of: one, to: other)
  }

  private mutating func server(
    after mark: Character, _ advice: String
  ) throws(AssertionProblem) -> String {
    skipBlanks()
    guard peek == mark else { throw problem(position + 1, "expected \"\(mark)\": " + advice) }
    position += 1
    skipBlanks()
    let start = position
    let key = take { !"(),<>=!".contains($0) && !$0.isWhitespace }
    guard !key.isEmpty else { throw problem(start + 1, "expected a server: " + advice) }
    if let servers, !servers.contains(key) { throw unknown(key, "server", servers, start) }
    return key
  }

  private func figure(
    _ word: String, at start: Int
  ) throws(AssertionProblem) -> Assertion.Subject {
    if let figure = AssertionFigure(name: word) { return .figure(figure, server: nil) }
    // A key may have points in it where a file of another program named it.
    let named = servers?.filter { word.hasPrefix($0 + ".") }.max { $0.count < $1.count }
    let key = named ?? word.firstIndex(of: ".").map { String(word[..<$0]) }
    guard let key else {
      throw unknownFigure(word, start, with: Assertion.Relation.allCases.map(\.rawValue))
    }
    let name = word.dropFirst(key.count + 1)
    let figure = AssertionFigure(name: name)
    // Of `p95.5.6` the percentile is wrong, not the server.
    if let servers, !servers.contains(key) {
      guard AssertionFigure(name: key) == nil else {
        throw unknownFigure(word, start)
      }
      throw unknown(key, "server", servers, start)
    }
    guard let figure else {
      throw unknownFigure(String(name), start + key.count + 1)
    }
    return .figure(figure, server: key)
  }

  private mutating func comparator(
    after subject: Assertion.Subject
  ) throws(AssertionProblem) -> Assertion.Comparator {
    skipBlanks()
    let start = position
    let sign = take { "<>=!".contains($0) }
    guard let comparator = Assertion.Comparator(rawValue: sign) else {
      let hint = sign == "=" ? "; did you mean \"==\"?" : ""
      throw problem(start + 1, "expected one of < <= > >= == !=" + hint)
    }
    if case .relation = subject, !comparator.isOrder {
      throw problem(start + 1, "a relation has an interval, and equals nothing: use < <= > >=")
    }
    return comparator
  }

  private static func limit(_ text: String, _ unit: Assertion.Unit) -> Double? {
    switch unit {
    case .plain, .count: DecimalNumber.parse(text)
    case .share: ShareText.parse(text)
    // A bare number could be seconds or milliseconds, and the wrong one always passes.
    case .duration: text.last?.isLetter == true ? DurationText.parse(text) : nil
    }
  }

  // MARK: Characters

  private var peek: Character? { position < characters.count ? characters[position] : nil }

  private mutating func skipBlanks() { _ = take(while: \.isWhitespace) }

  private mutating func take(while isPart: (Character) -> Bool) -> String {
    let start = position
    while position < characters.count, isPart(characters[position]) { position += 1 }
    return String(characters[start..<position])
  }

  // MARK: Problems

  private func problem(_ column: Int, _ reason: String) -> AssertionProblem {
    AssertionProblem(text: source, column: column, reason: reason)
  }

  private func unknownFigure(
    _ word: String, _ start: Int, with relations: [String] = []
  ) -> AssertionProblem {
    unknown(
      word, "figure", AssertionFigure.known + relations, start,
      listed: AssertionFigure.listed + (relations.isEmpty ? "" : ", slower(a,b), faster(a,b)"))
  }

  private func unknown(
    _ word: String, _ kind: String, _ known: [String], _ start: Int, listed: String? = nil
  ) -> AssertionProblem {
    let advice =
      Suggestion.nearest(to: word, among: known).map { "did you mean \"\($0)\"?" }
      ?? "there are " + (listed ?? known.joined(separator: ", "))
    return problem(start + 1, "there is no \(kind) \"\(word)\"; " + advice)
  }
}
