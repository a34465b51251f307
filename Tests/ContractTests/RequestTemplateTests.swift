import BenchCore
import Testing

@testable import Contract

struct RequestTemplateTests {
  static func template(
    _ base: String = "http://localhost:7670", headers: [HeaderField] = [],
    planHeaders: [HeaderField] = [], _ change: (inout RequestShape) -> Void = { _ in }
  ) -> RequestTemplate {
    var shape = RequestShape()
    change(&shape)
    let server = ServerSpec(
      key: "python", name: "Python", origin: .url(base), request: shape, headers: headers)
    return RequestTemplate(server: server, baseURL: base, planHeaders: planHeaders)
  }

  @Test(
    "joins base, path and DPI into one URL",
    arguments: [
      ("http://h:1", "/process-pdf", 150.0, "http://h:1/process-pdf?dpi=150"),
      ("http://h:1/", "/process-pdf", 72.5, "http://h:1/process-pdf?dpi=72.5"),
      ("http://h:1/api//", "process-pdf", 300, "http://h:1/api/process-pdf?dpi=300"),
      ("http://h:1/?key=a%20b", "/p", 100, "http://h:1/p?key=a%20b&dpi=100"),
      ("http://h:1", "/p?mode=fast#top", 100, "http://h:1/p?mode=fast&dpi=100"),
      ("http://u:s@h", "/a b/é\"", 100, "http://u:s@h/a%20b/%C3%A9%22?dpi=100"),
    ])
  func url(base: String, path: String, dpi: Double, expected: String) {
    #expect(Self.template(base) { $0.path = path }.url(dpi: dpi) == expected)
  }

  @Test("keeps the DPI out of the query where it is not wanted, and escapes its name")
  func dpiPlacement() {
    #expect(Self.template { $0.dpiPlacement = [.form] }.url(dpi: 150).hasSuffix("/process-pdf"))
    let odd = Self.template { $0.dpiName = "d&p=i é" }
    #expect(odd.url(dpi: 150).hasSuffix("?d%26p%3Di%20%C3%A9=150"))
  }

  @Test("sends streamed requests to their own path, and asks for events by name")
  func streams() {
    func template(_ headers: [HeaderField] = []) -> RequestTemplate {
      var server = ServerSpec(key: "a", name: "A", origin: .url("http://h"), headers: headers)
      server.request.streamPath = "/s"
      return RequestTemplate(server: server, baseURL: "http://h", planHeaders: [], streams: true)
    }
    #expect(template().url(dpi: 150) == "http://h/s?dpi=150")
    #expect(template().headers(content: []).contains("Accept: text/event-stream"))
    let own = template([HeaderField(name: "accept", value: "*/*")]).headers(content: [])
    #expect(own.filter { $0.lowercased().hasPrefix("accept:") } == ["accept: */*"])
    #expect(!Self.template().headers(content: []).contains { $0.hasPrefix("Accept") })
  }

  @Test("probes the health path beside the base")
  func health() {
    #expect(Self.template().healthURL == "http://localhost:7670/")
    let other = Self.template("http://h/api?k=1") { $0.healthPath = "/health" }
    #expect(other.healthURL == "http://h/api/health?k=1")
  }

  @Test("writes a multipart body byte for byte")
  func multipart() throws {
    let content = Array("%PDF-1.7".utf8)
    let template = Self.template()
    let segments = template.bodySegments(
      documentName: "sub/a \"b\".pdf", content: content, dpi: 150)
    let boundary = Multipart.boundary(for: content)
    #expect(segments.count == 3)
    #expect(segments[1] == content)
    #expect(
      String(decoding: segments[0], as: UTF8.self) == """
        --\(boundary)\r
        Content-Disposition: form-data; name="dpi"\r
        \r
        150\r
        --\(boundary)\r
        Content-Disposition: form-data; name="file"; filename="a %22b%22.pdf"\r
        Content-Type: application/pdf\r
        \r

        """)
    #expect(String(decoding: segments[2], as: UTF8.self) == "\r\n--\(boundary)--\r\n")
    #expect(
      template.headers(content: content)
        == ["Content-Type: multipart/form-data; boundary=\(boundary)"])
  }

  @Test("leaves the DPI field out where it is not wanted")
  func noFormField() {
    let template = Self.template { $0.dpiPlacement = [.query] }
    let prefix = template.bodySegments(documentName: "a.pdf", content: [], dpi: 150)[0]
    #expect(!String(decoding: prefix, as: UTF8.self).contains("dpi"))
  }

  @Test("sends the content alone in a raw body")
  func raw() {
    let template = Self.template { $0.body = .raw }
    #expect(
      template.bodySegments(documentName: "a.pdf", content: [1, 2], dpi: 1) == [[], [1, 2], []])
    #expect(template.headers(content: [1, 2]) == ["Content-Type: application/pdf"])
    let own = Self.template(headers: [HeaderField(name: "content-type", value: "x/y")]) {
      $0.body = .raw
    }
    #expect(own.headers(content: []) == ["content-type: x/y"])
  }

  @Test("chooses a boundary that the content does not hold, the same each time")
  func boundary() {
    var content = Array("%PDF".utf8)
    var seen: Set<String> = []
    for _ in 0..<5 {
      let boundary = Multipart.boundary(for: content)
      #expect(boundary == Multipart.boundary(for: content))
      #expect(boundary.utf8.count <= 70)
      #expect(seen.insert(boundary).inserted)
      content = [13, 10, 45, 45] + Array(boundary.utf8) + content
    }
    let atEnd = [UInt8](repeating: 7, count: 1000) + Array(Multipart.boundary(for: []).utf8)
    #expect(Multipart.boundary(for: atEnd) != Multipart.boundary(for: []))
  }

  @Test(
    "makes file names that every server takes",
    arguments: [
      ("a.pdf", "a.pdf"), ("deep/er/a.pdf", "a.pdf"), ("A.PDF", "A.pdf"), ("a.txt", "a.txt.pdf"),
      ("", "document.pdf"), ("x/", "document.pdf"), (".pdf", "document.pdf"),
      ("..\\..\\a.pdf", ".._.._a.pdf"), ("Ünï 文.pdf", "Ünï 文.pdf"), ("a\u{1B}\0b.pdf", "a__b.pdf"),
      ("a\r\nX: y.pdf", "a%0D%0AX: y.pdf"), ("q\".pdf", "q%22.pdf"),
    ])
  func fileName(name: String, expected: String) {
    #expect(Multipart.escaped(Multipart.fileName(name)) == expected)
  }

  @Test("a server's own header replaces the plan's of that name")
  func headers() {
    let template = Self.template(
      headers: [HeaderField(name: "x-key", value: "own")],
      planHeaders: [
        HeaderField(name: "X-Key", value: "all"), HeaderField(name: "Accept", value: "a/b"),
        HeaderField(name: "X-Empty", value: ""),
      ])
    #expect(template.healthHeaders == ["Accept: a/b", "X-Empty;", "x-key: own"])
    #expect(template.headers(content: []).count == 4)
  }

  @Test("no header value starts a second line, and no broken name is sent")
  func smuggling() {
    let template = Self.template(headers: [
      HeaderField(name: "X", value: "a\r\nY: b"), HeaderField(name: "bad name", value: "c"),
      HeaderField(name: "Content-Type", value: "text/plain"),
    ])
    let lines = template.headers(content: [])
    #expect(lines.allSatisfy { line in !line.utf8.contains { $0 == 10 || $0 == 13 } })
    #expect(lines.dropFirst() == ["X: a  Y: b"])
    #expect(lines.first?.hasPrefix("Content-Type: multipart/form-data") == true)
  }
}
