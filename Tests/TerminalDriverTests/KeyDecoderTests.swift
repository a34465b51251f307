import Canvas
import Testing

@testable import TerminalDriver

/// What arrives together, as keys.
struct KeyDecoderTests {
  private static func typed(_ text: String) -> [RawInput] {
    text.unicodeScalars.map { .scalar($0.value) }
  }

  @Test("joins what combines with the character before it")
  func combining() {
    let events = KeyDecoder.events(Self.typed("ae\u{301}x🇩🇪👍🏽"))
    #expect(
      events == [
        .key(.character("a")), .key(.character("e\u{301}")), .key(.character("x")),
        .key(.character("🇩🇪")), .key(.character("👍🏽")),
      ])
  }

  @Test("bounds what joins one character")
  func bounded() {
    let events = KeyDecoder.events(Self.typed("e" + String(repeating: "\u{301}", count: 1000)))
    #expect(events.count > 50)
  }

  @Test("tells an escape from the beginning of a sequence")
  func escapes() {
    #expect(KeyDecoder.events(Self.typed("\u{1B}")) == [.key(.escape)])
    #expect(KeyDecoder.events(Self.typed("\u{1B}x")) == [.key(.escape), .key(.character("x"))])
    #expect(KeyDecoder.events(Self.typed("\u{1B}[")) == [.key(.escape), .key(.character("["))])
    #expect(KeyDecoder.events(Self.typed("\u{1B}O")) == [.key(.escape), .key(.character("O"))])
    #expect(KeyDecoder.events(Self.typed("\u{1B}\u{1B}")) == [.key(.escape), .key(.escape)])
  }

  @Test(
    "drops unknown sequences, and nothing behind them",
    arguments: ["\u{1B}[200~", "\u{1B}[1;5Q", "\u{1B}OX", "\u{1B}[?1;2c", "\u{1B}[<35;1;1M"])
  func sequences(sequence: String) {
    #expect(KeyDecoder.events(Self.typed(sequence + "q")) == [.key(.character("q"))])
    #expect(
      KeyDecoder.events(Self.typed(sequence) + [.code(0o403)] + Self.typed("\u{3}"))
        == [.key(.up), .key(.control("c"))])
  }

  @Test("a sequence that breaks off swallows no control key")
  func brokenSequence() {
    #expect(KeyDecoder.events(Self.typed("\u{1B}[12\u{3}")) == [.key(.control("c"))])
  }

  @Test("names control keys by their letters")
  func controls() {
    let keys: [(UInt32, Key)] = [
      (0, .control(" ")), (1, .control("a")), (3, .control("c")), (26, .control("z")),
      (9, .tab), (10, .enter), (13, .enter), (8, .backspace), (127, .backspace),
      (28, .control("\\")), (31, .control("_")),
    ]
    for (value, key) in keys {
      #expect(KeyDecoder.events([.scalar(value)]) == [.key(key)])
    }
  }

  @Test("survives anything")
  func anything() {
    for value: UInt32 in [0x80, 0x9F, 0xD800, 0xDFFF, 0x10FFFF, 0x11_0000, .max] {
      _ = KeyDecoder.events([.scalar(value), .scalar(27), .scalar(value), .code(-1), .code(.max)])
    }
    #expect(KeyDecoder.events([.scalar(0xD800), .code(.max), .scalar(0x85)]) == [])
  }

  @Test("knows the left button and the wheel, and no other button")
  func mouse() {
    let inputs = [1, 2, 3, 4, 5, 0].map { RawInput.mouse(button: $0, x: 3, y: 4) }
    let actions: [MouseEvent.Action] = [.press, .wheelUp, .wheelDown]
    #expect(
      KeyDecoder.events(inputs) == actions.map { .mouse(MouseEvent(x: 3, y: 4, action: $0)) })
  }
}
