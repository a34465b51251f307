internal import BenchCore

/// A plan in a file. Every key may be missing, so that files outlive changes of the plan: what is
/// missing has the default of `Plan`.
extension JSONWriter {
  mutating func plan(_ plan: Plan) {
    beginObject()
    key("servers")
    beginArray()
    for server in plan.servers { serverSpec(server) }
    endArray()
    key("corpus")
    beginObject()
    key("directory")
    string(plan.corpus.directory)
    key("max_files")
    integer(plan.corpus.maxFiles)
    key("keep_defective")
    bool(plan.corpus.keepDefective)
    endObject()
    key("dpis")
    beginArray()
    for dpi in plan.dpis { number(dpi) }
    endArray()
    key("concurrencies")
    beginArray()
    for concurrency in plan.concurrencies { integer(concurrency) }
    endArray()
    key("rounds")
    integer(plan.rounds)
    key("warm_up")
    integer(plan.warmUp)
    key("order")
    string(plan.order.rawValue)
    key("timeout_seconds")
    number(plan.timeoutSeconds)
    key("ready_within_seconds")
    number(plan.readyWithinSeconds)
    key("seed")
    integer(plan.seed)
    headers(plan.headers)
    key("tls")
    beginObject()
    key("ca_file")
    string(plan.tls.caFile)
    key("insecure")
    bool(plan.tls.insecure)
    endObject()
    key("response_limit_bytes")
    integer(plan.responseLimit)
    endObject()
  }

  private mutating func serverSpec(_ server: ServerSpec) {
    beginObject()
    key("key")
    string(server.key)
    key("name")
    string(server.name)
    switch server.origin {
    case .url(let url):
      key("url")
      string(url)
    case .embedded(let webLayer):
      key("embedded")
      string(webLayer)
    }
    key("request")
    shape(server.request)
    headers(server.headers)
    endObject()
  }

  private mutating func shape(_ shape: RequestShape) {
    beginObject()
    key("health_path")
    string(shape.healthPath)
    key("path")
    string(shape.path)
    key("method")
    string(shape.method)
    key("body")
    string(shape.body.rawValue)
    key("file_field")
    string(shape.fileField)
    key("dpi_placement")
    beginArray()
    for placement in RequestShape.DPIPlacement.allCases
    where shape.dpiPlacement.contains(placement) {
      string(placement.rawValue)
    }
    endArray()
    key("dpi_name")
    string(shape.dpiName)
    key("pages_pointer")
    string(shape.pagesPointer)
    key("server_seconds_pointer")
    string(shape.serverSecondsPointer)
    key("text_pointer")
    string(shape.textPointer)
    endObject()
  }

  private mutating func headers(_ headers: [HeaderField]) {
    key("headers")
    beginArray()
    for header in headers {
      beginObject()
      key("name")
      string(header.name)
      key("value")
      string(header.value)
      endObject()
    }
    endArray()
  }
}

extension JSONMembers {
  func plan() throws(JSONProblem) -> Plan {
    var servers: [ServerSpec] = []
    for member in try objects("servers") { servers.append(try member.serverSpec()) }
    let corpus = try optionalObject("corpus")
    var plan = Plan(
      servers: servers,
      corpus: CorpusSpec(
        directory: try corpus?.optionalString("directory") ?? "",
        maxFiles: try corpus?.optionalInt("max_files"),
        keepDefective: try corpus?.optionalBool("keep_defective") ?? false))
    if names.contains("dpis") { plan.dpis = try doubles("dpis") }
    if names.contains("concurrencies") { plan.concurrencies = try ints("concurrencies") }
    try set(&plan.rounds, optionalInt("rounds"))
    try set(&plan.warmUp, optionalInt("warm_up"))
    try set(&plan.order, word("order"))
    try set(&plan.timeoutSeconds, optionalDouble("timeout_seconds"))
    try set(&plan.readyWithinSeconds, optionalDouble("ready_within_seconds"))
    try set(&plan.seed, optionalUInt64("seed"))
    try set(&plan.responseLimit, optionalInt("response_limit_bytes"))
    plan.headers = try headers()
    if let tls = try optionalObject("tls") {
      plan.tls = TLSPolicy(
        caFile: try tls.optionalString("ca_file"),
        insecure: try tls.optionalBool("insecure") ?? false)
    }
    // A damaged file must not make the product of these lists fill the memory.
    let points = plan.dpis.count.multipliedReportingOverflow(by: plan.concurrencies.count)
    guard !points.overflow, points.partialValue * servers.count <= 100_000 else {
      throw problem("dpis", "more conditions than any run has")
    }
    return plan
  }

  private func serverSpec() throws(JSONProblem) -> ServerSpec {
    let origin: ServerOrigin
    if let webLayer = try optionalString("embedded") {
      origin = .embedded(webLayer)
    } else {
      origin = .url(try string("url"))
    }
    let key = try string("key")
    return ServerSpec(
      key: key, name: try optionalString("name") ?? key, origin: origin,
      request: try optionalObject("request")?.shape() ?? RequestShape(), headers: try headers())
  }

  private func shape() throws(JSONProblem) -> RequestShape {
    var shape = RequestShape()
    try set(&shape.healthPath, optionalString("health_path"))
    try set(&shape.path, optionalString("path"))
    try set(&shape.method, optionalString("method"))
    try set(&shape.body, word("body"))
    try set(&shape.fileField, optionalString("file_field"))
    if names.contains("dpi_placement") {
      shape.dpiPlacement = Set(
        try strings("dpi_placement").compactMap { RequestShape.DPIPlacement(rawValue: $0) })
    }
    try set(&shape.dpiName, optionalString("dpi_name"))
    try set(&shape.pagesPointer, optionalString("pages_pointer"))
    try set(&shape.serverSecondsPointer, optionalString("server_seconds_pointer"))
    try set(&shape.textPointer, optionalString("text_pointer"))
    return shape
  }

  private func headers() throws(JSONProblem) -> [HeaderField] {
    var headers: [HeaderField] = []
    for member in try objects("headers") {
      headers.append(
        HeaderField(name: try member.string("name"), value: try member.string("value")))
    }
    return headers
  }

  /// One of an enumeration's words; nil where the key is missing.
  func word<Word: RawRepresentable<String>>(_ key: String) throws(JSONProblem) -> Word? {
    guard let text = try optionalString(key) else { return nil }
    guard let word = Word(rawValue: text) else {
      throw problem(key, "\"\(text.prefix(40))\" is not known here")
    }
    return word
  }

  private func set<Value>(_ target: inout Value, _ value: Value?) {
    if let value { target = value }
  }
}
