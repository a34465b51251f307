import BenchCore
import Canvas
import Foundation
import Testing

@testable import Reports

@Suite("A line of a list of runs")
struct HeadlineWordsTests {
  private static func headline(_ verdicts: [HeadlineVerdict] = []) -> RunHeadline {
    var headline = RunHeadline(
      path: "runs/a/b.json", bytes: 1, modified: 0, state: .complete)
    headline.timestamp = "2026-01-10 15:11:58"
    headline.servers = ["python", "rust"]
    headline.documents = 20
    headline.dpis = [100, 72.5]
    headline.concurrencies = [1, 4]
    headline.succeeded = 1234
    headline.verdicts = verdicts
    return headline
  }

  private static func verdict(
    _ verdict: Verdict, _ ratio: Double?, _ interval: ClosedRange<Double>?,
    server: String = "rust", starred: Bool = false
  ) -> HeadlineVerdict {
    HeadlineVerdict(
      server: server, baseline: "python", dpi: 150, concurrency: 1, verdict: verdict, ratio: ratio,
      interval: interval, isStarred: starred)
  }

  @Test("it tells when, where, of what, and how it came out")
  func plain() {
    let words = HeadlineWords(Self.headline(), .unicode, folder: "runs")
    #expect(words.when == "2026-01-10 15:11")
    #expect(words.name == "a/b.json")
    #expect(words.servers == "python, rust")
    #expect(words.documents == "20")
    #expect(words.dpi == "100, 72.5")
    #expect(words.concurrency == "1, 4")
    #expect(words.verdict == "–")
    #expect(words.counts == "1,234 ok")
    #expect(words.state == "complete")
    #expect(HeadlineWords(Self.headline(), .unicode).name == "b.json")
  }

  @Test(
    "one comparison is told with its interval, in words",
    arguments: [
      (verdict(.slower, 1.034, 1.019...1.047, starred: true), "rust 3.4 % slower ★ [1.9, 4.7]"),
      (verdict(.faster, 0.95, 0.94...0.96), "rust 5.0 % faster [4.0, 6.0]"),
      (verdict(.slower, 2.16, 1.9...2.5), "rust 2.16× slower [90.0 % slower … 2.50× slower]"),
      (verdict(.equivalent, 1.001, 0.99...1.01), "rust equivalent within ±2 %"),
      (verdict(.differsWithinMargin, 1.009, 1.001...1.015), "rust 0.9 % slower, within ±2 %"),
      (
        verdict(.inconclusive, 1.01, 0.988...1.04),
        "rust inconclusive [1.2 % faster … 4.0 % slower]"
      ),
      (verdict(.unknown, nil, nil), "rust too few pairs"),
    ])
  func verdicts(verdict: HeadlineVerdict, words: String) {
    let told = HeadlineWords(Self.headline([verdict]), .unicode)
    #expect(told.verdict == words)
    #expect(told.shortVerdict == words.components(separatedBy: " [").first)
  }

  @Test("several points are counted by what they came to; several servers stand one after another")
  func several() {
    let points = [
      Self.verdict(.slower, 1.1, 1.05...1.15), Self.verdict(.slower, 1.1, 1.05...1.15),
      Self.verdict(.inconclusive, 1, 0.9...1.1, starred: true),
    ]
    let sweep = HeadlineWords(Self.headline(points), .unicode)
    #expect(sweep.verdict == "rust slower at 2, inconclusive at 1 of 3 points ★")
    let servers = [
      Self.verdict(.equivalent, 1, 0.99...1.01),
      Self.verdict(.faster, 0.95, 0.94...0.96, server: "go"),
    ]
    #expect(
      HeadlineWords(Self.headline(servers), .unicode).verdict
        == "rust equivalent within ±2 %; go 5.0 % faster [4.0, 6.0]")
  }

  @Test("what is withheld, failed or damaged says so; foreign text is harmless, ASCII is ASCII")
  func unusual() {
    var withheld = Self.headline([Self.verdict(.slower, 1.1, 1.05...1.15)])
    withheld.isWithheld = true
    withheld.failed = 2
    withheld.servers = ["a\u{1B}[2J"]
    let words = HeadlineWords(withheld, .unicode)
    #expect(words.verdict == "withheld")
    #expect(words.counts == "1,234 ok, 2 failed")
    #expect(!words.servers.unicodeScalars.contains("\u{1B}"))
    let damaged = RunHeadline(
      path: "x\u{1B}.json", bytes: 1, modified: 0, state: .damaged("line 1, byte 3: no number"))
    let told = HeadlineWords(damaged, .ascii)
    #expect(told.state == "damaged: line 1, byte 3: no number")
    let texts = [told.when, told.name, told.servers, told.documents, told.dpi, told.verdict]
    #expect(texts.joined().utf8.allSatisfy { (0x20..<0x7F).contains($0) })
    #expect(told.documents == "-")
    #expect(told.counts == "-")
  }
}
