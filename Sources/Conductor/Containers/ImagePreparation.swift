internal import BenchCore
internal import CurlKit
internal import DockerKit
internal import Foundation
internal import Synchronization

/// Sees to it that the image of a container is there: built, pulled, or there already.
struct ImagePreparation: Sendable {
  let engine: Engine
  let spec: ContainerSpec
  /// Whether it is built also where it exists.
  let rebuilds: Bool
  /// Takes what is being done, in words: at most `wordsLimit` times, and not more often than people
  /// can read.
  let report: @Sendable (String) -> Void

  /// Most lines told of one image.
  private static let wordsLimit = 400

  func run() async throws(LifecycleError) {
    let image = spec.imageName
    let exists = try await engine.image(image) != nil
    if let build = spec.build, rebuilds || !exists {
      let pace = Pace(limit: Self.wordsLimit)
      report("image \(image) is built from \(build)")
      var recipe = BuildRecipe(
        context: Self.absolute(build), dockerfile: spec.dockerfile ?? "Dockerfile", tag: image)
      recipe.network = spec.buildNetwork
      let begin = MonotonicClock.now()
      _ = try await engine.build(recipe) { [report] progress in
        guard pace.isDue(step: progress.step) else { return }
        report(Self.words(progress, image))
      }
      report("image \(image) was built in \(Self.seconds(since: begin))")
    } else if !exists {
      let pace = Pace(limit: Self.wordsLimit)
      report("image \(image) is pulled")
      let begin = MonotonicClock.now()
      try await engine.pull(image) { [report] progress in
        guard pace.isDue(step: progress.layersDone) else { return }
        let share = progress.fraction.map { " \(Int($0 * 100)) %" } ?? ""
        report(
          "image \(image) is pulled:\(share) "
            + "\(progress.layersDone) of \(Quantity.count(progress.layerCount, "layer"))")
      }
      report("image \(image) was pulled in \(Self.seconds(since: begin))")
    } else if spec.build != nil {
      report("image \(image) exists and is used; slimbench up --build builds it anew")
    }
  }

  private static func words(_ progress: BuildProgress, _ image: String) -> String {
    let line = progress.lines.last { !$0.isEmpty } ?? ""
    let step = progress.step > 0 ? ": step \(progress.step) of \(progress.steps)" : ""
    return String("image \(image) is built\(step): \(line)".prefix(400))
  }

  private static func absolute(_ path: String) -> String {
    let whole = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    return whole.count > 1 && whole.hasSuffix("/") ? String(whole.dropLast()) : whole
  }

  private static func seconds(since begin: UInt64) -> String {
    Quantity.duration(seconds: Double(MonotonicClock.now() &- begin) / 1e9)
  }
}

/// Lets through every new step, and between steps four words a second, up to a limit.
private final class Pace: Sendable {
  private struct State {
    var left: Int
    var step = -1
    var last: UInt64 = 0
  }

  private static let interval: UInt64 = 250_000_000
  private let state: Mutex<State>

  init(limit: Int) { state = Mutex(State(left: limit)) }

  func isDue(step: Int) -> Bool {
    state.withLock { state in
      let now = MonotonicClock.now()
      guard state.left > 0, step != state.step || now &- state.last >= Self.interval else {
        return false
      }
      state.left -= 1
      state.step = step
      state.last = now
      return true
    }
  }
}
