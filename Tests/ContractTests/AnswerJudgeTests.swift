import BenchCore
import Contract
import Testing

struct AnswerJudgeTests {
  static let contract = """
    {"total_pages_processed": 3, "total_pdfs": 1, "elapsed_seconds": 0.25, "results": [
      {"pdf_path": "a.pdf", "pages_processed": 2, "ocr_text": "one\\ntwo", "raw_ocr_results": ["x"],
       "pages": [{"page": 1, "width": 1240, "height": 1754, "dpi": 150.0, "text": "one"},
                 {"page": 2, "width": 1000, "height": 1000, "dpi": 150.0, "text": "two"}]},
      {"ocr_text": "three"}]}
    """

  static func judge(
    _ body: String, status: Int = 200, _ change: (inout RequestShape) -> Void = { _ in }
  ) -> Outcome {
    var shape = RequestShape()
    change(&shape)
    var judge = AnswerJudge(shape: shape)
    return judge.judge(status: status, body: Array(body.utf8))
  }

  @Test("reads everything that the contract promises")
  func good() throws {
    let answer = try #require(Self.judge(Self.contract).answer)
    #expect(answer.pages == 3)
    #expect(answer.serverSeconds == 0.25)
    #expect(answer.dpiUsed == 150)
    #expect(answer.megapixels == (1240.0 * 1754 + 1e6) / 1e6)
    // printf 'one two three' | sha256sum
    #expect(
      answer.textDigest == "6899ee404683a14e8c2a03149860df25d67d34d9cd4dae7350cbe91e4b3976be")
    #expect(answer.textSimhash == nil)
  }

  @Test("does without everything but the pages")
  func sparse() throws {
    let answer = try #require(Self.judge(#"{"total_pages_processed": 0}"#).answer)
    #expect(answer == Answer(pages: 0))
    let odd = #"{"elapsed_seconds":"1","results":{"ocr_text":1},"total_pages_processed":2.0}"#
    #expect(Self.judge(odd).answer == Answer(pages: 2))
    #expect(
      Self.judge(#"{"total_pages_processed":1,"elapsed_seconds":-1}"#).answer?.serverSeconds == nil)
  }

  @Test(
    "says where the pages should be and what is there",
    arguments: [
      (#"{"total_pages_processed": "7"}"#, #"found the text "7""#),
      (#"{"total_pages_processed": null}"#, "found null"),
      (#"{"total_pages_processed": true}"#, "found true"),
      (#"{"total_pages_processed": [1]}"#, "found an array"),
      (#"{"total_pages_processed": {}}"#, "found an object"),
      (#"{"total_pages_processed": -1}"#, "found the number -1"),
      (#"{"total_pages_processed": 1.5}"#, "found the number 1.5"),
      (#"{"total_pages_processed": 1e999}"#, "found the number 1e999"),
      (#"{"status": "ok", "pages": 3}"#, "nothing is there; the answer has status, pages"),
      ("[]", "nothing is there, and the answer has no members at all"),
    ])
  func wrongShape(body: String, found: String) throws {
    let failure = try #require(Self.judge(body).failure)
    #expect(failure.kind == .wrongShape)
    #expect(
      failure.message
        == #"the answer has no number of pages at "/total_pages_processed": "# + found)
  }

  @Test(
    "says where an answer stops being JSON",
    arguments: [
      ("", "the answer is empty, not JSON"),
      (
        #"{"total_pages_processed": 3"#,
        #"the answer is not JSON: it ends too early, after 27 bytes, near "…otal_pages_processed": 3""#
      ),
      ("oops", #"the answer is not JSON: unexpected byte 1 of 4, near "oops""#),
      ("{} x", #"the answer is not JSON: unexpected byte 4 of 4, near "{} x""#),
      (
        "<html><title>It works</title>",
        #"the answer is not JSON (a page titled "It works"): unexpected byte 1 of 29, near "<html><title>It works</t…""#
      ),
    ])
  func invalid(body: String, message: String) throws {
    let failure = try #require(Self.judge(body).failure)
    #expect(failure == RequestFailure(.invalidJSON, message))
  }

  @Test("takes bytes that are not UTF-8 for no JSON, and says where they are")
  func notUTF8() throws {
    var judge = AnswerJudge(shape: RequestShape())
    let body = Array(#"{"a":""#.utf8) + [0xE9] + Array(#""}"#.utf8)
    let failure = try #require(judge.judge(status: 200, body: body).failure)
    #expect(failure.kind == .invalidJSON)
    #expect(failure.message.hasPrefix("the answer is not JSON: byte 7 of 9 is not UTF-8"))
  }

  @Test(
    "passes on the server's own words",
    arguments: [
      (503, #"{"detail":"Models are still loading"}"#, "HTTP 503: Models are still loading"),
      (
        422,
        #"{"detail":[{"type":"missing","loc":["query","dpi"],"msg":"Field required"},{"msg":"odd","loc":["body",0]}]}"#,
        "HTTP 422: query.dpi: Field required; body.0: odd"
      ),
      (400, #"{"error":"File must be a PDF"}"#, "HTTP 400: File must be a PDF"),
      (500, #"{"error":{"message":"deep"}}"#, "HTTP 500: deep"),
      (500, #"{"message":"m","title":"t"}"#, "HTTP 500: m"),
      (500, "\r\n \nInternal Server Error\nmore", "HTTP 500: Internal Server Error"),
      (502, "<html>\r\n<head><TITLE>502 Bad Gateway</TITLE>", "HTTP 502: 502 Bad Gateway"),
      (500, #"{"code":5}"#, #"HTTP 500: {"code":5}"#),
      (500, "", "HTTP 500, and not a word more"),
      (307, "", "HTTP 307: redirected, which is not followed; name the final address"),
    ])
  func http(status: Int, body: String, message: String) {
    #expect(Self.judge(body, status: status).failure == RequestFailure(.http, message))
  }

  @Test("finds values where the plan says they are")
  func overridden() {
    let body = #"{"doc":{"pages":[{"text":"a","ms":1},{"text":"b","ms":2}]},"n":[2,3]}"#
    let counted = Self.judge(body) {
      $0.pagesPointer = "/doc/pages/-"
      $0.serverSecondsPointer = "/doc/pages/-/ms"
      $0.textPointer = "/doc/pages/-/text"
    }
    #expect(counted.answer?.pages == 2)
    #expect(counted.answer?.serverSeconds == 3)
    let summed = Self.judge(body) {
      $0.pagesPointer = "/n/1"
      $0.serverSecondsPointer = ""
      $0.textPointer = ""
    }
    #expect(summed.answer == Answer(pages: 3))
    #expect(Self.judge("7") { $0.pagesPointer = "" }.answer?.pages == 7)
    #expect(Self.judge(body) { $0.pagesPointer = "/n/01" }.failure?.kind == .wrongShape)
  }

  @Test("joins texts by line breaks, and tells equal texts by their digest")
  func text() {
    let split = #"{"total_pages_processed":1,"results":[{"ocr_text":"a b"},{"ocr_text":"c"}]}"#
    let whole = #"{"total_pages_processed":1,"results":[{"ocr_text":"a\u0020b\tc"}]}"#
    let other = #"{"total_pages_processed":1,"results":[{"ocr_text":"a bc"}]}"#
    #expect(Self.judge(split).answer?.textDigest == Self.judge(whole).answer?.textDigest)
    #expect(Self.judge(split).answer?.textDigest != Self.judge(other).answer?.textDigest)
  }

  @Test("bounds every message, whatever a server writes")
  func bounded() {
    let flood = String(repeating: "e\u{301}\u{301}", count: 100_000)
    let bodies = [
      #"{"detail":"\#(flood)"}"#, flood, "<title>\(flood)</title>", #"{"\#(flood)":1}"#,
      #"{"total_pages_processed":"\#(flood)"}"#,
    ]
    for body in bodies {
      for status in [200, 500] {
        let message = Self.judge(body, status: status).failure?.message ?? ""
        #expect(!message.isEmpty)
        #expect(message.unicodeScalars.count <= RequestFailure.messageLimit)
      }
    }
  }

  @Test("gives an outcome for any bytes", arguments: 0..<8)
  func mutation(seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    var judge = AnswerJudge(shape: RequestShape())
    let health = HealthJudge(shape: RequestShape())
    let original = Array(Self.contract.utf8)
    for _ in 0..<400 {
      var body = original
      for _ in 0...generator.index(below: 4) {
        switch generator.index(below: 4) {
        case 0: body[generator.index(below: body.count)] = UInt8(generator.index(below: 256))
        case 1: body.remove(at: generator.index(below: body.count))
        case 2: body.removeSubrange(generator.index(below: body.count)...)
        default:
          body.insert(UInt8(generator.index(below: 256)), at: generator.index(below: body.count))
        }
        if body.isEmpty { body = [0x7B] }
      }
      let status = generator.index(below: 2) == 0 ? 200 : 422
      let outcome = judge.judge(status: status, body: body)
      if let failure = outcome.failure {
        #expect(failure.message.unicodeScalars.count <= RequestFailure.messageLimit)
      }
      _ = health.judge(status: status, body: body)
    }
  }
}
