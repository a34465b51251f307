import Foundation
import Testing

@testable import Themes

@Suite struct ThemePreferenceTests {
  private func environment(_ scratch: Scratch) -> [String: String] {
    ["XDG_CONFIG_HOME": scratch.path("config")]
  }

  @Test func whatIsSavedIsLoaded() throws {
    let scratch = try Scratch()
    let environment = environment(scratch)
    #expect(ThemePreference.load(environment: environment) == nil)
    for name in ["slim-light", "fjord", "/a folder/ünd so.yaml"] {
      try ThemePreference.save(name, environment: environment)
      #expect(ThemePreference.load(environment: environment) == name)
    }
    try ThemePreference.save("fjord", environment: environment)
    #expect(try scratch.text("config/slimbench/theme") == "fjord\n")
    let files = try FileManager.default.contentsOfDirectory(
      atPath: scratch.path("config/slimbench"))
    #expect(files == ["theme"], "nothing half-written stays")
  }

  @Test func whoReadsMeanwhileSeesTheOldNameWhole() throws {
    let scratch = try Scratch()
    let environment = environment(scratch)
    try ThemePreference.save("slim-light", environment: environment)
    let reader = try FileHandle(
      forReadingFrom: URL(filePath: scratch.path("config/slimbench/theme")))
    try ThemePreference.save("fjord", environment: environment)
    #expect(try reader.readToEnd() == Data("slim-light\n".utf8))
  }

  @Test func withoutAConfigFolderHomeIsUsed() throws {
    let scratch = try Scratch()
    try ThemePreference.save("ember", environment: ["HOME": scratch.folder])
    #expect(try scratch.text(".config/slimbench/theme") == "ember\n")
    #expect(ThemePreference.load(environment: ["HOME": scratch.folder]) == "ember")
  }

  @Test(
    arguments: [
      ("  ember \r\nsecond line\n", "ember"), ("\nember\n", "ember"), ("ember", "ember"),
      ("", nil), ("  \n", nil), ("em\u{1B}[31mber\n", nil),
      (String(repeating: "x", count: 5000), nil),
    ] as [(String, String?)])
  func filesOfOthersAreReadWithCare(text: String, expected: String?) throws {
    let scratch = try Scratch()
    try scratch.write(text, to: "config/slimbench/theme")
    #expect(ThemePreference.load(environment: environment(scratch)) == expected)
  }

  @Test func whatCannotBeReadIsNothing() throws {
    let scratch = try Scratch()
    try scratch.makeFolder("config/slimbench/theme")
    #expect(ThemePreference.load(environment: environment(scratch)) == nil)
    #expect(ThemePreference.load(environment: [:]) == nil)
  }

  @Test func whatCannotBeWrittenIsAnErrorThatNamesTheFile() throws {
    let scratch = try Scratch()
    // A file where the folder should be stops even the superuser.
    try scratch.write("", to: "config")
    let error = #expect(throws: ThemeError.self) {
      try ThemePreference.save("ember", environment: environment(scratch))
    }
    #expect(error?.file == scratch.path("config/slimbench/theme"))
    #expect(error?.problem.hasPrefix("the theme cannot be remembered") == true)
    #expect(error?.advice.contains("--theme") == true)
    #expect(throws: ThemeError.self) { try ThemePreference.save("ember", environment: [:]) }
  }

  @Test(arguments: ["", " ember", "two\nlines", "\u{7}", String(repeating: "x", count: 2000)])
  func whatWouldNotBeLoadedIsNotSaved(name: String) throws {
    let scratch = try Scratch()
    #expect(throws: ThemeError.self) {
      try ThemePreference.save(name, environment: environment(scratch))
    }
    #expect(!FileManager.default.fileExists(atPath: scratch.path("config/slimbench/theme")))
  }

  @Test func aLinkToSettingsElsewhereStaysALink() throws {
    let scratch = try Scratch()
    try scratch.write("old\n", to: "dotfiles/theme")
    try scratch.makeFolder("config/slimbench")
    try scratch.link("config/slimbench/theme", to: scratch.path("dotfiles/theme"))
    try ThemePreference.save("ember", environment: environment(scratch))
    #expect(try scratch.text("dotfiles/theme") == "ember\n")
    let kind = try FileManager.default.attributesOfItem(
      atPath: scratch.path("config/slimbench/theme"))[.type]
    #expect(kind as? FileAttributeType == .typeSymbolicLink)
  }
}
