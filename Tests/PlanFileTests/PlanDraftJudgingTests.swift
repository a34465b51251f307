import BenchCore
import PlanFile
import Testing

@Suite("What a run is held to")
struct PlanDraftJudgingTests {
  private static func draft(
    baseline: String? = nil, assertions: [String]? = nil
  ) -> PlanDraft {
    var draft = PlanDraft()
    draft.servers = ["a", "b"].map { ServerDraft(key: $0, origin: .url("http://\($0)")) }
    draft.corpusDirectory = "pdfs"
    draft.baseline = baseline
    draft.assertions = assertions
    return draft
  }

  @Test("comes from the file, unless the flags say something else")
  func flagsWin() throws {
    let file = Self.draft(baseline: "b", assertions: ["p95<4s", "failed==0"])
    let plain = try file.overridden(by: PlanDraft()).plan()
    #expect(plain.baseline == "b" && plain.assertions == ["p95<4s", "failed==0"])
    var flags = PlanDraft()
    flags.baseline = "a"
    flags.assertions = ["mean<1s"]
    let changed = try file.overridden(by: flags).plan()
    #expect(changed.baseline == "a" && changed.assertions == ["mean<1s"])
    #expect(try Self.draft().plan().assertions.isEmpty)
  }

  @Test("keeps the plan from running where it names no server of it")
  func unknown() {
    let error = #expect(throws: PlanDraftError.self) {
      try Self.draft(baseline: "c", assertions: ["slower(a,c)<3%"]).plan()
    }
    #expect(
      error?.description == """
        baseline: there is no server "c"; did you mean "a"?
        assert: "slower(a,c)<3%", column 10: there is no server "c"; did you mean "a"?
        """)
  }
}
