import PopplerKit
import Testing

@testable import ReferenceServer

@Suite(.timeLimit(.minutes(2))) struct MemoryTests {
  @Test func `stops a document that outgrows the limit, and serves the next one`() async throws {
    // The bomb needs a gigabyte: 16000 x 16000 pixels of four bytes.
    let limit = MemoryGuard.residentBytes() + 500_000_000
    let pool = WorkerPool(
      pipeline: PagePipeline(megapixelLimit: 100), workers: 1, queueLimit: 4,
      memory: MemoryGuard.Limits(stop: limit, exit: .max))
    pool.start()
    await #expect(throws: PoolFailure.tooMuchMemory(limit: limit, isAlone: true)) {
      try await pool.process(DocumentBytes(TinyPDF.bomb(side: 16_000).bytes), dpi: 20)
    }
    // Other tests in this process take memory, too, and may cost the next document an attempt.
    let isServed = await eventually {
      let bytes = DocumentBytes(TinyPDF.text(pages: 1).bytes)
      return (try? await pool.process(bytes, dpi: 72))?.pages.count == 1
    }
    #expect(isServed)
    pool.stop()
  }

  @Test func `knows the memory of its own process`() {
    let before = MemoryGuard.residentBytes()
    #expect(before > 1_000_000)
    let block = [UInt8](repeating: 1, count: 300_000_000)
    #expect(MemoryGuard.residentBytes() > 300_000_000)
    withExtendedLifetime(block) {}
  }

  @Test func `an upload budget is given back with the last hold on a share`() {
    let budget = UploadBudget(limit: 100)
    var first: UploadBudget.Share? = budget.share()
    let second = budget.share()
    #expect(first?.grow(by: 60) == true)
    #expect(!second.grow(by: 41))
    #expect(second.grow(by: 30) && second.grow(by: 10))
    #expect(budget.usedBytes == 100)
    first = nil
    #expect(budget.usedBytes == 40)
    #expect(!second.grow(by: .max))
  }

  @Test func `a document's bytes can be taken once`() {
    let bytes = DocumentBytes([1, 2, 3])
    #expect(bytes.take() == [1, 2, 3])
    #expect(bytes.take().isEmpty)
  }
}
