internal import Canvas

/// The colours 16 to 255 of terminals with 256: a cube of 6 × 6 × 6 and a ramp of 24 greys.
///
/// The first 16 are the user's own, so that nobody knows what they look like.
enum IndexedColor {
  /// The colours from 16 on.
  private static let table: [(color: RGB, place: Oklab)] = {
    let levels: [UInt8] = [0, 95, 135, 175, 215, 255]
    var colors: [RGB] = []
    for red in levels {
      for green in levels {
        for blue in levels { colors.append(RGB(red: red, green: green, blue: blue)) }
      }
    }
    for step in 0..<24 {
      let level = UInt8(8 + 10 * step)
      colors.append(RGB(red: level, green: level, blue: level))
    }
    return colors.map { ($0, Oklab($0)) }
  }()

  /// The number of the colour that looks most alike.
  static func nearest(_ color: RGB, except taken: Set<Int32> = []) -> Int32 {
    let wanted = Oklab(color)
    var best: (number: Int32, distance: Double) = (16, .infinity)
    for (index, entry) in table.enumerated() {
      let number = Int32(16 + index)
      let distance = entry.place.squaredDistance(to: wanted)
      if distance < best.distance && !taken.contains(number) { best = (number, distance) }
    }
    return best.number
  }

  /// A number for each colour; colours that differ get numbers that differ.
  static func distinct(_ colors: [RGB]) -> [Int32] {
    var known: [RGB: Int32] = [:]
    return colors.map { color in
      if let number = known[color] { return number }
      let number = nearest(color, except: Set(known.values))
      known[color] = number
      return number
    }
  }

  /// The colour behind a number from 16 to 255.
  static func color(_ number: Int32) -> RGB { table[Int(number) - 16].color }
}
