import BenchCore
import Contract
import Testing

struct HealthJudgeTests {
  @Test(
    "takes a server as ready by what it says",
    arguments: [
      (#"{"status":"ok","message":"slimgest","models_loaded":true}"#, "slimgest"),
      (#"{"status":"ok"}"#, "ok"), (#"{"models_loaded":true}"#, "HTTP 200"),
      (
        #"{"status":"ok","models_loaded":null,"workers":{"total":4,"alive":3},"queue_size":2}"#,
        "ok, 3 of 4 workers, 2 queued"
      ),
    ])
  func ready(body: String, detail: String) {
    let judge = HealthJudge(shape: RequestShape())
    #expect(judge.judge(status: 200, body: Array(body.utf8)) == .ready(detail: detail))
  }

  @Test(
    "waits for a server that is still loading",
    arguments: [
      (200, #"{"status":"ok","models_loaded":false}"#, "its models are loading"),
      (200, #"{"models_loaded":false,"message":"3 of 5"}"#, "3 of 5"),
      (503, #"{"detail":"warming up"}"#, "warming up"), (503, "", "HTTP 503"),
      (200, #"{"status":"ok","workers":{"alive":0,"total":2}}"#, "none of its 2 workers is alive"),
    ])
  func loading(status: Int, body: String, detail: String) {
    let judge = HealthJudge(shape: RequestShape())
    #expect(judge.judge(status: status, body: Array(body.utf8)) == .loading(detail: detail))
  }

  @Test(
    "says what answers in a server's place, and what to do",
    arguments: [
      (
        200, "<html><head><title>Welcome to nginx!</title>",
        #"it sends an HTML page, "Welcome to nginx!""#
      ),
      (200, " <p>hi", "it sends an HTML page"),
      (200, #"{"hello":1}"#, #"its JSON has neither "status" nor "models_loaded""#),
      (200, #"["status"]"#, #"it says "["status"]""#), (200, "", "its answer is empty"),
      (200, "pong", #"it says "pong""#), (404, #"{"detail":"Not Found"}"#, "HTTP 404: Not Found"),
    ])
  func stranger(status: Int, body: String, what: String) {
    let judge = HealthJudge(shape: RequestShape())
    #expect(
      judge.judge(status: status, body: Array(body.utf8))
        == .notContract(
          reason: "it answers, but not as a document server: \(what). Check the address and the "
            + "port, or describe it under request: in slimbench.yaml"))
  }

  @Test("asks of a server with a shape of its own only that it answers")
  func overridden() {
    var shape = RequestShape()
    shape.path = "/convert"
    let judge = HealthJudge(shape: shape)
    #expect(judge.judge(status: 204, body: []) == .ready(detail: "HTTP 204"))
    #expect(judge.judge(status: 200, body: Array("<html>".utf8)) == .ready(detail: "HTTP 200"))
    #expect(
      judge.judge(status: 200, body: Array(#"{"models_loaded":false}"#.utf8))
        == .loading(detail: "its models are loading"))
    guard case .notContract = judge.judge(status: 404, body: []) else {
      Issue.record("a 404 was taken as ready")
      return
    }
  }
}
