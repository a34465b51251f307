/// Reads tinted-theming scheme files, base16 and base24, new and old, unchanged.
package enum SchemeFile {
  /// Largest file that is read, bytes.
  package static let byteLimit = SchemeDocument.byteLimit

  /// Reads a file.
  ///
  /// - Throws: `ThemeError` that names the file, the key and what is expected there.
  package static func load(_ path: String) throws(ThemeError) -> Scheme {
    let bytes = try SmallFile.read(
      path, limit: byteLimit, advice: "Name a theme, or the path of a base16 scheme file")
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw ThemeError(
        file: path, "is not UTF-8 text", advice: "Expected a base16 or base24 scheme file")
    }
    return try parse(text, file: path)
  }

  /// Reads the text of a file.
  ///
  /// - Parameter file: the file's name in messages.
  package static func parse(_ text: String, file: String) throws(ThemeError) -> Scheme {
    guard text.utf8.count <= byteLimit else { throw SmallFile.tooLarge(file, limit: byteLimit) }
    // Windows editors begin a file with a mark of its byte order; the parser takes it for a word.
    let body =
      text.unicodeScalars.first == "\u{FEFF}" ? String(text.unicodeScalars.dropFirst()) : text
    return try SchemeDecoder(file: file, document: SchemeDocument(body, file: file)).scheme()
  }
}
