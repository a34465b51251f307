/// The string that separates the parts of a multipart body, without its leading dashes.
package struct MultipartBoundary: Sendable, Equatable {
  package let bytes: [UInt8]

  /// Reads the boundary from the request's `Content-Type`, quoted or not.
  ///
  /// RFC 2046 allows 1 to 70 characters and no trailing blank. Everything printable is accepted
  /// inside that; a line end could never be sent and would break the search for delimiters.
  package init(contentType: String?) throws(MultipartError) {
    guard let contentType, !contentType.isEmpty else {
      throw .noBoundary("it has no Content-Type; send multipart/form-data")
    }
    let header: HeaderParameters
    do {
      header = try HeaderParameters(parsing: contentType)
    } catch {
      throw .noBoundary("its Content-Type cannot be read")
    }
    guard header.main == "multipart/form-data" else {
      throw .noBoundary("its Content-Type is not multipart/form-data")
    }
    guard let boundary = header["boundary"] else {
      throw .noBoundary("its Content-Type has no boundary")
    }
    try self.init(boundary)
  }

  package init(_ text: String) throws(MultipartError) {
    let bytes = Array(text.utf8)
    guard (1...70).contains(bytes.count), bytes.last != UInt8(ascii: " "),
      bytes.allSatisfy({ (0x20...0x7E).contains($0) })
    else {
      throw .noBoundary("its boundary is not 1 to 70 printable characters")
    }
    self.bytes = bytes
  }
}
