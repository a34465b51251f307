import PopplerKit
import Testing

/// Pixels of a page: how many, and that they are really drawn.
struct PDFPageTests {
  /// A page 200 by 100 points with a red box in its lower left quarter and text in the upper.
  private static let redBox =
    "1 0 0 rg 0 0 100 50 re f 0 g BT /F1 20 Tf 10 70 Td (Some words) Tj ET"

  private static func page(_ pdf: TestPDF) throws -> PDFPage {
    try PDFDocument(bytes: pdf.bytes).page(at: 0)
  }

  @Test("draws the page's content on white")
  func content() throws {
    let raster = try Self.page(TestPDF(content: Self.redBox)).render(dpi: 144, megapixelLimit: 1)
    #expect(raster.width == 400)
    #expect(raster.height == 200)
    let stride = raster.stride
    let (red, white, dark) = raster.withPixels { pixels in
      func at(_ x: Int, _ y: Int) -> UInt32 {
        pixels.load(fromByteOffset: y * stride + x * 4, as: UInt32.self) & 0xff_ffff
      }
      let upper = (0..<400).flatMap { x in (0..<100).map { y in at(x, y) } }
      return (at(50, 180), at(350, 180), upper.filter { $0 < 0x40_4040 }.count)
    }
    #expect(red == 0xff_0000)
    #expect(white == 0xff_ffff)
    #expect(dark > 500)
  }

  @Test("turns the page as the document says")
  func rotation() throws {
    let page = try Self.page(TestPDF(extra: "/Rotate 90", content: Self.redBox))
    #expect(page.widthPoints == 100)
    #expect(page.heightPoints == 200)
    let raster = try page.render(dpi: 72, megapixelLimit: 1)
    // Turned clockwise, the lower left quarter becomes the upper left one.
    let stride = raster.stride
    let corner = raster.withPixels {
      $0.load(fromByteOffset: 20 * stride + 20 * 4, as: UInt32.self) & 0xff_ffff
    }
    #expect(corner == 0xff_0000)
  }

  @Test("one digest for one picture, another for another")
  func digest() throws {
    let page = try Self.page(TestPDF(content: Self.redBox))
    let first = try page.render(dpi: 72, megapixelLimit: 1).digest()
    #expect(try page.render(dpi: 72, megapixelLimit: 1).digest() == first)
    let moved = Self.redBox.replacing("0 0 100", with: "1 0 100")
    let other = try Self.page(TestPDF(content: moved)).render(dpi: 72, megapixelLimit: 1)
    #expect(other.digest() != first)
  }

  @Test("refuses too many pixels before taking memory for them")
  func tooLarge() throws {
    // Ten metres square are 28346.457 points; at 1200 DPI 472441 pixels a side, 0.9 TB.
    let page = try Self.page(TestPDF(mediaBox: "[0 0 28346.457 28346.457]"))
    #expect(page.pixelSize(dpi: 1200) == (472_441, 472_441))
    #expect(
      throws: PDFError.pageTooLarge(page: 1, megapixels: 223_200.498481, limit: 100)
    ) { try page.render(dpi: 1200, megapixelLimit: 100).width }
  }

  @Test("refuses a side that no image can have, though the pixels are few")
  func tooLong() throws {
    let page = try Self.page(TestPDF(mediaBox: "[0 0 20 40000]"))
    #expect(throws: PDFError.sideTooLong(page: 1, pixels: 40000, limit: 32767)) {
      try page.render(dpi: 72, megapixelLimit: 100).width
    }
  }

  @Test("never traps on a size, however mad", arguments: [1e-30, 1, 1e9, 1e300, .infinity, .nan])
  func madResolutions(dpi: Double) throws {
    let page = try Self.page(TestPDF())
    let size = page.pixelSize(dpi: dpi)
    #expect(size.width >= 1)
    #expect(size.height >= 1)
    if size.width > 40_000 {
      #expect(throws: PDFError.self) { try page.render(dpi: dpi, megapixelLimit: 100).width }
    }
  }

  @Test(
    "never traps on a box, however mad",
    arguments: [
      "[0 0 1e30 1e30]", "[0 0 0 0]", "[5 5 5 5]", "[0 0 -10 -10]", "[1 2]", "(text)",
      "[0 0 1e308 1]", "[-1e9 -1e9 1e9 1e9]", "[0 0 99999999999999999999 2]",
    ])
  func madBoxes(box: String) throws {
    let page = try Self.page(TestPDF(mediaBox: box, content: Self.redBox))
    let size = page.pixelSize(dpi: 72)
    #expect(size.width >= 1)
    #expect(size.height >= 1)
    if Double(size.width) * Double(size.height) < 1e6 {
      #expect(try page.render(dpi: 72, megapixelLimit: 1).width == size.width)
    }
  }
}
