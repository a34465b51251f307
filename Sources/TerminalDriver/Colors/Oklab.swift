internal import Canvas
internal import Glibc

/// A colour in a space where distance is what the eye sees: Björn Ottosson's Oklab.
struct Oklab: Hashable {
  var lightness: Double
  var greenRed: Double
  var blueYellow: Double

  /// Converts from sRGB, by way of the responses of the eye's three kinds of cones.
  init(_ color: RGB) {
    let red = Self.linear(color.red)
    let green = Self.linear(color.green)
    let blue = Self.linear(color.blue)
    let long = cbrt(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let medium = cbrt(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrt(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * medium - 0.0040720468 * short
    greenRed = 1.9779984951 * long - 2.4285922050 * medium + 0.4505937099 * short
    blueYellow = 0.0259040371 * long + 0.7827717662 * medium - 0.8086757660 * short
  }

  func squaredDistance(to other: Oklab) -> Double {
    let light = lightness - other.lightness
    let first = greenRed - other.greenRed
    let second = blueYellow - other.blueYellow
    return light * light + first * first + second * second
  }

  /// Undoes the sRGB transfer curve: 0 to 255 becomes 0 to 1 in proportion to light.
  private static func linear(_ part: UInt8) -> Double {
    let value = Double(part) / 255
    return value <= 0.04045 ? value / 12.92 : pow((value + 0.055) / 1.055, 2.4)
  }
}
