internal import BenchCore

/// What the list of saved runs is narrowed to: words and fields, all of which must fit.
///
///     nightly dpi:300 server:rust failed:>0 state:damaged docs:10..20 c:1,4
///
/// A word fits where it is part of the path, a server, the time or the state. A word that cannot be
/// read is left out and told, so that the list is of use while it is typed.
struct ResultsFilter: Hashable, Sendable {
  private(set) var terms: [Term] = []
  /// What is wrong with the first word that cannot be read, and what would be right.
  private(set) var problem: String?

  enum Term: Hashable, Sendable {
    case word(String)
    case number(NumberField, [NumberTest])
    case text(TextField, [String])
  }

  /// Fields that are numbers.
  enum NumberField: String, Hashable, Sendable, CaseIterable {
    case dpi, c, docs, failed, ok, rounds
  }

  /// Fields of which a part is enough.
  enum TextField: String, Hashable, Sendable, CaseIterable {
    case server, state, name, date
  }

  /// Numbers from the one to the other, with or without the ends.
  struct NumberTest: Hashable, Sendable {
    var least = -Double.infinity
    var most = Double.infinity
    var excludesEnds = false

    func admits(_ value: Double) -> Bool {
      excludesEnds ? value > least && value < most : value >= least && value <= most
    }
  }

  init(_ text: String) {
    for word in text.split(separator: " ") {
      do throws(Problem) { terms.append(try Self.term(word)) } catch {
        problem = problem ?? error.text
      }
    }
  }

  var isEmpty: Bool { terms.isEmpty }

  // MARK: Reading

  private struct Problem: Error { var text: String }

  private static let fields =
    NumberField.allCases.map(\.rawValue) + TextField.allCases.map(\.rawValue)

  private static func term(_ word: Substring) throws(Problem) -> Term {
    guard let colon = word.firstIndex(of: ":"), colon > word.startIndex,
      word[..<colon].allSatisfy(\.isLetter)
    else { return .word(word.lowercased()) }
    let key = word[..<colon].lowercased()
    let values = word[word.index(after: colon)...].split(
      separator: ",", omittingEmptySubsequences: false)
    if let field = NumberField(rawValue: key) {
      var tests: [NumberTest] = []
      for value in values {
        guard let test = test(value) else {
          throw Problem(text: "\(key): needs a number, like \(key):4, \(key):>0, \(key):2..8")
        }
        tests.append(test)
      }
      return .number(field, tests)
    }
    guard let field = TextField(rawValue: key) else {
      throw Problem(text: "no field \"\(key)\": \(fields.joined(separator: ", "))")
    }
    guard !values.contains(where: \.isEmpty) else {
      throw Problem(text: "\(key): needs a word, like \(key):\(example(field))")
    }
    return .text(field, values.map { $0.lowercased() })
  }

  private static func example(_ field: TextField) -> String {
    switch field {
    case .server: "rust"
    case .state: "damaged"
    case .name: "nightly"
    case .date: "2026-01"
    }
  }

  private static func test(_ text: Substring) -> NumberTest? {
    for (sign, isLeast, excludes) in [
      (">=", true, false), ("<=", false, false), (">", true, true), ("<", false, true),
    ] where text.hasPrefix(sign) {
      guard let number = number(text.dropFirst(sign.count)) else { return nil }
      var test = NumberTest(excludesEnds: excludes)
      if isLeast { test.least = number } else { test.most = number }
      return test
    }
    let bounds = text.split(separator: "..", omittingEmptySubsequences: false)
    if bounds.count == 2, let least = number(bounds[0]), let most = number(bounds[1]) {
      return NumberTest(least: least, most: most)
    }
    guard let number = number(text.hasPrefix("=") ? text.dropFirst() : text) else { return nil }
    return NumberTest(least: number, most: number)
  }

  private static func number(_ text: Substring) -> Double? {
    guard text.first?.isNumber == true, let value = Double(text), value.isFinite else { return nil }
    return value
  }

  // MARK: Fitting

  func admits(_ entry: ResultsEntry) -> Bool { terms.allSatisfy { fits($0, entry) } }

  private func fits(_ term: Term, _ entry: ResultsEntry) -> Bool {
    let headline = entry.headline
    switch term {
    case .word(let word):
      let places =
        [entry.path, headline?.timestamp ?? ""] + (headline?.servers ?? [])
        + (headline.map { [ResultsWords.state($0)] } ?? [])
      return places.contains { $0.lowercased().contains(word) }
    case .text(.name, let words): return Self.any(words, in: [entry.path])
    case .text(let field, let words):
      guard let headline else { return false }
      switch field {
      case .server: return Self.any(words, in: headline.servers)
      case .state: return Self.any(words, in: [ResultsWords.state(headline)])
      case .date: return words.contains { headline.timestamp.hasPrefix($0) }
      case .name: return false
      }
    case .number(let field, let tests):
      guard let headline, !headline.isDamaged else { return false }
      return Self.values(field, headline).contains { value in
        tests.contains { $0.admits(value) }
      }
    }
  }

  private static func any(_ words: [String], in places: [String]) -> Bool {
    places.contains { place in
      let place = place.lowercased()
      return words.contains { place.contains($0) }
    }
  }

  private static func values(_ field: NumberField, _ headline: RunHeadline) -> [Double] {
    switch field {
    case .dpi: headline.dpis
    case .c: headline.concurrencies.map(Double.init)
    case .docs: [Double(headline.documents)]
    case .failed: [Double(headline.failed)]
    case .ok: [Double(headline.succeeded)]
    case .rounds: [Double(headline.rounds)]
    }
  }
}
