package import BenchCore

/// What the form has to know of the machine and the program it runs in.
package struct SetupSurroundings: Sendable {
  /// The user's home folder, for which `~` stands; nil where it is not known.
  package var home: String?
  /// Names of the embedded server's web layers; with none, any name is taken.
  package var webLayers: [String]
  /// Servers that come with the program.
  package var presets: [SetupPreset]
  /// What is wrong with the options of an embedded server, which only the server knows; nil for
  /// nothing.
  package var optionProblem: @Sendable (EmbeddedSpec) -> String?

  package init(
    home: String? = nil, webLayers: [String] = [], presets: [SetupPreset] = [],
    optionProblem: @escaping @Sendable (EmbeddedSpec) -> String? = { _ in nil }
  ) {
    self.home = home
    self.webLayers = webLayers
    self.presets = presets
    self.optionProblem = optionProblem
  }
}

/// Servers that come with the program, named in one field: `preset:slimgest`.
package struct SetupPreset: Hashable, Sendable {
  package var name: String
  package var servers: [ServerSpec]
  /// The containers that they are in.
  package var containers: [ContainerSpec]
  /// Why they cannot be started here; nil where nothing is known to keep them from it.
  package var problem: String?

  package init(
    name: String, servers: [ServerSpec], containers: [ContainerSpec], problem: String? = nil
  ) {
    self.name = name
    self.servers = servers
    self.containers = containers
    self.problem = problem
  }

  /// What stands before its name in a field.
  static let prefix = "preset:"

  /// `preset:slimgest or preset:slimgest-local`.
  static func list(_ presets: [SetupPreset]) -> String {
    presets.map { prefix + $0.name }.joined(separator: " or ")
  }
}
