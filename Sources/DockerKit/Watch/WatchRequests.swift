/// The requests of a session of a watcher: each runs as a task of its group and ends as an input.
struct WatchRequests {
  let engine: Engine
  let timing: WatchTiming
  let sender: WatchInput.Sender

  /// The list, after what comes in bursts has settled.
  func list(in group: inout DiscardingTaskGroup) {
    let (engine, sender, settling) = (engine, sender, timing.settling)
    group.addTask {
      try? await Task.sleep(for: settling)
      do throws(EngineError) {
        sender.send(.listed(.success(try await engine.list())))
      } catch {
        sender.send(.listed(.failure(error)))
      }
    }
  }

  func inspect(_ id: String, in group: inout DiscardingTaskGroup) {
    let (engine, sender, timeout) = (engine, sender, timing.inspect)
    group.addTask {
      do throws(EngineError) {
        sender.send(.inspected(id, .success(try await engine.inspect(id, within: timeout))))
      } catch {
        sender.send(.inspected(id, .failure(error)))
      }
    }
  }

  /// - Parameter attempt: How often the engine has been late with it before.
  func inspectLater(_ id: String, attempt: Int, in group: inout DiscardingTaskGroup) {
    let (sender, wait) = (sender, timing.retry(attempt))
    group.addTask {
      try? await Task.sleep(for: wait)
      sender.send(.again(id))
    }
  }

  /// Whether the engine still answers.
  func ping(in group: inout DiscardingTaskGroup) {
    let (engine, sender, timeout) = (engine, sender, timing.answer)
    group.addTask {
      do throws(EngineError) {
        _ = try await engine.call(EngineCall("GET", "/_ping", timeout: timeout))
        sender.send(.alive)
      } catch {
        sender.send(.ended(error))
      }
    }
  }

  /// The events of all containers, for as long as the session lives.
  ///
  /// - Parameter since: Repeats what happened since then.
  func events(since: EngineTime?, in group: inout DiscardingTaskGroup) {
    var query = [
      ("filters", Engine.filters(["type": ["container"], "event": EngineEvent.wanted]))
    ]
    if let since { query.append(("since", since.sinceParameter)) }
    let call = EngineCall("GET", "/events", query: query)
    let (engine, sender) = (engine, sender)
    group.addTask {
      let lines = LineTray { sender.send(.event($0)) }
      do throws(EngineError) {
        try await engine.stream(call, onOpen: { sender.send(.opened) }) { bytes, _ in
          lines.feed(bytes)
        }
        sender.send(
          .ended(EngineError(.lost, "the engine at \(engine.address) ended its stream of events")))
      } catch {
        sender.send(.ended(error))
      }
    }
  }

  func ticks(in group: inout DiscardingTaskGroup) {
    let (sender, tick) = (sender, timing.tick)
    group.addTask {
      while !Task.isCancelled {
        try? await Task.sleep(for: tick)
        sender.send(.tick)
      }
    }
  }
}
