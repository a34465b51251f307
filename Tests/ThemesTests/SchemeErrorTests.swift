import Foundation
import Testing

@testable import Themes

@Suite struct SchemeErrorTests {
  @Test func missingColoursAreNamedWithWhatIsExpected() throws {
    let error = try #require(Sample.error(Sample.present(without: ["base0A", "base0F"])))
    #expect(
      error.description == """
        sample.yaml: palette.base0A, base0F: are missing. base16 has 16 colours. \
        Expected six hexadecimal digits in quotes, as in base0A: "#1e90ff"
        """)
  }

  @Test func base24WithoutItsBrightColoursIsTold() throws {
    let error = try #require(Sample.error(Sample.present(head: "system: base24")))
    #expect(error.key.hasPrefix("palette.base10, base11"))
    #expect(error.advice.contains("24 colours"))
  }

  @Test(arguments: [
    ("\"#12345\"", "is \"#12345\""), ("red", "is \"red\""), ("\"#1234567\"", "is \"#1234567\""),
    ("\"##12345\"", "is \"##12345\""), ("\"12 456\"", "is \"12 456\""), ("१२३४५६", "is \"१२३४५६\""),
    ("#181818", "is empty; an unquoted # begins a comment"), ("[1, 2]", "is a list"),
    ("{a: b}", "is a map"), ("\"\"", "is empty; an unquoted # begins a comment"),
  ])
  func badColourIsToldWithItsLineAndKey(text: String, problem: String) throws {
    let error = try #require(Sample.error(Sample.present(changing: ["base02": text])))
    #expect(error.problem == problem)
    #expect(error.key == "palette.base02")
    #expect(error.line == 8)
    #expect(error.advice.contains("base02: \"#1e90ff\""))
  }

  @Test(arguments: [
    ("", "holds no keys with values"), ("- a\n- b", "holds no keys"), ("word", "holds no keys"),
    ("a: b", "palette: is missing"), ("palette: red", "palette: holds no colours"),
    ("palette: [1]", "palette: holds no colours"), ("palette: {}", "are missing"),
    ("scheme: {system: other}\npalette: {black: \"#000000\"}", "are missing"),
    ("a: \"", "is no valid YAML"), ("\tb", "is no valid YAML"), ("a: 1\na: 2", "\"a\" twice"),
    ("a: *nobody", "is no valid YAML"), ("a: \u{0}", "is no valid YAML"),
    ("a: 1\n---\nb: 2", "is no valid YAML"),
  ])
  func fileThatIsNoSchemeSaysWhatIsWrong(text: String, part: String) throws {
    let error = try #require(Sample.error(text))
    #expect(error.description.contains(part), "\(error)")
    #expect(error.description.hasPrefix("sample.yaml"))
    #expect(!error.advice.isEmpty)
  }

  @Test(arguments: [
    ("system: base30", "system", "Expected base16 or base24"),
    ("system: [base16]", "system", "Put one word"),
  ])
  func otherSystemsAreRefused(head: String, key: String, advice: String) throws {
    let error = try #require(Sample.error(Sample.present(head: head)))
    #expect(error.key == key)
    #expect(error.line == 1)
    #expect(error.advice.contains(advice))
  }

  @Test func variantIsDarkOrLight() throws {
    let text = Sample.present().replacingOccurrences(of: "\"dark\"", with: "dim")
    let error = try #require(Sample.error(text))
    #expect(
      error.description.contains("sample.yaml:4: variant: is \"dim\". Expected dark or light"))
  }

  @Test func largeFilesAreNotRead() throws {
    let scratch = try Scratch()
    let text = Sample.present() + String(repeating: "#", count: SchemeFile.byteLimit)
    #expect(try #require(Sample.error(text)).problem == "is larger than 64 KB")
    let path = try scratch.write(text, to: "a.yaml")
    let error = #expect(throws: ThemeError.self) { try SchemeFile.load(path) }
    #expect(error?.problem == "is larger than 64 KB")
    let short = #expect(throws: ThemeError.self) {
      try SmallFile.read(path, limit: 2048, advice: "")
    }
    #expect(short?.problem == "is larger than 2 KB")
    let fits = Sample.present() + "#"
    let padding = String(repeating: "#", count: SchemeFile.byteLimit - fits.utf8.count)
    #expect(Sample.error(fits + padding) == nil)
  }

  @Test func documentsThatUnfoldAreRefused() throws {
    var bomb = "a: &a [x, x, x, x, x, x, x, x, x]\n"
    for (previous, name) in zip("abcdefgh", "bcdefghi") {
      let list = Array(repeating: "*\(previous)", count: 9).joined(separator: ", ")
      bomb += "\(name): &\(name) [\(list)]\n"
    }
    #expect(try #require(Sample.error(bomb)).problem == "has more than 16 aliases (*name)")
  }

  @Test(arguments: ["[", "{a: ", "- ", "? "])
  func deepDocumentsAreRefused(piece: String) throws {
    let text = String(repeating: piece, count: 60_000 / piece.utf8.count)
    #expect(Sample.error(text) != nil)
    #expect(Sample.error(String(repeating: piece, count: 990)) != nil)
  }

  @Test func whatIsNoTextFileIsRefused() throws {
    let scratch = try Scratch()
    try Data([0xFF, 0xFE, 0x00, 0xD8]).write(to: URL(filePath: scratch.path("a.yaml")))
    let bytes = #expect(throws: ThemeError.self) { try SchemeFile.load(scratch.path("a.yaml")) }
    #expect(bytes?.problem == "is not UTF-8 text")
    let folder = #expect(throws: ThemeError.self) { try SchemeFile.load(scratch.folder) }
    #expect(folder?.problem == "is no regular file")
    let device = #expect(throws: ThemeError.self) { try SchemeFile.load("/dev/zero") }
    #expect(device?.problem == "is no regular file")
    let nothing = #expect(throws: ThemeError.self) { try SchemeFile.load(scratch.path("b")) }
    #expect(nothing?.problem == "cannot open it: No such file or directory")
    #expect(nothing?.file == scratch.path("b"))
  }

  @Test func pipesAreNotWaitedFor() throws {
    let scratch = try Scratch()
    try #require(mkfifo(scratch.path("pipe"), 0o600) == 0)
    let error = #expect(throws: ThemeError.self) { try SchemeFile.load(scratch.path("pipe")) }
    #expect(error?.problem == "is no regular file")
  }

  @Test func noTextEndsTheProgram() {
    let sample = Array(Sample.present(head: "system: base16\nx: &a [1, {b: *a}]").utf8)
    let odd = Array("\0\t\n\r !\"#&'*,-:>?@[]`{|}~\u{FEFF}é".utf8)
    var state: UInt64 = 0xF00D
    func next(_ limit: Int) -> Int {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Int(state >> 33) % limit
    }
    for _ in 0..<1500 {
      var bytes = sample
      for _ in 0...next(6) {
        let place = next(bytes.count)
        switch next(3) {
        case 0: bytes[place] = odd[next(odd.count)]
        case 1: bytes.insert(odd[next(odd.count)], at: place)
        default: bytes.removeSubrange(place..<min(bytes.count, place + 1 + next(20)))
        }
      }
      if let error = Sample.error(String(decoding: bytes, as: UTF8.self)) {
        #expect(!error.problem.isEmpty)
        #expect(!error.advice.isEmpty)
      }
    }
  }

  @Test func errorsAreSafeToPrint() throws {
    let text = Sample.present(changing: ["base02": "\"\\e]0;x\\a\""])
    let description = try #require(Sample.error(text)).description
    #expect(!description.unicodeScalars.contains { $0.value < 32 })
    #expect(description.contains("␛]0;x␇"))
  }
}
