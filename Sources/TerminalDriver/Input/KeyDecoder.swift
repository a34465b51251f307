internal import Canvas

/// Turns what arrived together into keys.
enum KeyDecoder {
  /// The events of everything that waited at one moment.
  ///
  /// An escape with `[` or `O` right behind it begins a sequence that terminfo does not know: it is
  /// dropped as a whole, since its letters would act as keys. Nobody types that fast.
  static func events(_ inputs: [RawInput]) -> [InputEvent] {
    var events: [InputEvent] = []
    var typed: Character?
    func flush() {
      if let character = typed { events.append(.key(.character(character))) }
      typed = nil
    }
    var index = 0
    while index < inputs.count {
      let input = inputs[index]
      index += 1
      if case .scalar(let value) = input, value >= 0xA0 || (32..<127).contains(value) {
        guard let scalar = Unicode.Scalar(value) else { continue }
        if let joined = typed.flatMap({ join($0, scalar) }) {
          typed = joined
        } else {
          flush()
          typed = Character(scalar)
        }
        continue
      }
      flush()
      switch input {
      case .scalar(27):
        let end = endOfSequence(inputs, from: index)
        if end == index { events.append(.key(.escape)) }
        index = end
      case .scalar(let value):
        if let key = control(value) { events.append(.key(key)) }
      case .code(let code):
        if let key = KeyCodes.key(code) { events.append(.key(key)) }
      case .mouse(let button, let x, let y):
        if let action = action(button) {
          events.append(.mouse(MouseEvent(x: x, y: y, action: action)))
        }
      }
    }
    flush()
    return events
  }

  /// The character with one more scalar, nil where that begins the next character.
  private static func join(_ character: Character, _ scalar: Unicode.Scalar) -> Character? {
    guard scalar.value >= 0x300 else { return nil }
    var scalars = String.UnicodeScalarView(character.unicodeScalars)
    scalars.append(scalar)
    let text = String(scalars)
    return text.count == 1 && scalars.count <= 16 ? text.first : nil
  }

  private static func control(_ value: UInt32) -> Key? {
    switch value {
    case 8, 127: .backspace
    case 9: .tab
    case 10, 13: .enter
    case 0: .control(" ")
    case 1...26: Unicode.Scalar(value + 96).map { .control(Character($0)) }
    case 28...31: Unicode.Scalar(value + 64).map { .control(Character($0)) }
    default: nil
    }
  }

  private static func action(_ button: Int32) -> MouseEvent.Action? {
    switch button {
    case 1: .press
    case 4: .wheelUp
    case 5: .wheelDown
    default: nil
    }
  }

  /// Where the sequence behind an escape ends; `start` where there is none.
  private static func endOfSequence(_ inputs: [RawInput], from start: Int) -> Int {
    func value(_ index: Int) -> UInt32? {
      guard index < inputs.count, case .scalar(let value) = inputs[index] else { return nil }
      return value
    }
    switch value(start) {
    case 0x4F?:
      // `ESC O x`: one character.
      return value(start + 1) == nil ? start : start + 2
    case 0x5B?:
      // `ESC [ parameters final`.
      var index = start + 1
      while let next = value(index), (0x20...0x3F).contains(next) { index += 1 }
      guard let last = value(index) else { return index == start + 1 ? start : index }
      return (0x40...0x7E).contains(last) ? index + 1 : index
    default:
      return start
    }
  }
}
