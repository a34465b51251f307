internal import BenchCore
internal import Glibc

/// When the requests of one lane are due in the open model, whatever becomes of them.
///
/// Pure: the same pace gives the same moments. The first one is due at once; with Poisson arrivals
/// the gaps after it are exponential.
struct Pacer {
  private let load: OpenLoad
  private var generator: SeededGenerator
  private var count = 0
  /// Sum of the gaps so far, nanoseconds.
  private var elapsed = 0.0

  /// About 146 years: no later moment is told, so that adding it to a clock cannot overflow.
  private static let horizon = 4.6e18

  init(_ pace: Pace) {
    load = pace.load
    generator = SeededGenerator(seed: pace.seed)
  }

  /// The next moment, nanoseconds after the pacer's beginning; never before the one before.
  mutating func next() -> UInt64 {
    defer { count += 1 }
    switch load.arrivals {
    case .constant:
      // From the count, so that no rounding adds up.
      return Self.nanoseconds(Double(count) * 1e9 / load.ratePerSecond)
    case .poisson:
      if count > 0 { elapsed += exponential() * 1e9 / load.ratePerSecond }
      return Self.nanoseconds(elapsed)
    }
  }

  /// A number from the exponential distribution of mean 1, by inversion.
  private mutating func exponential() -> Double {
    // 53 random bits, between 0 and 1 and never either of them.
    -log((Double(generator.next() >> 11) + 0.5) * 0x1p-53)
  }

  private static func nanoseconds(_ value: Double) -> UInt64 {
    value > 0 ? UInt64(min(value.rounded(), horizon)) : 0
  }
}
