/// How long the documents of a sample corpus are.
enum SamplePageCounts {
  /// The page counts of the twenty documents that slimgest's benchmarking guide published, in the
  /// order of its file: `python.individual_results[].total_pages` of `benchmark_results.json`,
  /// 496 pages in all.
  static let published = [
    44, 15, 3, 18, 1, 1, 5, 31, 2, 51, 47, 24, 19, 116, 2, 3, 9, 83, 2, 20,
  ]

  /// The length of the document at an index: first the published ones in their order, then drawn
  /// from them.
  static func count(at index: Int, seed: UInt64) -> Int {
    if index < published.count { return published[index] }
    var random = SplitMix64(seed: seed, stream: UInt64(index) &* 2 &+ 1)
    return random.pick(published)
  }
}
