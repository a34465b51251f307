/// The headers of one part of a multipart form, checked and taken apart.
///
///     Content-Disposition: form-data; name="file"; filename="report.pdf"
///     Content-Type: application/pdf
package struct PartHeaders: Sendable, Equatable {
  /// The name of the form field.
  package let fieldName: String
  /// The name of the file as the client gave it: untrusted, may hold a path or control characters.
  package let fileName: String?
  package let contentType: String?

  package init(fieldName: String, fileName: String?, contentType: String?) {
    self.fieldName = fieldName
    self.fileName = fileName
    self.contentType = contentType
  }

  /// Parses header lines, each ended by CRLF, without the empty line that closes them.
  init(parsing block: ArraySlice<UInt8>) throws(MultipartError) {
    var disposition: HeaderParameters?
    var contentType: String?
    for line in try Self.lines(of: block) {
      let (name, value) = try Self.field(line)
      switch name {
      case "content-disposition":
        guard disposition == nil else {
          throw .malformedHeader("a part has two Content-Disposition headers")
        }
        disposition = try HeaderParameters(parsing: value)
      case "content-type":
        contentType = value
      case "content-transfer-encoding":
        guard ["binary", "8bit", "7bit"].contains(ASCII.lowercased(value)) else {
          throw .malformedHeader("a part is sent in an encoding other than binary, 8bit or 7bit")
        }
      default:
        break
      }
    }
    guard let disposition, disposition.main == "form-data", let name = disposition["name"] else {
      throw .malformedHeader("a part has no 'Content-Disposition: form-data' header with a name")
    }
    self.init(
      fieldName: PercentCoding.decodedFormName(name), fileName: Self.fileName(of: disposition),
      contentType: contentType)
  }

  private static func lines(
    of block: ArraySlice<UInt8>
  ) throws(MultipartError)
    -> [ArraySlice<UInt8>]
  {
    var lines = block.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: true)
    for index in lines.indices {
      guard lines[index].last == UInt8(ascii: "\r") else {
        throw .malformedHeader("a header line does not end with CRLF")
      }
      lines[index].removeLast()
    }
    return lines
  }

  private static func field(
    _ line: ArraySlice<UInt8>
  ) throws(MultipartError)
    -> (name: String, value: String)
  {
    guard let colon = line.firstIndex(of: UInt8(ascii: ":")), colon > line.startIndex,
      line[..<colon].allSatisfy(ASCII.isToken)
    else {
      throw .malformedHeader("a header line of a part is not 'Name: value'")
    }
    let value = line[(colon + 1)...]
    guard !value.contains(where: ASCII.isForbiddenControl) else {
      throw .malformedHeader("a header of a part holds a control character")
    }
    let name = String(decoding: line[..<colon], as: UTF8.self)
    return (ASCII.lowercased(name), ASCII.trimmed(value))
  }

  /// `filename*` (percent-encoded UTF-8) wins over `filename` where it can be read.
  private static func fileName(of disposition: HeaderParameters) -> String? {
    if let extended = disposition["filename*"] {
      let pieces = extended.split(
        separator: "'", maxSplits: 2, omittingEmptySubsequences: false)
      if pieces.count == 3, ASCII.lowercased(String(pieces[0])) == "utf-8",
        let name = PercentCoding.decoded(pieces[2].utf8)
      {
        return name
      }
    }
    return disposition["filename"].map(PercentCoding.decodedFormName)
  }
}
