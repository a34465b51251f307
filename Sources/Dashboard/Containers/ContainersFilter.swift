internal import BenchCore

/// What the list of containers is narrowed to: words, all of which must fit; `!word` must not.
///
/// A word fits where it is a part of the name, the image, the state, the health, or a label.
struct ContainersFilter: Hashable, Sendable {
  private var wanted: [String] = []
  private var unwanted: [String] = []

  init(_ text: String) {
    for word in text.lowercased().split(separator: " ") {
      if word.hasPrefix("!") {
        if word.count > 1 { unwanted.append(String(word.dropFirst())) }
      } else {
        wanted.append(String(word))
      }
    }
  }

  var isEmpty: Bool { wanted.isEmpty && unwanted.isEmpty }

  func admits(_ row: ContainerRow) -> Bool {
    guard !isEmpty else { return true }
    let facts = row.facts
    var texts = [
      facts.name, facts.image, row.isGone ? "removed" : facts.state.rawValue,
    ]
    if facts.health != .none { texts.append(facts.health.rawValue) }
    texts += facts.labels.map { $0.name + "=" + $0.value }
    let all = texts.map { $0.lowercased() }
    func holds(_ word: String) -> Bool { all.contains { $0.contains(word) } }
    return wanted.allSatisfy(holds) && !unwanted.contains(where: holds)
  }
}
