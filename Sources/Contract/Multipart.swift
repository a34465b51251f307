internal import BenchCore

/// The text around the parts of a `multipart/form-data` body (RFC 7578, escapes as in WHATWG HTML).
enum Multipart {
  /// A boundary that does not occur in `content`; the same for the same content.
  static func boundary(for content: [UInt8]) -> String {
    var generator = SeededGenerator(seed: 0x51_1B_E4C4)
    while true {
      let boundary = "slimbench-" + hexadecimal(generator.next()) + hexadecimal(generator.next())
      if !contains(Array(boundary.utf8), in: content) { return boundary }
    }
  }

  /// A part with a short text.
  static func field(_ name: String, value: String, boundary: String) -> String {
    "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(escaped(name))\"\r\n\r\n"
      + "\(value)\r\n"
  }

  /// Everything before the bytes of a PDF part.
  static func fileHead(_ name: String, fileName: String, boundary: String) -> String {
    "--\(boundary)\r\nContent-Disposition: form-data; name=\"\(escaped(name))\"; "
      + "filename=\"\(escaped(fileName))\"\r\nContent-Type: application/pdf\r\n\r\n"
  }

  /// Everything after the bytes of the last part.
  static func tail(boundary: String) -> String { "\r\n--\(boundary)--\r\n" }

  /// A document's name as servers accept it: without folders, ending in `.pdf`.
  ///
  /// Backslashes and control characters become `_`: parsers disagree about them.
  static func fileName(_ documentName: String) -> String {
    var scalars = String.UnicodeScalarView()
    for scalar in documentName.unicodeScalars {
      if scalar == "/" {
        scalars.removeAll()
      } else {
        let isHarmless = scalar.value >= 32 && scalar.value != 127 && scalar != "\\"
        scalars.append(isHarmless || scalar == "\r" || scalar == "\n" ? scalar : "_")
      }
    }
    let name = String(scalars)
    let stem = name.lowercased().hasSuffix(".pdf") ? String(name.dropLast(4)) : name
    return (stem.isEmpty ? "document" : stem) + ".pdf"
  }

  /// A name between quotes: WHATWG HTML escapes exactly these three.
  static func escaped(_ name: String) -> String {
    var result = String.UnicodeScalarView()
    for scalar in name.unicodeScalars {
      switch scalar {
      case "\"": result.append(contentsOf: "%22".unicodeScalars)
      case "\r": result.append(contentsOf: "%0D".unicodeScalars)
      case "\n": result.append(contentsOf: "%0A".unicodeScalars)
      default: result.append(scalar)
      }
    }
    return String(result)
  }

  /// Horspool's search: it looks at about one byte in forty of a document.
  private static func contains(_ needle: [UInt8], in content: [UInt8]) -> Bool {
    var shifts = [Int](repeating: needle.count, count: 256)
    for (index, byte) in needle.dropLast().enumerated() {
      shifts[Int(byte)] = needle.count - 1 - index
    }
    var end = needle.count - 1
    while end < content.count {
      let start = end - needle.count + 1
      if content[end] == needle.last, content[start...end].elementsEqual(needle) { return true }
      end += shifts[Int(content[end])]
    }
    return false
  }

  private static func hexadecimal(_ value: UInt64) -> String {
    let digits = String(value, radix: 16)
    return String(repeating: "0", count: 16 - digits.count) + digits
  }
}
