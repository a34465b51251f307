/// A drawn page as its reader takes it: rows from top to bottom, each pixel a 32-bit word in the
/// machine's byte order, `0x00RRGGBB`.
package struct PagePixels {
  /// At least `height * stride` bytes; they must stay as long as the page is read.
  package let bytes: UnsafeRawBufferPointer
  package let width: Int
  package let height: Int
  /// Bytes from the start of one row to the start of the next.
  package let stride: Int
  /// Pixels per inch.
  package let dpi: Double

  /// - Returns: nil where the bytes do not hold that many pixels.
  package init?(
    bytes: UnsafeRawBufferPointer, width: Int, height: Int, stride: Int, dpi: Double
  ) {
    let (needed, overflows) = stride.multipliedReportingOverflow(by: height)
    guard width > 0, height > 0, stride / 4 >= width, !overflows, bytes.count >= needed else {
      return nil
    }
    self.bytes = bytes
    self.width = width
    self.height = height
    self.stride = stride
    self.dpi = dpi
  }

  /// Tesseract takes what is outside of this range for a mistake.
  var tesseractDPI: Int32 {
    dpi.isFinite ? Int32(min(max(dpi.rounded(), 70), 2400)) : 70
  }

  /// Writes the page in shades of grey, a byte each, without gaps between the rows.
  ///
  /// A quarter of the memory that Tesseract would take for colours, which it turns to grey itself.
  func writeGrey(to grey: inout [UInt8]) {
    let count = width * height
    if grey.count != count { grey = [UInt8](repeating: 0, count: count) }
    grey.withUnsafeMutableBufferPointer { grey in
      for row in 0..<height {
        let source = row * stride
        let target = row * width
        for column in 0..<width {
          let pixel = bytes.loadUnaligned(fromByteOffset: source + column * 4, as: UInt32.self)
          // The weights of ITU-R BT.601, in 256ths.
          let shade =
            (pixel >> 16 & 0xff) * 77 + (pixel >> 8 & 0xff) * 150 + (pixel & 0xff) * 29
          grey[target + column] = UInt8(truncatingIfNeeded: shade >> 8)
        }
      }
    }
  }
}
