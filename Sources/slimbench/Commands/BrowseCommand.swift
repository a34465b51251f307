internal import ArgumentParser
internal import BenchCore
internal import Foundation
internal import Glibc
internal import Reports
internal import RunStore

/// `slimbench browse`: the saved runs of a folder.
struct BrowseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "browse",
    abstract: "Lists the saved runs of a folder and those below it, the newest first.",
    discussion: "In a terminal the dashboard opens on them; into a pipe goes a plain table.")

  @Argument(help: "Folder with results and journals.")
  var folder = "."

  @Flag(help: "Prints a table, also in a terminal.")
  var plain = false

  @Flag(help: "Prints JSON: every run with its counts and verdicts.")
  var json = false

  func run() throws {
    guard !plain, !json, Program.isInteractive else { return try list() }
    try DashboardProgram.browse(folder)
  }

  private func list() throws {
    let headlines: [RunHeadline]
    do throws(StoreError) {
      let cache = HeadlineCache.ofUser
      headlines = RunListing.ordered(try ResultsFolder(folder).files().map(cache.headline))
      // Without a cache the next list is as right, and slower.
      try? cache.save()
    } catch {
      Program.complain("slimbench: \(error)")
      throw ExitCode(1)
    }
    if json {
      print(HeadlineJSON.text(headlines))
      return
    }
    let lines = HeadlineTable.lines(
      headlines, folder: folder, width: Output.width, Output.glyphs)
    print(lines.joined(separator: "\n"))
  }
}

extension HeadlineCache {
  /// The cache in the user's cache folder; without such a folder, one that keeps nothing.
  static var ofUser: HeadlineCache {
    let environment = ProcessInfo.processInfo.environment
    let folders = [environment["XDG_CACHE_HOME"], environment["HOME"].map { $0 + "/.cache" }]
    let folder = folders.lazy.compactMap(\.self).first { $0.hasPrefix("/") }
    // Another build may judge otherwise, also under the same version.
    var facts = stat()
    stat(Program.executable, &facts)
    return HeadlineCache(
      path: folder.map { $0 + "/slimbench/headlines.json" } ?? "",
      stamp: "\(Program.version) \(facts.st_size) \(facts.st_mtim.tv_sec)")
  }
}
