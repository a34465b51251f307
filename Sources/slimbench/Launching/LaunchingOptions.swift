internal import ArgumentParser
internal import BenchCore
internal import Foundation
internal import PlanFile

/// What is started for a run, beside what the plan file says.
struct LaunchingOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "Start the guide's servers. slimgest: its container, both servers in it. slimgest-local: its "
        + "two commands. A plan file changes what it names."))
  var preset: PlanPreset?

  @Option(
    help: ArgumentHelp(
      "The project of the preset, as checked out: builds its image where there is none, runs its "
        + "commands there. (default: this folder, and an image that exists)", valueName: "folder"))
  var project: String?

  @Option(
    help: ArgumentHelp(
      "The models of the preset. (default: models, of the project)", valueName: "folder"))
  var models: String?

  @Option(
    help: ArgumentHelp(
      "GPUs of the containers that are started: all, none, or some as 0,1. (default: the plan's)"),
    transform: Self.gpus)
  var gpus: GPUChoice?

  @Option(
    help: ArgumentHelp(
      "Container engine: a socket, tcp://HOST:PORT, or a context of Docker's. (default: DOCKER_HOST, "
        + "the context, or the socket that answers)", valueName: "address"))
  var engine: String?

  /// The plan file named, or the usual one, over the preset and under these options; nil where
  /// there is neither.
  func draft(file: String?) throws -> PlanDraft? {
    let read = try PlanDraft.usual(file: file)
    let base = preset.map {
      $0.draft(folder: project.map(Self.absolute), models: models.map(Self.absolute))
    }
    guard read != nil || base != nil || engine != nil else { return nil }
    var draft = (base ?? PlanDraft()).overridden(by: read ?? PlanDraft())
    draft.engine = engine ?? draft.engine
    if let gpus {
      for index in draft.containers.indices { draft.containers[index].gpus = gpus }
    }
    return draft
  }

  private static func absolute(_ path: String) -> String {
    let whole = URL(filePath: path).standardizedFileURL.path(percentEncoded: false)
    return whole.count > 1 && whole.hasSuffix("/") ? String(whole.dropLast()) : whole
  }

  private static func gpus(_ text: String) throws -> GPUChoice {
    guard let gpus = GPUChoice(text) else {
      throw ValidationError("expected \(GPUChoice.expectation)")
    }
    return gpus
  }
}

extension PlanPreset: ExpressibleByArgument {}
