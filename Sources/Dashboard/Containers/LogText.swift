internal import Canvas

/// A line that a container wrote, as it may be shown: its colours become inks, everything else that
/// acts on a terminal is taken out.
///
/// What a carriage return has been written over is left out, as a terminal would show it.
struct LogText {
  /// Most characters of a line that are shown.
  static let limit = 4_000

  private(set) var spans: [Span] = []
  private var style: Style
  private let base: Style
  private var text = ""

  init(_ raw: String, base: Style = .plain) {
    self.base = base
    style = base
    var scalars = Array(raw.unicodeScalars.prefix(Self.limit * 2))
    while scalars.last == "\r" { scalars.removeLast() }
    if let last = scalars.lastIndex(of: "\r") { scalars.removeFirst(last + 1) }
    read(scalars[...])
    flush()
  }

  var line: Line { Line(spans) }
  /// Without colours.
  var plain: String { spans.map(\.text).joined() }

  private mutating func read(_ scalars: ArraySlice<Unicode.Scalar>) {
    var rest = scalars
    while let scalar = rest.popFirst() {
      switch scalar {
      case "\u{1B}":
        switch rest.popFirst() {
        case "[": sequence(&rest)
        case "]", "P", "^", "_", "X": Self.skipString(&rest)
        default: break
        }
      case "\u{9B}": sequence(&rest)
      case "\t": text += "  "
      default: text.unicodeScalars.append(scalar)
      }
    }
  }

  /// A control sequence: colours are kept, all others do nothing.
  private mutating func sequence(_ rest: inout ArraySlice<Unicode.Scalar>) {
    var parameters = ""
    while let scalar = rest.popFirst() {
      guard !(0x40...0x7E).contains(scalar.value) else {
        if scalar == "m" { select(parameters) }
        return
      }
      if parameters.unicodeScalars.count < 64 { parameters.unicodeScalars.append(scalar) }
    }
  }

  /// Skips what ends in a bell or in a string terminator.
  private static func skipString(_ rest: inout ArraySlice<Unicode.Scalar>) {
    while let scalar = rest.popFirst() {
      if scalar == "\u{7}" || scalar == "\u{9C}" { return }
      if scalar == "\u{1B}" {
        if rest.first == "\\" { rest.removeFirst() }
        return
      }
    }
  }

  private mutating func select(_ parameters: String) {
    flush()
    var codes = parameters.split(separator: ";", omittingEmptySubsequences: false)
      .map { Int($0) ?? 0 }[...]
    while let code = codes.popFirst() {
      switch code {
      case 0: style = base
      case 1: style = style.bold
      case 2, 90: style.ink = .muted
      case 4: style = style.adding(.underline)
      case 22, 24: style.attributes = base.attributes
      case 31, 91: style.ink = .bad
      case 32, 92: style.ink = .good
      case 33, 93: style.ink = .warning
      case 34, 35, 36, 94, 95, 96: style.ink = .accent
      case 30, 37, 39, 97: style.ink = base.ink
      // A colour by its number, or by its parts.
      case 38, 48: codes = codes.dropFirst(codes.first == 2 ? 4 : 2)
      default: break
      }
    }
  }

  private mutating func flush() {
    if !text.isEmpty { spans.append(Span(text, style)) }
    text = ""
  }
}
