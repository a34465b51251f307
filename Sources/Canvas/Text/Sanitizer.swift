/// Makes foreign text safe to show on one line: file names, servers' words, log lines.
///
/// What a terminal would obey or what would deceive a reader is replaced by something visible:
///
///     escape, line break, tab …        ␛ ␊ ␉      ASCII: ?
///     C1 controls, bidi overrides,
///     invisible and unknown characters ␦          ASCII: ?
///
/// Joiners and variation selectors behind a visible character are left out, so that width is the
/// sum of what is seen; a second one in a row is abuse and shown. At most `markLimit` combining
/// marks stay on a character.
package enum Sanitizer {
  /// Most combining marks on one character; Hebrew and Vietnamese need three.
  package static let markLimit = 4

  /// The text without anything that acts on a terminal, on one line of at most `limit` characters.
  package static func line(
    _ text: String, glyphs: Glyphs = .unicode, limit: Int = 500
  ) -> String {
    var line = Line(limit: max(1, limit), ellipsis: glyphs.ellipsis)
    for scalar in text.unicodeScalars {
      guard !line.isFull else { break }
      let role = Role(scalar)
      switch role {
      case .plain:
        line.append(visible(scalar, role, glyphs), isBase: true)
      case .mark:
        if line.marks < markLimit, line.hasBase {
          line.attach(visible(scalar, role, glyphs))
        } else if line.marks <= markLimit {
          line.append(placeholder(glyphs), isBase: true)
          line.marks = markLimit + 1
        }
      case .joiner where line.hasBase && !line.isJoined:
        line.isJoined = true
      case .joiner, .control, .hidden:
        line.append(visible(scalar, role, glyphs), isBase: false)
      }
    }
    return String(line.output)
  }

  /// A line in the making.
  private struct Line {
    private(set) var output = String.UnicodeScalarView()
    private(set) var isFull = false
    /// Whether marks and joiners have a character to belong to.
    private(set) var hasBase = false
    /// Marks on the last character; beyond the limit once that was shown.
    var marks = 0
    /// Whether a joiner was left out since the last character.
    var isJoined = false
    private var room: Int
    private let ellipsis: String

    init(limit: Int, ellipsis: String) {
      room = limit
      self.ellipsis = ellipsis
    }

    mutating func append(_ scalar: Unicode.Scalar, isBase: Bool) {
      guard room > 0 else {
        output.append(contentsOf: ellipsis.unicodeScalars)
        isFull = true
        return
      }
      room -= 1
      output.append(scalar)
      hasBase = isBase
      marks = 0
      isJoined = false
    }

    mutating func attach(_ mark: Unicode.Scalar) {
      output.append(mark)
      marks += 1
    }
  }

  private static func placeholder(_ glyphs: Glyphs) -> Unicode.Scalar {
    glyphs == .unicode ? "␦" : "?"
  }

  private static func visible(
    _ scalar: Unicode.Scalar, _ role: Role, _ glyphs: Glyphs
  ) -> Unicode.Scalar {
    switch role {
    case .plain, .mark: return glyphs == .unicode || scalar.isASCII ? scalar : "?"
    case .joiner, .hidden: return placeholder(glyphs)
    case .control:
      let picture = scalar.value == 127 ? 0x2421 : 0x2400 + scalar.value
      return glyphs == .unicode ? Unicode.Scalar(picture) ?? "␦" : "?"
    }
  }

  /// What a character does to a line.
  private enum Role {
    /// Takes its cells and nothing else.
    case plain
    /// Sits on the character before it.
    case mark
    /// Joins its neighbours or chooses their look.
    case joiner
    /// C0 or DEL.
    case control
    /// Invisible, turns the direction, or unknown.
    case hidden

    init(_ scalar: Unicode.Scalar) {
      switch scalar.value {
      case 0..<32, 127: self = .control
      case 32..<127, 0xA1..<0xAD, 0xAE..<0x300: self = .plain
      case 0x200C, 0x200D, 0xFE00...0xFE0F: self = .joiner
      default: self = Self.byProperties(scalar)
      }
    }

    private static func byProperties(_ scalar: Unicode.Scalar) -> Role {
      if scalar.properties.isDefaultIgnorableCodePoint { return .hidden }
      switch scalar.properties.generalCategory {
      case .nonspacingMark, .enclosingMark: return .mark
      case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator,
        .paragraphSeparator:
        return .hidden
      default:
        // Vowels and finals of a Hangul syllable sit on its first consonant.
        return DisplayWidth.isConjoining(scalar) ? .mark : .plain
      }
    }
  }
}
