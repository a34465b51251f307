extension TextInput {
  /// Lets a key edit the text; false, with nothing changed, for one that is no editing.
  ///
  /// Characters, Backspace, Delete, ^W, the arrows, Home and End or ^A and ^E, as shells have them.
  package mutating func take(_ key: Key) -> Bool {
    switch key {
    case .character(let character): insert(character)
    case .backspace: deleteBackward()
    case .delete: deleteForward()
    case .control("w"): deleteWord()
    case .left: moveLeft()
    case .right: moveRight()
    case .home, .control("a"): moveHome()
    case .end, .control("e"): moveEnd()
    default: return false
    }
    return true
  }
}
