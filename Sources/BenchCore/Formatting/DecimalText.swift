/// The decimal digits of a number, for rounding it as a reader would.
///
/// Rounds the shortest text that names the number (`Double.description`), half away from zero:
/// 2.675 with two decimals is 2.68, although the nearest binary fraction lies just below.
struct DecimalText: Equatable {
  /// Digits without leading zeros, most significant first; empty for zero.
  private(set) var digits: [UInt8]
  /// The decimal point stands after this many digits; 0.05 has −1.
  private(set) var point: Int
  let isNegative: Bool

  /// The digits of a finite number; nil for infinities and NaN.
  init?(_ value: Double) {
    guard value.isFinite else { return nil }
    isNegative = value < 0
    digits = []
    point = 0
    var exponent = 0
    var seenPoint = false
    let text = value.magnitude.description
    for (index, letter) in zip(text.indices, text) {
      if let digit = letter.wholeNumberValue {
        if !digits.isEmpty || digit != 0 {
          digits.append(UInt8(digit))
          if !seenPoint { point += 1 }
        } else if seenPoint {
          point -= 1
        }
      } else if letter == "." {
        seenPoint = true
      } else if letter == "e" {
        exponent = Int(text[text.index(after: index)...]) ?? 0
        break
      }
    }
    while digits.last == 0 { digits.removeLast() }
    point = digits.isEmpty ? 0 : point + exponent
  }

  var isZero: Bool { digits.isEmpty }

  /// The number times ten to the power of `places`.
  func shifted(by places: Int) -> DecimalText {
    var copy = self
    if !isZero { copy.point += places }
    return copy
  }

  /// Rounded to so many digits behind the point.
  func rounded(decimals: Int) -> DecimalText { keeping(point + decimals) }

  /// Rounded to so many significant digits.
  func rounded(significant: Int) -> DecimalText { keeping(significant) }

  /// Written out with exactly so many digits behind the point, without a sign.
  func written(decimals: Int, grouping: Bool = false) -> String {
    let value = rounded(decimals: decimals)
    let digit = { (place: Int) -> Character in
      let index = value.point - 1 - place
      return value.digits.indices.contains(index)
        ? Character(Unicode.Scalar(48 + value.digits[index])) : "0"
    }
    var text = ""
    for place in stride(from: max(value.point - 1, 0), through: 0, by: -1) {
      text.append(digit(place))
      if grouping, place > 0, place % 3 == 0 { text.append(",") }
    }
    if decimals > 0 {
      text.append(".")
      for place in 1...decimals { text.append(digit(-place)) }
    }
    return text
  }

  /// The first `count` digits, the last one rounded by those behind it.
  private func keeping(_ count: Int) -> DecimalText {
    guard count < digits.count else { return self }
    var copy = self
    guard count >= 0 else {
      copy.digits = []
      copy.point = 0
      return copy
    }
    let up = digits[count] >= 5
    copy.digits = Array(digits[..<count])
    if up {
      while copy.digits.last == 9 { copy.digits.removeLast() }
      if copy.digits.isEmpty {
        copy.digits = [1]
        copy.point += 1
      } else {
        copy.digits[copy.digits.count - 1] += 1
      }
    }
    while copy.digits.last == 0 { copy.digits.removeLast() }
    if copy.digits.isEmpty { copy.point = 0 }
    return copy
  }
}
