internal import BenchCore

/// Sizes as people write them: `4GiB`, `512m`, `1048576`.
package enum ByteText {
  /// What is asked for, for messages.
  package static let expectation = "a size, as 4GiB, 512MiB or 512m"

  /// The size in bytes; nil where the text is none, or not above zero.
  ///
  /// As `docker run --memory`: every unit counts by 1024.
  package static func parse(_ text: String) -> Int? {
    let number = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(number.count).lowercased().filter { $0 != " " }
    guard let factor = units[unit], let value = DecimalNumber.parse(String(number)), value > 0,
      value * factor < 9e18
    else { return nil }
    return Int(value * factor)
  }

  private static let units: [String: Double] = [
    "": 1, "b": 1, "k": 1024, "kb": 1024, "kib": 1024, "m": 1_048_576, "mb": 1_048_576,
    "mib": 1_048_576, "g": 1_073_741_824, "gb": 1_073_741_824, "gib": 1_073_741_824,
    "t": 1_099_511_627_776, "tib": 1_099_511_627_776,
  ]
}
