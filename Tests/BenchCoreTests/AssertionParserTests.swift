import BenchCore
import Testing

@Suite("The text of an assertion")
struct AssertionParserTests {
  private static let servers = ["python", "rust", "rust-2"]

  @Test(
    "is a figure, of all servers or of one, a comparator and a limit in the figure's unit",
    arguments: [
      ("p95<4s", .figure(.percentile(0.95, of: .service), server: nil), .less, 4),
      (
        " p99.9 <= 250 ms ", .figure(.percentile(0.999, of: .service), server: nil), .lessOrEqual,
        0.25
      ),
      ("rust.p95<4s", .figure(.percentile(0.95, of: .service), server: "rust"), .less, 4),
      ("rust-2.p99.9<1m", .figure(.percentile(0.999, of: .service), server: "rust-2"), .less, 60),
      ("pages_per_second>=8", .figure(.pagesPerSecond, server: nil), .greaterOrEqual, 8),
      ("failed==0", .figure(.failed, server: nil), .equal, 0),
      ("text_mismatch!=1", .figure(.textMismatch, server: nil), .unequal, 1),
      ("error_share<=0.5%", .figure(.errorShare, server: nil), .lessOrEqual, 0.005),
      ("tail_p95<3", .figure(.percentile(0.95, of: .tail), server: nil), .less, 3),
      ("adjusted_p50<1s", .figure(.percentile(0.5, of: .adjusted), server: nil), .less, 1),
      (
        "python.response_p99<2s", .figure(.percentile(0.99, of: .response), server: "python"),
        .less, 2
      ),
      ("slower(rust,python)<3%", .relation(.slower, of: "rust", to: "python"), .less, 0.03),
      (
        "faster ( rust , python ) > -2 %", .relation(.faster, of: "rust", to: "python"), .greater,
        -0.02
      ),
    ] as [(String, Assertion.Subject, Assertion.Comparator, Double)])
  func isRead(
    text: String, subject: Assertion.Subject, comparator: Assertion.Comparator, limit: Double
  ) throws {
    let assertion = try Assertion(text, servers: Self.servers)
    #expect(assertion.subject == subject)
    #expect(assertion.comparator == comparator)
    #expect(abs(assertion.limit - limit) < 1e-12)
    #expect(assertion.text == text.filter { $0 != " " })
    #expect(try Assertion(text, servers: nil) == assertion, "without the servers too")
  }

  @Test(
    "that is wrong is told with its column, and with what may have been meant",
    arguments: [
      ("", 1, "expected a figure"),
      ("   <4s", 4, "expected a figure"),
      ("p95s<4s", 1, "did you mean \"p95\"?"),
      ("  pages_per_secnd>8", 3, "did you mean \"pages_per_second\"?"),
      ("wibble<8", 1, "there are p50 to p99.9"),
      ("p0<1s", 1, "no figure \"p0\""), ("p100<1s", 1, "no figure \"p100\""),
      ("p٩٥<1s", 1, "no figure"), ("p1e1<1s", 1, "no figure"),
      ("rust.p95s<1s", 6, "did you mean \"p95\"?"),
      ("rusty.p95<1s", 1, "there is no server \"rusty\"; did you mean \"rust\"?"),
      ("go.p95<1s", 1, "there are python, rust, rust-2"),
      ("p95.5.6<1s", 1, "no figure \"p95.5.6\""),
      ("p95", 4, "expected one of < <= > >= == !="),
      ("p95=4s", 4, "did you mean \"==\"?"), ("p95<>4s", 4, "expected one of"),
      ("p95<", 5, "expected a time, as 4s or 250ms, found nothing"),
      ("p95< four", 6, "found \"four\""), ("p95<-1s", 5, "expected a time"),
      ("failed==0%", 9, "expected a number"), ("failed<nan", 8, "expected a number"),
      ("error_share<1", 13, "expected a share, as 3%"),
      ("slower(rust,python)<3", 21, "expected a share"),
      ("slower(rust,python)==3%", 20, "use < <= > >="),
      ("slwer(rust,python)<3%", 1, "did you mean \"slower\"?"),
      ("slower(rust)<3%", 12, "expected \",\": write slower(a,b)"),
      ("slower(rust,)<3%", 13, "expected a server"),
      ("slower(rust,python<3%", 19, "closing parenthesis"),
      ("slower(rust,pyhton)<3%", 13, "did you mean \"python\"?"),
      ("slower(rust,rust)<3%", 1, "not with itself"),
      ("p95<4s,p50<1s", 5, "found \"4s,p50<1s\""),
    ])
  func isRefused(text: String, column: Int, words: String) {
    let problem = #expect(throws: AssertionProblem.self) {
      try Assertion(text, servers: Self.servers)
    }
    #expect(problem?.column == column, "\(problem?.description ?? "")")
    #expect(problem?.reason.contains(words) == true, "\(problem?.description ?? "")")
  }

  @Test("of any length is read or refused in short words")
  func long() {
    for text in [String(repeating: "p", count: 100_000), String(repeating: "(", count: 201)] {
      let problem = #expect(throws: AssertionProblem.self) { try Assertion(text, servers: []) }
      #expect((problem?.description.count ?? .max) < 600)
    }
  }

  @Test("may name a server whose key has a point in it, where the servers are known")
  func pointedKey() throws {
    let assertion = try Assertion("a.b.p95<1s", servers: ["a", "a.b"])
    #expect(assertion.subject == .figure(.percentile(0.95, of: .service), server: "a.b"))
  }

  @Test("is part of a plan, which cannot be run with one that is wrong, nor with a wrong baseline")
  func plan() {
    var plan = Fixture.plan()
    plan.assertions = ["s1.p95<4s", "s2.p95<4s"]
    plan.baseline = "s3"
    #expect(plan.problems.map(\.key) == ["baseline", "assert"])
    #expect(plan.problems[0].message == "there is no server \"s3\"; did you mean \"s0\"?")
    #expect(plan.problems[1].message.contains("column 1: there is no server \"s2\""))
    plan.baseline = "s1"
    plan.assertions = Array(repeating: "failed==0", count: 101)
    #expect(plan.problems.map(\.key) == ["assert"])
  }
}
