internal import Canvas
internal import Foundation

extension RGB {
  /// Light that the colour gives off, 0 for black to 1 for white, as WCAG 2 defines it.
  var luminance: Double {
    let linear = LinearRGB(self)
    return 0.2126 * linear.red + 0.7152 * linear.green + 0.0722 * linear.blue
  }

  /// How well two colours can be told apart as text and ground, 1 to 21, as WCAG 2 defines it.
  func contrast(with other: RGB) -> Double {
    let (one, two) = (luminance, other.luminance)
    return (max(one, two) + 0.05) / (min(one, two) + 0.05)
  }

  static let black = RGB(hex: 0x000000)
  static let white = RGB(hex: 0xFFFFFF)
}

/// Amounts of light of the three primaries of sRGB, 0 to 1 where a screen can show them.
struct LinearRGB: Hashable {
  var red: Double
  var green: Double
  var blue: Double

  init(red: Double, green: Double, blue: Double) {
    self.red = red
    self.green = green
    self.blue = blue
  }

  init(_ colour: RGB) {
    self.init(
      red: Self.light(colour.red), green: Self.light(colour.green), blue: Self.light(colour.blue))
  }

  /// The nearest colour of a screen, each primary cut to what it can do.
  var rgb: RGB {
    RGB(red: Self.level(red), green: Self.level(green), blue: Self.level(blue))
  }

  private static func light(_ level: UInt8) -> Double {
    let level = Double(level) / 255
    return level <= 0.04045 ? level / 12.92 : pow((level + 0.055) / 1.055, 2.4)
  }

  private static func level(_ light: Double) -> UInt8 {
    let light = min(max(light, 0), 1)
    let level = light <= 0.003_130_8 ? light * 12.92 : 1.055 * pow(light, 1 / 2.4) - 0.055
    return UInt8((level * 255).rounded())
  }
}
