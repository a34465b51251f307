internal import BenchCore

/// Rates as people write them: `5/s`, `300/min`, `90/h`, or a number of requests a second.
package enum RateText {
  /// What is asked for, for messages.
  package static let expectation =
    "a rate above 0, as 5/s, 300/min or a number of requests a second"

  /// The rate in requests a second; nil where the text is none, or not above zero.
  package static func parse(_ text: String) -> Double? {
    let parts = text.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
    guard let amount = parts.first.flatMap({ DecimalNumber.parse(String($0)) }), amount > 0 else {
      return nil
    }
    guard parts.count == 2 else { return amount }
    return seconds[String(parts[1])].map { amount / $0 }
  }

  private static let seconds = ["s": 1.0, "m": 60, "min": 60, "h": 3600]
}
