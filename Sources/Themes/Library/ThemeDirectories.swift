internal import Foundation

extension ThemeLibrary {
  /// Where this user's themes and the shipped ones lie, from any working directory.
  ///
  /// In this order: the user's own, those beside the sources that the program was built from or
  /// beside the program itself, those installed with it, those of the working directory.
  ///
  /// - Parameter executable: path of the running program; links to it are followed.
  package static func directories(
    executable: String, environment: [String: String]
  ) -> [String] {
    var folders: [String] = []
    if let own = ConfigFolder.path(environment) { folders.append(own + "/themes") }
    if executable.contains("/") {
      let program = URL(filePath: executable).resolvingSymlinksInPath()
      folders += besideSources(program)
      let prefix = program.deletingLastPathComponent().deletingLastPathComponent()
      folders.append(prefix.appending(path: "share/slimbench/themes").path)
    }
    folders.append(FileManager.default.currentDirectoryPath + "/themes")
    var seen: Set<String> = []
    return folders.filter { seen.insert($0).inserted }
  }

  private static func besideSources(_ program: URL) -> [String] {
    var found: [String] = []
    var folder = program.deletingLastPathComponent()
    var isOwn = true
    while true {
      let themes = folder.appending(path: "themes").path
      // Any folder up there may be called "themes"; beside a package it is ours.
      let isOurs = isOwn || isThere(folder.appending(path: "Package.swift").path)
      if isOurs, isThere(themes) { found.append(themes) }
      let parent = folder.deletingLastPathComponent()
      guard parent.path != folder.path, !parent.path.hasSuffix("..") else { return found }
      folder = parent
      isOwn = false
    }
  }

  private static func isThere(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
  }
}

/// The folder of this user's settings.
enum ConfigFolder {
  /// `$XDG_CONFIG_HOME/slimbench`, or `~/.config/slimbench`; nil where there is no home.
  static func path(_ environment: [String: String]) -> String? {
    // The base directory specification: paths that are not absolute do not count.
    if let config = environment["XDG_CONFIG_HOME"], config.hasPrefix("/") {
      return config + "/slimbench"
    }
    guard let home = environment["HOME"], home.hasPrefix("/") else { return nil }
    return home + "/.config/slimbench"
  }
}
