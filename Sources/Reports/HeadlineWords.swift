package import BenchCore
package import Canvas

/// One line of a list of saved runs in words: the same in the dashboard and without a terminal.
package struct HeadlineWords: Hashable, Sendable {
  /// `2026-01-10 15:11`; of a file that does not tell, `–`.
  package let when: String
  /// The file, from the listed folder on.
  package let name: String
  package let servers: String
  package let documents: String
  package let dpi: String
  package let concurrency: String
  /// `rust 3.4 % slower ★ [1.9, 4.7]`, `rust equivalent within ±2 %`, `inconclusive`.
  package let verdict: String
  /// The same without the intervals: `rust 3.4 % slower ★`.
  package let shortVerdict: String
  /// `60 ok`, `58 ok, 2 failed`.
  package let counts: String
  /// `complete`, `interrupted`, `damaged: line 3, byte 17: …`.
  package let state: String

  /// - Parameter folder: The folder that is listed; its part of the path is left out of the name.
  package init(_ headline: RunHeadline, _ glyphs: Glyphs, folder: String = "") {
    let foreign = { (text: String) in Sanitizer.line(text, glyphs: glyphs) }
    let stamp = headline.timestamp.prefix(16)
    when = stamp.isEmpty ? glyphs.spelled(Quantity.none) : foreign(String(stamp))
    name = foreign(Self.name(headline, in: folder))
    let isKnown = !headline.isDamaged
    let told = { (text: String) in glyphs.spelled(text.isEmpty ? Quantity.none : text) }
    servers = told(headline.servers.map(foreign).joined(separator: ", "))
    documents = told(isKnown ? Quantity.count(headline.documents) : "")
    dpi = told(headline.dpis.map(Quantity.plain).joined(separator: ", "))
    concurrency = told(headline.concurrencies.map(String.init).joined(separator: ", "))
    verdict = told(Self.verdict(headline, foreign))
    shortVerdict = told(Self.verdict(headline, foreign, withIntervals: false))
    counts = told(isKnown ? Self.counts(headline) : "")
    state =
      if case .damaged(let reason) = headline.state {
        "damaged: " + foreign(reason)
      } else { glyphs.spelled(Self.word(headline.state)) }
  }

  /// One word for how much of a run a file holds.
  package static func word(_ state: RunHeadline.State) -> String {
    switch state {
    case .complete: "complete"
    case .stopped: "stopped"
    case .interrupted: "interrupted"
    case .guide: "the guide's"
    case .damaged: "damaged"
    }
  }

  private static func name(_ headline: RunHeadline, in folder: String) -> String {
    let prefix = folder.isEmpty || folder.hasSuffix("/") ? folder : folder + "/"
    guard !prefix.isEmpty, headline.path.hasPrefix(prefix) else { return headline.fileName }
    return String(headline.path.dropFirst(prefix.count))
  }

  private static func counts(_ headline: RunHeadline) -> String {
    let good = Quantity.count(headline.succeeded) + " ok"
    return headline.failed == 0 ? good : good + ", \(Quantity.count(headline.failed)) failed"
  }

  // MARK: The verdict

  private static func verdict(
    _ headline: RunHeadline, _ foreign: (String) -> String, withIntervals: Bool = true
  ) -> String {
    guard !headline.verdicts.isEmpty else { return "" }
    if headline.isWithheld { return "withheld" }
    var servers: [String] = []
    for verdict in headline.verdicts where !servers.contains(verdict.server) {
      servers.append(verdict.server)
    }
    return servers.map { server in
      let own = headline.verdicts.filter { $0.server == server }
      if own.count == 1, let only = own.first {
        return single(only, name: foreign(server), withInterval: withIntervals)
      }
      return several(own, name: foreign(server))
    }.joined(separator: "; ")
  }

  private static func single(
    _ verdict: HeadlineVerdict, name: String, withInterval: Bool
  ) -> String {
    let star = verdict.isStarred ? " ★" : ""
    let effect = Wording.difference(of: verdict.ratio, against: 1, .time)
    switch verdict.verdict {
    case .equivalent: return "\(name) equivalent within \(margin)\(star)"
    case .differsWithinMargin: return "\(name) \(effect), within \(margin)\(star)"
    case .faster, .slower:
      return "\(name) \(effect)\(star)" + (withInterval ? interval(verdict, beside: effect) : "")
    case .inconclusive:
      return "\(name) inconclusive\(star)" + (withInterval ? interval(verdict, beside: "") : "")
    case .unknown: return "\(name) too few pairs"
    }
  }

  /// A server that was compared at several points: how often it came to what.
  private static func several(_ verdicts: [HeadlineVerdict], name: String) -> String {
    let star = verdicts.contains(where: \.isStarred) ? " ★" : ""
    let kinds: [(verdict: Verdict, word: String)] = [
      (.slower, "slower"), (.faster, "faster"), (.differsWithinMargin, "differs, < \(margin)"),
      (.equivalent, "equivalent"), (.inconclusive, "inconclusive"), (.unknown, "too few pairs"),
    ]
    let parts = kinds.compactMap { kind -> String? in
      let count = verdicts.count { $0.verdict == kind.verdict }
      return count == 0 ? nil : "\(kind.word) at \(count)"
    }
    return "\(name) " + parts.joined(separator: ", ") + " of \(verdicts.count) points" + star
  }

  /// ` [1.9, 4.7]` where the numbers have the unit and the word of the effect, else with their own.
  private static func interval(_ verdict: HeadlineVerdict, beside effect: String) -> String {
    let words = Wording.interval(verdict.interval)
    guard words != Quantity.none else { return "" }
    let unit = effect.lastIndex(where: \.isNumber).map { effect[effect.index(after: $0)...] } ?? ""
    guard !unit.isEmpty, words.hasSuffix(unit) else { return " [\(words)]" }
    let ends = words.dropLast(unit.count).split(separator: " … ")
    guard ends.allSatisfy({ $0.last?.isNumber == true }) else { return " [\(words)]" }
    return " [" + ends.joined(separator: ", ") + "]"
  }

  private static var margin: String { Wording.margin(Verdict.margin) }
}
