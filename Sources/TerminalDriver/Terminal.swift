internal import CTerminal
internal import Canvas
internal import Glibc

/// What a session owns: the guard against crashes, the screen, and the way out for bytes.
final class Terminal {
  private let screen: CursesScreen
  private let output: TerminalOutput
  private let resetSequence: [UInt8]
  let capabilities: TerminalCapabilities
  private(set) var size: Size
  /// What ncurses has drawn, nil when the next picture must be drawn in full.
  private var shown: Canvas?
  /// The picture that waits for the terminal.
  private var waiting: Canvas?
  private var isOpen = true

  /// More cells than any screen has; a terminal that claims more is not believed.
  private static let limit = Size(width: 2000, height: 1000)

  init(_ options: TerminalOptions) throws(TerminalError) {
    guard isatty(STDIN_FILENO) == 1 else { throw .notATerminal(stream: "input") }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notATerminal(stream: "output") }
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    guard !name.isEmpty else { throw .unknownTerminal("") }
    // Who asks for characters beyond ASCII by name says that the terminal has them.
    let wantsUnicode = options.glyphs.flatMap { $0 == .ascii ? nil : true }
    let usesUTF8 = TextEncoding.establish(wanted: options.usesUTF8 ?? wantsUnicode)
    let memory = ct_memory_file()
    guard memory >= 0 else { throw Self.systemError("memfd_create") }
    output = TerminalOutput(descriptor: ct_open_again(STDOUT_FILENO), memory: memory)
    guard ct_arm(STDIN_FILENO, output.descriptor) else { throw .alreadyOpen }
    do {
      screen = try CursesScreen(
        name: name, input: fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3),
        output: fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3), memory: memory, options: options,
        takesTrueColor: TrueColorSubstitution.isOffered(
          colorTerm: getenv("COLORTERM").map { String(cString: $0) } ?? "", terminal: name))
    } catch {
      ct_saved_modes()
      ct_disarm()
      throw error
    }
    resetSequence = screen.resetSequence
    ct_set_reset(resetSequence.map(CChar.init(bitPattern:)), resetSequence.count)
    ct_entered()
    size = screen.size
    capabilities = TerminalCapabilities(
      name: name, colors: screen.depth,
      glyphs: GlyphChoice.glyphs(wanted: options.glyphs, terminal: name, usesUTF8: usesUTF8),
      hasMouse: screen.hasMouse)
    noticeSize()
  }

  private static func systemError(_ call: String) -> TerminalError {
    .system(call: call, message: String(cString: strerror(errno)))
  }

  var isHungUp: Bool { output.isHungUp }
  var outputDescriptor: Int32 { output.descriptor }
  var owesOutput: Bool { !isHungUp && (!output.isDrained || waiting != nil) }

  func present(_ canvas: Canvas) {
    guard !isHungUp else { return }
    waiting = canvas
    flush()
  }

  func flush() {
    output.flush()
    guard output.isDrained, !isHungUp, let canvas = waiting else { return }
    waiting = nil
    guard canvas != shown else { return }
    if canvas.size != shown?.size { shown = nil }
    screen.draw(canvas, over: shown)
    shown = canvas
    output.collect(screen.substitution)
  }

  /// Makes the next drawing a full one, and owes it.
  func forget() {
    waiting = waiting ?? shown
    shown = nil
  }

  func setPalette(_ palette: Palette?) {
    screen.use(palette)
    forget()
  }

  func readInput() -> [InputEvent] {
    var events: [InputEvent] = []
    while let wake = Self.nextWake() {
      switch wake {
      case "Z": events.append(.key(.control("z")))
      case "C": enter()
      default: break
      }
    }
    noticeHangUp()
    guard !isHungUp else { return events }
    if noticeSize() { events.append(.resized(size)) }
    events += KeyDecoder.events(screen.readInput())
    output.collect()
    flush()
    return events
  }

  private static func nextWake() -> Unicode.Scalar? {
    let wake = ct_next_wake()
    return wake == 0 ? nil : Unicode.Scalar(UInt8(bitPattern: wake))
  }

  private func noticeHangUp() {
    var terminal = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    if poll(&terminal, 1, 0) > 0, terminal.revents & Int16(POLLHUP | POLLERR | POLLNVAL) != 0 {
      output.hangUp()
    }
  }

  /// Asks the terminal for its size; true if it is another one than before.
  @discardableResult
  private func noticeSize() -> Bool {
    var columns: Int32 = 0
    var rows: Int32 = 0
    guard ct_size(STDOUT_FILENO, &columns, &rows) else { return false }
    let now = Size(
      width: min(Int(columns), Self.limit.width), height: min(Int(rows), Self.limit.height))
    guard now != size else { return false }
    screen.resize(to: now)
    size = screen.size
    // The picture of the old size is not worth a full drawing: the caller makes another one.
    shown = nil
    return true
  }

  func suspend() {
    guard !isHungUp else { return }
    leave()
    ct_stop()
    while ct_next_wake() != 0 {}
    enter()
  }

  /// Takes the terminal again; the next drawing, a full one, enters the screen.
  private func enter() {
    ct_program_modes()
    ct_entered()
    // Somebody else may have left the screen: ncurses must believe so too, and say nothing.
    screen.leave()
    output.discard()
    forget()
  }

  private func leave() {
    screen.leave()
    output.collect()
    output.add(screen.farewell)
    output.drain(last: resetSequence)
    ct_saved_modes()
    ct_left()
  }

  func close() {
    guard isOpen else { return }
    isOpen = false
    leave()
    ct_disarm()
  }
}
