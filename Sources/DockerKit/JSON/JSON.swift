/// What an engine answered, as a tree in which every field may be missing or of another kind.
///
/// Engines differ in what they leave out, rename or make null; so nothing is required, and asking
/// for a field is never an error. Counters are read as 64 bits without a sign: an unlimited one is
/// the largest of them.
internal import Foundation

package struct JSON {
  private let value: Any?

  /// Nil if the bytes are no JSON.
  package init?(_ bytes: [UInt8]) {
    guard let value = try? JSONSerialization.jsonObject(with: Data(bytes), options: .allowFragments)
    else { return nil }
    self.value = value
  }

  private init(value: Any?) {
    self.value = value
  }

  /// The field of an object; one that says nothing, where there is none.
  package subscript(_ key: String) -> JSON { JSON(value: (value as? [String: Any])?[key]) }

  /// The elements of a list; none if it is no list.
  package var elements: [JSON] { (value as? [Any] ?? []).map(JSON.init(value:)) }
  /// The fields of an object by name; none if it is no object.
  package var fields: [String: JSON] {
    (value as? [String: Any] ?? [:]).mapValues(JSON.init(value:))
  }

  /// Whether there is something other than null.
  package var exists: Bool { value != nil && !(value is NSNull) }
  package var isObject: Bool { value is [String: Any] }
  package var string: String? { value as? String }
  package var bool: Bool? { (value as? NSNumber)?.boolValue }

  /// A text that is not empty.
  package var text: String? {
    guard let string, !string.isEmpty else { return nil }
    return string
  }

  /// A counter; a negative one is nil, as engines write -1 for "none".
  package var counter: UInt64? {
    guard let number = value as? NSNumber else { return nil }
    let real = number.doubleValue
    guard real >= 0, real.isFinite else { return nil }
    return real >= 0x1p64 ? UInt64.max : number.uint64Value
  }

  package var integer: Int? {
    guard let number = value as? NSNumber else { return nil }
    let real = number.doubleValue
    guard real >= -0x1p63, real < 0x1p63 else { return nil }
    return number.intValue
  }

  package var real: Double? { (value as? NSNumber)?.doubleValue }

  /// The texts of a list, or of an object's values by name.
  package var strings: [String] { elements.compactMap(\.string) }
  package var stringsByName: [String: String] { fields.compactMapValues(\.string) }
}

extension JSON {
  /// A value as the body of a request.
  package static func bytes(of value: some Encodable) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return [UInt8](try encoder.encode(value))
  }
}

extension JSON {
  /// An answer that says nothing.
  package static var nothing: JSON { JSON(value: nil) }
}
