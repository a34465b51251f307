internal import ArgumentParser
internal import Conductor
internal import Foundation
internal import Glibc
internal import PopplerKit
internal import ReferenceServer

/// `slimbench serve`: the embedded reference server, until a signal comes.
struct ServeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Runs the reference server: renders every page, answers with the text.",
    discussion: """
      GET / tells whether it is ready, POST /process-pdf takes a document, POST /process-pdfs several, \
      POST /process-pdf-stream answers with an event for every page as it is done, GET /metrics tells \
      figures for Prometheus. The DPI comes from the query (dpi=150) or the form; the query wins.

      Text comes from a page's text layer, or from its pixels, read with Tesseract: --ocr auto does so \
      with pages that have no text layer (where Tesseract's data of English is missing, it says so and \
      goes on without), always with all, never with none. It takes a second or two a page and counts in \
      elapsed_seconds.

      Ctrl-C or SIGTERM ends it: nothing new is taken, what is in flight may finish within --grace. A \
      second one ends it at once.

      The faults make a server that is worse by a known amount. --extra-latency burns CPU time on the \
      thread that renders, page by page, in proportion to the CPU time that the page took, so that \
      elapsed_seconds contains it. --stall holds back answers that are ready, of GET / too, in the \
      last part of every period; work goes on. --fail-rate draws for every document, seeded by \
      --fault-seed. --startup-delay counts from the start of the server.
      """)

  @Option(help: "Port to listen on; 0 takes any free one and prints it.")
  var port = 7670

  @Option(help: "Web layer over the pipeline: hummingbird or flyingfox.")
  var web = WebLayer.hummingbird

  @Option(help: "Address to listen on. Beyond loopback, anybody who reaches it can use it.")
  var host = "127.0.0.1"

  @Option(help: "Threads that render, one document each.")
  var workers = 2

  @Option(help: "Documents that may wait for a worker; more are answered with 503.")
  var queue = 64

  @Option(help: "Largest request body, bytes.")
  var bodyLimit = 500_000_000

  @Option(help: "Largest page at the DPI asked for, megapixels.")
  var megapixelLimit = 100.0

  @Option(help: "Resident memory at which documents being drawn are given up, bytes.")
  var memoryLimit = 3_000_000_000

  @Option(help: "Resolution when a request names none, dots per inch.")
  var defaultDpi = 150.0

  @Option(
    help: ArgumentHelp(
      "Pages to read from their pixels: auto (those without a text layer), never, always.",
      valueName: "mode"))
  var ocr = OCRMode.auto

  @Option(help: "Write a line for every request: to a file, or to standard output with -.")
  var accessLog: String?

  @Option(help: "Let requests in flight finish for so long when the server is asked to end.")
  var grace = DurationArgument(seconds: 10)

  @OptionGroup(title: "Faults, to see that a benchmark finds them") var faults: FaultOptions

  @Flag(help: ArgumentHelp("Ends when standard input closes.", visibility: .hidden))
  var untilStdinCloses = false

  func run() throws {
    let configuration = ServerConfiguration(
      web: web, host: host, port: port, workers: workers, queueLimit: queue,
      bodyLimitBytes: bodyLimit, memoryLimitBytes: memoryLimit, megapixelLimit: megapixelLimit,
      defaultDPI: defaultDpi, ocr: ocr, accessLog: accessLog, grace: .seconds(grace.seconds),
      faults: faults.injected)
    try serve(configuration, signals: SignalSource())
  }

  private func serve(_ configuration: ServerConfiguration, signals: SignalSource) throws {
    NativeMessages.silence()
    let ended = Mailbox<String?>()
    let shownHost = host.contains(":") ? "[\(host)]" : host
    let shutdown = ServerShutdown()
    let task = Task.detached { [web] in
      do {
        try await ReferenceServer.serve(
          configuration: configuration, shutdown: shutdown,
          notice: { Program.complain("slimbench: \($0)") }
        ) { port in
          print("\(web.rawValue) \(ServeAnnouncement.words)http://\(shownHost):\(port)")
          fflush(nil)
        }
        ended.post(nil)
      } catch let error as ServerError {
        ended.post(error.message)
      } catch {
        ended.post("the reference server failed: \(error)")
      }
    }
    var isStopping = false
    while true {
      var descriptors = [ended.doorbell, signals.descriptor]
      if untilStdinCloses, !isStopping { descriptors.append(STDIN_FILENO) }
      Waiting.poll(descriptors, milliseconds: 60_000)
      if let message = ended.takeAll().first {
        if let message { Program.complain("slimbench: \(message)") }
        leave(message == nil ? EXIT_SUCCESS : EXIT_FAILURE)
      }
      if signals.next() != nil {
        if isStopping { leave(EXIT_FAILURE) }
        isStopping = true
        shutdown.begin()
      } else if untilStdinCloses, !isStopping, Self.stdinIsClosed() {
        // Nobody is left to take an answer.
        isStopping = true
        task.cancel()
      }
    }
  }

  /// Ends the process without tidying up: workers may be in the middle of a page, and the destructors
  /// of C++ libraries would take away from under them what they use.
  private func leave(_ code: Int32) -> Never {
    fflush(nil)
    _exit(code)
  }

  /// Whether standard input has ended; whatever comes before is thrown away.
  private static func stdinIsClosed() -> Bool {
    var entry = pollfd(fd: STDIN_FILENO, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, 0) > 0 else { return false }
    var waste = [UInt8](repeating: 0, count: 256)
    return read(STDIN_FILENO, &waste, waste.count) <= 0
  }
}

extension WebLayer: ExpressibleByArgument {}
extension OCRMode: ExpressibleByArgument {}
