internal import ArgumentParser
internal import BenchCore

/// A number that can stand in a list on the command line.
protocol ListedNumber {
  /// Nil for a text that is none.
  static func read(_ text: String) -> Self?
}

extension Double: ListedNumber {
  static func read(_ text: String) -> Double? { DecimalNumber.parse(text) }
}

extension Int: ListedNumber {
  static func read(_ text: String) -> Int? { Int(text) }
}

/// One number, or several for a sweep: `150`, `1,2,4,8`; blanks after commas mean nothing.
struct NumberList<Number: ListedNumber>: ExpressibleByArgument {
  var values: [Number]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false).map {
      String($0.drop { $0 == " " })
    }
    values = parts.compactMap(Number.read)
    guard !values.isEmpty, values.count == parts.count else { return nil }
  }
}
