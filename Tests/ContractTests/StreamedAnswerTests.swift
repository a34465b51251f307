import BenchCore
import Testing

@testable import Contract

/// What a streamed answer comes to.
@Suite struct StreamedAnswerTests {
  static let start = "event: start\ndata: {\"status\":\"processing\",\"pdf\":\"a.pdf\"}\n\n"

  static func page(
    _ number: Int, _ text: String = "text", named name: String = "event: page\n"
  )
    -> String
  {
    "\(name)data: {\"page_number\":\(number),\"page_text\":\"\(text)\",\"total_pages_so_far\":1}\n\n"
  }

  static func complete(_ pages: Int, _ more: String = "") -> String {
    "event: complete\ndata: {\"status\":\"complete\",\"total_pages\":\(pages),\"pages\":[]"
      + ",\"pdf_name\":\"a.pdf\"\(more)}\n\n"
  }

  static func outcome(
    _ text: String, status: Int = 200, failure: RequestFailure? = nil, limit: Int = 1 << 20
  ) -> Outcome {
    var stream = StreamedAnswer(limit: limit)
    for byte in text.utf8 { _ = stream.receive([byte]) }
    var judge = AnswerJudge(shape: RequestShape())
    return judge.judge(status: status, stream: stream, failure: failure)
  }

  @Test func `a whole stream is an answer with pages, seconds and sizes`() {
    let end = Self.complete(
      2,
      ",\"elapsed_seconds\":1.5,\"pages\":[{\"width\":1000,\"height\":2000,\"dpi\":72},"
        + "{\"width\":1000,\"height\":1000,\"dpi\":72}]")
    let answer = Self.outcome(Self.start + Self.page(1) + Self.page(2) + end).answer
    #expect(answer?.pages == 2)
    #expect(answer?.serverSeconds == 1.5)
    #expect(answer?.megapixels == 3)
    #expect(answer?.dpiUsed == 72)
  }

  @Test func `the text agrees with that of a whole answer, in whatever order pages come`() {
    let whole = #"""
      {"total_pages_processed":3,"results":[{"ocr_text":"one é\n\ntwo\n\nthree"}]}
      """#
    var judge = AnswerJudge(shape: RequestShape())
    let expected = judge.judge(status: 200, body: Array(whole.utf8)).answer?.textDigest
    #expect(expected != nil)
    for order in [[1, 2, 3], [3, 1, 2]] {
      let texts = ["one \\u00e9", "two", "three"]
      let pages = order.map { Self.page($0, texts[$0 - 1]) }.joined()
      #expect(Self.outcome(pages + Self.complete(3)).answer?.textDigest == expected)
    }
  }

  @Test func `pages are told as they are complete, with the server's numbers`() {
    var stream = StreamedAnswer(limit: 1000)
    #expect(stream.receive(Array(Self.start.utf8)) == [])
    let two = Array((Self.page(4) + Self.page(2)).utf8)
    #expect(stream.receive(Array(two.dropLast())) == [4])
    #expect(stream.receive(Array(two.suffix(1))) == [2])
    #expect(stream.receive(Array((": ping\n\n" + Self.page(9)).utf8)) == [9])
    #expect(stream.pages == 3)
  }

  @Test func `events without names are known by what is in them`() {
    let stream =
      "data: {\"status\":\"processing\"}\n\n" + Self.page(1, named: "")
      + "data: {\"total_pages\":1,\"elapsed_seconds\":2}\n\n"
    #expect(
      Self.outcome(stream).answer
        == Self.outcome(
          Self.page(1) + Self.complete(1, ",\"elapsed_seconds\":2")
        ).answer)
    #expect(Self.outcome("data: {\"error\":\"no\"}\n\n").failure?.kind == .streamError)
  }

  @Test func `events of other names are passed over, JSON or not`() {
    let stream =
      Self.page(1) + "event: ping\ndata: 2026\n\nevent: x\ndata: {\n\n" + Self.complete(1)
    #expect(Self.outcome(stream).answer?.pages == 1)
  }

  struct Fault: CustomTestStringConvertible, Sendable {
    var testDescription: String
    var stream: String
    var status = 200
    var failure: RequestFailure?
    var kind: FailureKind
    /// Part of the message.
    var words: String
  }

  static let faults: [Fault] = [
    Fault(
      testDescription: "ends without complete", stream: start + page(1) + page(2),
      kind: .truncated, words: "without \"complete\", after 2 pages"),
    Fault(
      testDescription: "ends within an event", stream: start + page(1) + complete(1).dropLast(),
      kind: .truncated, words: "after 1 page"),
    Fault(testDescription: "is empty", stream: "", kind: .truncated, words: "single event"),
    Fault(
      testDescription: "says error",
      stream: start + page(1)
        + "event: error\ndata: {\"status\":\"error\",\"error\":\"out of memory\"}\n\n",
      kind: .streamError, words: "after 1 page: out of memory"),
    Fault(
      testDescription: "says error without JSON's help", stream: "event: error\ndata: {}\n\n",
      kind: .streamError, words: "{}"),
    Fault(
      testDescription: "says error and hangs up",
      stream: "event: error\ndata: {\"error\":\"worker died\"}\n\n",
      failure: RequestFailure(.truncated, "cut"), kind: .streamError, words: "worker died"),
    Fault(
      testDescription: "is cut off after a page", stream: start + page(1),
      failure: RequestFailure(.reset, "connection reset"), kind: .truncated,
      words: "after 1 page of the stream: connection reset"),
    Fault(
      testDescription: "is cut off before any page", stream: start,
      failure: RequestFailure(.reset, "connection reset"), kind: .reset,
      words: "connection reset"),
    Fault(
      testDescription: "takes too long", stream: start + page(1),
      failure: RequestFailure(.timeout, "no answer in 3 s"), kind: .timeout, words: "3 s"),
    Fault(
      testDescription: "is refused", stream: "{\"detail\":\"models are loading\"}", status: 503,
      kind: .http, words: "HTTP 503: models are loading"),
    Fault(
      testDescription: "is a whole answer", stream: "{\"total_pages_processed\":1}",
      kind: .wrongShape, words: "no stream of events; it begins with: {\"total_pages"),
    Fault(
      testDescription: "has a page that is not JSON", stream: "event: page\ndata: {oops\n\n",
      kind: .invalidJSON, words: "event \"page\""),
    Fault(
      testDescription: "counts differently at the end", stream: page(1) + complete(2),
      kind: .wrongShape, words: "2 pages, and the stream had 1"),
  ]

  @Test(arguments: faults)
  func `a stream that does not end well is a failure of its class`(fault: Fault) {
    let failure = Self.outcome(fault.stream, status: fault.status, failure: fault.failure).failure
    #expect(failure?.kind == fault.kind)
    #expect(failure?.message.contains(fault.words) == true, "\(failure?.message ?? "")")
  }

  @Test func `an event beyond the limit is too large`() {
    let stream = Self.page(1, String(repeating: "x", count: 5000)) + Self.complete(1)
    #expect(Self.outcome(stream, limit: 1000).failure?.kind == .tooLarge)
  }

  @Test(arguments: 0..<30 as Range<UInt64>)
  func `any bytes have an outcome`(seed: UInt64) {
    var random = SeededGenerator(seed: seed)
    var bytes = Array((Self.start + Self.page(1) + Self.page(2) + Self.complete(2)).utf8)
    for _ in 0..<5 {
      bytes[random.index(below: bytes.count)] = UInt8(random.index(below: 256))
    }
    var stream = StreamedAnswer(limit: 1 << 16)
    let cut = random.index(below: bytes.count)
    _ = stream.receive(Array(bytes[..<cut]))
    _ = stream.receive(Array(bytes[cut...]))
    var judge = AnswerJudge(shape: RequestShape())
    let outcome = judge.judge(status: 200, stream: stream, failure: nil)
    #expect(outcome.failure.map { !$0.message.isEmpty } ?? true)
  }
}
