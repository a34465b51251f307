package import Statistics

/// What a document's number of pages does to its service time.
///
/// Every document counts once, by its mean over the rounds: its repetitions say nothing new about
/// size. Documents whose pages could not be counted are left out.
package struct SizeFigures: Equatable, Sendable {
  /// Service time on pages, seconds; nil where all have the same number of pages.
  ///
  /// The intercept is the *fixed overhead* of a document, the slope the seconds per page.
  package private(set) var line: LeastSquares?
  /// Those that have documents, the smallest first.
  package private(set) var buckets: [SizeBucket] = []

  package init() {}

  /// - Parameter times: Of one condition, by the documents of `corpus`.
  init(_ times: ServiceMatrix, _ corpus: [Document]) {
    var pages: [Double] = []
    var seconds: [Double] = []
    for (document, facts) in corpus.enumerated() where document < times.documents {
      guard let count = facts.pages, count > 0,
        let mean = Moments.mean(times.seconds(of: document))
      else { continue }
      pages.append(Double(count))
      seconds.append(mean)
    }
    line = LeastSquares(x: pages, y: seconds)
    buckets = SizeBucket.Range.allCases.compactMap { range in
      let own = zip(pages, seconds).filter { range.contains($0.0) }.map(\.1)
      return Moments.mean(own).map { SizeBucket(range: range, documents: own.count, mean: $0) }
    }
  }
}

/// Documents of about the same size.
package struct SizeBucket: Equatable, Sendable {
  /// The sizes, in pages; each from where the one before it ends.
  package enum Range: Int, Hashable, Sendable, CaseIterable {
    case small = 1
    case middle = 4
    case large = 31

    /// Fewest pages.
    package var from: Int { rawValue }
    /// Most pages, nil for any number.
    package var to: Int? {
      switch self {
      case .small: Self.middle.from - 1
      case .middle: Self.large.from - 1
      case .large: nil
      }
    }

    func contains(_ pages: Double) -> Bool {
      pages >= Double(from) && pages <= to.map(Double.init) ?? .infinity
    }
  }

  package let range: Range
  package let documents: Int
  /// Of the documents' mean service times, seconds.
  package let mean: Double
}
