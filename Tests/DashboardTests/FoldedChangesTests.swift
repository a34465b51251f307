import Testing

@testable import BenchCore
@testable import Dashboard

/// What came again and again is told once, with how often; everything else as it was.
@Suite
struct FoldedChangesTests {
  /// A letter a second: `s` started, `d` died with code 1, `D` with code 2, `p` paused.
  private static func changes(_ letters: String) -> [WallChange] {
    letters.enumerated().map { second, letter in
      let kinds: [Character: SubjectChange.Kind] = ["s": .started, "d": .died, "D": .died]
      var change = SubjectChange(subject: "a", kind: kinds[letter] ?? .paused)
      if change.kind == .died { change.exitCode = letter == "d" ? 1 : 2 }
      return WallChange(time: Engines.at(Double(second)), change: change)
    }
  }

  /// Each round by its length, how often it came before, and the second since when.
  private static func told(_ letters: String) -> [String] {
    FoldedChanges.rounds(changes(letters)).map { round in
      let since = Int(round.since.seconds(since: Engines.at(0)))
      return "\(round.newest.count) +\(round.before) from \(since)"
    }
  }

  @Test(
    "Rounds of up to four changes fold from three of them on",
    arguments: [
      ("", []),
      ("sdsd", ["1 +0 from 3", "1 +0 from 2", "1 +0 from 1", "1 +0 from 0"]),
      ("sdsdsd", ["2 +2 from 0"]), ("ddd", ["1 +2 from 0"]),
      // A start that has not ended yet, and what was before the loop, stand by themselves.
      ("psdsdsds", ["2 +2 from 2", "1 +0 from 1", "1 +0 from 0"]),
      // Another exit code is another round.
      ("sDsdsdsd", ["2 +2 from 2", "1 +0 from 1", "1 +0 from 0"]),
      ("sdpDsdpDsdpD", ["4 +2 from 0"]),
    ])
  func rounds(letters: String, expected: [String]) {
    #expect(Self.told(letters) == expected)
  }

  @Test(
    "Every change is told or counted, and those that are told are the newest", arguments: 0..<64)
  func complete(seed: Int) {
    var state = UInt64(seed)
    let letters = String(
      (0..<40).map { _ -> Character in
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return ["s", "d", "p"][Int(state >> 60) % 3]
      })
    let changes = Self.changes(letters)
    let rounds = FoldedChanges.rounds(changes)
    #expect(rounds.reduce(0) { $0 + $1.newest.count * ($1.before + 1) } == changes.count)
    var rest = changes[...]
    for round in rounds {
      #expect(Array(rest.suffix(round.newest.count).reversed()) == round.newest)
      rest = rest.dropLast(round.newest.count * (round.before + 1))
    }
  }
}
