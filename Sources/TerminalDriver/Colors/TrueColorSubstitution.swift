internal import Canvas

/// Shows a theme's own colours on terminals that take them although terminfo says 256.
///
/// Most terminals of today are like that: they say so by `COLORTERM`, while `TERM` promises the
/// least. ncurses is given a number of its own for each colour of the theme; on the way out, the
/// number is replaced by the colour.
struct TrueColorSubstitution {
  private var numbers: [RGB: Int32] = [:]
  /// What stands for `8;5;n m` in a sequence, for each number that is in use.
  private var replacements = [[UInt8]](repeating: [], count: 256)

  /// Numbers for all colours of a theme, each near the colour, so that a mistake is not loud.
  init(_ palette: Palette) {
    let all = Ink.allCases.map { palette[$0] } + Paper.allCases.map { palette[$0] }
    for (color, number) in zip(all, IndexedColor.distinct(all)) {
      numbers[color] = number
      replacements[Int(number)] = Array("8;2;\(color.red);\(color.green);\(color.blue)m".utf8)
    }
  }

  /// The number that stands for a colour of the theme.
  func number(_ color: RGB) -> Int32 { numbers[color] ?? IndexedColor.nearest(color) }

  /// Whether the terminal takes colours by value, going by the environment.
  ///
  /// GNU screen passes the variable on, and takes the values for attributes.
  static func isOffered(colorTerm: String, terminal: String) -> Bool {
    (colorTerm == "truecolor" || colorTerm == "24bit") && !terminal.hasPrefix("screen")
  }

  /// What ncurses wrote, with colours in the place of numbers.
  func rewritten(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count * 3 / 2)
    var copied = 0
    var index = 0
    while let escape = bytes[index...].firstIndex(of: 0x1B) {
      index = escape + 1
      guard let (number, end) = numberedColor(bytes, escape) else { continue }
      let replacement = replacements[number]
      guard !replacement.isEmpty else { continue }
      // `ESC [ 3` or `ESC [ 4` stays.
      result += bytes[copied..<(escape + 3)]
      result += replacement
      copied = end
      index = end
    }
    return result + bytes[copied...]
  }

  /// Reads `ESC [ 38 ; 5 ; n m` or its like for the background, the form that terminfo has: the
  /// number, and where the sequence ends.
  private func numberedColor(_ bytes: [UInt8], _ start: Int) -> (number: Int, end: Int)? {
    guard start + 8 < bytes.count, bytes[start + 1] == 0x5B,
      bytes[start + 2] == 0x33 || bytes[start + 2] == 0x34, bytes[start + 3] == 0x38,
      bytes[start + 4] == 0x3B, bytes[start + 5] == 0x35, bytes[start + 6] == 0x3B
    else { return nil }
    var index = start + 7
    var number = 0
    while index < bytes.count, (0x30...0x39).contains(bytes[index]), number < 256 {
      number = number * 10 + Int(bytes[index] - 0x30)
      index += 1
    }
    guard index < bytes.count, bytes[index] == 0x6D, number < 256 else { return nil }
    return (number, index + 1)
  }
}
