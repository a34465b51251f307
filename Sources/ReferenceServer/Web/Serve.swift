/// Runs the reference server until the current task is cancelled, then returns.
///
/// Meant to be the whole job of a child process: a document that kills poppler kills the process
/// it is drawn in.
///
/// - Parameters:
///   - configuration: checked before anything is started.
///   - ready: called once with the port that is really listened on.
/// - Throws: ``ServerError`` when the configuration is wrong or the address cannot be had.
package func serve(
  configuration: ServerConfiguration, ready: @escaping @Sendable (Int) -> Void
) async throws {
  try configuration.validate()
  let pool = WorkerPool(
    pipeline: PagePipeline(
      megapixelLimit: configuration.megapixelLimit,
      extraWork: ExtraWork(share: configuration.faults.extraLatency)),
    workers: configuration.workers, queueLimit: configuration.queueLimit,
    memory: MemoryGuard.Limits(
      stop: configuration.memoryLimitBytes,
      exit: 2 * configuration.memoryLimitBytes))
  pool.start()
  defer { pool.stop() }
  let service = DocumentService(
    configuration: configuration, pool: pool,
    budget: UploadBudget(limit: configuration.uploadBudgetBytes),
    faults: FaultInjector(configuration.faults))
  do {
    switch configuration.web {
    case .hummingbird: try await HummingbirdWeb(service: service).run(ready: ready)
    case .flyingfox: try await FlyingFoxWeb(service: service).run(ready: ready)
    }
  } catch {
    if Task.isCancelled { return }
    throw error
  }
}
