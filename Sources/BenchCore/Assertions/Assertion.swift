/// A claim about a run that a CI job holds it to: `p95<4s`, `slower(rust,python)<3%`.
///
///     assertion   = [ server "." ] figure comparator value
///                 | relation "(" server "," server ")" order percent
///     relation    = "slower" | "faster"
///     order       = "<" | "<=" | ">" | ">="
///     comparator  = order | "==" | "!="
///
/// Servers are named by their keys. A figure without a server must hold for every one of them.
/// `AssertionFigure` lists the figures.
package struct Assertion: Hashable, Sendable {
  /// As the user wrote it, without blanks.
  package let text: String
  package let subject: Subject
  package let comparator: Comparator
  /// In the subject's own unit: seconds, counts, rates, shares.
  package let limit: Double

  /// What is held against the limit.
  package enum Subject: Hashable, Sendable {
    /// A figure of a server; of every server where none is named.
    case figure(AssertionFigure, server: String?)
    /// A server's service time against another one's.
    case relation(Relation, of: String, to: String)

    package var unit: Unit {
      switch self {
      case .figure(let figure, _): figure.unit
      case .relation: .share
      }
    }
  }

  /// Which way two servers are compared.
  package enum Relation: String, Hashable, Sendable, CaseIterable {
    /// By how much the first takes longer, as a share of the second's time.
    case slower
    /// By how much the first takes less, as a share of the second's time.
    case faster

    /// The share for a ratio of the first server's service time to the second's.
    func share(ofRatio ratio: Double) -> Double {
      self == .slower ? ratio - 1 : 1 - ratio
    }
  }

  /// What a limit is given in, and how.
  package enum Unit: Hashable, Sendable {
    /// Seconds, written `4s`, `250ms`, `2m`.
    case duration
    /// A share of one, written `3%`.
    case share
    /// A number, written `8`, `0.5`.
    case plain
    /// A whole number of things.
    case count

    /// What a limit has to look like, for messages.
    package var expectation: String {
      switch self {
      case .duration: "a time, as 4s or 250ms"
      case .share: "a share, as 3%"
      case .plain, .count: "a number, as 8"
      }
    }

    /// A value in words: `2.38 s`, `3.4 %`.
    package func words(_ value: Double) -> String {
      if value == .infinity { return "endless" }
      return switch self {
      case .duration: Quantity.duration(seconds: value)
      case .share: Quantity.percent(value)
      case .plain: Quantity.number(value)
      case .count: Quantity.plain(value)
      }
    }
  }

  /// How the value and the limit are compared; the longer ones first, as they are read.
  package enum Comparator: String, Hashable, Sendable, CaseIterable {
    case lessOrEqual = "<="
    case greaterOrEqual = ">="
    case equal = "=="
    case unequal = "!="
    case less = "<"
    case greater = ">"

    /// Whether the value is as the limit wants it.
    ///
    /// What differs by rounding alone is equal: sixteen times 0.1 s have a mean a hair above it.
    func holds(_ value: Double, _ limit: Double) -> Bool {
      let slack = 1e-12 * max(abs(value), abs(limit))
      let isEqual = value == limit || (slack.isFinite && abs(value - limit) <= slack)
      return switch self {
      case .lessOrEqual: value < limit || isEqual
      case .greaterOrEqual: value > limit || isEqual
      case .equal: isEqual
      case .unequal: !isEqual
      case .less: value < limit && !isEqual
      case .greater: value > limit && !isEqual
      }
    }

    /// Whether it asks which is larger, which is all that an interval can tell.
    var isOrder: Bool { self != .equal && self != .unequal }
  }
}
