internal import ArgumentParser
internal import BenchCore
internal import Foundation
internal import PlanFile
internal import PopplerKit
internal import ReferenceServer

/// `slimbench demo`: the main job with nothing but this program.
struct DemoCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "demo",
    abstract: "Measures the two embedded servers on a sample corpus.",
    discussion: """
      Both render with the same library behind different HTTP libraries, as the guide's two servers \
      share one pipeline: what differs is the web layer. Takes the options of run.
      """)

  @Option(help: "Documents of the sample corpus.")
  var count = 20

  @OptionGroup var options: RunOptions

  func run() throws {
    let folder = Self.cacheFolder + "/sample-\(count)"
    do { try SampleCorpus.generate(into: folder, count: count, seed: 1) } catch {
      Program.complain("slimbench: \(error.message)")
      throw ExitCode(1)
    }
    var draft = options.draft()
    draft.corpusDirectory = folder
    draft.servers = WebLayer.allCases.map {
      ServerDraft(key: $0.rawValue, name: $0.displayName, origin: .embedded($0.rawValue))
    }
    try RunExecution(draft: draft, options: options).run()
  }

  /// Where things are kept that can be made again.
  private static var cacheFolder: String {
    let environment = ProcessInfo.processInfo.environment
    if let cache = environment["XDG_CACHE_HOME"], cache.hasPrefix("/") {
      return cache + "/slimbench"
    }
    if let home = environment["HOME"], home.hasPrefix("/") { return home + "/.cache/slimbench" }
    return FileManager.default.temporaryDirectory.path + "/slimbench"
  }
}

extension WebLayer {
  /// What tables call it.
  var displayName: String {
    switch self {
    case .hummingbird: "Hummingbird"
    case .flyingfox: "FlyingFox"
    }
  }
}
