internal import Canvas
internal import Glibc
internal import TerminalDriver

/// The loop of the probe, and what its keys do.
struct ProbeProgram {
  private var step = 0
  private var palette = TestPicture.palette
  private var isDone = false

  mutating func run(_ session: inout TerminalSession) {
    show(&session)
    while !isDone {
      var waits = [
        pollfd(fd: session.inputDescriptor, events: Int16(POLLIN), revents: 0),
        pollfd(fd: session.wakeDescriptor, events: Int16(POLLIN), revents: 0),
        pollfd(
          fd: session.owesOutput ? session.outputDescriptor : -1, events: Int16(POLLOUT),
          revents: 0),
      ]
      poll(&waits, nfds_t(waits.count), -1)
      session.flush()
      for event in session.readInput() { handle(event, &session) }
      if session.isHungUp {
        Probe.tell("hung up")
        // Drawing on is allowed, and does nothing.
        show(&session)
        return
      }
    }
  }

  private mutating func show(_ session: inout TerminalSession) {
    session.present(
      TestPicture.draw(size: session.size, glyphs: session.capabilities.glyphs, step: step))
  }

  private mutating func handle(_ event: InputEvent, _ session: inout TerminalSession) {
    Probe.tell("\(event)")
    switch event {
    case .resized: show(&session)
    case .key(.control("z")):
      session.suspend()
      Probe.tell("continued")
    case .key(.character(let character)): handle(character, &session)
    case .key, .mouse: break
    }
  }

  private mutating func handle(_ character: Character, _ session: inout TerminalSession) {
    switch character {
    case "q": isDone = true
    case "n":
      step += 1
      show(&session)
    case "m":
      // More than a terminal that does not read could take: every picture is drawn in full.
      for _ in 0..<50 {
        step += 1
        session.setPalette(step % 2 == 0 ? TestPicture.palette : nil)
        show(&session)
      }
      Probe.tell("presented")
    case "p":
      session.setPalette(nil)
      show(&session)
    case "2":
      do {
        _ = try TerminalSession()
        Probe.tell("second session")
      } catch {
        Probe.tell("error \(error)")
      }
    case "t": Fault.trap()
    case "s": Fault.badAddress()
    case "S": Fault.onAnotherThread()
    case "D", "E":
      if character == "D" { Fault.soonOnAnotherThread() } else { Fault.exitOnAnotherThread() }
      while true {
        step += 1
        session.redraw()
        show(&session)
      }
    case "o": Fault.overflow()
    case "a": abort()
    case "e": exit(7)
    default: break
    }
  }
}
