/// What ncurses tells about the keyboard, before it means anything.
enum RawInput: Hashable {
  /// A character of the terminal's encoding.
  case scalar(UInt32)
  /// A key that terminfo knows, by its `KEY_` number.
  case code(Int32)
  /// A mouse report: 1 for the left button, 4 and 5 for the wheel.
  case mouse(button: Int32, x: Int, y: Int)
}
