internal import BenchCore

/// Reads a plan. Every key may be missing, so that files outlive changes of the plan: what is
/// missing has the default of `Plan`.
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
    for member in try objects("containers") { plan.containers.append(try member.container()) }
    plan.engine = try optionalString("engine")
    if names.contains("dpis") { plan.dpis = try doubles("dpis") }
    if names.contains("concurrencies") { plan.concurrencies = try ints("concurrencies") }
    if let rate = try optionalDouble("rate_per_second") {
      plan.load = .open(
        OpenLoad(ratePerSecond: rate, arrivals: try word("arrivals") ?? .constant))
    }
    try set(&plan.rounds, optionalInt("rounds"))
    plan.stopRule = try optionalDouble("until").map { StopRule(margin: $0) }
    try set(&plan.warmUp, optionalInt("warm_up"))
    try set(&plan.order, word("order"))
    try set(&plan.timeoutSeconds, optionalDouble("timeout_seconds"))
    try set(&plan.readyWithinSeconds, optionalDouble("ready_within_seconds"))
    try set(&plan.seed, optionalUInt64("seed"))
    try set(&plan.responseLimit, optionalInt("response_limit_bytes"))
    plan.baseline = try optionalString("baseline")
    if names.contains("assertions") { plan.assertions = try strings("assertions") }
    try set(&plan.stream, optionalBool("stream"))
    plan.headers = try headers()
    if let tls = try optionalObject("tls") {
      plan.tls = TLSPolicy(
        caFile: try tls.optionalString("ca_file"),
        insecure: try tls.optionalBool("insecure") ?? false)
    }
    // A damaged file must not make the product of these lists fill the memory.
    let points = plan.dpis.count.multipliedReportingOverflow(by: plan.concurrencies.count)
    guard !points.overflow, points.partialValue <= 100_000,
      points.partialValue * servers.count <= 100_000
    else {
      throw problem("dpis", "more conditions than any run has")
    }
    return plan
  }

  private func serverSpec() throws(JSONProblem) -> ServerSpec {
    let origin: ServerOrigin
    if let webLayer = try optionalString("embedded") {
      origin = .embedded(webLayer)
    } else if let port = try optionalInt("container_port") {
      origin = .container(port: port)
    } else {
      origin = .url(try string("url"))
    }
    let key = try string("key")
    return ServerSpec(
      key: key, name: try optionalString("name") ?? key, origin: origin,
      launch: try optionalObject("launch")?.launch(), container: try optionalString("container"),
      request: try optionalObject("request")?.shape() ?? RequestShape(), headers: try headers())
  }

  private func shape() throws(JSONProblem) -> RequestShape {
    var shape = RequestShape()
    try set(&shape.healthPath, optionalString("health_path"))
    try set(&shape.path, optionalString("path"))
    try set(&shape.streamPath, optionalString("stream_path"))
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
