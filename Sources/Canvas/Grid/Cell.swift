/// One character cell of a screen; plain memory, so that screens compare fast.
package struct Cell: Hashable, Sendable {
  /// The scalar drawn; 0 in the second cell of a wide character.
  package private(set) var base: UInt32
  package var style: Style
  /// Scalars that combine with the base, 0 where there is none.
  package private(set) var marks: SIMD4<UInt32>

  /// A scalar that takes one cell.
  package init(_ scalar: Unicode.Scalar, _ style: Style = .plain) {
    base = scalar.value
    self.style = style
    marks = .zero
  }

  private init(base: UInt32, style: Style) {
    self.base = base
    self.style = style
    marks = .zero
  }

  package static let blank = Cell(" ")

  /// The second cell of a wide character.
  static func continuation(_ style: Style) -> Cell { Cell(base: 0, style: style) }

  /// Whether this is the second cell of a wide character.
  package var isContinuation: Bool { base == 0 }

  /// Adds a combining scalar; a fifth one is dropped.
  mutating func attach(_ mark: Unicode.Scalar) {
    for index in 0..<4 where marks[index] == 0 {
      marks[index] = mark.value
      return
    }
  }

  /// The cell's text; empty in the second cell of a wide character.
  package var text: String {
    guard let scalar = Unicode.Scalar(base), base != 0 else { return "" }
    var view = String.UnicodeScalarView([scalar])
    for index in 0..<4 where marks[index] != 0 {
      if let mark = Unicode.Scalar(marks[index]) { view.append(mark) }
    }
    return String(view)
  }
}
