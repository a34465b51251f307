import CPoppler

/// A page as an office scanner would deliver it: a grey picture, a little askew, with specks, and
/// no text layer.
enum SampleScan {
  /// Pixels per inch of the picture: legible, and small enough for a corpus.
  private static let dpi = 110.0

  /// Draws what `content` draws, as a picture that fills the page.
  static func draw(
    _ paper: SampleBook.Paper, random: inout SplitMix64, on canvas: SampleCanvas,
    content: (SampleCanvas) -> Void
  ) {
    let width = Int32((paper.width * dpi / 72).rounded(.up))
    let height = Int32((paper.height * dpi / 72).rounded(.up))
    let picture = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height)
    defer { cairo_surface_destroy(picture) }
    let sheet = SampleCanvas(on: picture)
    let scale = dpi / 72
    cairo_scale(sheet.context, scale, scale)
    sheet.fill(x: 0, y: 0, width: paper.width, height: paper.height, ink: .white)
    cairo_translate(sheet.context, paper.width / 2, paper.height / 2)
    cairo_rotate(sheet.context, random.fraction(in: -0.012...0.012))
    cairo_translate(sheet.context, -paper.width / 2, -paper.height / 2)
    content(sheet)
    dirty(picture, random: &random)
    cairo_save(canvas.context)
    cairo_scale(canvas.context, 1 / scale, 1 / scale)
    cairo_set_source_surface(canvas.context, picture, 0, 0)
    cairo_paint(canvas.context)
    cairo_restore(canvas.context)
  }

  /// Makes the picture grey, sixteen shades of it, with grain and a shadow along the left edge.
  ///
  /// Few shades and sparse grain keep the compressed picture near a hundred kilobytes.
  private static func dirty(_ picture: OpaquePointer?, random: inout SplitMix64) {
    cairo_surface_flush(picture)
    guard let data = cairo_image_surface_get_data(picture) else { return }
    let width = Int(cairo_image_surface_get_width(picture))
    let height = Int(cairo_image_surface_get_height(picture))
    let stride = Int(cairo_image_surface_get_stride(picture))
    let shadow = random.number(in: 14...40)
    var bits: UInt64 = 0
    for row in 0..<height {
      let pixels = UnsafeMutableRawPointer(data + row * stride)
        .assumingMemoryBound(to: UInt32.self)
      for column in 0..<width {
        // Six random bits a pixel, ten pixels from one number.
        if column % 10 == 0 { bits = random.next() }
        let dice = bits & 63
        bits >>= 6
        let pixel = pixels[column]
        var shade = (pixel & 0xff) + (pixel >> 8 & 0xff) * 2 + (pixel >> 16 & 0xff)
        shade = min(shade / 4 + 16, 244)
        if dice < 2 { shade = shade > 60 ? shade - 28 : shade + 40 }
        if column < shadow {
          let depth = UInt32(shadow - column) * 3
          shade = shade > depth ? shade - depth : 0
        }
        shade &= 0xf0
        pixels[column] = shade << 16 | shade << 8 | shade
      }
    }
    for _ in 0..<random.number(in: 30...90) {
      let row = random.number(in: 0...height - 2)
      let column = random.number(in: 0...width - 2)
      for (down, right) in [(0, 0), (0, 1), (1, 0)] {
        let place = (row + down) * stride + (column + right) * 4
        UnsafeMutableRawPointer(data + place).storeBytes(of: 0x50_5050, as: UInt32.self)
      }
    }
    cairo_surface_mark_dirty(picture)
  }
}
