import PopplerKit
import Testing

@testable import ReferenceServer

@Suite(.timeLimit(.minutes(1))) struct WorkerPoolTests {
  /// Takes minutes at the DPI below, so it is still there when a test is done with it.
  static let endless = TinyPDF.text(pages: 5000).bytes
  static let short = TinyPDF.text(pages: 1).bytes

  static func withPool(
    workers: Int, queueLimit: Int, body: (WorkerPool) async throws -> Void
  ) async throws {
    let pool = WorkerPool(
      pipeline: PagePipeline(megapixelLimit: 100), workers: workers, queueLimit: queueLimit)
    pool.start()
    try await body(pool)
    pool.stop()
    #expect(await eventually { pool.load.alive == 0 && pool.load.busy == 0 })
  }

  static func submit(
    _ pool: WorkerPool, _ bytes: [UInt8] = endless
  )
    -> Task<Result<DocumentResult, PoolFailure>, Never>
  {
    Task {
      do throws(PoolFailure) {
        return .success(try await pool.process(bytes, dpi: 300))
      } catch {
        return .failure(error)
      }
    }
  }

  @Test func `draws every pixel of every page`() async throws {
    try await Self.withPool(workers: 1, queueLimit: 0) { pool in
      let result = try await pool.process(TinyPDF(pages: [[], ["x"]]).bytes, dpi: 72)
      #expect(result.pages.map(\.text) == ["", "x"])
      #expect(result.elapsedSeconds > 0)
      // Two blank pages of 612 x 792 pixels, two white ones in a word of 64 set bits, which is -1.
      let blank = try await pool.process(TinyPDF(pages: [[], []]).bytes, dpi: 72)
      #expect(blank.pixelSum == 0 &- UInt64(612 * 792))
      #expect(result.pixelSum != blank.pixelSum)
    }
  }

  @Test func `runs as many documents as there are workers, and queues the rest in order`()
    async throws
  {
    try await Self.withPool(workers: 2, queueLimit: 2) { pool in
      var tasks: [Task<Result<DocumentResult, PoolFailure>, Never>] = []
      for count in 1...4 {
        tasks.append(Self.submit(pool))
        let expected = WorkerPool.Load(
          workers: 2, alive: 2, busy: min(count, 2), waiting: max(0, count - 2))
        #expect(await eventually { pool.load == expected }, "\(pool.load)")
      }
      let refused = await Self.submit(pool).value
      #expect(failure(refused) == .queueFull(limit: 2))

      tasks[0].cancel()
      #expect(failure(await tasks[0].value) == .cancelled)
      #expect(
        await eventually {
          pool.load == WorkerPool.Load(workers: 2, alive: 2, busy: 2, waiting: 1)
        })
      for task in tasks { task.cancel() }
      for task in tasks { #expect(failure(await task.value) == .cancelled) }
    }
  }

  @Test func `drops a document from the queue when nobody waits for it any more`() async throws {
    try await Self.withPool(workers: 1, queueLimit: 5) { pool in
      let running = Self.submit(pool)
      #expect(await eventually { pool.load.busy == 1 })
      let queued = Self.submit(pool)
      #expect(await eventually { pool.load.waiting == 1 })
      queued.cancel()
      #expect(failure(await queued.value) == .cancelled)
      #expect(pool.load.waiting == 0 && pool.load.busy == 1)
      running.cancel()
      #expect(failure(await running.value) == .cancelled)
      let next = try await pool.process(Self.short, dpi: 72)
      #expect(next.pages.count == 1)
    }
  }

  @Test func `does not start for a task that is cancelled already`() async throws {
    try await Self.withPool(workers: 1, queueLimit: 0) { pool in
      let task = Task {
        while !Task.isCancelled { await Task.yield() }
        return await Self.submit(inThisTask: pool)
      }
      task.cancel()
      #expect(failure(await task.value) == .cancelled)
    }
  }

  static func submit(inThisTask pool: WorkerPool) async -> Result<DocumentResult, PoolFailure> {
    do throws(PoolFailure) {
      return .success(try await pool.process(endless, dpi: 300))
    } catch {
      return .failure(error)
    }
  }

  @Test func `tells everybody when it stops`() async throws {
    let pool = WorkerPool(
      pipeline: PagePipeline(megapixelLimit: 100), workers: 1, queueLimit: 1)
    pool.start()
    let running = Self.submit(pool)
    #expect(await eventually { pool.load.busy == 1 })
    let queued = Self.submit(pool)
    #expect(await eventually { pool.load.waiting == 1 })
    pool.stop()
    #expect(failure(await running.value) == .cancelled)
    #expect(failure(await queued.value) == .stopped)
    #expect(failure(await Self.submit(pool).value) == .stopped)
    #expect(await eventually { pool.load.alive == 0 })
  }

  @Test func `gives every caller its own document's result under load`() async throws {
    try await Self.withPool(workers: 4, queueLimit: 1000) { pool in
      try await withThrowingTaskGroup(of: (Int, Int).self) { group in
        for index in 0..<120 {
          let pages = index % 7 + 1
          group.addTask {
            let result = try await pool.process(TinyPDF.text(pages: pages).bytes, dpi: 20)
            return (pages, result.pages.count)
          }
        }
        for try await (sent, received) in group { #expect(sent == received) }
      }
    }
  }

  private func failure(_ result: Result<DocumentResult, PoolFailure>) -> PoolFailure? {
    if case .failure(let failure) = result { failure } else { nil }
  }
}

extension WorkerPool {
  func process(_ bytes: [UInt8], dpi: Double) async throws(PoolFailure) -> DocumentResult {
    try await process(DocumentBytes(bytes), dpi: dpi)
  }
}
