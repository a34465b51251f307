import Testing

@testable import ReferenceServer

@Suite struct MultipartHeaderTests {
  static let fileNames: [(String, String)] = [
    // curl 7.88, httpx 0.28, requests 2.32 with urllib3 2, browsers: a quote is %22.
    (#"filename="a \"b\".pdf""#, #"a "b".pdf"#),
    (#"filename="a %22b%22.pdf""#, #"a "b".pdf"#),
    (#"filename="100%25.pdf""#, "100%25.pdf"),
    (#"filename="50% off.pdf""#, "50% off.pdf"),
    (#"filename="line%0D%0Abreak.pdf""#, "line\r\nbreak.pdf"),
    (#"filename="Übersicht.pdf""#, "Übersicht.pdf"),
    (#"filename="C:\docs\new.pdf""#, #"C:\docs\new.pdf"#),
    (#"filename="a;b=c.pdf""#, "a;b=c.pdf"),
    ("filename=plain.pdf", "plain.pdf"),
    ("filename=plain.pdf ", "plain.pdf"),
    (#"filename="""#, ""),
    // urllib3 1 sends names outside ASCII this way.
    ("filename*=utf-8''%C3%9Cbersicht.pdf", "Übersicht.pdf"),
    (#"filename="x.pdf"; filename*=UTF-8'de'%C3%9C.pdf"#, "Ü.pdf"),
    (#"filename="x.pdf"; filename*=UTF-8''%C3"#, "x.pdf"),
    (#"filename="x.pdf"; filename*=latin-1''%DC.pdf"#, "x.pdf"),
  ]

  @Test(arguments: fileNames)
  func `reads file names as the common clients write them`(parameter: String, name: String) throws {
    let line = "Content-Disposition: form-data; name=\"file\"; \(parameter)\r\n"
    let headers = try PartHeaders(parsing: Array(line.utf8)[...])
    #expect(headers.fieldName == "file")
    #expect(headers.fileName == name)
  }

  static let boundaries: [(String, String)] = [
    ("multipart/form-data; boundary=abc", "abc"),
    ("multipart/form-data; boundary=\"abc\"", "abc"),
    ("multipart/form-data;boundary=\"a b=;:c\"", "a b=;:c"),
    ("Multipart/Form-Data; charset=utf-8; BOUNDARY=aBc", "aBc"),
    ("multipart/form-data; boundary=------------------------8d6f", "------------------------8d6f"),
    (
      "multipart/form-data; boundary=" + String(repeating: "x", count: 70),
      String(repeating: "x", count: 70)
    ),
  ]

  @Test(arguments: boundaries)
  func `finds the boundary in the content type`(contentType: String, boundary: String) throws {
    #expect(try MultipartBoundary(contentType: contentType).bytes == Array(boundary.utf8))
  }

  static let noBoundaries: [String?] = [
    nil, "", "application/pdf", "multipart/form-data", "multipart/mixed; boundary=a",
    "multipart/form-data; boundary=", "multipart/form-data; boundary=\"a",
    "multipart/form-data; boundary=a; boundary=b", "multipart/form-data; boundary=\"a \"",
    "multipart/form-data; boundary=ä", "multipart/form-data; boundary=\"a\rb\"",
    "multipart/form-data; boundary=" + String(repeating: "x", count: 71),
  ]

  @Test(arguments: noBoundaries)
  func `refuses a content type without a usable boundary`(contentType: String?) {
    #expect {
      try MultipartBoundary(contentType: contentType)
    } throws: { error in
      (error as? MultipartError)?.kind == "noBoundary"
    }
  }

  @Test func `decodes percent signs only where they stand for a byte`() {
    #expect(PercentCoding.decoded("a%2Fb%C3%A4+c".utf8) == "a/bä+c")
    #expect(PercentCoding.decoded("a+b".utf8, plusIsSpace: true) == "a b")
    for broken in ["%", "%2", "%zz", "a%C3", "%-1"] {
      #expect(PercentCoding.decoded(broken.utf8) == nil, "\(broken)")
    }
  }
}
