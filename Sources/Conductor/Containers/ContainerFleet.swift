internal import BenchCore
internal import DockerKit
internal import Foundation
internal import Synchronization

/// The containers of a run: each started once, however many servers are in it, and removed after it.
///
///     image there? ─no─► built, or pulled ─► made ─► started ─► ports read back
///
/// What runs already under the name, and is not ours, is never touched.
final class ContainerFleet: Sendable {
  /// Why a container does not run.
  struct Failure: Error, Hashable, Sendable {
    /// One line with advice.
    var reason: String
    /// What it, or the build of its image, said last.
    var lastLines: [String] = []

    var text: String {
      guard !lastLines.isEmpty else { return reason }
      return reason + ". Its last lines:\n"
        + lastLines.suffix(12).map { "  " + $0.prefix(500) }.joined(separator: "\n")
    }
  }

  /// A container that runs.
  struct Running: Sendable {
    var engine: Engine
    var container: LaunchedContainer
    /// Whether it was started here just now.
    var isFresh: Bool

    /// Why it has ended, with its last lines; nil while it runs, or where that cannot be asked.
    var death: String? {
      get async {
        do throws(LifecycleError) {
          try await engine.checkAlive(container.id, called: container.name)
          return nil
        } catch {
          switch error.cause {
          case .engine: return nil
          default: return Failure(reason: error.description, lastLines: error.lastLines).text
          }
        }
      }
    }

    /// Where a port of it is reached from here; nil where it is not published.
    func url(port: Int) -> String? {
      container.hostPort(of: port).map { host in
        let name = engine.address.host
        return "http://\(name.contains(":") ? "[\(name)]" : name):\(host)"
      }
    }
  }

  private struct State {
    var engine: Task<Result<Engine, Failure>, Never>?
    var starts: [String: Task<Result<Running, Failure>, Never>] = [:]
    /// What was started here, by key.
    var ours: [String: Running] = [:]
  }

  private let plan: Plan
  private let owner: ContainerOwner
  /// Whether images are built anew where they exist already.
  private let rebuilds: Bool
  private let tell: @Sendable (SubjectChange) -> Void
  private let state = Mutex(State())

  init(
    plan: Plan, owner: ContainerOwner, rebuilds: Bool = false,
    tell: @escaping @Sendable (SubjectChange) -> Void
  ) {
    self.plan = plan
    self.owner = owner
    self.rebuilds = rebuilds
    self.tell = tell
  }

  /// Whether a server's container is one that the plan starts.
  func starts(_ server: ServerSpec) -> ContainerSpec? { server.container.flatMap(plan.container) }

  /// The engine, found once.
  func engine() async throws(Failure) -> Engine {
    let task = state.withLock { state in
      if let known = state.engine { return known }
      let task = Task.detached { [plan] () -> Result<Engine, Failure> in
        let found = await EngineDiscovery.find(option: plan.engine)
        guard let engine = found.chosen else {
          return .failure(
            Failure(reason: found.error?.description ?? "no container engine was found"))
        }
        return .success(engine)
      }
      state.engine = task
      return task
    }
    return try await task.value.get()
  }

  /// Starts the container unless it was started already; callable by every server in it.
  ///
  /// - Parameter progress: Takes what is being done, in words.
  func start(
    _ spec: ContainerSpec, progress: @escaping @Sendable (String) -> Void
  ) async throws(Failure) -> Running {
    let task = state.withLock { state in
      if let known = state.starts[spec.key] { return known }
      let task = Task.detached { [self] () -> Result<Running, Failure> in
        do throws(Failure) { return .success(try await begin(spec, progress)) } catch {
          return .failure(error)
        }
      }
      state.starts[spec.key] = task
      return task
    }
    return try await withTaskCancellationHandler {
      await task.value
    } onCancel: {
      task.cancel()
    }.get()
  }

  private func begin(
    _ spec: ContainerSpec, _ progress: @escaping @Sendable (String) -> Void
  ) async throws(Failure) -> Running {
    let engine = try await engine()
    if let kept = try await kept(spec, engine) { return kept }
    do throws(LifecycleError) {
      try await ImagePreparation(engine: engine, spec: spec, rebuilds: rebuilds) { [tell] words in
        progress(words)
        tell(SubjectChange(subject: spec.containerName, kind: .progress, detail: words))
      }.run()
      progress("container \(spec.containerName) is started")
      let recipe = ContainerRecipe(spec, run: owner, isLocal: engine.isLocal)
      let container = try await engine.launch(recipe)
      let running = Running(engine: engine, container: container, isFresh: true)
      state.withLock { $0.ours[spec.key] = running }
      return running
    } catch {
      throw Failure(
        reason: error.description + nameAdvice(error, spec), lastLines: error.lastLines)
    }
  }

  private func nameAdvice(_ error: LifecycleError, _ spec: ContainerSpec) -> String {
    guard error.cause == .nameInUse else { return "" }
    return " (slimbench cleanup removes it where an earlier run has left it; servers with "
      + "`container: \(spec.containerName)` measure it as it is)"
  }

  /// The container of this name that `slimbench up` has started and that runs; nil for none.
  private func kept(_ spec: ContainerSpec, _ engine: Engine) async throws(Failure) -> Running? {
    guard let details = try? await engine.inspect(spec.containerName), details.state == .running,
      let labelled = ContainerOwner(labels: details.labels), labelled.keeper == .down,
      details.labels[ContainerLabel.target] == spec.key
    else { return nil }
    return Running(engine: engine, container: LaunchedContainer(details), isFresh: false)
  }

  /// Where a port of a container that was not started here is reached; nil where it is not.
  func url(of name: String, port: Int) async throws(Failure) -> String? {
    let engine = try await engine()
    do throws(EngineError) {
      let details = try await engine.inspect(name)
      return Running(engine: engine, container: LaunchedContainer(details), isFresh: false)
        .url(port: port)
    } catch { throw Failure(reason: error.description) }
  }

  /// Stops and removes what was started; returns when it is gone.
  ///
  /// - Returns: What could not be removed, in words.
  func stopAll() async -> [String] {
    let (ours, pending) = state.withLock { state in
      defer {
        state.ours = [:]
        state.starts = [:]
      }
      return (Array(state.ours.values), Array(state.starts.values))
    }
    for task in pending { task.cancel() }
    // One that was just being started when the run was stopped removes itself.
    for task in pending { _ = await task.value }
    let late = state.withLock { state in
      defer { state.ours = [:] }
      return Array(state.ours.values)
    }
    return await withTaskGroup(of: String?.self) { group in
      for running in ours + late {
        group.addTask { await Self.remove(running) }
      }
      var failures: [String] = []
      for await failure in group { if let failure { failures.append(failure) } }
      return failures
    }
  }

  /// Removes those of these keys that were started here.
  func removeFailed(_ keys: [String]) async {
    let failed = state.withLock { state in
      defer { for key in keys { state.ours[key] = nil } }
      return Set(keys).compactMap { state.ours[$0] }
    }
    for running in failed { _ = await Self.remove(running) }
  }

  private static func remove(_ running: Running) async -> String? {
    let (id, name) = (running.container.id, running.container.name)
    do throws(LifecycleError) {
      try? await running.engine.stop(id, called: name)
      try await running.engine.remove(id, called: name, force: true)
      return nil
    } catch { return "\(error)" }
  }
}

extension Engine {
  /// Whether its host is this machine, as far as its address tells.
  var isLocal: Bool {
    switch address {
    case .unix: true
    case .tcp(let host, _): ["localhost", "127.0.0.1", "::1"].contains(host)
    }
  }
}
