/// Which engine is meant: the one that somebody named, or whichever is there.
///
/// The order is that of Docker's own command, and podman's variable after it. A choice that cannot
/// be used is an error and never replaced by another engine.
package enum EngineChoice: Sendable, Equatable {
  package enum Source: Sendable, Equatable, CustomStringConvertible {
    /// `--engine`, or the file of a plan.
    case option
    case variable(String)
    /// A context of Docker's command, and what chose it.
    case context(String, by: String)
    /// Nobody named it; it was looked for.
    case probe

    package var description: String {
      switch self {
      case .option: "--engine"
      case .variable(let name): name
      case .context(let name, let source): "context \(name) (\(source))"
      case .probe: "looked for"
      }
    }
  }

  case named(Source, text: String, EngineAddress)
  case unusable(Source, text: String, EngineError)
  /// Nothing was named.
  case open

  /// Finds out what was named.
  ///
  /// - Parameter option: The value of `--engine`: an address, a path, or a context's name.
  package init(option: String?, _ surroundings: Surroundings) {
    let contexts = DockerContexts(surroundings)
    if let option {
      // A name without a slash can only be a context.
      self =
        option.contains("/") || option.isEmpty
        ? Self.address(option, .option, surroundings)
        : Self.context(option, by: "--engine", contexts, surroundings)
    } else if let host = surroundings.value("DOCKER_HOST") {
      self = Self.address(host, .variable("DOCKER_HOST"), surroundings)
    } else if let name = surroundings.value("DOCKER_CONTEXT"), name != "default" {
      self = Self.context(name, by: "DOCKER_CONTEXT", contexts, surroundings)
    } else if surroundings.value("DOCKER_CONTEXT") == nil, let name = contexts.current {
      self = Self.context(name, by: contexts.configPath, contexts, surroundings)
    } else if let host = surroundings.value("CONTAINER_HOST") {
      self = Self.address(host, .variable("CONTAINER_HOST"), surroundings)
    } else {
      self = .open
    }
  }

  private static func context(
    _ name: String, by source: String, _ contexts: DockerContexts, _ surroundings: Surroundings
  ) -> EngineChoice {
    let from = Source.context(name, by: source)
    guard let host = contexts.host(of: name) else {
      return .unusable(
        from, text: name,
        EngineError(
          .unsupported, "\(source) names the context \(name), which is not in \(contexts.folder)",
          advice: "see docker context ls, or name a socket: --engine unix:///path/of/the.sock"))
    }
    return address(host, from, surroundings)
  }

  private static func address(
    _ text: String, _ source: Source, _ surroundings: Surroundings
  ) -> EngineChoice {
    do throws(EngineError) {
      let address = try EngineAddress(text)
      if case .tcp = address, surroundings.value("DOCKER_TLS_VERIFY") != nil {
        throw EngineError.unsupported(
          "\(source) is \(text) and DOCKER_TLS_VERIFY is set: TLS is not supported",
          advice: EngineAddress.tunnel)
      }
      return .named(source, text: text, address)
    } catch {
      return .unusable(source, text: text, error)
    }
  }
}
