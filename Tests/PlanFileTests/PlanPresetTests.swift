import BenchCore
import PlanFile
import Testing

@Suite("A preset")
struct PlanPresetTests {
  private func plan(
    _ preset: PlanPreset, folder: String? = nil, models: String? = nil, with file: String = ""
  ) throws -> Plan {
    var draft = preset.draft(folder: folder, models: models)
    if !file.isEmpty {
      draft = draft.overridden(
        by: try PlanFile.parse(file, name: "slimbench.yaml", directory: ""))
    }
    draft.corpusDirectory = "pdfs"
    return try draft.plan()
  }

  @Test("of the container starts both servers in it, on the guide's ports")
  func container() throws {
    let plan = try plan(.slimgest)
    #expect(plan.servers.map(\.key) == ["python", "rust"])
    #expect(plan.servers.allSatisfy { $0.container == "slimgest" && $0.launch == nil })
    let container = try #require(plan.containers.first)
    #expect(container.image == "slimgest" && container.build == nil)
    #expect(container.containerName == "slimgest-benchmark")
    #expect(container.ports.map(\.text) == ["7670:7670", "7671:7671"])
    #expect(container.volumes == ["./models:/app/models"] && container.gpus == .all)
    #expect(plan.problems.isEmpty, "\(plan.problems)")
  }

  @Test("of the container builds the project's folder where it is told, with models from elsewhere")
  func built() throws {
    let plan = try plan(.slimgest, folder: "/src/slim-gest", models: "/models")
    #expect(plan.containers.first?.build == "/src/slim-gest")
    #expect(plan.containers.first?.volumes == ["/models:/app/models"])
  }

  @Test("is laid under a plan file, which changes what it says and keeps the rest")
  func overridden() throws {
    let plan = try plan(
      .slimgest, with: "containers: {slimgest: {image: mine, gpus: none, volumes: []}}")
    let container = try #require(plan.containers.first)
    #expect(container.image == "mine" && container.gpus == .none && container.volumes.isEmpty)
    #expect(container.containerName == "slimgest-benchmark" && container.ports.count == 2)
  }

  @Test(
    "of two processes finds its sources from the folder each of them runs in",
    arguments: [
      ("../slim-gest", "src", "../src"), ("/slim-gest", "/slim-gest/src", "/slim-gest/src"),
    ])
  func local(folder: String, python: String, rust: String) throws {
    let plan = try plan(.slimgestLocal, folder: folder)
    #expect(plan.containers.isEmpty)
    let launches = plan.servers.compactMap(\.launch)
    #expect(launches.map(\.directory) == [folder, folder + "/web_rust"])
    #expect(
      launches.map(\.command) == [
        ["python", "-m", "slimgest.web"], ["cargo", "run", "--release"],
      ])
    let paths = launches.compactMap { $0.environment.first { $0.name == "PYTHONPATH" }?.value }
    #expect(paths == [python, rust])
    #expect(
      launches.last?.environment.last
        == EnvironmentVariable(
          "NEMOTRON_OCR_MODEL_DIR", folder + "/models/nemotron-ocr-v1/checkpoints"))
  }
}
