import BenchCore
import Testing

@testable import Dashboard

/// The list of documents keeps up with what it is made of.
@Suite
struct CorpusViewTests {
  private let bad = Document(
    name: "bad.pdf", bytes: 5, pages: 3, sha256: "",
    defect: DocumentDefect(kind: .empty, detail: "has no bytes"))

  @Test("The order follows the documents and the key that sorts them")
  func order() {
    var view = CorpusView()
    #expect(view.sorted.isEmpty)
    view.order = .pages
    view.scan = .documents(ScriptedRun.documents + [bad])
    #expect(view.sorted.map(\.pages).prefix(2) == [64, 49])
    view.order = .defect
    #expect(view.sorted.first?.name == "bad.pdf")
    view.scan = .going(done: 0, total: 0)
    #expect(view.sorted.isEmpty && view.totals == CorpusView.Totals())
  }

  @Test("Totals tell good documents and bad ones apart")
  func totals() {
    var view = CorpusView()
    view.scan = .documents(ScriptedRun.documents + [bad])
    #expect(view.totals.documents == 9 && view.totals.defective == 1)
    #expect(view.totals.goodPages == 204 && view.totals.pages == 207)
    #expect(view.totals.bytes == 204 * 40_000 + 5)
  }
}
