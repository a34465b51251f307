import BenchCore
import Contract
import Testing

/// What a server's answers say of the contract: each promise kept, bent, or broken.
struct ContractCheckTests {
  private func findings(
    _ body: String, status: Int = 200, pages: Int? = 3, took seconds: Double = 0.3,
    _ change: (inout RequestShape) -> Void = { _ in }
  ) -> [CheckFinding.Subject: CheckFinding] {
    var shape = RequestShape()
    change(&shape)
    let outcome = AnswerJudgeTests.judge(body, status: status, change)
    let found = ContractCheck(shape: shape).findings(
      outcome, pages: pages, document: "a.pdf", serviceSeconds: seconds)
    return Dictionary(uniqueKeysWithValues: found.map { ($0.subject, $0) })
  }

  @Test("An answer that keeps every promise is all right")
  func good() {
    let found = findings(AnswerJudgeTests.contract)
    #expect(Set(found.keys) == [.answer, .pages, .text, .serverSeconds])
    #expect(found.values.allSatisfy { $0.grade == .ok })
    #expect(found[.pages]?.text == "3 of 3 pages counted")
    #expect(found[.answer]?.text == "a.pdf in 300 ms")
  }

  @Test("Pages that the document does not have break it; ones that nobody knows do not")
  func pages() {
    let wrong = findings(AnswerJudgeTests.contract, pages: 1)[.pages]
    #expect(wrong?.grade == .failed)
    #expect(wrong?.text.contains("3 pages where a.pdf has 1") == true)
    #expect(findings(AnswerJudgeTests.contract, pages: nil)[.pages]?.grade == .warning)
  }

  @Test("An answer of another shape is told with what is there, and nothing else is asked of it")
  func shape() {
    for (body, status, words) in [
      (#"{"pages": 3}"#, 200, "/total_pages_processed"), ("<html>", 200, "not JSON"),
      (#"{"detail":"models loading"}"#, 503, "models loading"),
    ] {
      let found = findings(body, status: status)
      #expect(Array(found.keys) == [.answer])
      #expect(found[.answer]?.grade == .failed)
      #expect(found[.answer]?.text.contains(words) == true, "\(found)")
    }
  }

  @Test("Text and seconds that are missing break the contract, unless the plan wants none")
  func sparse() {
    let sparse = #"{"total_pages_processed": 3}"#
    let found = findings(sparse)
    #expect(found[.text]?.grade == .failed && found[.serverSeconds]?.grade == .failed)
    let unwanted = findings(sparse) {
      $0.textPointer = ""
      $0.serverSecondsPointer = ""
    }
    #expect(unwanted.values.allSatisfy { $0.grade == .ok })
  }

  @Test("Seconds beyond what the answer took are doubted", arguments: [(0.25, true), (0.1, false)])
  func seconds(took: Double, isFine: Bool) {
    let grade = findings(AnswerJudgeTests.contract, took: took)[.serverSeconds]?.grade
    #expect(grade == (isFine ? .ok : .warning))
  }

  @Test(
    "What is no PDF has to be refused with a 4xx that says why",
    arguments: [
      (400, #"{"detail":"not a PDF"}"#, .ok), (422, #"{"error":"no"}"#, .ok),
      (422, #"{"detail":[{"loc":["file"],"msg":"bad"}]}"#, .ok),
      (400, #"{"message":"no"}"#, .failed), (400, #"{"detail":null}"#, .failed),
      (400, "no", .failed), (415, "", .failed),
      (500, #"{"detail":"crash"}"#, .failed), (200, AnswerJudgeTests.contract, .failed),
      (302, "", .failed),
    ] as [(Int, String, CheckFinding.Grade)])
  func refusal(status: Int, body: String, grade: CheckFinding.Grade) {
    let check = ContractCheck(shape: RequestShape())
    let finding = check.refusal(status: status, body: Array(body.utf8))
    #expect(finding.grade == grade, "\(finding)")
    #expect(finding.text.contains("\(status)"))
  }

  @Test("A server with a request shape of its own never promised how it refuses")
  func otherShape() {
    var shape = RequestShape()
    shape.path = "/read"
    let check = ContractCheck(shape: shape)
    #expect(check.refusal(status: 500, body: []).grade == .warning)
    #expect(check.refusal(status: 400, body: Array(#"{"error":"x"}"#.utf8)).grade == .ok)
  }

  @Test("A connection that is not kept is a warning")
  func keepAlive() {
    let check = ContractCheck(shape: RequestShape())
    #expect(check.keepAlive(isReused: true).grade == .ok)
    #expect(check.keepAlive(isReused: false).grade == .warning)
  }
}
