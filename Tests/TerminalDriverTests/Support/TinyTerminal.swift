import Canvas
import Testing

/// As much of a terminal as ncurses needs, written from the standard ECMA-48 and not from the
/// driver: what it shows is what a user would see.
final class TinyTerminal {
  private let columns: Int
  private let rows: Int
  private var cells: [[Cell]]
  private var x = 0
  private var y = 0
  private var wraps = true
  private var inserts = false
  private var top = 0
  private var bottom: Int
  private var last = Cell()
  private var look: Set<Int> = []
  private var foreground = ""
  /// Bytes of a character or sequence that is not complete yet.
  private var rest: [UInt8] = []
  /// Sequences that it does not know, for the tests to complain about.
  private(set) var unknown: [String] = []

  struct Cell: Hashable {
    var text = " "
    /// SGR numbers: 1 bold, 2 dim, 4 underlined, 7 reverse.
    var look: Set<Int> = []
    /// The parameters that chose the foreground; empty for the terminal's own.
    var foreground = ""
  }

  init(columns: Int, rows: Int) {
    self.columns = columns
    self.rows = rows
    bottom = rows - 1
    cells = Array(repeating: Array(repeating: Cell(), count: columns), count: rows)
  }

  /// A row without the blanks behind it.
  func row(_ y: Int) -> String {
    var text = cells[y].map(\.text).joined()
    while text.last == " " { text.removeLast() }
    return text
  }

  var text: String { (0..<rows).map(row).joined(separator: "\n") }

  func cell(_ x: Int, _ y: Int) -> Cell { cells[y][x] }

  func feed(_ bytes: [UInt8]) {
    var input = rest + bytes
    rest = []
    var index = 0
    while index < input.count {
      guard let next = step(input, index) else { break }
      index = next
    }
    input.removeFirst(index)
    rest = input
  }

  /// Takes one character or sequence; nil when it is not complete.
  private func step(_ input: [UInt8], _ start: Int) -> Int? {
    let byte = input[start]
    if byte == 27 { return escape(input, start + 1) }
    if byte < 32 {
      control(byte)
      return start + 1
    }
    let length = byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    guard start + length <= input.count else { return nil }
    for scalar in String(decoding: input[start..<(start + length)], as: UTF8.self).unicodeScalars {
      print(scalar)
    }
    return start + length
  }

  private func control(_ byte: UInt8) {
    switch byte {
    case 8: x = max(0, x - 1)
    case 9: x = min(columns - 1, (x / 8 + 1) * 8)
    case 10: lineFeed()
    case 13: x = 0
    default: break
    }
  }

  private func lineFeed() {
    if y == bottom { scrollUp(from: top, 1) } else { y = min(rows - 1, y + 1) }
  }

  private func escape(_ input: [UInt8], _ start: Int) -> Int? {
    guard start < input.count else { return nil }
    switch input[start] {
    case 0x5B:
      guard let end = input[(start + 1)...].firstIndex(where: { $0 >= 0x40 }) else { return nil }
      sequence(String(decoding: input[(start + 1)..<end], as: UTF8.self), input[end])
      return end + 1
    case 0x5D:
      guard let end = input[start...].firstIndex(of: 7) else { return nil }
      return end + 1
    case 0x28, 0x29: return start + 1 < input.count ? start + 2 : nil
    case 0x4D:
      if y == top { scrollDown(from: top, 1) } else { y = max(0, y - 1) }
      return start + 1
    default: return start + 1
    }
  }

  private func print(_ scalar: Unicode.Scalar) {
    let width = DisplayWidth.of(Character(scalar))
    if width == 0 {
      var column = min(x, columns) - 1
      while column > 0, cells[y][column].text.isEmpty { column -= 1 }
      if column >= 0 { cells[y][column].text.unicodeScalars.append(scalar) }
      return
    }
    if x + width > columns {
      if wraps {
        x = 0
        lineFeed()
      } else {
        x = columns - width
      }
    }
    last = Cell(text: String(scalar), look: look, foreground: foreground)
    if inserts {
      cells[y].insert(contentsOf: Array(repeating: blank, count: width), at: x)
      cells[y].removeLast(width)
    }
    // Half of a wide character that is written over is nothing any more.
    if cells[y][x].text.isEmpty, x > 0 { cells[y][x - 1].text = " " }
    let after = x + width
    if after < columns, cells[y][after].text.isEmpty { cells[y][after].text = " " }
    cells[y][x] = last
    if width == 2 { cells[y][x + 1] = Cell(text: "", look: look, foreground: foreground) }
    x += width
  }

  private func sequence(_ parameters: String, _ final: UInt8) {
    let isPrivate = parameters.hasPrefix("?")
    let numbers = parameters.drop { $0 == "?" }.split(
      separator: ";", omittingEmptySubsequences: false
    ).map { Int($0) ?? 0 }
    let first = numbers.first ?? 0
    let count = max(1, first)
    x = min(x, columns - 1)
    switch (Character(Unicode.Scalar(final)), isPrivate) {
    case ("A", _): y = max(0, y - count)
    case ("B", _), ("e", _): y = min(rows - 1, y + count)
    case ("C", _): x = min(columns - 1, x + count)
    case ("D", _): x = max(0, x - count)
    case ("G", _): x = min(columns - 1, count - 1)
    case ("d", _): y = min(rows - 1, count - 1)
    case ("H", _), ("f", _):
      y = min(rows - 1, count - 1)
      x = min(columns - 1, max(1, numbers.count > 1 ? numbers[1] : 1) - 1)
    case ("J", _): eraseScreen(first)
    case ("K", _): eraseRow(first)
    case ("X", _): for column in x..<min(columns, x + count) { cells[y][column] = blank }
    case ("P", _):
      cells[y].removeSubrange(x..<min(columns, x + count))
      cells[y] += Array(repeating: blank, count: columns - cells[y].count)
    case ("@", _):
      cells[y].insert(contentsOf: Array(repeating: blank, count: min(count, columns - x)), at: x)
      cells[y].removeLast(cells[y].count - columns)
    case ("L", _): scrollDown(from: y, count)
    case ("M", _): scrollUp(from: y, count)
    case ("S", _): scrollUp(from: top, count)
    case ("T", _): scrollDown(from: top, count)
    case ("b", _): for _ in 0..<count { for scalar in last.text.unicodeScalars { print(scalar) } }
    case ("r", false):
      top = count - 1
      bottom = min(rows, numbers.count > 1 ? numbers[1] : rows) - 1
      x = 0
      y = 0
    case ("m", _): graphics(parameters)
    case ("h", true) where first == 7: wraps = true
    case ("l", true) where first == 7: wraps = false
    case ("h", false), ("l", false): if first == 4 { inserts = final == 0x68 }
    case ("h", _), ("l", _), ("t", _), ("c", true): break
    default: unknown.append(parameters + String(Unicode.Scalar(final)))
    }
  }

  private var blank: Cell { Cell(text: " ", look: look.intersection([7]), foreground: "") }

  private func eraseScreen(_ part: Int) {
    eraseRow(part)
    let erased = part == 0 ? (y + 1)..<rows : part == 1 ? 0..<y : 0..<rows
    for row in erased { cells[row] = Array(repeating: blank, count: columns) }
  }

  private func eraseRow(_ part: Int) {
    let erased = part == 0 ? x..<columns : part == 1 ? 0..<(x + 1) : 0..<columns
    for column in erased { cells[y][column] = blank }
  }

  private func scrollUp(from first: Int, _ count: Int) {
    for _ in 0..<min(count, bottom - first + 1) {
      cells.remove(at: first)
      cells.insert(Array(repeating: blank, count: columns), at: bottom)
    }
  }

  private func scrollDown(from first: Int, _ count: Int) {
    for _ in 0..<min(count, bottom - first + 1) {
      cells.remove(at: bottom)
      cells.insert(Array(repeating: blank, count: columns), at: first)
    }
  }

  private func graphics(_ parameters: String) {
    var numbers = parameters.split(separator: ";", omittingEmptySubsequences: false)[...]
    while let parameter = numbers.popFirst() {
      let number = Int(parameter) ?? 0
      switch number {
      case _ where parameter.contains(":"):
        if parameter.hasPrefix("38") {
          foreground = String(parameter)
        }
      case 0:
        look = []
        foreground = ""
      case 1, 2, 4, 7: look.insert(number)
      case 22: look.subtract([1, 2])
      case 24, 27: look.remove(number - 20)
      case 38, 48:
        let length = numbers.first == "5" ? 2 : 4
        let color = numbers.prefix(length).joined(separator: ";")
        if number == 38 { foreground = "38;" + color }
        numbers = numbers.dropFirst(length)
      case 30...37, 90...97: foreground = String(number)
      case 39: foreground = ""
      default: break
      }
    }
  }
}
