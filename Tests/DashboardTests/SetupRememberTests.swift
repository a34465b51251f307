import BenchCore
import Foundation
import Testing

@testable import Dashboard

/// What is kept of a plan for the next time.
@Suite
struct SetupRememberTests {
  private func remembered(_ change: (inout Plan) -> Void) throws -> RememberedPlan {
    var plan = ScriptedRun.plan
    change(&plan)
    let kept = RememberedPlan(plan, workingFolder: "/data")
    // As it comes back from a file.
    let data = try JSONEncoder().encode(kept)
    #expect(try JSONDecoder().decode(RememberedPlan.self, from: data) == kept)
    return kept
  }

  @Test("A plan that the form shows whole comes back whole")
  func whole() throws {
    let kept = try remembered {
      $0.corpus.directory = "/abs"
      $0.corpus.maxFiles = 7
      $0.corpus.keepDefective = true
      $0.dpis = [72.5]
      $0.concurrencies = [4]
      $0.rounds = 9
      $0.warmUp = 2
      $0.order = .sequential
      $0.timeoutSeconds = 12.5
      $0.seed = .max
    }
    #expect(kept.servers.map(\.key) == ["python", "rust"])
    #expect(kept.servers.map(\.name) == ["Python FastAPI", "Rust Axum"])
    #expect(kept.servers.map(\.origin) == ScriptedRun.plan.servers.map(\.origin))
    #expect(kept.folder == "/abs" && kept.maxFiles == 7 && kept.dpis == [72.5])
    #expect(kept.concurrencies == [4] && kept.rounds == 9 && kept.warmUp == 2)
    #expect(kept.order == .sequential && kept.timeoutSeconds == 12.5 && kept.seed == .max)
    #expect(kept.keepDefective == true && kept.ratePerSecond == nil && kept.arrivals == nil)
    #expect(kept.notice == nil)
  }

  @Test("A relative folder is kept so that it is found from anywhere")
  func folder() throws {
    #expect(try remembered { $0.corpus.directory = "pdfs" }.folder == "/data/pdfs")
  }

  @Test("A server that needs what the form does not show is left out, and that is said")
  func leftOut() throws {
    let header = HeaderField(name: "Authorization", value: "Bearer 12345")
    let cases: [(String, (inout Plan) -> Void)] = [
      ("headers", { $0.servers[1].headers = [header] }),
      ("its own requests", { $0.servers[1].request.path = "/ocr" }),
      ("a password", { $0.servers[1].origin = .url("http://me:secret@host:1") }),
      (
        "TLS settings",
        {
          $0.servers[1].origin = .url("https://host")
          $0.tls.insecure = true
        }
      ),
      (
        "TLS settings",
        {
          $0.servers[1].origin = .url("HTTPS://host")
          $0.tls.caFile = "ca.pem"
        }
      ),
    ]
    for (need, change) in cases {
      let kept = try remembered(change)
      #expect(kept.servers.map(\.key) == ["python"], "\(need)")
      #expect(kept.leftOut == 1)
      #expect(
        kept.notice == "1 server of the last run is left out; not kept: \(need)")
      let json = String(decoding: try JSONEncoder().encode(kept), as: UTF8.self)
      #expect(!json.contains("secret") && !json.contains("12345") && !json.contains("ca.pem"))
    }
  }

  @Test("A header of every request is one of every server")
  func headers() throws {
    let kept = try remembered { $0.headers = [HeaderField(name: "X-Key", value: "12345")] }
    #expect(kept.servers.isEmpty && kept.leftOut == 2)
    #expect(kept.notice == "2 servers of the last run are left out; not kept: headers")
  }

  @Test("A rate comes back with how requests are spread and with what caps them")
  func rate() throws {
    let kept = try remembered {
      $0.load = .open(OpenLoad(ratePerSecond: 5, arrivals: .poisson))
      $0.concurrencies = [32]
    }
    #expect(kept.ratePerSecond == 5 && kept.arrivals == .poisson && kept.concurrencies == [32])
    #expect(kept.notice == nil)
  }

  @Test("What an older program kept, without a rate and damaged files, is read")
  func older() throws {
    let kept = try remembered { $0.rounds = 4 }
    var fields = try #require(
      try JSONSerialization.jsonObject(with: JSONEncoder().encode(kept)) as? [String: Any])
    fields["hadRate"] = false
    fields["keepDefective"] = nil
    let data = try JSONSerialization.data(withJSONObject: fields)
    let read = try JSONDecoder().decode(RememberedPlan.self, from: data)
    #expect(read.rounds == 4 && read.keepDefective == nil && read.ratePerSecond == nil)
  }

  @Test("TLS settings that no server uses leave nobody out")
  func unusedTLS() throws {
    let kept = try remembered { $0.tls.insecure = true }
    #expect(kept.leftOut == 0 && kept.servers.count == 2)
  }

  @Test("What the plan file or the command line asked for beside the fields is on the screen")
  func hidden() {
    var plan = ScriptedRun.plan
    #expect(SetupSummary.hidden(plan) == nil)
    plan.tls.insecure = true
    plan.headers = [HeaderField(name: "X-Key", value: "12345")]
    plan.baseline = "rust"
    plan.assertions = ["p95<4s", "failed==0"]
    #expect(
      SetupSummary.hidden(plan)
        == "Also: any TLS certificate is accepted; every request has the header X-Key; "
        + "all are compared with rust; the run is held to p95<4s, failed==0.")
  }
}
