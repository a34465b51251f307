import OCRKit

/// Runs the reference server until the current task is cancelled or a shutdown is over, then returns.
///
/// Meant to be the whole job of a child process: a document that kills poppler or Tesseract kills the
/// process it is drawn in. Threads may still be at a page when this returns, so that a process should
/// then end without tidying up under them, with `_exit`.
///
/// - Parameters:
///   - configuration: checked before anything is started.
///   - shutdown: ends the server in order; cancelling ends it at once.
///   - notice: told what the server does without, a sentence.
///   - ready: called once with the port that is really listened on.
/// - Throws: ``ServerError`` when the configuration is wrong or something it needs cannot be had.
package func serve(
  configuration: ServerConfiguration, shutdown: ServerShutdown = ServerShutdown(),
  notice: @Sendable (String) -> Void = { _ in }, ready: @escaping @Sendable (Int) -> Void
) async throws {
  try configuration.validate()
  let observer = ServerObserver(log: try configuration.accessLog.map(AccessLog.init))
  defer { observer.log?.close() }
  let pool = WorkerPool(
    pipeline: PagePipeline(
      megapixelLimit: configuration.megapixelLimit,
      ocr: configuration.ocr,
      extraWork: ExtraWork(share: configuration.faults.extraLatency)),
    workers: configuration.workers, queueLimit: configuration.queueLimit,
    memory: MemoryGuard.Limits(
      stop: configuration.memoryLimitBytes,
      exit: 2 * configuration.memoryLimitBytes))
  pool.start()
  defer { pool.stop() }
  try check(await pool.loaded(), configuration, notice: notice)
  let service = DocumentService(
    configuration: configuration, pool: pool,
    budget: UploadBudget(limit: configuration.uploadBudgetBytes),
    faults: FaultInjector(configuration.faults), observer: observer)
  do {
    try await withThrowingTaskGroup(of: Void.self) { group in
      group.addTask {
        switch configuration.web {
        case .hummingbird:
          try await HummingbirdWeb(service: service).run(shutdown: shutdown, ready: ready)
        case .flyingfox:
          try await FlyingFoxWeb(service: service).run(shutdown: shutdown, ready: ready)
        }
      }
      group.addTask {
        guard await shutdown.begun() else { return }
        try await Task.sleep(for: configuration.grace)
      }
      try await group.next()
      group.cancelAll()
    }
  } catch {
    if Task.isCancelled || shutdown.isAsked { return }
    throw error
  }
}

/// Whether the server can go on although workers cannot read pixels.
private func check(
  _ failures: [OCRError], _ configuration: ServerConfiguration, notice: (String) -> Void
) throws(ServerError) {
  guard let failure = failures.first else { return }
  // Where some can and some cannot, the text of a page would depend on who gets it.
  guard configuration.ocr == .auto, failures.count == configuration.workers else {
    throw .cannotRead(reason: failure.message)
  }
  notice("pages without a text layer stay without text: \(failure.message)")
}
