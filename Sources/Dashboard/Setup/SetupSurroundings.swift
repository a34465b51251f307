/// What the form has to know of the machine and the program it runs in.
package struct SetupSurroundings: Hashable, Sendable {
  /// The user's home folder, for which `~` stands; nil where it is not known.
  package var home: String?
  /// Names of the embedded server's web layers; with none, any name is taken.
  package var webLayers: [String]

  package init(home: String? = nil, webLayers: [String] = []) {
    self.home = home
    self.webLayers = webLayers
  }
}
