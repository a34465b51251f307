package import BenchCore

/// How requests to one server look: addresses, header lines, and the bytes around a document.
///
/// Pure: the same server, document and DPI give the same bytes every time. The prefix and the
/// suffix of a body are small; the document between them is the caller's array, not a copy.
package struct RequestTemplate: Sendable {
  private let shape: RequestShape
  private let base: String
  private let fields: [HeaderField]
  private let streams: Bool

  /// The requests of `server`, found at `baseURL`; a server's own headers replace the plan's of
  /// the same name.
  ///
  /// - Parameter streams: Whether documents go to the path that answers page by page.
  package init(
    server: ServerSpec, baseURL: String, planHeaders: [HeaderField], streams: Bool = false
  ) {
    shape = server.request
    base = baseURL
    self.streams = streams
    let own = Set(server.headers.map { $0.name.lowercased() })
    fields = planHeaders.filter { !own.contains($0.name.lowercased()) } + server.headers
  }

  /// The HTTP method that sends a document.
  package var method: String { shape.method }

  /// Where documents go at a resolution.
  package func url(dpi: Double) -> String {
    let query =
      shape.dpiPlacement.contains(.query)
      ? URLText.escapedComponent(shape.dpiName) + "=" + Self.dpiText(dpi) : nil
    return URLText.join(base: base, path: streams ? shape.streamPath : shape.path, query: query)
  }

  /// Where the readiness probe goes.
  package var healthURL: String { URLText.join(base: base, path: shape.healthPath, query: nil) }

  /// Header lines of the readiness probe, `Name: value`, or `Name;` for an empty value.
  package var healthHeaders: [String] { fields.compactMap(Self.line) }

  /// Header lines of a request that sends `content`, as for `healthHeaders`.
  ///
  /// `Content-Type` names the boundary that `bodySegments` uses for the same content; only a raw
  /// body leaves it to the user's own headers.
  package func headers(content: [UInt8]) -> [String] {
    headersOfBody(content) + acceptance
  }

  /// Some servers stream only to those who ask for it by name; the user's own choice goes first.
  private var acceptance: [String] {
    let isChosen = fields.contains { $0.name.lowercased() == "accept" }
    return streams && !isChosen ? ["Accept: text/event-stream"] : []
  }

  private func headersOfBody(_ content: [UInt8]) -> [String] {
    let isContentType = { (field: HeaderField) in field.name.lowercased() == "content-type" }
    switch shape.body {
    case .multipart:
      let type = "Content-Type: multipart/form-data; boundary=" + Multipart.boundary(for: content)
      return [type] + fields.filter { !isContentType($0) }.compactMap(Self.line)
    case .raw:
      let type = fields.contains(where: isContentType) ? [] : ["Content-Type: application/pdf"]
      return type + healthHeaders
    }
  }

  /// The body that sends `content` under a document's name: prefix, the content itself, suffix.
  package func bodySegments(documentName: String, content: [UInt8], dpi: Double) -> [[UInt8]] {
    bodySegments(fileName: Multipart.fileName(documentName), content: content, dpi: dpi)
  }

  /// The same under a name that need not end in `.pdf`.
  package func bodySegments(fileName: String, content: [UInt8], dpi: Double) -> [[UInt8]] {
    guard shape.body == .multipart else { return [[], content, []] }
    let boundary = Multipart.boundary(for: content)
    var prefix = ""
    if shape.dpiPlacement.contains(.form) {
      prefix += Multipart.field(shape.dpiName, value: Self.dpiText(dpi), boundary: boundary)
    }
    prefix += Multipart.fileHead(shape.fileField, fileName: fileName, boundary: boundary)
    return [Array(prefix.utf8), content, Array(Multipart.tail(boundary: boundary).utf8)]
  }

  /// The resolution as servers read it: `150`, not `150.0`, for `int` parameters refuse the latter.
  static func dpiText(_ dpi: Double) -> String { Quantity.plain(dpi) }

  /// A header line that cannot smuggle another one; nil for a name that HTTP does not allow.
  private static func line(_ field: HeaderField) -> String? {
    let value = String(
      String.UnicodeScalarView(
        field.value.unicodeScalars.map { $0.value < 32 && $0 != "\t" || $0.value == 127 ? " " : $0 }
      ))
    guard let checked = HeaderField(line: field.name + ":" + value) else { return nil }
    return checked.value.isEmpty ? checked.name + ";" : checked.name + ": " + checked.value
  }
}
