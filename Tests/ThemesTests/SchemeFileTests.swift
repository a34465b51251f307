import Canvas
import Foundation
import Testing

@testable import Themes

@Suite struct SchemeFileTests {
  @Test func aFileOfThePresentFormIsRead() throws {
    let scheme = try SchemeFile.parse(Sample.present(), file: "a.yaml")
    #expect(scheme.name == "Sample")
    #expect(scheme.author == "Somebody")
    #expect(scheme.variant == .dark)
    #expect(scheme.colours.count == 16)
    #expect(scheme[.base00] == RGB(hex: 0x100010))
    #expect(scheme[.base0A] == RGB(hex: 0x1A001A))
    #expect(scheme[.base0F] == RGB(hex: 0x1F001F))
  }

  @Test func aFileOfTheOldFormIsRead() throws {
    let scheme = try SchemeFile.parse(
      """
      # Written in 2014.
      scheme: "Old: Light"
      author: 'Somebody (http://localhost)'
      base00: "FBF1C7"
      base01: 'ebdbb2'
      base02: d5c4a1
      base03: "#bdae93"
      base04: 665c54
      base05: 504945
      base06: 3c3836
      base07: 282828
      base08: 9d0006
      base09: af3a03
      base0a: b57614
      base0b: 79740e
      base0c: 427b58
      base0d: 076678
      base0e: 8f3f71
      base0f: d65d0e
      """, file: "a.yaml")
    #expect(scheme.name == "Old: Light")
    #expect(scheme.variant == .light, "from the colours, for the file does not say")
    #expect(scheme[.base00] == RGB(hex: 0xFBF1C7))
    #expect(scheme[.base03] == RGB(hex: 0xBDAE93))
    #expect(scheme[.base0A] == RGB(hex: 0xB57614))
    #expect(scheme[.base0F] == RGB(hex: 0xD65D0E))
  }

  @Test(
    arguments: [
      ("000000", 0x000000), ("181818", 0x181818), ("1e1000", 0x1E1000), ("012345", 0x012345),
      ("00e100", 0x00E100), ("123e45", 0x123E45), ("\"AbCdEf\"", 0xABCDEF),
      ("'#ABCDEF'", 0xABCDEF), ("\" #abcdef \"", 0xABCDEF),
    ] as [(String, UInt32)])
  func colourIsWhatIsWrittenThoughYAMLTakesItForANumber(text: String, value: UInt32) throws {
    let scheme = try SchemeFile.parse(
      Sample.present(changing: ["base05": text]), file: "a.yaml")
    #expect(scheme[.base05] == RGB(hex: value))
  }

  @Test func aFileOfBase24HasEightMoreColours() throws {
    let values = (0..<24).map { String(format: "%02x00ff", $0) }
    let scheme = try SchemeFile.parse(
      Sample.present(values, head: "system: \"base24\""), file: "a.yaml")
    #expect(scheme.colours.count == 24)
    #expect(scheme[.base10] == RGB(hex: 0x1000FF))
    #expect(scheme[.base17] == RGB(hex: 0x1700FF))
  }

  @Test func withoutASystemTheColoursTellHowManyThereAre() throws {
    let values = (0..<24).map { String(format: "%02x00ff", $0) }
    #expect(try SchemeFile.parse(Sample.present(values, head: ""), file: "").colours.count == 24)
    let fewer = Array(values.prefix(20))
    #expect(try SchemeFile.parse(Sample.present(fewer, head: ""), file: "").colours.count == 16)
  }

  @Test func whereBrightColoursAreMissingThePlainOnesStandIn() throws {
    let scheme = try SchemeFile.parse(Sample.present(), file: "a.yaml")
    #expect(scheme[.base11] == scheme[.base00])
    #expect(scheme[.base12] == scheme[.base08])
    #expect(scheme[.base13] == scheme[.base0A])
    #expect(scheme[.base17] == scheme[.base0E])
  }

  @Test func keysOfEitherCaseAreReadAndTheExactOneWins() throws {
    let lower = Sample.present().replacingOccurrences(of: "base0A", with: "base0a")
    #expect(try SchemeFile.parse(lower, file: "")[.base0A] == RGB(hex: 0x1A001A))
    let shouted = Scheme.Slot.allCases.prefix(16).map { "  \($0.key.uppercased()): ffffff\n" }
    let both = try SchemeFile.parse(Sample.present() + shouted.joined(), file: "")
    #expect(both.colours == (try SchemeFile.parse(Sample.present(), file: "")).colours)
  }

  @Test func keysThatNobodyKnowsAreLeftAlone() throws {
    let text = Sample.present(head: "system: base16\nslug: sample\nextra: [1, {a: b}]\n7: 8")
    #expect(try SchemeFile.parse(text, file: "a.yaml").name == "Sample")
  }

  @Test func windowsLineEndsAndAByteOrderMarkDoNotMatter() throws {
    let text = "\u{FEFF}" + Sample.present().replacingOccurrences(of: "\n", with: "\r\n")
    #expect(try SchemeFile.parse(text, file: "a.yaml")[.base01] == RGB(hex: 0x110011))
  }

  @Test func whatATerminalWouldObeyIsNotInTheName() throws {
    let text = Sample.present().replacingOccurrences(of: "\"Sample\"", with: "\"a\\e[31m\"")
    #expect(try SchemeFile.parse(text, file: "a.yaml").name == "a␛[31m")
  }

  @Test func aFileIsReadFromTheDisk() throws {
    let scratch = try Scratch()
    let path = try scratch.write(Sample.present(), to: "a.yaml")
    #expect(try SchemeFile.load(path).name == "Sample")
  }
}
