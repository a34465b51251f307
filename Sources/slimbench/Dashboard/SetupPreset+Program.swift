internal import BenchCore
internal import Dashboard
internal import PlanFile

extension SetupPreset {
  /// A preset as the form offers it, its project being the folder in which the program runs.
  init(_ preset: PlanPreset) {
    let plan = preset.draft(folder: nil, models: nil).filled
    // The image of a container may be there without the project.
    let missing = plan.servers.compactMap { $0.launch?.directory }.first { !Program.fileExists($0) }
    self.init(
      name: preset.rawValue, servers: plan.servers, containers: plan.containers,
      problem: missing.map { "no project here: start slimbench in its folder, where \($0) is" })
  }
}
