import BenchCore
import Testing

@Suite("Before a run is resumed")
struct ResumeCheckTests {
  private func document(_ name: String, _ hash: String) -> Document {
    Document(name: name, bytes: 1, pages: 1, sha256: hash)
  }

  @Test("documents that are missing, changed and new are named")
  func corpus() {
    let then = [document("a.pdf", "1"), document("b.pdf", "2"), document("c.pdf", "3")]
    #expect(CorpusDifference(then: then, now: then).isEmpty)
    let now = [document("a.pdf", "9"), document("c.pdf", "3"), document("d.pdf", "4")]
    let difference = CorpusDifference(then: then, now: now)
    #expect(difference.lines == ["missing: b.pdf", "changed: a.pdf", "new: d.pdf"])
    let many = (0..<14).map { document("\($0)", "") }
    #expect(CorpusDifference(then: many, now: []).lines.first?.hasSuffix("and 4 more") == true)
  }

  @Test("secrets that were not saved are asked for, and taken where they fit")
  func secrets() {
    var plan = Fixture.plan()
    plan.headers = [
      HeaderField(name: "Authorization", value: "Bearer 1"),
      HeaderField(name: "Accept", value: "text/html"),
    ]
    plan.servers[0].headers = [HeaderField(name: "X-Key", value: "2")]
    plan.servers[1].origin = .url("http://me:secret@localhost:7671/")
    #expect(plan.missingSecrets.isEmpty)
    var saved = plan.redacted
    #expect(
      saved.missingSecrets == [
        "header Authorization", "header X-Key of s0", "user and password in the address of s1",
      ])
    saved.restore([HeaderField(name: "authorization", value: "Bearer 1")])
    #expect(saved.missingSecrets.count == 2)
    // Another server under that name is not the server.
    var other = plan.servers[1]
    other.origin = .url("http://me:secret@elsewhere:7671/")
    saved.restore([], from: ["s1": other])
    #expect(saved.missingSecrets.count == 2)
    saved.restore([], from: ["s0": plan.servers[0], "s1": plan.servers[1]])
    #expect(saved.missingSecrets.isEmpty)
    #expect(saved.servers == plan.servers)
    #expect(saved.headers.map(\.value) == ["Bearer 1", "text/html"])
  }
}
