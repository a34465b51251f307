package import Canvas

/// A theme ready for use: its name, its scheme, and the colours of every role.
package struct Theme: Hashable, Sendable {
  /// What `--theme` calls it: a name of the library, or the path of a file.
  package let name: String
  package let scheme: Scheme
  package let palette: Palette

  package init(name: String, scheme: Scheme) {
    self.name = name
    self.scheme = scheme
    palette = RoleMapping.palette(of: scheme)
  }
}
