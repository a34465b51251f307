internal import CNcurses
internal import CTerminal
internal import Canvas
internal import Glibc

/// The screen of ncurses, which draws into memory.
///
/// ncurses keeps its state in globals: there is one screen at a time, used by one thread.
final class CursesScreen {
  private let terminal: sb_terminal
  /// Reading keys from a window would redraw it; reading from a pad draws nothing.
  private let pad: UnsafeMutablePointer<WINDOW>
  private var looks: LookTable
  private let support: LookSupport
  private var glyphs: [sb_glyph] = []

  /// Sets ncurses up for a terminal.
  ///
  /// - Parameters:
  ///   - input: The terminal, for keys; taken over.
  ///   - output: The terminal, for its size and modes; taken over. It becomes `memory` before
  ///     ncurses writes anything.
  init(
    name: String, input: Int32, output: Int32, memory: Int32, options: TerminalOptions,
    takesTrueColor: Bool
  ) throws(TerminalError) {
    // The window's size comes from the terminal, whatever LINES and COLUMNS say.
    use_env(true)
    use_tioctl(true)
    // It handles only signals that nobody handles; `ct_arm` came first, so that none is left.
    let terminal = sb_open_terminal(name, output, input)
    guard terminal.screen != nil else {
      sb_close_terminal(terminal)
      throw .unknownTerminal(name)
    }
    let canMove = sb_capability("cup") != nil
    let pad = canMove ? newpad(1, 1) : nil
    raw()
    noecho()
    nonl()
    def_prog_mode()
    ct_keep_program_modes()
    ct_replace(output, memory)
    guard let pad else {
      sb_close_terminal(terminal)
      throw .cannotDrawScreens(name)
    }
    self.terminal = terminal
    self.pad = pad
    // A frame is drawn as a whole, even if a key waits.
    typeahead(-1)
    set_escdelay(25)
    keypad(pad, true)
    nodelay(pad, true)
    curs_set(0)
    sb_enable_mouse()
    for (sequence, code) in KeyCodes.others where key_defined(sequence) == 0 {
      define_key(sequence, code)
    }
    let hasColors = !options.noColor && has_colors() && start_color() == OK
    let canKeepOwn = hasColors && use_default_colors() == OK
    let depth = ColorDepth(
      colors: canKeepOwn ? Int(sb_colors()) : 0, pairs: Int(sb_color_pairs()))
    // The bit of terminfo's "no colour video" that stands for dim.
    let withoutColors = max(0, tigetnum("ncv"))
    support = LookSupport(
      depth: depth, hasDim: sb_capability("dim") != nil, hasDimColors: withoutColors & 16 == 0,
      takesTrueColor: depth == .indexed256 && takesTrueColor)
    looks = LookTable(palette: options.palette, support: support)
    use(options.palette)
  }

  deinit {
    delwin(pad)
    sb_close_terminal(terminal)
  }

  /// The colours that it shows in the end, by whatever way.
  var depth: ColorDepth { support.takesTrueColor ? .direct : support.depth }
  var substitution: TrueColorSubstitution? { looks.substitution }
  var hasMouse: Bool { sb_capability("kmous") != nil }
  var size: Size { Size(width: Int(sb_columns()), height: Int(sb_lines())) }

  /// Takes other colours; the next draw must be a full one.
  func use(_ palette: Palette?) {
    looks = LookTable(palette: palette, support: support)
    looks.install()
    let blank = looks.attributes(of: .plain)
    sb_set_background(blank.pair, blank.attributes)
  }

  func resize(to size: Size) {
    resize_term(Int32(size.height), Int32(size.width))
  }

  /// Draws what differs from what was drawn before; nil draws everything.
  func draw(_ canvas: Canvas, over shown: Canvas?) {
    if shown == nil {
      clearok(sb_screen_window(), true)
      werase(sb_screen_window())
    }
    let size = self.size
    for y in 0..<min(canvas.size.height, size.height) {
      let row = canvas.row(y)
      let columns = shown.map { RowDifference.columns($0.row(y), row) } ?? 0..<row.count
      if let columns { put(row, columns.clamped(to: 0..<size.width), y: y, width: size.width) }
    }
    wnoutrefresh(sb_screen_window())
    doupdate()
  }

  private func put(_ row: ArraySlice<Cell>, _ columns: Range<Int>, y: Int, width: Int) {
    glyphs.removeAll(keepingCapacity: true)
    var style: Style?
    var look: (pair: Int32, attributes: UInt8) = (0, 0)
    for x in columns {
      let cell = row[row.startIndex + x]
      if cell.isContinuation && x > columns.lowerBound { continue }
      if cell.style != style {
        style = cell.style
        look = looks.attributes(of: cell.style)
      }
      let next = row.startIndex + x + 1
      let isWide = next < row.endIndex && row[next].isContinuation
      // Half a wide character, at the edge of a screen that is too narrow for it, is a blank.
      let isHalf = cell.isContinuation || (isWide && x + 1 == width)
      let marks = cell.marks
      glyphs.append(
        sb_glyph(
          base: isHalf ? 32 : cell.base, marks: (marks[0], marks[1], marks[2], marks[3]),
          pair: look.pair, attributes: look.attributes, width: isWide && !isHalf ? 2 : 1))
    }
    sb_put(Int32(y), Int32(columns.lowerBound), glyphs, Int32(glyphs.count))
  }

  /// Leaves the screen's modes; the next draw enters them again.
  func leave() { endwin() }

  /// What a terminal that cannot bring back what it showed before is left with: an empty screen,
  /// rather than a picture that a prompt writes over.
  var farewell: [UInt8] { Self.plain("rmcup").isEmpty ? Self.plain("clear") : [] }

  /// The sequences that lead out of the screen's modes, for when ncurses cannot be asked.
  var resetSequence: [UInt8] {
    var bytes: [UInt8] = []
    if hasMouse { bytes += Array("\u{1B}[?1006;1002;1000l".utf8) }
    for name in ["sgr0", "op", "rmacs", "rmkx", "cnorm"] { bytes += Self.plain(name) }
    let leave = Self.plain("rmcup")
    return bytes + (leave.isEmpty ? Array("\r\n".utf8) : leave)
  }

  /// A capability without the pauses that old terminals need.
  private static func plain(_ name: String) -> [UInt8] {
    guard let text = sb_capability(name) else { return [] }
    let parts = String(cString: text).split(separator: "$<", omittingEmptySubsequences: false)
    let rest = parts.dropFirst().map { $0.drop { $0 != ">" }.dropFirst() }
    return Array((parts[0] + rest.joined()).utf8)
  }

  /// Everything that waits at the keyboard; at most 4,096 at once.
  func readInput() -> [RawInput] {
    var inputs: [RawInput] = []
    var value = wint_t()
    while inputs.count < 4096 {
      switch wget_wch(pad, &value) {
      case OK: inputs.append(.scalar(value))
      case KEY_CODE_YES where Int32(bitPattern: value) == KEY_MOUSE:
        inputs += Self.mouseReports()
      case KEY_CODE_YES: inputs.append(.code(Int32(bitPattern: value)))
      default: return inputs
      }
    }
    return inputs
  }

  /// Everything that one mark for the mouse stands for, in the order in which it happened.
  ///
  /// Clicks that arrive together have one mark, behind which ncurses keeps the newest first; what is
  /// not fetched then is lost, or taken for a later click.
  private static func mouseReports() -> [RawInput] {
    var reports: [RawInput] = []
    var event = MEVENT()
    while getmouse(&event) == OK {
      reports.append(.mouse(button: sb_mouse_button(&event), x: Int(event.x), y: Int(event.y)))
    }
    return reports.reversed()
  }
}
