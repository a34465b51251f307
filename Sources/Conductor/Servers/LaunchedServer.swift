/// What was launched for a server of a run, and is stopped after it.
enum LaunchedServer: Sendable {
  case embedded(EmbeddedServer)
  case process(LaunchedProcess)
  /// It stays when we are gone.
  case kept(KeptProcess)

  /// Its process group; nil where it is not ours to look at.
  var group: Int32? {
    switch self {
    case .embedded(let server): server.group
    case .process(let process): process.group
    case .kept(let process): process.group
    }
  }

  /// Why it has ended; nil while it runs, or where it is not known.
  var death: String? {
    switch self {
    case .embedded: nil
    case .process(let process): process.death
    case .kept(let process): process.death
    }
  }

  func stop() async {
    switch self {
    case .embedded(let server): await server.stop()
    case .process(let process): await process.stop()
    case .kept(let process): await process.stop()
    }
  }

  /// At once and without waiting; an embedded server ends with us.
  func kill() {
    if case .process(let process) = self { process.kill() }
  }
}
