import Testing

@testable import ReferenceServer

/// Many large uploads at once are bounded before their bytes are in memory.
@Suite struct UploadBudgetTests {
  static func head(length: Int?) -> RequestHead {
    RequestHead(
      method: "POST", path: "/process-pdf", query: QueryString(nil),
      contentType: "multipart/form-data; boundary=b", contentLength: length,
      isChunked: length == nil)
  }

  static func service(budget: Int) -> DocumentService {
    DocumentService(
      configuration: ServerConfiguration(bodyLimitBytes: budget, uploadBudgetBytes: budget),
      pool: WorkerPool(pipeline: PagePipeline(megapixelLimit: 1), workers: 1, queueLimit: 0),
      budget: UploadBudget(limit: budget), faults: FaultInjector(InjectedFaults()))
  }

  private func isRefused(_ work: () throws -> Void) -> Bool {
    do {
      try work()
      return false
    } catch {
      return (error as? Refusal)?.status == .unavailable
    }
  }

  @Test func `announced uploads count in full from their head on, until they are gone`() throws {
    let service = Self.service(budget: 10_000)
    var first: UploadReader? = try service.reader(for: Self.head(length: 6000))
    let second = try service.reader(for: Self.head(length: 4000))
    #expect(isRefused { _ = try service.reader(for: Self.head(length: 1)) })
    #expect(service.budget.usedBytes == 10_000)
    _ = first
    first = nil
    #expect(service.budget.usedBytes == 4000)
    _ = try service.reader(for: Self.head(length: 6000))
    withExtendedLifetime(second) {}
  }

  @Test func `uploads of unknown length count as they come`() throws {
    let service = Self.service(budget: 2000)
    var readers = try [
      service.reader(for: Self.head(length: nil)), service.reader(for: Self.head(length: nil)),
    ]
    let start = Array("--b\r\nContent-Disposition: form-data; name=file; filename=a\r\n\r\n".utf8)
    let piece = start + [UInt8](repeating: 0, count: 900 - start.count)
    for index in readers.indices {
      try piece.withUnsafeBytes { try readers[index].consume($0) }
    }
    #expect(service.budget.usedBytes == 1800)
    #expect(isRefused { try piece.withUnsafeBytes { try readers[0].consume($0) } })
    readers.removeLast()
    #expect(service.budget.usedBytes == 900)
    try piece.withUnsafeBytes { try readers[0].consume($0) }
    #expect(service.budget.usedBytes == 1800)
  }

  @Test func `an upload counts until its pages are done`() throws {
    let service = Self.service(budget: 10_000)
    let body = Request.form([1, 2, 3])
    var upload: Upload?
    do {
      var reader = try service.reader(for: Self.head(length: body.count))
      try body.withUnsafeBytes { try reader.consume($0) }
      upload = try reader.finish()
    }
    #expect(upload?.documents[0].bytes.take() == [1, 2, 3])
    #expect(service.budget.usedBytes == body.count)
    upload = nil
    #expect(service.budget.usedBytes == 0)
  }
}
