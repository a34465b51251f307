/// One line of a `.dockerignore`, matched against whole paths from the context's root.
///
/// `*` and `?` stay within a part of the path, `**` goes across them, `[a-z]` is a choice, `\`
/// takes the next character as it is. Matching takes time in proportion to path times pattern,
/// whatever the pattern: all states are followed side by side.
struct IgnorePattern {
  /// Whether what matches is kept after all (`!`).
  let isException: Bool
  private let states: [State]

  private enum State {
    case one(Unicode.Scalar)
    case anyOne
    case choice([ClosedRange<Unicode.Scalar>], isNegated: Bool)
    /// Any number of characters within a part.
    case star
    /// Any number of characters.
    case globstar
    /// `**/`: nothing, or whatever ends in a slash, which is the next state.
    case folders
    case upToSlash
  }

  /// Nil for comments, empty lines, and patterns that are none.
  init?(_ line: String) {
    var text = line.drop { $0 == " " || $0 == "\t" }
    while let last = text.last, last.isWhitespace { text.removeLast() }
    guard !text.isEmpty, text.first != "#" else { return nil }
    isException = text.first == "!"
    if isException { text = text.dropFirst().drop { $0 == " " } }
    guard let states = Self.read(Self.cleaned(text)), !states.isEmpty else { return nil }
    self.states = states
  }

  /// Whether the path, or a folder that it lies in, is meant.
  func matches(_ path: String) -> Bool {
    var active = [Bool](repeating: false, count: states.count + 1)
    reach(0, &active)
    for character in path.unicodeScalars {
      // What has been read so far is a folder that it lies in.
      if character == "/", active[states.count] { return true }
      var next = [Bool](repeating: false, count: states.count + 1)
      for index in states.indices where active[index] {
        step(index, character, &next)
      }
      active = next
    }
    return active[states.count]
  }

  /// Where the character leads from a state.
  private func step(_ index: Int, _ character: Unicode.Scalar, _ next: inout [Bool]) {
    switch states[index] {
    case .one(let wanted): if character == wanted { reach(index + 1, &next) }
    case .anyOne: if character != "/" { reach(index + 1, &next) }
    case .choice(let ranges, let isNegated):
      if character != "/", ranges.contains(where: { $0.contains(character) }) != isNegated {
        reach(index + 1, &next)
      }
    case .star: if character != "/" { reach(index, &next) }
    case .globstar: reach(index, &next)
    case .folders: break
    case .upToSlash:
      next[index] = true
      if character == "/" { reach(index + 1, &next) }
    }
  }

  /// Marks a state and what is reached from it without a character.
  private func reach(_ index: Int, _ active: inout [Bool]) {
    guard !active[index] else { return }
    active[index] = true
    guard index < states.count else { return }
    switch states[index] {
    case .star, .globstar: reach(index + 1, &active)
    case .folders:
      reach(index + 1, &active)
      reach(index + 2, &active)
    default: break
    }
  }

  /// `/a/./b/../c/` → `a/c`.
  private static func cleaned(_ text: Substring) -> [Unicode.Scalar] {
    var parts: [Substring] = []
    for part in text.split(separator: "/") where part != "." {
      if part == "..", parts.last != nil {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return Array(parts.joined(separator: "/").unicodeScalars)
  }

  private static func read(_ text: [Unicode.Scalar]) -> [State]? {
    var states: [State] = []
    var index = 0
    while index < text.count {
      switch text[index] {
      case "*" where index + 1 < text.count && text[index + 1] == "*":
        index += 2
        if index < text.count, text[index] == "/" {
          states += [.folders, .upToSlash]
          index += 1
        } else {
          states.append(.globstar)
        }
        continue
      case "*": states.append(.star)
      case "?": states.append(.anyOne)
      case "[":
        guard let (state, end) = choice(text, from: index + 1) else { return nil }
        states.append(state)
        index = end
      case "\\" where index + 1 < text.count:
        index += 1
        states.append(.one(text[index]))
      default: states.append(.one(text[index]))
      }
      index += 1
    }
    return states
  }

  /// What stands in brackets, and where the closing one is; nil where there is none.
  private static func choice(_ text: [Unicode.Scalar], from start: Int) -> (State, end: Int)? {
    var index = start
    let isNegated = index < text.count && text[index] == "^"
    if isNegated { index += 1 }
    var ranges: [ClosedRange<Unicode.Scalar>] = []
    func character() -> Unicode.Scalar? {
      if index < text.count, text[index] == "\\" { index += 1 }
      guard index < text.count else { return nil }
      defer { index += 1 }
      return text[index]
    }
    while index < text.count, text[index] != "]" || ranges.isEmpty {
      guard let low = character() else { return nil }
      var high = low
      if index + 1 < text.count, text[index] == "-", text[index + 1] != "]" {
        index += 1
        guard let end = character() else { return nil }
        high = end
      }
      guard low <= high else { return nil }
      ranges.append(low...high)
    }
    return index < text.count ? (.choice(ranges, isNegated: isNegated), index) : nil
  }
}
