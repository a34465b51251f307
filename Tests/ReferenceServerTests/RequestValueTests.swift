import Testing

@testable import ReferenceServer

@Suite struct RequestValueTests {
  static let chosen: [(query: String?, form: String?, dpi: Double)] = [
    (nil, nil, 150), ("72", nil, 72), (nil, "300", 300), ("72", "300", 72), ("72", "72", 72),
    ("10", nil, 10), ("1200", nil, 1200), ("150.5", nil, 150.5), ("+72", nil, 72),
  ]

  @Test(arguments: chosen)
  func `takes the DPI of the query before the form's`(
    query: String?, form: String?, dpi: Double
  ) throws {
    #expect(try DPI.choose(query: query, form: form, default: 150) == dpi)
  }

  static let refused = [
    "", "9.99", "1200.01", "-150", "0", "nan", "inf", "0x96", "1e2", "150dpi", "1 50", "..", "１５０",
    String(repeating: "1", count: 400), "\u{1B}[2J",
  ]

  @Test(arguments: refused)
  func `refuses a DPI that is no number or out of range`(text: String) {
    for (query, form) in [(text, String?.none), (nil, text)] {
      #expect {
        try DPI.choose(query: query, form: form, default: 150)
      } throws: { error in
        guard let refusal = error as? Refusal else { return false }
        return refusal.status == .badRequest && !refusal.detail.contains("\u{1B}")
          && refusal.detail.count < 200
      }
    }
  }

  @Test func `finds parameters in a query string`() {
    let query = QueryString("a=1&dpi=72&b&dpi=300&c=%2B%zz&d=a+b%26")
    #expect(query["dpi"] == "300")
    #expect(query["b"] == "")
    #expect(query["c"] == "%2B%zz")
    #expect(query["d"] == "a b&")
    #expect(query["missing"] == nil)
    #expect(QueryString(nil)["dpi"] == nil)
  }

  static let baseNames: [(String, String)] = [
    ("a.pdf", "a.pdf"), ("../../etc/a.pdf", "a.pdf"), ("C:\\x\\a.pdf", "a.pdf"), ("/", ""),
    ("..", "_"), ("a\u{1B}[31m\n.pdf", "a_[31m_.pdf"), ("a\u{202E}fdp.exe", "a_fdp.exe"),
    ("dir/Übersicht.pdf", "Übersicht.pdf"),
  ]

  @Test(arguments: baseNames)
  func `keeps only a harmless base name of a client's path`(path: String, name: String) {
    #expect(Display.baseName(path) == name)
  }

  @Test func `bounds names and repeated text`() {
    #expect(Display.baseName(String(repeating: "ä", count: 400)).utf8.count <= 255)
    #expect(Display.safe(String(repeating: "x", count: 400)).count == 81)
    #expect(Display.safe("a\u{7}b") == "a\u{FFFD}b")
  }
}
