/// Documents made to hurt whoever opens them.
enum HostileDocument: String, CaseIterable, Codable, Sendable {
  case deepPageTree, pageTreeLoop, ownParent, millionsOfPages, deepArray, formInsideItself
  case patternInsideItself, hugeImage, contentWithoutEnd, streamLengthLies, wrongNumbers
  case smallBomb, deepStates, xrefLoop

  var bytes: [UInt8] {
    switch self {
    case .deepPageTree: Self.pageTree(depth: 5_000)
    case .pageTreeLoop:
      TestPDF(objects: [
        "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 5 >>",
        "<< /Type /Pages /Kids [2 0 R 3 0 R] /Count 5 >>",
      ]).bytes
    case .ownParent:
      TestPDF(objects: [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 1 /Parent 3 0 R >>",
        "<< /Type /Page /Parent 3 0 R >>",
      ]).bytes
    case .millionsOfPages:
      TestPDF(objects: [
        "<< /Type /Catalog /Pages 2 0 R >>",
        "<< /Type /Pages /Kids [3 0 R] /Count 2000000000 >>",
        "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 10 10] >>",
      ]).bytes
    case .deepArray:
      TestPDF(extra: "/X \(String(repeating: "[", count: 200_000))").bytes
    case .formInsideItself:
      Self.form("/Resources << /XObject << /X 6 0 R >> >>", content: "/X Do /X Do")
    case .patternInsideItself: Self.pattern()
    case .hugeImage:
      Self.form(
        "/Subtype /Image /Width 60000 /Height 60000 /BitsPerComponent 8 /ColorSpace /DeviceRGB",
        content: "")
    case .contentWithoutEnd:
      TestPDF(content: String(repeating: "BT (", count: 50_000)).bytes
    case .streamLengthLies:
      Array(
        String(decoding: TestPDF(content: "0 0 10 10 re f").bytes, as: UTF8.self)
          .replacing("/Length 14", with: "/Length 2147483647").utf8)
    case .wrongNumbers:
      TestPDF(
        content: "1e999 0 0 1e999 -1e999 99999999999999999999 cm 0 0 1e300 1e300 re f "
          + "BT /F1 1e300 Tf 1e300 0 0 1e300 0 0 Tm (big) Tj ET [1e-300 1e-300] 0 d 1 w 0 0 m "
          + "1e9 1e9 l S"
      ).bytes
    case .smallBomb:
      // 8 MB of blanks: every byte has to be looked at, none has to be kept.
      TestPDF(
        filter: "[/FlateDecode /FlateDecode]", stream: Bomb.doubleFlate([0x20], bytes: 8 << 20)
      ).bytes
    case .deepStates:
      TestPDF(content: String(repeating: "q ", count: 20_000)).bytes
    case .xrefLoop:
      Array(
        String(decoding: TestPDF().bytes, as: UTF8.self)
          .replacing("/Root 1 0 R", with: "/Root 1 0 R /Prev 0 /XRefStm 9").utf8)
    }
  }

  /// A page at the end of so many nested nodes.
  private static func pageTree(depth: Int) -> [UInt8] {
    var pdf = TestPDF(objects: ["<< /Type /Catalog /Pages 2 0 R >>"])
    for level in 0..<depth {
      let parent = level == 0 ? "" : "/Parent \(level + 1) 0 R"
      pdf.add("<< /Type /Pages /Kids [\(level + 3) 0 R] /Count 1 \(parent) >>")
    }
    pdf.add("<< /Type /Page /Parent \(depth + 1) 0 R /MediaBox [0 0 10 10] >>")
    return pdf.bytes
  }

  /// A page that draws the object 6, which is a form unless `entries` say otherwise.
  private static func form(_ entries: String, content: String) -> [UInt8] {
    var pdf = TestPDF(objects: [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] "
        + "/Resources << /XObject << /X 6 0 R >> >> /Contents 4 0 R >>",
    ])
    pdf.addStream(Array("/X Do".utf8))
    pdf.add("null")
    let kind = entries.contains("/Subtype") ? "" : "/Subtype /Form /BBox [0 0 100 100]"
    pdf.addStream(Array(content.utf8), extra: "/Type /XObject \(kind) \(entries)")
    return pdf.bytes
  }

  /// A page filled with a tiling pattern that is filled with itself.
  private static func pattern() -> [UInt8] {
    let fill = "/Pattern cs /P scn 0 0 90 90 re f"
    let resources = "/Resources << /Pattern << /P 5 0 R >> >>"
    var pdf = TestPDF(objects: [
      "<< /Type /Catalog /Pages 2 0 R >>", "<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
      "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 100 100] \(resources) /Contents 4 0 R >>",
    ])
    pdf.addStream(Array(fill.utf8))
    pdf.addStream(
      Array(fill.utf8),
      extra: "/Type /Pattern /PatternType 1 /PaintType 1 /TilingType 1 /BBox [0 0 5 5] "
        + "/XStep 5 /YStep 5 \(resources)")
    return pdf.bytes
  }
}
