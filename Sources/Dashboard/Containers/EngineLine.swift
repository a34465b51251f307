internal import BenchCore

/// The engine in the first line: `Docker 20.10 · sampled each 1.0 s · lost 4 s ago`.
struct EngineLine {
  /// The same in fewer and fewer cells.
  let forms: [String]

  init(_ containers: ContainersView) {
    let table = containers.table
    let readOnly = containers.options.isReadOnly ? ["read-only"] : []
    var standing: [String] = []
    var brief: [String] = []
    if table.problem != nil {
      let age = Quantity.age(seconds: table.lostAt.map { containers.now.seconds(since: $0) })
      standing = [table.engine == nil ? "no engine" : "lost \(age) ago"]
      brief = standing
    } else if let seconds = table.samplingSeconds, !containers.watched.isEmpty {
      let tenths = Int((min(seconds, 1e6) * 10).rounded())
      standing = ["sampled each \(tenths / 10).\(tenths % 10) s"]
      if let age = table.age(at: containers.now), age >= ContainerWords.stale {
        standing = ["last sample \(Quantity.age(seconds: age)) ago"]
        brief = standing
      }
    }
    let name = table.engine.map { [$0.name] } ?? []
    let lists = [name + standing + readOnly, name + brief + readOnly, brief + readOnly, readOnly]
    forms = lists.filter { !$0.isEmpty }.map { $0.joined(separator: " · ") }
  }
}
