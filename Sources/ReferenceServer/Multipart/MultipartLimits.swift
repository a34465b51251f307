/// Bounds on what a multipart body may make the server hold or look at.
package struct MultipartLimits: Sendable, Equatable {
  /// Bytes of all headers of one part, with their line ends.
  package var headerBytes: Int
  /// Parts in one body, of any name.
  package var parts: Int
  /// Bytes of the whole body, with boundaries, preamble and epilogue.
  package var totalBytes: Int
  /// Bytes of one field that is not a file.
  package var fieldBytes: Int

  package init(
    headerBytes: Int = 16 * 1024, parts: Int = 32, totalBytes: Int = 500_000_000,
    fieldBytes: Int = 4 * 1024
  ) {
    self.headerBytes = headerBytes
    self.parts = parts
    self.totalBytes = totalBytes
    self.fieldBytes = fieldBytes
  }
}
