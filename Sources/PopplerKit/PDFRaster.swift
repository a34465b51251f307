import CPoppler

/// The pixels of a drawn page: rows from top to bottom, four bytes a pixel.
///
/// Each pixel is a 32-bit word in the machine's byte order, `0x00RRGGBB`; the top byte has no
/// meaning. On the machines in use that is the byte order blue, green, red, unused.
package struct PDFRaster: ~Copyable {
  /// The largest side that cairo's images can have, in pixels.
  package static let longestSide = 32767

  /// Pixels in a row.
  package let width: Int
  /// Number of rows.
  package let height: Int
  /// Bytes from the start of one row to the start of the next; at least four times the width.
  package let stride: Int

  private let surface: OpaquePointer

  init(width: Int, height: Int, page: Int) throws(PDFError) {
    guard max(width, height) <= Self.longestSide else {
      throw .sideTooLong(page: page, pixels: max(width, height), limit: Self.longestSide)
    }
    let made = cairo_image_surface_create(CAIRO_FORMAT_RGB24, Int32(width), Int32(height))
    guard let made, cairo_surface_status(made) == CAIRO_STATUS_SUCCESS else {
      cairo_surface_destroy(made)
      throw .outOfMemory(page: page)
    }
    surface = made
    self.width = width
    self.height = height
    stride = Int(cairo_image_surface_get_stride(made))
  }

  deinit { cairo_surface_destroy(surface) }

  /// Calls `body` with all pixels, `height * stride` bytes; they are gone when it returns.
  package borrowing func withPixels<R, E: Error>(
    _ body: (UnsafeRawBufferPointer) throws(E) -> R
  ) throws(E) -> R {
    let start = UnsafeRawPointer(cairo_image_surface_get_data(surface))
    return try body(UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : height * stride))
  }

  /// A number that is the same for the same picture: FNV-1a over the red, green and blue of every
  /// pixel, then over width and height.
  package borrowing func digest() -> UInt64 {
    withPixels { pixels in
      var hash: UInt64 = 0xcbf2_9ce4_8422_2325
      for row in 0..<height {
        for column in 0..<width {
          let pixel = pixels.load(fromByteOffset: row * stride + column * 4, as: UInt32.self)
          hash = (hash ^ UInt64(pixel & 0xff_ffff)) &* 0x100_0000_01b3
        }
      }
      hash = (hash ^ UInt64(width)) &* 0x100_0000_01b3
      return (hash ^ UInt64(height)) &* 0x100_0000_01b3
    }
  }

  /// Lets `body` draw, then makes what it drew readable.
  borrowing func draw(_ body: (OpaquePointer) throws(PDFError) -> Void) throws(PDFError) {
    guard let context = cairo_create(surface) else { return }
    defer {
      cairo_destroy(context)
      cairo_surface_flush(surface)
    }
    try body(context)
  }
}
