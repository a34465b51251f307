internal import Canvas
internal import Foundation

/// A colour by how it looks: equal distances look about equally different.
///
/// Björn Ottosson's OKLab, 2020. Lightness is 0 to 1; 0.02 is about the least difference that is
/// seen side by side, 0.1 is told apart at a glance.
struct OKLab: Hashable {
  var lightness: Double
  /// From green to red.
  var a: Double
  /// From blue to yellow.
  var b: Double

  init(lightness: Double, a: Double, b: Double) {
    self.lightness = lightness
    self.a = a
    self.b = b
  }

  init(_ colour: RGB) { self.init(LinearRGB(colour)) }

  init(_ light: LinearRGB) {
    let (red, green, blue) = (light.red, light.green, light.blue)
    let long = cbrt(0.412_221_470_8 * red + 0.536_332_536_3 * green + 0.051_445_992_9 * blue)
    let medium = cbrt(0.211_903_498_2 * red + 0.680_699_545_1 * green + 0.107_396_956_6 * blue)
    let short = cbrt(0.088_302_461_9 * red + 0.281_718_837_6 * green + 0.629_978_700_5 * blue)
    lightness = 0.210_454_255_3 * long + 0.793_617_785_0 * medium - 0.004_072_046_8 * short
    a = 1.977_998_495_1 * long - 2.428_592_205_0 * medium + 0.450_593_709_9 * short
    b = 0.025_904_037_1 * long + 0.782_771_766_2 * medium - 0.808_675_766_0 * short
  }

  /// The nearest colour of a screen.
  var rgb: RGB {
    let long = cube(lightness + 0.396_337_777_4 * a + 0.215_803_757_3 * b)
    let medium = cube(lightness - 0.105_561_345_8 * a - 0.063_854_172_8 * b)
    let short = cube(lightness - 0.089_484_177_5 * a - 1.291_485_548_0 * b)
    return LinearRGB(
      red: 4.076_741_662_1 * long - 3.307_711_591_3 * medium + 0.230_969_929_2 * short,
      green: -1.268_438_004_6 * long + 2.609_757_401_1 * medium - 0.341_319_396_5 * short,
      blue: -0.004_196_086_3 * long - 0.703_418_614_7 * medium + 1.707_614_701_0 * short
    ).rgb
  }

  func distance(to other: OKLab) -> Double {
    let (l, a, b) = (lightness - other.lightness, a - other.a, b - other.b)
    return (l * l + a * a + b * b).squareRoot()
  }

  private func cube(_ value: Double) -> Double { value * value * value }
}

extension RGB {
  /// This colour with a part of another, 0 for none of it to 1 for nothing else.
  func mixed(with other: RGB, part: Double) -> RGB {
    // The ends are exact: rounding must not change a colour that nothing was mixed into.
    if part <= 0 { return self }
    if part >= 1 { return other }
    let (from, to) = (OKLab(self), OKLab(other))
    return OKLab(
      lightness: from.lightness + (to.lightness - from.lightness) * part,
      a: from.a + (to.a - from.a) * part, b: from.b + (to.b - from.b) * part
    ).rgb
  }
}
