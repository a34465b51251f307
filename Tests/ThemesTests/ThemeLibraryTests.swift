import Foundation
import Testing

@testable import Themes

@Suite struct ThemeLibraryTests {
  private func sample(_ name: String) -> String {
    Sample.present().replacingOccurrences(of: "Sample", with: name)
  }

  @Test func namesAreThoseOfTheFilesSorted() throws {
    let scratch = try Scratch()
    for name in ["b.yaml", "a.yml", "notes.md", ".hidden.yaml", "c d.yaml", "e\u{1B}f.yaml"] {
      try scratch.write(Sample.present(), to: "one/\(name)")
    }
    try scratch.write(Sample.present(), to: "two/b.yaml")
    try scratch.write(Sample.present(), to: "two/z.yaml")
    let library = ThemeLibrary(
      directories: [scratch.path("one"), scratch.path("two"), scratch.path("none")])
    #expect(library.names == ["a", "b", "c d", "z"])
  }

  @Test func earlierFolderWins() throws {
    let scratch = try Scratch()
    try scratch.write(sample("Mine"), to: "user/slim-dark.yaml")
    try scratch.write(sample("Theirs"), to: "shipped/slim-dark.yaml")
    try scratch.write(sample("Other"), to: "shipped/other.yml")
    let library = ThemeLibrary(directories: [scratch.path("user"), scratch.path("shipped")])
    #expect(try library.load("slim-dark").scheme.name == "Mine")
    #expect(try library.load("slim-dark").name == "slim-dark")
    #expect(try library.load("other").scheme.name == "Other")
    #expect(library.path(of: "slim-dark") == scratch.path("user/slim-dark.yaml"))
  }

  @Test func filesDroppedInAreFoundAtOnce() throws {
    let scratch = try Scratch()
    let library = ThemeLibrary(directories: [scratch.folder])
    #expect(library.names.isEmpty)
    try scratch.write(Sample.present(), to: "new.yaml")
    #expect(library.names == ["new"])
  }

  @Test func nameMayHaveTheEndingOfItsFile() throws {
    #expect(try Shipped.library.load("fjord.yaml").name == "fjord")
    let error = #expect(throws: ThemeError.self) { try Shipped.library.load("x/fjord.yaml") }
    #expect(error?.file == "x/fjord.yaml")
  }

  @Test func pathOfAFileIsATheme() throws {
    let scratch = try Scratch()
    let path = try scratch.write(sample("Far away"), to: "x/far.txt")
    let theme = try ThemeLibrary(directories: []).load(path)
    #expect(theme.scheme.name == "Far away")
    #expect(theme.name == path)
  }

  @Test(arguments: [
    ("slimdrak", "Did you mean slim-dark? "), ("Slim_Dark", "Did you mean slim-dark? "),
    ("slim", "Did you mean slim-dark or slim-light? "), ("zzzzzz", ""), ("", ""),
    ("contrast", "Did you mean high-contrast? "),
  ])
  func unknownNameIsAnsweredWithNearOnesAndAll(name: String, hint: String) {
    let error = #expect(throws: ThemeError.self) { try Shipped.library.load(name) }
    #expect(
      error?.description == """
        there is no theme "\(name)". \(hint)Themes: colour-blind-safe, ember, fjord, \
        high-contrast, slim-dark, slim-light. Or give the path of a file
        """)
  }

  @Test func withoutAnyThemeTheFoldersAreNamed() {
    let library = ThemeLibrary(directories: ["/nowhere/a", "/nowhere/b"])
    let error = #expect(throws: ThemeError.self) { try library.load("slim-dark") }
    #expect(error?.description.contains("/nowhere/a, /nowhere/b") == true)
  }

  @Test func namesDoNotLeadOutOfTheFolders() throws {
    let scratch = try Scratch()
    try scratch.write(Sample.present(), to: "secret.yaml")
    try scratch.write(Sample.present(), to: "themes/below/secret.yaml")
    let library = ThemeLibrary(directories: [scratch.path("themes")])
    #expect(library.path(of: "../secret") == nil)
    #expect(library.path(of: "below/secret") == nil)
    #expect(library.path(of: ".hidden") == nil)
  }

  @Test func badFileIsToldWithItsPath() throws {
    let scratch = try Scratch()
    let path = try scratch.write("palette: {}", to: "broken.yaml")
    let library = ThemeLibrary(directories: [scratch.folder])
    let error = #expect(throws: ThemeError.self) { try library.load("broken") }
    #expect(error?.file == path)
  }
}
