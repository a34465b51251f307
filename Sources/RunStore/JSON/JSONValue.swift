/// A JSON value as a tree, for the small parts of a file: the plan, the corpus, a note.
///
/// Its readers tell the JSON path of what is missing or of the wrong kind. Numbers stay as written,
/// so that 64-bit ones are exact.
indirect enum JSONValue: Hashable, Sendable {
  case null
  case bool(Bool)
  case number(String)
  case string(String)
  case array([JSONValue])
  case object([String: JSONValue])
}

extension JSONCursor {
  /// Reads any value as a tree; refuses a key that an object has twice.
  mutating func value() throws(JSONProblem) -> JSONValue {
    kept += 1
    guard kept <= Self.valueLimit else {
      throw JSONProblem("more than \(Self.valueLimit) values in one part of the file", at: offset)
    }
    switch peek() {
    case UInt8(ascii: "{"):
      var members: [String: JSONValue] = [:]
      try object { (cursor, key) throws(JSONProblem) in
        let name = try cursor.text(of: key)
        let value: JSONValue
        do throws(JSONProblem) { value = try cursor.value() } catch { throw error.under(name) }
        if members.updateValue(value, forKey: name) != nil {
          throw JSONProblem("the key stands twice", at: key.content.lowerBound, path: name)
        }
      }
      return .object(members)
    case UInt8(ascii: "["):
      var elements: [JSONValue] = []
      try array { (cursor, index) throws(JSONProblem) in
        do throws(JSONProblem) { elements.append(try cursor.value()) } catch {
          throw error.at(index: index)
        }
      }
      return .array(elements)
    case UInt8(ascii: "\""): return .string(try string())
    case UInt8(ascii: "t"), UInt8(ascii: "f"): return .bool(try bool())
    case UInt8(ascii: "n"):
      _ = try takeNull()
      return .null
    default: return .number(try numberString())
    }
  }

  /// Reads an object as a tree.
  mutating func members() throws(JSONProblem) -> JSONMembers {
    guard peek() == UInt8(ascii: "{") else { throw unexpected("an object") }
    let start = offset
    kept = 0
    guard case .object(let members) = try value() else { return JSONMembers([:], at: start) }
    return JSONMembers(members, at: start)
  }
}
