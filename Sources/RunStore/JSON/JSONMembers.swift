/// An object's members, read by name and kind.
struct JSONMembers: Sendable {
  private let members: [String: JSONValue]
  /// Where the text of the outermost object begins.
  private let offset: Int
  private let path: String

  init(_ members: [String: JSONValue], at offset: Int, path: String = "") {
    self.members = members
    self.offset = offset
    self.path = path
  }

  var names: Dictionary<String, JSONValue>.Keys { members.keys }

  /// Nil where the key is missing or null.
  func optionalString(_ key: String) throws(JSONProblem) -> String? {
    switch present(key) {
    case nil: nil
    case .string(let text)?: text
    default: throw problem(key, "expected text")
    }
  }

  func optionalDouble(_ key: String) throws(JSONProblem) -> Double? {
    guard let value = present(key) else { return nil }
    guard let number = Self.double(value) else { throw problem(key, "expected a number") }
    return number
  }

  func optionalInt(_ key: String) throws(JSONProblem) -> Int? {
    guard let value = present(key) else { return nil }
    guard let number = Self.integer(value) else { throw problem(key, "expected a whole number") }
    return number
  }

  func optionalUInt64(_ key: String) throws(JSONProblem) -> UInt64? {
    guard let value = present(key) else { return nil }
    guard case .number(let text) = value, let number = UInt64(text) else {
      throw problem(key, "expected a whole number")
    }
    return number
  }

  func optionalBool(_ key: String) throws(JSONProblem) -> Bool? {
    switch present(key) {
    case nil: nil
    case .bool(let value)?: value
    default: throw problem(key, "expected true or false")
    }
  }

  func optionalObject(_ key: String) throws(JSONProblem) -> JSONMembers? {
    switch present(key) {
    case nil: nil
    case .object(let value)?: JSONMembers(value, at: offset, path: join(key))
    default: throw problem(key, "expected an object")
    }
  }

  func string(_ key: String) throws(JSONProblem) -> String {
    try require(key, optionalString(key))
  }

  func double(_ key: String) throws(JSONProblem) -> Double {
    try require(key, optionalDouble(key))
  }

  func int(_ key: String) throws(JSONProblem) -> Int { try require(key, optionalInt(key)) }

  func object(_ key: String) throws(JSONProblem) -> JSONMembers {
    try require(key, optionalObject(key))
  }

  /// The objects of a list; none where the key is missing.
  func objects(_ key: String) throws(JSONProblem) -> [JSONMembers] {
    var result: [JSONMembers] = []
    for (index, element) in try elements(key).enumerated() {
      guard case .object(let members) = element else {
        throw problem("\(key)[\(index)]", "expected an object")
      }
      result.append(JSONMembers(members, at: offset, path: join("\(key)[\(index)]")))
    }
    return result
  }

  /// The texts of a list; none where the key is missing.
  func strings(_ key: String) throws(JSONProblem) -> [String] {
    var result: [String] = []
    for (index, element) in try elements(key).enumerated() {
      guard case .string(let text) = element else {
        throw problem("\(key)[\(index)]", "expected text")
      }
      result.append(text)
    }
    return result
  }

  /// The numbers of a list; none where the key is missing.
  func doubles(_ key: String) throws(JSONProblem) -> [Double] {
    var result: [Double] = []
    for (index, element) in try elements(key).enumerated() {
      guard let number = Self.double(element) else {
        throw problem("\(key)[\(index)]", "expected a number")
      }
      result.append(number)
    }
    return result
  }

  /// The whole numbers of a list; none where the key is missing.
  func ints(_ key: String) throws(JSONProblem) -> [Int] {
    var result: [Int] = []
    for (index, element) in try elements(key).enumerated() {
      guard let number = Self.integer(element) else {
        throw problem("\(key)[\(index)]", "expected a whole number")
      }
      result.append(number)
    }
    return result
  }

  /// A problem with the value of a key.
  func problem(_ key: String, _ reason: String) -> JSONProblem {
    JSONProblem(reason, at: offset, path: join(key))
  }

  private func elements(_ key: String) throws(JSONProblem) -> [JSONValue] {
    switch present(key) {
    case nil: []
    case .array(let elements)?: elements
    default: throw problem(key, "expected a list")
    }
  }

  private func present(_ key: String) -> JSONValue? {
    members[key].flatMap { $0 == .null ? nil : $0 }
  }

  private func require<Value>(_ key: String, _ value: Value?) throws(JSONProblem) -> Value {
    guard let value else { throw problem(key, "missing") }
    return value
  }

  private func join(_ key: String) -> String { path.isEmpty ? key : "\(path).\(key)" }

  private static func double(_ value: JSONValue) -> Double? {
    guard case .number(let text) = value, let number = Double(text), number.isFinite else {
      return nil
    }
    return number
  }

  private static func integer(_ value: JSONValue) -> Int? {
    guard case .number(let text) = value else { return nil }
    return Int(text) ?? Double(text).flatMap { Int(exactly: $0) }
  }
}
