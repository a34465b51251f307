import Glibc
import PopplerKit
import Testing

/// Documents from outside that are damaged, or made to do harm.
///
/// Each runs in a process of its own, as in the product: should poppler die of one, the test says
/// which. The processes bound their own processor time; the limit on the suite is for a machine that
/// is busy with other things.
@Suite(.timeLimit(.minutes(5)))
struct HostileDocumentTests {
  /// Everything that is done with a document; any outcome but a crash is fine.
  private static func use(_ bytes: [UInt8]) -> PDFInspection {
    let inspection = PDFInspector.inspect(bytes: bytes, name: "hostile.pdf")
    if inspection.defect == nil, let document = try? PDFDocument(bytes: bytes) {
      for index in 0..<min(2, document.pageCount) {
        _ = try? document.page(at: index).render(dpi: 50, megapixelLimit: 4).digest()
      }
    }
    return inspection
  }

  @Test(
    "ends well with 2 GB of memory and 20 s of time", arguments: HostileDocument.allCases)
  func survives(document: HostileDocument) async {
    await #expect(processExitsWith: .success) { [document] in
      NativeMessages.discardStandardError()
      try ProcessLimits.apply(addressSpaceMegabytes: 2048, cpuSeconds: 20)
      _ = Self.use(document.bytes)
    }
  }

  @Test("survives a document cut off at 400 places, and says why it is useless")
  func truncation() async {
    await #expect(processExitsWith: .success) {
      NativeMessages.discardStandardError()
      let whole = SampleCorpus.bytes(at: 4, seed: 2)
      for step in 0..<400 {
        let inspection = Self.use(Array(whole.prefix(whole.count * step / 400)))
        // Cairo writes the page tree last: without its end such a document is lost.
        guard inspection.defect != nil, inspection.detail?.isEmpty == false else { exit(9) }
      }
      guard Self.use(whole).defect == nil else { exit(8) }
    }
  }

  @Test("survives 600 documents with a few bits turned", arguments: [UInt64(1), 2, 3])
  func bitFlips(seed: UInt64) async {
    await #expect(processExitsWith: .success) { [seed] in
      NativeMessages.discardStandardError()
      let whole = TestPDF(content: "BT /F1 12 Tf 10 10 Td (word) Tj ET 0 0 9 9 re f").bytes
      let sample = SampleCorpus.bytes(at: 5, seed: seed)
      var state = seed
      func random(below limit: Int) -> Int {
        state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        return Int(state >> 33) % limit
      }
      for round in 0..<200 {
        var bytes = round % 2 == 0 ? whole : sample
        for _ in 0...random(below: 6) {
          bytes[random(below: bytes.count)] ^= 1 << UInt8(random(below: 8))
        }
        _ = Self.use(bytes)
      }
    }
  }

  @Test("a decompression bomb of 8 GB ends by the time limit")
  func timeBomb() async {
    await #expect(processExitsWith: .signal(SIGXCPU)) {
      NativeMessages.discardStandardError()
      try ProcessLimits.apply(addressSpaceMegabytes: 2048, cpuSeconds: 1)
      let stream = Bomb.doubleFlate([0x20], bytes: 8 << 30)
      _ = Self.use(TestPDF(filter: "[/FlateDecode /FlateDecode]", stream: stream).bytes)
    }
  }

  @Test("a bomb that eats memory ends by the memory limit or the time limit")
  func memoryBomb() async {
    await #expect(processExitsWith: .failure) {
      NativeMessages.discardStandardError()
      try ProcessLimits.apply(addressSpaceMegabytes: 2048, cpuSeconds: 10)
      // "q " saves the graphics state, and nothing ever restores it.
      let stream = Bomb.doubleFlate([0x71, 0x20], bytes: 8 << 30)
      _ = Self.use(TestPDF(filter: "[/FlateDecode /FlateDecode]", stream: stream).bytes)
    }
  }
}
