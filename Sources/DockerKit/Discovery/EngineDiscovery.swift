/// Finds the engine to talk to, and tells of every place that was looked at.
package struct EngineDiscovery: Sendable {
  /// A place where an engine may be, and what was found there.
  package struct Candidate: Sendable {
    package var source: EngineChoice.Source
    /// The address as it was written.
    package var text: String
    package var result: Result<Engine, EngineError>
  }

  /// The engine that is used, if any.
  package var chosen: Engine?
  /// Why there is none.
  package var error: EngineError?
  /// All that was looked at, in order.
  package var candidates: [Candidate]

  /// Looks for an engine.
  ///
  /// - Parameters:
  ///   - option: The value of `--engine`; nil if it was not given.
  ///   - surroundings: Where the rest is read from.
  ///   - all: Looks everywhere even if one was named, for a report; the choice stays the same.
  ///   - patience: How long a place that nobody named has for its first answer.
  package static func find(
    option: String? = nil, in surroundings: Surroundings = .current, all: Bool = false,
    patience: Duration = .milliseconds(300)
  ) async -> EngineDiscovery {
    switch EngineChoice(option: option, surroundings) {
    case .named(let source, let text, let address):
      let result = await connect(address, firstTimeout: nil)
      let named = Candidate(source: source, text: text, result: result)
      let others = all ? await probe(surroundings, patience, except: address) : []
      return EngineDiscovery(named, others)
    case .unusable(let source, let text, let error):
      let named = Candidate(source: source, text: text, result: .failure(error))
      return EngineDiscovery(named, all ? await probe(surroundings, patience, except: nil) : [])
    case .open:
      return EngineDiscovery(probed: await probe(surroundings, patience, except: nil))
    }
  }

  private init(_ named: Candidate, _ others: [Candidate]) {
    chosen = try? named.result.get()
    if case .failure(let error) = named.result { self.error = error }
    candidates = [named] + others
  }

  private init(probed: [Candidate]) {
    candidates = probed
    chosen = probed.lazy.compactMap { try? $0.result.get() }.first
    guard chosen == nil else { return }
    let errors = probed.compactMap { candidate -> EngineError? in
      guard case .failure(let error) = candidate.result else { return nil }
      return error
    }
    // One that is there and cannot be used is worth more than all that are not there.
    error =
      errors.first { $0.kind != .missing }
      ?? EngineError(
        .missing, "no container engine was found at the \(probed.count) usual places",
        advice: "start Docker or podman, or name its socket: --engine unix:///path/of/the.sock")
  }

  /// The usual places, the most likely one first.
  package static func places(_ surroundings: Surroundings) -> [String] {
    let home = surroundings.home
    let runtime = surroundings.value("XDG_RUNTIME_DIR") ?? "/run/user/\(surroundings.user)"
    return [
      "/var/run/docker.sock", "\(runtime)/docker.sock", "\(home)/.docker/run/docker.sock",
      "\(home)/.docker/desktop/docker.sock", "\(home)/.colima/default/docker.sock",
      "\(home)/.orbstack/run/docker.sock", "\(home)/.rd/docker.sock",
      "\(runtime)/podman/podman.sock", "/run/podman/podman.sock",
      "\(home)/.local/share/containers/podman/machine/podman.sock",
    ]
  }

  private static func probe(
    _ surroundings: Surroundings, _ patience: Duration, except known: EngineAddress?
  ) async -> [Candidate] {
    await withTaskGroup(of: (Int, Candidate?).self) { group in
      for (index, path) in places(surroundings).enumerated() {
        group.addTask {
          let result: Result<Engine, EngineError>
          do throws(EngineError) {
            let address = try EngineAddress(path)
            if address == known { return (index, nil) }
            result = await connect(address, firstTimeout: patience)
          } catch {
            result = .failure(error)
          }
          return (index, Candidate(source: .probe, text: "unix://\(path)", result: result))
        }
      }
      var found: [(Int, Candidate?)] = []
      for await entry in group { found.append(entry) }
      return found.sorted { $0.0 < $1.0 }.compactMap(\.1)
    }
  }

  private static func connect(
    _ address: EngineAddress, firstTimeout: Duration?
  ) async -> Result<Engine, EngineError> {
    do throws(EngineError) {
      return .success(try await Engine.connect(address, firstTimeout: firstTimeout))
    } catch {
      return .failure(error)
    }
  }
}
