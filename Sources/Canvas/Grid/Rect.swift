/// Columns and rows of something.
package struct Size: Hashable, Sendable {
  package var width: Int
  package var height: Int

  /// A size; negative numbers count as 0.
  package init(width: Int, height: Int) {
    self.width = max(0, width)
    self.height = max(0, height)
  }
}

/// A rectangle of cells; `x` grows to the right, `y` downwards, both from 0.
package struct Rect: Hashable, Sendable {
  package var x: Int
  package var y: Int
  package var width: Int
  package var height: Int

  /// A rectangle; a negative width or height counts as 0.
  package init(x: Int, y: Int, width: Int, height: Int) {
    self.x = x
    self.y = y
    self.width = max(0, width)
    self.height = max(0, height)
  }

  package init(_ size: Size) { self.init(x: 0, y: 0, width: size.width, height: size.height) }

  package var isEmpty: Bool { width == 0 || height == 0 }
  /// The first column and row that do not belong to it.
  package var right: Int { x + width }
  package var bottom: Int { y + height }

  package func contains(x column: Int, y row: Int) -> Bool {
    column >= x && column < right && row >= y && row < bottom
  }

  /// The part that both have; empty, at this corner, where they do not meet.
  package func intersection(_ other: Rect) -> Rect {
    let left = max(x, other.x)
    let top = max(y, other.y)
    return Rect(
      x: left, y: top, width: min(right, other.right) - left,
      height: min(bottom, other.bottom) - top)
  }

  /// The rectangle less a margin on every side; never less than nothing.
  package func inset(x horizontal: Int = 0, y vertical: Int = 0) -> Rect {
    Rect(
      x: x + min(horizontal, width), y: y + min(vertical, height),
      width: width - 2 * horizontal, height: height - 2 * vertical)
  }

  /// One row of it, counted from its top; empty where it has no such row.
  package func row(_ index: Int) -> Rect {
    let exists = index >= 0 && index < height
    return Rect(x: x, y: y + max(0, index), width: width, height: exists ? 1 : 0)
  }

  /// A rectangle of at most this size in the middle of this one.
  package func centered(width wanted: Int, height wantedHeight: Int) -> Rect {
    let inner = Size(width: min(wanted, width), height: min(wantedHeight, height))
    return Rect(
      x: x + (width - inner.width) / 2, y: y + (height - inner.height) / 2, width: inner.width,
      height: inner.height)
  }
}
