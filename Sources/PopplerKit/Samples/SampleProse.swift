/// Writes sentences that read like English and say nothing, the same ones for the same generator.
struct SampleProse {
  var random: SplitMix64

  mutating func noun() -> String { random.pick(SampleWords.nouns) }
  mutating func nouns() -> String { Self.plural(noun()) }
  mutating func adjective() -> String { random.pick(SampleWords.adjectives) }
  mutating func place() -> String { random.pick(SampleWords.places) }
  mutating func name() -> String { random.pick(SampleWords.names) }
  mutating func year() -> Int { random.number(in: 1961...2023) }

  /// A heading of two to five words.
  mutating func title() -> String {
    let text =
      switch random.number(in: 0...4) {
      case 0: "The \(adjective()) \(noun())"
      case 1: "\(adjective()) \(nouns()) and \(nouns())"
      case 2: "\(nouns()) of \(place())"
      case 3: "On \(adjective()) \(nouns())"
      default: "\(withArticle(noun())) for every \(noun())"
      }
    return Self.capitalised(text)
  }

  /// Three to six sentences as words, ready for setting in lines.
  mutating func paragraph() -> [Substring] {
    (0..<random.number(in: 3...6)).flatMap { _ in sentence().split(separator: " ") }
  }

  /// One sentence with its full stop.
  mutating func sentence() -> String {
    let text =
      switch random.number(in: 0...8) {
      case 0:
        "the \(adjective()) \(noun()) \(verbs()) the \(noun()) of each \(noun())"
      case 1:
        "\(random.pick(SampleWords.openers)), the \(noun()) \(verbs()) \(withArticle(adjective())) "
          + "\(noun()) in the \(adjective()) \(noun())"
      case 2:
        "in \(year()), \(random.number(in: 12...980)) \(nouns()) were \(participle()) across the "
          + "\(noun()), \(random.number(in: 2...48)) percent more than in the year before"
      case 3:
        "when the \(noun()) is \(adjective()), every \(noun()) \(verbs()) its \(nouns()) before "
          + "the \(noun()) \(verbs()) them"
      case 4:
        "neither the \(noun()) nor the \(noun()) \(verbs()) the \(adjective()) \(nouns()) that "
          + "\(place()) needs"
      case 5:
        "\(name()) and \(name()) (\(year())) found that \(adjective()) \(nouns()) \(verb()) the "
          + "\(noun()) \(random.pick(SampleWords.adverbs))"
      case 6:
        "this \(noun()) was \(participle()) \(random.pick(SampleWords.adverbs)); the \(nouns()) "
          + "remain \(adjective())"
      case 7:
        "of all the \(nouns()) in \(place()), only the \(adjective()) \(noun()) \(verbs()) "
          + "\(withArticle(noun()))"
      default:
        "\(nouns()), \(nouns()) and \(nouns()) \(verb()) \(withArticle(adjective())) \(noun()), "
          + "which \(verbs()) the \(noun()) \(random.pick(SampleWords.adverbs))"
      }
    return Self.capitalised(text) + "."
  }

  /// A short line for a list or a slide, without a full stop.
  mutating func point() -> String {
    let text =
      switch random.number(in: 0...3) {
      case 0: "\(adjective()) \(nouns()) \(verb()) the \(noun())"
      case 1: "\(random.number(in: 2...95)) percent of \(nouns()) \(participle())"
      case 2: "the \(noun()) \(verbs()) \(withArticle(adjective())) \(noun())"
      default: "\(nouns()) in \(place()) since \(year())"
      }
    return Self.capitalised(text)
  }

  static func capitalised(_ text: String) -> String {
    text.prefix(1).uppercased() + text.dropFirst()
  }

  private mutating func verb() -> String { random.pick(SampleWords.verbs) }

  private mutating func verbs() -> String {
    let verb = verb()
    return verb.hasSuffix("ch") ? verb + "es" : verb + "s"
  }

  private mutating func participle() -> String {
    let verb = verb()
    return verb.hasSuffix("e") ? verb + "d" : verb + "ed"
  }

  private func withArticle(_ word: String) -> String {
    let vowels: Set<Character> = ["a", "e", "i", "o", "u"]
    let startsWithVowel = word.first.map(vowels.contains) ?? false
    return (startsWithVowel && !word.hasPrefix("uni") ? "an " : "a ") + word
  }

  private static func plural(_ noun: String) -> String {
    if noun.hasSuffix("x") || noun.hasSuffix("ch") { return noun + "es" }
    guard noun.hasSuffix("y"), !noun.hasSuffix("ey") else { return noun + "s" }
    return noun.dropLast() + "ies"
  }
}
