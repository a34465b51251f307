/// When the pages of streamed answers came, in constant memory.
///
/// A value of its own, because a histogram is large and most conditions have no pages.
package struct PageTimes: Sendable, Equatable {
  /// Start to the first page, of the good answers, nanoseconds.
  package private(set) var first = LatencyHistogram()
  /// From one page to the next of the same request, of every page that came, nanoseconds.
  package private(set) var gaps = LatencyHistogram()

  package init() {}

  mutating func addFirstPage(_ nanoseconds: Int64) { first.record(nanoseconds: nanoseconds) }

  mutating func addGap(_ nanoseconds: Int64) { gaps.record(nanoseconds: nanoseconds) }
}
