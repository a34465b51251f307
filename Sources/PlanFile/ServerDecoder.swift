internal import BenchCore

/// Reads `servers:` of a plan file.
///
///     servers:
///       python: {name: Python FastAPI, url: http://localhost:7670}
///       here:   {embedded: hummingbird, options: {extra-latency: 3%}}
///       plain:  http://localhost:7672
///       local:  {url: http://localhost:7673, launch: python -m slimgest.web}
///       boxed:  {container: slimgest, port: 7670}
struct ServerDecoder {
  private static let keys = [
    "url", "name", "embedded", "options", "launch", "container", "port", "headers", "request",
  ]
  private static let requestKeys = [
    "path", "stream_path", "method", "health_path", "body", "file_field", "dpi_in", "dpi_name",
    "pages",
    "server_seconds", "text",
  ]

  /// Makes paths of the file absolute, or at least meant from our own folder.
  let resolved: (String) -> String

  func servers(_ value: YAMLValue?, _ reader: inout FieldReader) -> [ServerDraft] {
    guard let value else { return [] }
    var servers: [ServerDraft] = []
    for entry in reader.entries(value, "servers") {
      let path = "servers." + entry.key
      if !ServerSpec.isValidKey(entry.key) {
        reader.report(entry.keyPlace, path, Self.keyAdvice(entry.key))
      }
      servers.append(server(entry, path, &reader))
    }
    return servers
  }

  private static func keyAdvice(_ key: String) -> String {
    if ServerSpec.reservedKeys.contains(key) {
      return "result files use this name themselves; choose another"
    }
    return "no server can have this name; use at most 40 of a-z, 0-9, - and _, a letter first"
  }

  private func server(
    _ entry: YAMLValue.Entry, _ path: String, _ reader: inout FieldReader
  ) -> ServerDraft {
    if case .text = entry.value.content {
      let url = reader.text(entry.value, path)
      return ServerDraft(key: entry.key, origin: url.map { .url($0) })
    }
    let fields = reader.fields(entry.value, path, known: Self.keys)
    var draft = ServerDraft(key: entry.key, name: reader.text(fields["name"], path + ".name"))
    let url = reader.text(fields["url"], path + ".url")
    var embedded = reader.text(fields["embedded"], path + ".embedded")
    if let value = fields["options"] {
      let options = Self.options(value, path + ".options", &reader)
      if fields["embedded"] == nil {
        reader.report(value.place, path + ".options", "only an embedded server has options")
      }
      embedded = embedded.map { ([$0] + options).joined(separator: ",") }
    }
    let port = reader.whole(fields["port"], path + ".port")
    let given = ["url", "embedded", "port"].filter { fields[$0] != nil }
    if given.count > 1, let last = given.last {
      reader.report(
        fields[last]?.place, path + "." + last,
        "it has \(given[0] == "url" ? "a url" : "embedded") too; leave one of them out")
    } else if given.isEmpty, fields["launch"] == nil, fields["container"] == nil {
      if case .map = entry.value.content {
        reader.report(
          entry.keyPlace, path,
          "it has no address; give its url, or embedded, or container and port")
      }
    } else {
      draft.origin =
        url.map { .url($0) } ?? embedded.map { .embedded($0) } ?? port.map { .container(port: $0) }
    }
    draft.launch = fields["launch"].flatMap {
      LaunchDecoder(resolved: resolved).launch($0, path + ".launch", &reader)
    }
    draft.container = reader.text(fields["container"], path + ".container")
    draft.headers = Self.headers(fields["headers"], path + ".headers", &reader)
    draft.request = fields["request"].map { Self.request($0, path + ".request", &reader) }
    return draft
  }

  /// Options of an embedded server, as the texts that its ``EmbeddedSpec`` is made of.
  private static func options(
    _ value: YAMLValue, _ path: String, _ reader: inout FieldReader
  ) -> [String] {
    reader.fields(value, path, known: EmbeddedSpec.optionNames).sorted { $0.key < $1.key }
      .compactMap { name, value in
        reader.read(value, path + "." + name, "a value without commas and spaces") { text in
          EmbeddedSpec.isValue(text) ? name + "=" + text : nil
        }
      }
  }

  /// Reads a map of header names and values.
  static func headers(
    _ value: YAMLValue?, _ path: String, _ reader: inout FieldReader
  ) -> [HeaderField] {
    guard let value else { return [] }
    var headers: [HeaderField] = []
    for entry in reader.entries(value, path) {
      let path = path + "." + entry.key
      let text = reader.read(entry.value, path, "text") { $0 }
      guard let text else { continue }
      if let field = HeaderField(line: entry.key + ":" + text), field.name == entry.key {
        headers.append(field)
      } else {
        reader.report(
          entry.keyPlace, path,
          "no HTTP header can look like this; the name has no spaces, the value no line breaks")
      }
    }
    return headers
  }

  private static func request(
    _ value: YAMLValue, _ path: String, _ reader: inout FieldReader
  ) -> RequestShape {
    let fields = reader.fields(value, path, known: requestKeys)
    var shape = RequestShape()
    func set<Value>(_ property: WritableKeyPath<RequestShape, Value>, _ value: Value?) {
      if let value { shape[keyPath: property] = value }
    }
    func text(_ key: String, _ what: String, _ isRight: (String) -> Bool) -> String? {
      reader.read(fields[key], path + "." + key, what) { isRight($0) ? $0 : nil }
    }
    let isPath = { (text: String) in
      text.hasPrefix("/") && text.utf8.allSatisfy { $0 > 32 && $0 != 127 }
    }
    let isName = { (text: String) in
      !text.isEmpty && text.utf8.allSatisfy { $0 >= 32 && $0 != 127 && $0 != 34 }
    }
    set(\.healthPath, text("health_path", "a path, as /health", isPath))
    set(\.path, text("path", "a path, as /process-pdf", isPath))
    set(\.streamPath, text("stream_path", "a path, as /process-pdf-stream", isPath))
    set(
      \.method,
      text("method", "an HTTP method, as POST") { text in
        (1...20).contains(text.utf8.count) && text.utf8.allSatisfy { (65...90).contains($0) }
      })
    set(\.fileField, text("file_field", "the name of a form field", isName))
    set(\.dpiName, text("dpi_name", "the name of a parameter", isName))
    set(\.pagesPointer, text("pages", "a JSON pointer, as /total_pages") { $0.hasPrefix("/") })
    let isPointer = { (text: String) in text.isEmpty || text.hasPrefix("/") }
    set(
      \.serverSecondsPointer,
      text("server_seconds", "a JSON pointer, as /elapsed, or \"\" for none", isPointer))
    set(
      \.textPointer, text("text", "a JSON pointer, as /pages/-/text, or \"\" for none", isPointer))
    set(\.body, reader.choice(fields["body"], path + ".body", of: RequestShape.BodyKind.self))
    let placements = reader.list(fields["dpi_in"], path + ".dpi_in") { reader, value, path in
      reader.choice(value, path, of: RequestShape.DPIPlacement.self)
    }
    set(\.dpiPlacement, placements.map { Set($0) })
    return shape
  }
}
