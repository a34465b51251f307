import Testing

@testable import CurlKit

@Suite("Plain targets")
struct PlainTargetTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var url: String
    var origin: String
    var path: String

    var testDescription: String { url }

    init(_ url: String, _ origin: String, _ path: String) {
      self.url = url
      self.origin = origin
      self.path = path
    }
  }

  @Test(
    "are taken apart",
    arguments: [
      Case("http://127.0.0.1:8000/process-pdf", "127.0.0.1:8000", "/process-pdf"),
      Case("http://example.org", "example.org", "/"),
      Case("http://example.org:80/a?b=c&d=/..", "example.org", "/a?b=c&d=/.."),
      Case("http://example.org?x", "example.org", "/?x"),
      Case("http://a-b.c/%20x.pdf#part", "a-b.c", "/%20x.pdf"),
    ])
  func plain(_ example: Case) throws {
    let target = try #require(PlainTarget(.get(example.url)))
    #expect(target.origin == example.origin)
    #expect(target.host == example.origin)
    #expect(target.path == example.path)
  }

  @Test(
    "are no URLs that need a closer look",
    arguments: [
      "https://example.org/", "HTTP://example.org/", "http://user@example.org/", "http://[::1]/",
      "http://example.org/a/../b", "http://example.org/.", "http://example.org:/",
      "http://example.org:0/", "http://example.org:99999/", "http://example.org:+80/",
      "http://example.org:080/", "http:///x", "http://", "http://exämple.org/",
      "http://EXAMPLE.org/", "http://example.org/ä", "http://example.org/a b", "ftp://a/", "",
    ])
  func special(url: String) {
    #expect(PlainTarget(.get(url)) == nil)
  }

  @Test(
    "are no requests whose headers frame the body or hold it back",
    arguments: [
      "Transfer-Encoding: chunked", "content-length: 5", "Expect: 100-continue", "Upgrade: h2c",
      "Content-Length:", "Expect;",
    ])
  func headers(line: String) {
    let request = HTTPRequest(url: "http://a/", headers: ["X: y", line])
    #expect(PlainTarget(request) == nil)
    #expect(PlainTarget(HTTPRequest(url: "http://a/", headers: ["X: y"])) != nil)
  }

  @Test("of two sockets have two sets of connections")
  func sockets() {
    let origins = [nil, "/a", "/b"].map {
      PlainTarget(HTTPRequest(url: "http://localhost/", unixSocket: $0))?.origin
    }
    #expect(Set(origins).count == 3)
  }
}
