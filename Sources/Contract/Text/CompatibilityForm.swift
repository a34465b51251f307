internal import Foundation

/// Unicode's normalisation form KC (Annex 15), fast on ordinary text.
///
/// Foundation takes time that grows with the square of a text's length. So it is given only the
/// places that can change: a run of characters that are not *settled*, with the settled one before
/// it, which may compose with what follows. A settled character is its own NFKC, has combining
/// class 0 and is never the second of a composition, so that a text may be cut before it. A run of
/// more than `longestRun`, which no language has, is cut there all the same.
struct CompatibilityForm {
  static let longestRun = 1024
  /// Most places whose form is remembered: a language has few, each many times.
  private static let memory = 4096

  private let text: [UInt8]
  private var output: [UInt8] = []
  private var known: [ArraySlice<UInt8>: [UInt8]] = [:]

  /// The NFKC of valid UTF-8, as UTF-8.
  static func of(_ text: [UInt8]) -> [UInt8] {
    var form = CompatibilityForm(text)
    form.normalise()
    return form.output
  }

  private init(_ text: [UInt8]) {
    self.text = text
    output.reserveCapacity(text.count)
  }

  private mutating func normalise() {
    var done = 0
    var settled = 0
    var position = 0
    while position < text.count {
      let (value, length) = scalar(at: position)
      if Self.isSettled(value) {
        settled = position
        position += length
        continue
      }
      let start = max(done, settled)
      output.append(contentsOf: text[done..<start])
      position = endOfRun(from: position)
      append(text[start..<position])
      done = position
    }
    output.append(contentsOf: text[done...])
  }

  /// The first settled character behind a run, or where the run is cut.
  private func endOfRun(from start: Int) -> Int {
    var position = start
    for _ in 0..<Self.longestRun {
      guard position < text.count else { break }
      let (value, length) = scalar(at: position)
      if Self.isSettled(value) { break }
      position += length
    }
    return position
  }

  private mutating func append(_ place: ArraySlice<UInt8>) {
    if let form = known[place] {
      output.append(contentsOf: form)
      return
    }
    // In two steps: in one, Foundation leaves some of what it decomposed apart (U+FF76 U+FF9E).
    let form = Array(
      String(decoding: place, as: UTF8.self).decomposedStringWithCompatibilityMapping
        .precomposedStringWithCanonicalMapping.utf8)
    if known.count < Self.memory, place.count <= 32 { known[place] = form }
    output.append(contentsOf: form)
  }

  /// The scalar that begins at a position, and its length in bytes.
  private func scalar(at position: Int) -> (value: UInt32, length: Int) {
    let first = text[position]
    if first < 0x80 { return (UInt32(first), 1) }
    let length = min(first < 0xE0 ? 2 : first < 0xF0 ? 3 : 4, text.count - position)
    let value = text[position + 1..<position + length].reduce(
      UInt32(first) & (length == 2 ? 0x1F : length == 3 ? 0x0F : 0x07)
    ) { $0 << 6 | UInt32($1 & 0x3F) }
    return (value, length)
  }

  /// Whether a text may be cut before the scalar, and it stays as it is.
  static func isSettled(_ value: UInt32) -> Bool {
    if value < 0x80 { return true }
    var low = 0
    var high = settled.count
    while low < high {
      let middle = (low + high) / 2
      if settled[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < settled.count && settled[low].contains(value)
  }

  /// The settled characters of common scripts, of Unicode 14; by its stability policy for good.
  static let settled: [ClosedRange<UInt32>] = [
    0x0000...0x009F, 0x00A1...0x00A7, 0x00A9...0x00A9, 0x00AB...0x00AE, 0x00B0...0x00B1,
    0x00B6...0x00B7, 0x00BB...0x00BB, 0x00BF...0x0131, 0x0134...0x013E, 0x0141...0x0148,
    0x014A...0x017E, 0x0180...0x01C3, 0x01CD...0x01F0, 0x01F4...0x02AF, 0x02B9...0x02D7,
    0x038E...0x03A1, 0x03A3...0x03CF, 0x03FA...0x0482, 0x0488...0x052F, 0x0531...0x0556,
    0x05D0...0x05EA, 0x061B...0x064A, 0x0679...0x06D5, 0x0900...0x093B, 0x0E01...0x0E32,
    0x10D0...0x10FB, 0x1E00...0x1E99, 0x1E9C...0x1F15, 0x2012...0x2016, 0x2018...0x2023,
    0x2027...0x202E, 0x2030...0x2032, 0x20A9...0x20C0, 0x2190...0x222B, 0x2231...0x2328,
    0x232B...0x2426, 0x24EB...0x2A0B, 0x3001...0x3029, 0x3041...0x3096, 0x30A0...0x30FE,
    0x3400...0xA48C, 0xAC00...0xD7A3,
  ]
}
