/// Receives the parts of a multipart body as the parser finds them.
///
/// For each part: one `beginPart`, any number of `appendBody` (none for an empty part; how the body
/// is cut into pieces depends on how the stream was cut, the sum does not), one `endPart`. A sink
/// that throws ends the parse with that error.
package protocol MultipartSink {
  mutating func beginPart(_ headers: PartHeaders) throws(MultipartError)
  /// The bytes are valid only during the call.
  mutating func appendBody(_ bytes: UnsafeRawBufferPointer) throws(MultipartError)
  mutating func endPart() throws(MultipartError)
}
