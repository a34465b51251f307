/// Everything that the reference server can be told.
package struct ServerConfiguration: Sendable, Equatable {
  package var web: WebLayer
  /// The address to listen on; beyond loopback anybody who reaches it can use it.
  package var host: String
  /// 0 takes any free port; the one taken is reported.
  package var port: Int
  /// Threads that draw pages, one document each.
  package var workers: Int
  /// Documents that may wait while every worker is busy; more are answered with 503.
  package var queueLimit: Int
  /// Bytes of a request body, with its multipart framing.
  package var bodyLimitBytes: Int
  /// Bytes of all request bodies held at once; more are answered with 503.
  package var uploadBudgetBytes: Int
  /// Resident bytes of the process beyond which the documents being drawn are stopped; at twice as
  /// many the process ends itself.
  package var memoryLimitBytes: Int
  /// Millions of pixels that one page may have at the requested DPI.
  package var megapixelLimit: Double
  /// Used when a request names none.
  package var defaultDPI: Double
  /// Which pages are read from their pixels.
  package var ocr: OCRMode
  /// Where every request is written down: a file's path, `-` for standard output, nil for nowhere.
  package var accessLog: String?
  /// How long requests in flight may go on when the server is asked to end.
  package var grace: Duration
  /// What it does worse on purpose.
  package var faults: InjectedFaults

  /// - Parameter uploadBudgetBytes: if not given, 1 GB, or one largest body where that is more.
  package init(
    web: WebLayer = .hummingbird, host: String = "127.0.0.1", port: Int = 7670, workers: Int = 2,
    queueLimit: Int = 64, bodyLimitBytes: Int = 500_000_000,
    uploadBudgetBytes: Int? = nil, memoryLimitBytes: Int = 3_000_000_000,
    megapixelLimit: Double = 100, defaultDPI: Double = 150, ocr: OCRMode = .never,
    accessLog: String? = nil, grace: Duration = .seconds(10),
    faults: InjectedFaults = InjectedFaults()
  ) {
    self.web = web
    self.host = host
    self.port = port
    self.workers = workers
    self.queueLimit = queueLimit
    self.bodyLimitBytes = bodyLimitBytes
    self.uploadBudgetBytes = uploadBudgetBytes ?? max(1_000_000_000, bodyLimitBytes)
    self.memoryLimitBytes = memoryLimitBytes
    self.megapixelLimit = megapixelLimit
    self.defaultDPI = defaultDPI
    self.ocr = ocr
    self.accessLog = accessLog
    self.grace = grace
    self.faults = faults
  }

  /// Checks every value; `serve` does this first.
  package func validate() throws(ServerError) {
    let problems: [(Bool, String)] = [
      (!host.isEmpty, "the host is empty; use 127.0.0.1"),
      ((0...65535).contains(port), "port \(port) is not between 0 and 65535"),
      ((1...256).contains(workers), "\(workers) workers; use 1 to 256"),
      ((0...100_000).contains(queueLimit), "a queue of \(queueLimit); use 0 to 100000"),
      (bodyLimitBytes >= 1024, "a body limit of \(bodyLimitBytes) bytes; use 1024 or more"),
      (
        uploadBudgetBytes >= bodyLimitBytes,
        "an upload budget of \(uploadBudgetBytes) bytes; use at least the body limit"
      ),
      (
        (100_000_000...(1 << 60)).contains(memoryLimitBytes),
        "a memory limit of \(memoryLimitBytes) bytes; use 100000000 or more"
      ),
      (megapixelLimit > 0, "a limit of \(megapixelLimit) megapixels; use more than 0"),
      (DPI.range.contains(defaultDPI), "a default of \(defaultDPI) DPI; use 10 to 1200"),
      (accessLog != "", "an access log without a name; use a file, or - for standard output"),
      (
        (.zero...InjectedFaults.longest).contains(grace),
        "a grace period of \(grace); use at most a day"
      ),
      (faults.problem == nil, faults.problem ?? ""),
    ]
    if let problem = problems.first(where: { !$0.0 }) { throw .badConfiguration(problem.1) }
  }
}

/// Why the server cannot run.
package enum ServerError: Error, Sendable, Equatable {
  case badConfiguration(String)
  case cannotListen(host: String, port: Int, reason: String)
  /// Pages cannot be read from their pixels, and were to be.
  case cannotRead(reason: String)
  case cannotLog(path: String, reason: String)

  package var message: String {
    switch self {
    case .badConfiguration(let problem):
      "the reference server cannot start with \(problem)"
    case .cannotListen(let host, let port, let reason):
      "the reference server cannot listen on \(host):\(port): \(reason). "
        + "Stop what uses that port, or take --port 0 for any free one"
    case .cannotRead(let reason):
      "the reference server cannot read pages: \(reason). "
        + "Or take --ocr never, for pages without text"
    case .cannotLog(let path, let reason):
      "the access log \(Display.safe(path)) cannot be written: \(reason). "
        + "Take another file, or - for standard output"
    }
  }
}
