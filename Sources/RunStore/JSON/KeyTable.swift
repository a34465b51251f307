/// The keys of a hot object: ready to be written, quick to be recognised.
///
/// `Field` numbers them from 0 in the order in which they are written. An object of our own has
/// them in that order, so the key after the last one is tried first.
struct KeyTable<Field: HotField>: Sendable {
  private let names = Field.allCases.map { Array($0.name.utf8) }
  private let keys = Field.allCases.map { Array("\"\($0.name)\":".utf8) }

  /// The key as bytes, with quotes and colon.
  func encoded(_ field: Field) -> [UInt8] { keys[field.rawValue] }

  /// Reads an object, telling `member` which key's value comes next.
  ///
  /// Values of unknown keys and nulls are passed over; a known key that stands twice is refused.
  /// Returns the known keys that had a value, as bits by number.
  func read(
    _ cursor: inout JSONCursor,
    member: (inout JSONCursor, Field) throws(JSONProblem) -> Void
  ) throws(JSONProblem) -> UInt64 {
    var expected = 0
    var seen: UInt64 = 0
    var present: UInt64 = 0
    try cursor.object { (cursor, key) throws(JSONProblem) in
      guard let index = try index(of: key, in: cursor, expected: expected),
        let field = Field(rawValue: index)
      else {
        try cursor.skip()
        return
      }
      expected = index + 1
      let bit = UInt64(1) << UInt64(index)
      guard seen & bit == 0 else {
        throw JSONProblem("the key stands twice", at: key.content.lowerBound, path: field.name)
      }
      seen |= bit
      if try cursor.takeNull() { return }
      do throws(JSONProblem) { try member(&cursor, field) } catch { throw error.under(field.name) }
      present |= bit
    }
    return present
  }

  private func index(
    of key: JSONKey, in cursor: JSONCursor, expected: Int
  ) throws(JSONProblem) -> Int? {
    if key.isEscaped {
      let text = Array(try cursor.text(of: key).utf8)
      return names.firstIndex(of: text)
    }
    if expected < names.count, cursor.matches(key, names[expected]) { return expected }
    return names.firstIndex { cursor.matches(key, $0) }
  }
}

/// The keys of an object that is written and read very often; at most 64, numbered from 0.
protocol HotField: CaseIterable, RawRepresentable<Int>, Sendable {
  /// The key in the file.
  var name: String { get }
}

extension HotField {
  /// The key's bit in a set of keys.
  var bit: UInt64 { 1 << UInt64(rawValue) }
}
