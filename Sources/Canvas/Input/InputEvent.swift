/// What a user did at the terminal.
package enum InputEvent: Hashable, Sendable {
  case key(Key)
  case mouse(MouseEvent)
  /// The terminal has another size.
  case resized(Size)
}

/// A key, as the terminal tells it.
package enum Key: Hashable, Sendable {
  /// A character that was typed, with what combines with it.
  case character(Character)
  /// A letter with the control key, lower case: `control("c")`.
  case control(Character)
  case enter, escape, tab, backTab, backspace, delete, insert
  case up, down, left, right
  case home, end, pageUp, pageDown
  /// F1 is 1.
  case function(Int)
}

/// A mouse button or wheel at a cell.
package struct MouseEvent: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var action: Action

  package init(x: Int, y: Int, action: Action) {
    self.x = x
    self.y = y
    self.action = action
  }

  package enum Action: Hashable, Sendable {
    /// The left button went down, or was clicked.
    case press
    case wheelUp, wheelDown
  }
}
