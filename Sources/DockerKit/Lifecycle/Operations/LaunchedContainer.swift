/// A container that was made from a recipe and runs.
package struct LaunchedContainer: Hashable, Sendable {
  package var id: String
  package var name: String
  /// The id of the image that it runs, which a tag may not mean any more tomorrow.
  package var image: String
  /// Where its ports are, the free ones that were chosen too.
  package var ports: [ContainerPort]

  /// What an inspection tells of it.
  package init(_ details: ContainerDetails) {
    id = details.id
    name = details.name
    image = details.imageID
    ports = details.ports
  }

  /// The host's port that leads to a port of the container; nil where it is not published.
  package func hostPort(of container: Int, _ transport: PortRecipe.Transport = .tcp) -> Int? {
    ports.first {
      Int($0.container) == container && $0.transport == transport.rawValue && $0.host != nil
    }?.host.map(Int.init)
  }
}
