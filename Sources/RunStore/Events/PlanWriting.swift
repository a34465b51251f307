internal import BenchCore

/// Writes a plan, complete: a run can be repeated from it.
extension JSONWriter {
  mutating func plan(_ plan: Plan) {
    beginObject()
    key("servers")
    beginArray()
    for server in plan.servers { serverSpec(server) }
    endArray()
    key("containers")
    beginArray()
    for container in plan.containers { self.container(container) }
    endArray()
    key("engine")
    string(plan.engine)
    key("baseline")
    string(plan.baseline)
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
    key("rate_per_second")
    number(plan.load.open?.ratePerSecond)
    key("arrivals")
    string(plan.load.open?.arrivals.rawValue)
    key("rounds")
    integer(plan.rounds)
    key("until")
    number(plan.stopRule?.margin)
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
    key("assertions")
    beginArray()
    for assertion in plan.assertions { string(assertion) }
    endArray()
    key("stream")
    bool(plan.stream)
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
    case .container(let port):
      key("container_port")
      integer(port)
    }
    key("launch")
    if let launch = server.launch { self.launch(launch) } else { null() }
    key("container")
    string(server.container)
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
    key("stream_path")
    string(shape.streamPath)
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
