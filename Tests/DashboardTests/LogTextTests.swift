import Canvas
import Testing

@testable import Dashboard

/// Foreign log lines: colours kept, everything else that acts on a terminal gone.
@Suite
struct LogTextTests {
  @Test(
    "Sequences are taken out, texts stay",
    arguments: [
      ("plain", "plain"), ("\u{1B}[31mred\u{1B}[0m rest", "red rest"),
      ("\u{1B}]0;title\u{7}after", "after"), ("\u{1B}]8;;http://x\u{1B}\\link", "link"),
      ("\u{1B}[2Jgone\u{1B}[10;20H", "gone"), ("10 %\r50 %\r100 %", "100 %"), ("end\r", "end"),
      ("a\tb", "a  b"), ("cut \u{1B}[3", "cut "), ("cut \u{1B}", "cut "), ("\u{9B}1mx", "x"),
      ("\u{1B}[38;5;1mx\u{1B}[38;2;1;2;3my\u{1B}[38mz", "xyz"),
    ])
  func text(raw: String, shown: String) {
    #expect(LogText(raw).plain == shown)
  }

  @Test("Colours become what they mean")
  func colours() {
    let spans = LogText("a\u{1B}[31mb\u{1B}[1;32mc\u{1B}[md").spans
    #expect(spans.map(\.style.ink) == [.text, .bad, .good, .text])
    #expect(spans[2].style.attributes == .bold)
    // A colour by its parts is not taken for other codes.
    #expect(LogText("\u{1B}[38;2;31;32;33mx").spans.map(\.style.ink) == [.text])
  }

  @Test("A line without end is cut")
  func long() {
    #expect(LogText(String(repeating: "x", count: 1 << 20)).plain.count <= LogText.limit * 2)
  }

  @Test("A search finds either of several texts, with any case unless it has capitals")
  func match() {
    #expect(LogMatch("err|warn").fits("a WARNING"))
    #expect(!LogMatch("Warn").fits("a warning"))
    #expect(!LogMatch("").fits("anything") && !LogMatch("|").fits("a|b"))
    #expect(LogMatch("ab").ranges(in: "xABab") == [1..<3, 3..<5])
  }
}
