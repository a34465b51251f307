/// A server as the plan asks for it: who it is, where it comes from, how it is spoken to.
package struct ServerSpec: Codable, Hashable, Sendable {
  /// The slug that names it in files and on the command line, such as `python`.
  package var key: String
  /// What tables call it.
  package var name: String
  /// Where it comes from.
  package var origin: ServerOrigin
  /// The process that is started for it and answers on its url; nil for none.
  package var launch: LaunchSpec?
  /// The container that it runs in, which is watched: a key of the plan's `containers`, started for
  /// the run, or the name of one that runs already; nil for none known.
  package var container: String?
  /// How requests to it look; the slimgest contract unless overridden.
  package var request: RequestShape
  /// Sent to this server only.
  package var headers: [HeaderField]

  package init(
    key: String, name: String, origin: ServerOrigin, launch: LaunchSpec? = nil,
    container: String? = nil, request: RequestShape = RequestShape(), headers: [HeaderField] = []
  ) {
    self.key = key
    self.name = name
    self.origin = origin
    self.launch = launch
    self.container = container
    self.request = request
    self.headers = headers
  }

  /// Keys that the result file uses for itself, beside the servers'.
  package static let reservedKeys: Set<String> = ["timestamp", "slimbench"]

  /// Whether `key` can name a server: a lower-case slug that no other part of a result uses.
  package static func isValidKey(_ key: String) -> Bool {
    guard let first = key.utf8.first, (97...122).contains(first), key.utf8.count <= 40 else {
      return false
    }
    let allowed = key.utf8.allSatisfy {
      (97...122).contains($0) || (48...57).contains($0) || $0 == 95 || $0 == 45
    }
    return allowed && !reservedKeys.contains(key)
  }

  /// The same server with secrets replaced.
  package var redacted: ServerSpec {
    var copy = self
    copy.headers = headers.map(\.redacted)
    copy.launch = launch?.redacted
    if case .url(let url) = origin { copy.origin = .url(Redaction.url(url)) }
    return copy
  }
}

/// Where a server comes from.
package enum ServerOrigin: Codable, Hashable, Sendable {
  /// Already running at this base URL; never started, stopped or touched otherwise.
  case url(String)
  /// The embedded reference server, launched as a child for the run: an ``EmbeddedSpec`` as text.
  case embedded(String)
  /// A port of its container; where the host has it is known once the container runs.
  case container(port: Int)

  /// Stands where a file does not tell where a server was (RFC 2606: the name never resolves).
  package static let unknown = ServerOrigin.url("http://unknown.invalid")

  /// An origin as people write it: `embedded:` and what to launch, or a base URL.
  package init(text: String) {
    let prefix = "embedded:"
    self =
      text.hasPrefix(prefix) ? .embedded(String(text.dropFirst(prefix.count))) : .url(text)
  }
}

/// How a request to a server looks and where its answer keeps what is measured.
///
/// The defaults are the slimgest contract; `request:` in `slimbench.yaml` overrides any of them, so
/// that any document server can be measured.
package struct RequestShape: Codable, Hashable, Sendable {
  /// Path of the readiness probe.
  package var healthPath = "/"
  /// Path that takes a document.
  package var path = "/process-pdf"
  /// Path that takes a document and answers page by page.
  package var streamPath = "/process-pdf-stream"
  /// HTTP method.
  package var method = "POST"
  /// How the document travels.
  package var body = BodyKind.multipart
  /// Multipart field of the document.
  package var fileField = "file"
  /// Where the DPI is written.
  package var dpiPlacement: Set<DPIPlacement> = [.query, .form]
  /// Name of the DPI parameter, in the query and in the form.
  package var dpiName = "dpi"
  /// JSON pointer (RFC 6901) to the number of pages.
  package var pagesPointer = "/total_pages_processed"
  /// JSON pointer to the server's own seconds; empty when it tells none.
  package var serverSecondsPointer = "/elapsed_seconds"
  /// JSON pointer to the text; `-` as a token stands for every element of an array.
  package var textPointer = "/results/-/ocr_text"

  package init() {}

  /// How the document travels in the request.
  package enum BodyKind: String, Codable, Hashable, Sendable, CaseIterable {
    /// `multipart/form-data`, as the contract says.
    case multipart
    /// The bytes of the document alone, as `application/pdf`.
    case raw
  }

  /// Where a request says the DPI.
  package enum DPIPlacement: String, Codable, Hashable, Sendable, CaseIterable {
    case query, form
  }
}
