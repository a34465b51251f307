internal import BenchCore
internal import Canvas
internal import Reports

/// Words of the results screen that are more than one place needs.
enum ResultsWords {
  /// How much of a run a file holds, in one word.
  static func state(_ headline: RunHeadline) -> String { HeadlineWords.word(headline.state) }

  /// The listed folder as a title: `results/`.
  static func folder(_ path: String) -> String {
    path.isEmpty || path.hasSuffix("/") ? path : path + "/"
  }
}
