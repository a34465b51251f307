/// Turns the bytes of an engine's log into lines, wherever the pieces of the stream end.
///
///     without a terminal   frame: [source 0 0 0][length, 4 bytes][stamp ' ' text…]
///     with a terminal      stamp ' ' text… '\n', and no frames
///
/// Which of the two it is depends on how the container was made, and is never guessed. A long line
/// comes in several frames with the same stamp, and only the last of them ends it.
package struct LogDemultiplexer: Sendable {
  private enum State: Sendable {
    case header
    /// Before the text of a frame, or of a line with a terminal: the stamp is not whole yet.
    case stamp
    case text
  }

  private let hasTerminal: Bool
  private let hasStamps: Bool
  private var state: State
  private var pending: [UInt8] = []
  /// Bytes of the current frame that are still to come; without frames there is no end.
  private var left = Int.max
  private var source = LogLine.Source.output
  private var lines: [LineAssembly]
  /// The stream broke the rules of its framing; what came after that is shown as it is.
  package private(set) var isMalformed = false

  private static let stampLimit = 40

  /// - Parameters:
  ///   - hasTerminal: The container's `Tty`.
  ///   - hasStamps: The log was asked for with stamps.
  ///   - lineLimit: The most bytes of a line that are kept.
  package init(hasTerminal: Bool, hasStamps: Bool = true, lineLimit: Int = 256 << 10) {
    self.hasTerminal = hasTerminal
    self.hasStamps = hasStamps
    lines = [LineAssembly(limit: lineLimit), LineAssembly(limit: lineLimit)]
    state = hasTerminal ? (hasStamps ? .stamp : .text) : .header
  }

  /// Takes the next piece and hands out the lines that end in it.
  package mutating func feed(_ piece: UnsafeRawBufferPointer, _ line: (LogLine) -> Void) {
    var rest = piece[...]
    while !rest.isEmpty {
      switch state {
      case .header: takeHeader(&rest)
      case .stamp: takeStamp(&rest, line)
      case .text: takeText(&rest, line)
      }
    }
  }

  /// The stream is over: hands out what had no line end.
  package mutating func end(_ line: (LogLine) -> Void) {
    if state == .stamp, !pending.isEmpty { finishStamp(line) }
    for index in lines.indices where lines[index].isOpen { finish(index, line) }
    pending = []
  }

  private var index: Int { source == .output ? 0 : 1 }
  private var isFramed: Bool { !hasTerminal && !isMalformed }

  private mutating func takeHeader(_ rest: inout Slice<UnsafeRawBufferPointer>) {
    let needed = rest.prefix(8 - pending.count)
    pending.append(contentsOf: needed)
    rest = rest.dropFirst(needed.count)
    guard pending.count == 8 else { return }
    let header = pending
    pending.removeAll(keepingCapacity: true)
    guard header[0] <= 3, header[1] == 0, header[2] == 0, header[3] == 0 else {
      isMalformed = true
      left = .max
      source = .output
      lines[0].append(header)
      state = .text
      return
    }
    // Zero is what was typed in, three an error of the engine's own.
    source = header[0] <= 1 ? .output : .errors
    left = header[4...].reduce(0) { $0 << 8 | Int($1) }
    if left > 0 { state = hasStamps ? .stamp : .text }
  }

  /// Collects the stamp up to the space behind it.
  private mutating func takeStamp(
    _ rest: inout Slice<UnsafeRawBufferPointer>, _ line: (LogLine) -> Void
  ) {
    while let byte = rest.first, left > 0, pending.count < Self.stampLimit, byte != 10 {
      rest = rest.dropFirst()
      consume(1)
      pending.append(byte)
      if byte == 32 { return finishStamp(line) }
    }
    if left == 0 || pending.count >= Self.stampLimit || rest.first == 10 { finishStamp(line) }
  }

  /// Opens the line with its stamp; goes on with the line before where that is not at its end.
  private mutating func finishStamp(_ line: (LogLine) -> Void) {
    let stamp = pending
    pending.removeAll(keepingCapacity: true)
    state = .text
    let text = stamp.last == 32 ? stamp.dropLast() : stamp[...]
    let time = text.withUnsafeBufferPointer { EngineTimeReader.read($0[...]) }
    if time == nil {
      // No stamp at all: it is text.
      lines[index].append(stamp)
    } else if !lines[index].isOpen {
      lines[index].open(stamp: stamp, time: time)
    } else if lines[index].stamp != stamp {
      // The line before was never ended, as of a process that died in the middle of it.
      finish(index, line)
      lines[index].open(stamp: stamp, time: time)
    }
    closeFrame()
  }

  private mutating func takeText(
    _ rest: inout Slice<UnsafeRawBufferPointer>, _ line: (LogLine) -> Void
  ) {
    let visible = rest.prefix(left)
    let end = visible.firstIndex(of: 10)
    let piece = visible[..<(end ?? visible.endIndex)]
    lines[index].append(piece)
    let taken = piece.count + (end == nil ? 0 : 1)
    rest = rest.dropFirst(taken)
    consume(taken)
    if end != nil {
      finish(index, line)
      if hasStamps, !isMalformed { state = .stamp }
    }
    closeFrame()
  }

  private mutating func consume(_ count: Int) {
    if isFramed { left -= count }
  }

  private mutating func closeFrame() {
    if isFramed, left == 0 { state = .header }
  }

  private mutating func finish(_ index: Int, _ line: (LogLine) -> Void) {
    line(lines[index].take(index == 0 ? .output : .errors, hasTerminal: hasTerminal))
  }
}
