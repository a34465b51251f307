/// A JSON value to be sent to an engine.
///
/// Its keys are the engine's words, which no Swift property would be named by.
enum JSONDraft: Encodable, Equatable {
  case text(String)
  case number(Int)
  case flag(Bool)
  case list([JSONDraft])
  case object([String: JSONDraft])

  /// An object of those fields that are there.
  static func fields(_ fields: [String: JSONDraft?]) -> JSONDraft {
    .object(fields.compactMapValues { $0 })
  }

  static func texts(_ texts: [String]) -> JSONDraft { .list(texts.map(JSONDraft.text)) }

  static func texts(_ texts: [String: String]) -> JSONDraft {
    .object(texts.mapValues(JSONDraft.text))
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch self {
    case .text(let text): try container.encode(text)
    case .number(let number): try container.encode(number)
    case .flag(let flag): try container.encode(flag)
    case .list(let list): try container.encode(list)
    case .object(let fields): try container.encode(fields)
    }
  }
}
