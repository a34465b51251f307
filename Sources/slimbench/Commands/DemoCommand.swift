internal import ArgumentParser
internal import BenchCore
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

      Some pages of the corpus are only an image. Reading them would take most of the time, and it is \
      the same in both servers, so that it is not done unless --ocr auto asks for it.
      """)

  @Option(help: "Documents of the sample corpus.")
  var count = 20

  @Option(help: "Pages that the servers read from their pixels: auto, never, always.")
  var ocr = OCRMode.never

  @OptionGroup var options: RunOptions

  func run() throws {
    let cache = SampleCache(count: count)
    let progress = ProgressPrinter(isQuiet: options.quiet)
    do {
      try cache.fill { progress.showMaking(done: $0, total: count) }
    } catch {
      progress.clear()
      Program.complain("slimbench: \(error.message)")
      throw ExitCode(1)
    }
    progress.clear()
    var draft = options.draft()
    draft.corpusDirectory = cache.folder
    draft.servers = WebLayer.allCases.map {
      ServerDraft(
        key: $0.rawValue, name: $0.displayName,
        origin: .embedded("\($0.rawValue),ocr=\(ocr.rawValue)"))
    }
    try RunExecution(draft: draft, options: options).run()
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
