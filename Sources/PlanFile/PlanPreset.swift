internal import BenchCore

/// Plans that come with the program: the servers of the original guide, as it starts them.
package enum PlanPreset: String, CaseIterable, Sendable {
  /// The guide's container, with both servers in it.
  case slimgest
  /// The guide's two local commands.
  case slimgestLocal = "slimgest-local"

  /// The preset as a draft, to be laid under a plan file.
  ///
  /// - Parameters:
  ///   - folder: The project's folder (the guide's `slim-gest`); nil for this one, and for an image
  ///     that is there already.
  ///   - models: The folder of the models; nil for `models` of the project's folder.
  package func draft(folder: String?, models: String?) -> PlanDraft {
    var draft = PlanDraft()
    draft.servers = [
      ServerDraft(key: "python", name: "Python FastAPI", origin: .url("http://localhost:7670")),
      ServerDraft(key: "rust", name: "Rust Axum", origin: .url("http://localhost:7671")),
    ]
    let project = folder ?? "."
    let models = models ?? project + "/models"
    switch self {
    case .slimgest:
      for index in draft.servers.indices { draft.servers[index].container = "slimgest" }
      var container = ContainerDraft(key: "slimgest")
      container.image = "slimgest"
      container.build = folder
      container.name = "slimgest-benchmark"
      container.ports = [
        PortMapping(container: 7670, host: 7670), PortMapping(container: 7671, host: 7671),
      ]
      container.volumes = ["\(models):/app/models"]
      container.gpus = .all
      // Loading its models takes minutes.
      container.readyWithinSeconds = 600
      draft.containers = [container]
    case .slimgestLocal:
      draft.servers[0].launch = LaunchSpec(
        command: ["python", "-m", "slimgest.web"], directory: project,
        environment: [EnvironmentVariable("PYTHONPATH", Self.source(project, from: project))],
        readyWithinSeconds: 600)
      draft.servers[1].launch = LaunchSpec(
        command: ["cargo", "run", "--release"], directory: project + "/web_rust",
        environment: [
          EnvironmentVariable("PYTHONPATH", Self.source(project, from: project + "/web_rust")),
          EnvironmentVariable(
            "NEMOTRON_OCR_MODEL_DIR", models + "/nemotron-ocr-v1/checkpoints"),
        ],
        // It is compiled first.
        readyWithinSeconds: 1200)
    }
    return draft
  }

  /// The folder of the Python sources; a relative one as it is seen from where it is used.
  private static func source(_ project: String, from directory: String) -> String {
    if project.hasPrefix("/") { return project + "/src" }
    return directory == project ? "src" : "../src"
  }
}
