import Foundation
import Testing

@testable import Themes

@Suite struct ThemeDirectoriesTests {
  private let here = FileManager.default.currentDirectoryPath + "/themes"

  @Test func usersOwnFolderIsFirstAndTheWorkingDirectoryLast() {
    let folders = ThemeLibrary.directories(
      executable: "/nowhere/bin/slimbench", environment: ["XDG_CONFIG_HOME": "/conf", "HOME": "/h"])
    #expect(folders == ["/conf/slimbench/themes", "/nowhere/share/slimbench/themes", here])
  }

  @Test(
    arguments: [
      (["HOME": "/h"], "/h/.config/slimbench/themes"),
      (["HOME": "/h", "XDG_CONFIG_HOME": ""], "/h/.config/slimbench/themes"),
      (["HOME": "/h", "XDG_CONFIG_HOME": "relative"], "/h/.config/slimbench/themes"),
      (["XDG_CONFIG_HOME": "/c"], "/c/slimbench/themes"), ([:], nil), (["HOME": ""], nil),
    ] as [([String: String], String?)])
  func ownFolderFollowsTheBaseDirectorySpecification(
    environment: [String: String], expected: String?
  ) {
    let folders = ThemeLibrary.directories(executable: "slimbench", environment: environment)
    #expect(folders == [expected, here].compactMap { $0 })
  }

  @Test func themesOfTheSourcesAreFoundFromTheBuildFolder() throws {
    let scratch = try Scratch()
    try scratch.write("", to: "repo/Package.swift")
    try scratch.makeFolder("repo/themes")
    try scratch.makeFolder("themes")
    try scratch.write("", to: "repo/.build/x86_64/release/slimbench")
    try scratch.link("repo/.build/release", to: "x86_64/release")
    let folders = ThemeLibrary.directories(
      executable: scratch.path("repo/.build/release/slimbench"), environment: [:])
    #expect(folders.contains(scratch.path("repo/themes")))
    #expect(!folders.contains(scratch.path("themes")), "that folder is somebody else's")
  }

  @Test func installedThemesAreFoundThroughALink() throws {
    let scratch = try Scratch()
    try scratch.write("", to: "prefix/bin/slimbench")
    try scratch.write(Sample.present(), to: "prefix/share/slimbench/themes/there.yaml")
    try scratch.makeFolder("home")
    try scratch.link("home/bench", to: scratch.path("prefix/bin/slimbench"))
    let library = ThemeLibrary(
      directories: ThemeLibrary.directories(
        executable: scratch.path("home/bench"), environment: [:]))
    #expect(library.directories.first == scratch.path("prefix/share/slimbench/themes"))
    #expect(try library.load("there").scheme.name == "Sample")
  }

  @Test func themesBesideTheProgramAreFound() throws {
    let scratch = try Scratch()
    try scratch.write("", to: "unpacked/slimbench")
    try scratch.makeFolder("unpacked/themes")
    let folders = ThemeLibrary.directories(
      executable: scratch.path("unpacked/slimbench"), environment: [:])
    #expect(folders.first == scratch.path("unpacked/themes"))
  }
}
