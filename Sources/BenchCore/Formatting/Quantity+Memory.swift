extension Quantity {
  /// An amount of memory with binary prefixes, as limits are given: `512 MiB`, `3.10 GiB`.
  package static func memory(_ bytes: Int?) -> String {
    guard let bytes else { return none }
    let units = ["B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB"]
    var amount = Double(bytes)
    var unit = 0
    // 1023.5 would be written as 1,024: it belongs to the next unit.
    while amount.magnitude >= 999.5, unit < units.count - 1 {
      amount /= 1024
      unit += 1
    }
    guard unit > 0, let text = DecimalText(amount) else { return count(bytes) + " B" }
    let rounded = text.rounded(significant: 3)
    let decimals = rounded.isZero ? 0 : min(2, max(0, 3 - rounded.point))
    // Whole amounts are what people ask for.
    let isWhole = amount == amount.rounded()
    return text.written(decimals: isWhole ? 0 : decimals) + " " + units[unit]
  }

  /// Bytes in a second: `3.1 MB/s`.
  package static func bytesPerSecond(_ value: Double?) -> String {
    guard let value, value.isFinite else { return none }
    return bytes(Int(min(max(value, 0), 9e18).rounded())) + "/s"
  }

  /// How long something has lasted, in as few characters as can be: `45 s`, `12 min`, `3 h`, `2 d`.
  package static func age(seconds: Double?) -> String {
    guard let seconds, seconds.isFinite else { return none }
    let whole = Int(min(max(seconds, 0), 1e12))
    switch whole {
    case ..<100: return "\(whole) s"
    case ..<5_940: return "\((whole + 30) / 60) min"
    case ..<172_800: return "\((whole + 1_800) / 3_600) h"
    default: return count(whole / 86_400) + " d"
    }
  }
}
