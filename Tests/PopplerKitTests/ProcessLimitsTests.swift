import Glibc
import PopplerKit
import Testing

/// Limits and silence, each in a process of its own, because they are for good.
@Suite(.timeLimit(.minutes(5)))
struct ProcessLimitsTests {
  @Test("memory beyond the limit cannot be had")
  func memory() async {
    await #expect(processExitsWith: .success) {
      try ProcessLimits.apply(addressSpaceMegabytes: 2048, cpuSeconds: 30)
      guard malloc(4 << 30) == nil else { exit(9) }
      guard let some = malloc(1 << 20) else { exit(8) }
      free(some)
    }
  }

  @Test("a page whose pixels do not fit the memory is an error, not the end")
  func pixels() async {
    await #expect(processExitsWith: .success) {
      try ProcessLimits.apply(addressSpaceMegabytes: 2048, cpuSeconds: 30)
      let page = try PDFDocument(bytes: TestPDF(mediaBox: "[0 0 30000 30000]").bytes).page(at: 0)
      do {
        _ = try page.render(dpi: 72, megapixelLimit: 2000).width
        exit(9)
      } catch {
        guard error as? PDFError == .outOfMemory(page: 1) else { exit(8) }
      }
    }
  }

  @Test("time beyond the limit ends the process")
  func time() async {
    await #expect(processExitsWith: .signal(SIGXCPU)) {
      try ProcessLimits.apply(addressSpaceMegabytes: 4096, cpuSeconds: 1)
      var sum: UInt64 = 0
      while true { sum = sum &* 31 &+ 1 }
    }
  }

  @Test("the limits keep below harder ones that are already there, and leave no core file")
  func harder() async {
    await #expect(processExitsWith: .success) {
      try ProcessLimits.apply(addressSpaceMegabytes: 2048, cpuSeconds: 30)
      try ProcessLimits.apply(addressSpaceMegabytes: 4096, cpuSeconds: 60)
      var memory = rlimit()
      var core = rlimit()
      getrlimit(.init(RLIMIT_AS.rawValue), &memory)
      getrlimit(.init(RLIMIT_CORE.rawValue), &core)
      guard memory.rlim_cur == 2048 << 20, core.rlim_max == 0 else { exit(9) }
    }
  }

  @Test("poppler's complaints about a bad document are not heard after they are silenced")
  func silence() async throws {
    // Poppler speaks through glib's debug log, which this makes audible first.
    let loud = try await #require(
      processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
    ) {
      setenv("G_MESSAGES_DEBUG", "all", 1)
      _ = try PDFDocument(bytes: TestPDF(content: "BT (unfinished").bytes).page(at: 0).text()
    }
    #expect(Self.mentionsPoppler(loud))
    let quiet = try await #require(
      processExitsWith: .success, observing: [\.standardErrorContent, \.standardOutputContent]
    ) {
      setenv("G_MESSAGES_DEBUG", "all", 1)
      NativeMessages.silence()
      _ = try PDFDocument(bytes: TestPDF(content: "BT (unfinished").bytes).page(at: 0).text()
    }
    #expect(!Self.mentionsPoppler(quiet))
  }

  private static func mentionsPoppler(_ result: ExitTest.Result) -> Bool {
    [result.standardErrorContent, result.standardOutputContent].contains {
      $0.firstRange(of: Array("Poppler".utf8)) != nil
    }
  }
}
