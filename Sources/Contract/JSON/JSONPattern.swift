/// A JSON pointer (RFC 6901) in which the token `-` stands for every element of an array.
///
///     /results/-/ocr_text      the text of every result
///     /a~1b/0                  first element of the member "a/b"
struct JSONPattern: Equatable, Sendable {
  /// One step into a value.
  struct Token: Equatable, Sendable {
    /// Name of an object's member, as UTF-8.
    let key: [UInt8]
    /// Position in an array, where the token can be one.
    let index: Int?

    var isEveryElement: Bool { key == [UInt8(ascii: "-")] }

    func matches(element index: Int) -> Bool { isEveryElement || self.index == index }
  }

  let tokens: [Token]

  /// Parses a pointer; the empty one is the whole text, and a missing first slash is forgiven.
  init(_ pointer: String) {
    guard !pointer.isEmpty else {
      tokens = []
      return
    }
    let body = pointer.first == "/" ? pointer.dropFirst() : pointer[...]
    tokens = body.split(separator: "/", omittingEmptySubsequences: false).map { part in
      let key = Self.unescaped(Array(part.utf8))
      let isIndex = key.count == 1 || key.first != 48
      let index = isIndex && key.allSatisfy { (48...57).contains($0) } ? Int(part) : nil
      return Token(key: key, index: index)
    }
  }

  /// Whether the values are the elements of an array themselves.
  var endsWithEveryElement: Bool { tokens.last?.isEveryElement ?? false }

  /// `~1` is `/` and `~0` is `~`, in one pass, so that `~01` stays `~1`.
  private static func unescaped(_ bytes: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    var position = 0
    while position < bytes.count {
      let next = position + 1 < bytes.count ? bytes[position + 1] : 0
      if bytes[position] == UInt8(ascii: "~"), next == 48 || next == 49 {
        result.append(next == 48 ? UInt8(ascii: "~") : UInt8(ascii: "/"))
        position += 2
      } else {
        result.append(bytes[position])
        position += 1
      }
    }
    return result
  }
}
