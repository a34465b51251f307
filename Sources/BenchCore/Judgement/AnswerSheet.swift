/// What a condition answered to each document: pages and text, reduced to what can be compared.
package struct AnswerSheet: Equatable, Sendable {
  /// The answer to one document.
  struct Entry: Equatable, Sendable {
    var pages: Int
    var textDigest: String?
    var textSimhash: UInt64?
    /// Whether a later answer of the same condition said something else.
    var isUnsteady = false
  }

  private(set) var entries: [Entry?]

  package init(documents: Int) {
    entries = [Entry?](repeating: nil, count: max(0, documents))
  }

  /// Takes a measured answer in; the first one to a document stands, later ones must say the same.
  package mutating func add(_ record: RequestRecord) {
    guard record.phase == .measurement, let answer = record.outcome.answer,
      entries.indices.contains(record.document)
    else { return }
    guard let known = entries[record.document] else {
      entries[record.document] = Entry(
        pages: answer.pages, textDigest: answer.textDigest, textSimhash: answer.textSimhash)
      return
    }
    if known.pages != answer.pages || known.textDigest != answer.textDigest {
      entries[record.document]?.isUnsteady = true
    }
  }

  /// The same answers with only these documents, in this order.
  func selecting(_ chosen: [Int]) -> AnswerSheet {
    var sheet = AnswerSheet(documents: 0)
    sheet.entries = chosen.map { entries.indices.contains($0) ? entries[$0] : nil }
    return sheet
  }

  /// Documents to which the condition itself gave different answers.
  package var unsteady: [Int] {
    entries.indices.filter { entries[$0]?.isUnsteady ?? false }
  }
}

/// Whether two conditions gave the same answers: a fast server that answers something else is not
/// faster.
package struct Agreement: Equatable, Sendable {
  /// How the texts of a document compare.
  package enum Text: Hashable, Sendable {
    /// The same after NFKC and white space collapsed, or nearly: at most three of the 64 bits of
    /// their similarity hashes differ.
    case same
    case different
    /// Different, with under 50 words: too little for a similarity.
    case tooShort
    /// One of the two told no text.
    case unknown
  }

  /// Documents that both answered.
  package private(set) var compared = 0
  /// Of those, documents with equal numbers of pages.
  package private(set) var pagesAgree = 0
  /// Of those, documents whose texts both told.
  package private(set) var textsCompared = 0
  /// Of those, documents with the same or nearly the same text.
  package private(set) var textsAgree = 0
  /// Documents, as indexes into the corpus, whose pages or texts differ.
  package private(set) var differing: [Int] = []

  /// Most bits of the similarity hashes that may differ between texts that are told the same.
  package static let similarityLimit = 3

  package init(baseline: AnswerSheet, other: AnswerSheet) {
    for document in 0..<min(baseline.entries.count, other.entries.count) {
      guard let first = baseline.entries[document], let second = other.entries[document] else {
        continue
      }
      compared += 1
      let text = Self.text(first, second)
      if first.pages == second.pages { pagesAgree += 1 }
      if text != .unknown { textsCompared += 1 }
      if text == .same { textsAgree += 1 }
      if first.pages != second.pages || text == .different || text == .tooShort {
        differing.append(document)
      }
    }
  }

  /// Whether everything compared is the same.
  package var isWhole: Bool { differing.isEmpty }

  private static func text(_ first: AnswerSheet.Entry, _ second: AnswerSheet.Entry) -> Text {
    guard let one = first.textDigest, let other = second.textDigest else { return .unknown }
    if one == other { return .same }
    guard let one = first.textSimhash, let other = second.textSimhash else { return .tooShort }
    return (one ^ other).nonzeroBitCount <= similarityLimit ? .same : .different
  }
}
