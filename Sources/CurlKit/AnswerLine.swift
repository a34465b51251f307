/// What single lines of an answer say; all that is looked at is ASCII, in any case.
enum AnswerLine {
  /// Whether a status line is one of HTTP/1.1 (or of 1.0); nil if it is none at all.
  static func isVersion11(_ line: UnsafeRawBufferPointer) -> Bool? {
    guard line.count >= 13, line.hasPrefix("http/1."), line[7] == 48 || line[7] == 49,
      line[8] == 32, line[9] > 48, line[9...11].allSatisfy({ $0 >= 48 && $0 <= 57 }),
      line[12] <= 32
    else { return nil }
    return line[7] == 49
  }

  static func number(_ line: UnsafeRawBufferPointer, from start: Int) -> Int? {
    let text = line[start...].drop { $0 == 32 || $0 == 9 }
    let digits = text.prefix { $0 >= 48 && $0 <= 57 }
    guard !digits.isEmpty, digits.count <= 18,
      text[digits.endIndex...].allSatisfy({ $0 <= 32 })
    else { return nil }
    return digits.reduce(0) { $0 * 10 + Int($1 - 48) }
  }

  /// The size at the start of a chunk; what a semicolon adds to it is of no interest.
  static func chunkSize(_ line: UnsafeRawBufferPointer) -> Int? {
    var size = 0
    var count = 0
    for byte in line {
      let digit: UInt8
      switch byte {
      case 48...57: digit = byte - 48
      case 65...70: digit = byte - 55
      case 97...102: digit = byte - 87
      case 59, 32, 9, 13, 10: return count > 0 ? size : nil
      default: return nil
      }
      count += 1
      guard count <= 15 else { return nil }
      size = size << 4 | Int(digit)
    }
    return nil
  }
}

extension UnsafeRawBufferPointer {
  /// Whether a line has nothing but its end.
  var isEmptyLine: Bool { count <= 2 && (first == 13 || first == 10) }

  /// Whether the line begins with these lowercase ASCII letters, in any case.
  func hasPrefix(_ prefix: StaticString) -> Bool { contains(prefix, at: 0) }

  /// Whether these lowercase ASCII letters stand anywhere after `start`, in any case.
  func contains(_ word: StaticString, from start: Int) -> Bool {
    guard count >= start + word.utf8CodeUnitCount else { return false }
    return (start...count - word.utf8CodeUnitCount).contains { contains(word, at: $0) }
  }

  private func contains(_ word: StaticString, at start: Int) -> Bool {
    guard count >= start + word.utf8CodeUnitCount else { return false }
    for index in 0..<word.utf8CodeUnitCount {
      var byte = self[start + index]
      if byte >= UInt8(ascii: "A"), byte <= UInt8(ascii: "Z") { byte |= 0x20 }
      if byte != word.utf8Start[index] { return false }
    }
    return true
  }
}

extension [UInt8] {
  /// Whether these bytes and those of `word` agree as far as both go.
  func starts(as word: StaticString) -> Bool {
    let length = Swift.min(count, word.utf8CodeUnitCount)
    return (0..<length).allSatisfy { self[$0] == word.utf8Start[$0] }
  }
}
