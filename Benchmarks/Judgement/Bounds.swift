/// Shares as percentages, and which of them lie where they should not.
struct Bounds {
  private(set) var missed: [String] = []

  /// A share in per cent; marked, and kept as missed, where it is out of the range asked for.
  mutating func percent(
    _ share: Double, in range: ClosedRange<Double>? = nil, _ name: @autoclosure () -> String = ""
  ) -> String {
    let text = Self.decimal(100 * share)
    guard let range, !range.contains(share) else { return text }
    missed.append(
      "\(name()): \(text) %, the bounds are \(Self.decimal(100 * range.lowerBound)) and "
        + "\(Self.decimal(100 * range.upperBound)) %")
    return text + " (!)"
  }

  mutating func miss(_ text: String) { missed.append(text) }

  /// With one digit after the point.
  static func decimal(_ value: Double) -> String {
    let tenths = Int((value * 10).rounded())
    return "\(tenths / 10).\(tenths % 10)"
  }
}

/// Prints a table in Markdown, a line at a time.
func row(_ cells: String...) { print("| \(cells.joined(separator: " | ")) |") }
