/// One question to an engine, and its answer.
package import CurlKit

package struct EngineCall: Sendable {
  /// How long a question may take that is no stream.
  package static let usualTimeout: Duration = .seconds(10)

  package var method: String
  /// The path behind the version, such as `/containers/json`; escaped where it is put together.
  package var path: String
  /// Names and values as they are meant; escaped when sent.
  package var query: [(name: String, value: String)]
  package var body: UploadBody?
  package var headers: [String] = []
  /// From start to last byte; nil for a stream.
  package var timeout: Duration?
  /// Leaves the version out of the path, as before it is negotiated.
  package var isUnversioned = false

  package init(
    _ method: String, _ path: String, query: [(name: String, value: String)] = [],
    timeout: Duration? = usualTimeout
  ) {
    self.method = method
    self.path = path
    self.query = query
    self.timeout = timeout
  }

  /// The same with a body of JSON.
  package func json(_ bytes: [UInt8]) -> EngineCall {
    var call = self
    call.body = UploadBody(segments: [bytes])
    call.headers.append("Content-Type: application/json")
    return call
  }
}

/// A successful answer: its status is 2xx, or 304 (nothing was to be done).
package struct EngineAnswer: Sendable {
  package var status: Int
  package var headers: [(name: String, value: String)]
  package var body: [UInt8]

  package var json: JSON? { JSON(body) }

  /// The value of the first header field of that name, in any case.
  package func header(_ name: String) -> String? {
    headers.first { $0.name.lowercased() == name.lowercased() }?.value
  }
}

extension String {
  /// This text as a part of a path or of a query: everything but plain characters escaped.
  package var escapedForEngine: String {
    var text = ""
    for byte in utf8 {
      switch byte {
      case 0x30...0x39, 0x41...0x5A, 0x61...0x7A, 0x2D, 0x2E, 0x5F, 0x7E:
        text.unicodeScalars.append(Unicode.Scalar(byte))
      default:
        text += "%" + (byte < 16 ? "0" : "") + String(byte, radix: 16, uppercase: true)
      }
    }
    return text
  }
}
