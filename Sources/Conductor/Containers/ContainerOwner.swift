internal import DockerKit
package import ProcessKit

/// Who started a container, as its labels tell: what is needed to know whether it is left over.
package struct ContainerOwner: Hashable, Sendable {
  /// The run, or the `up`, that it was started for.
  package var run: String
  /// The process that removes it at the end; nil for one that stays until `down`.
  package var process: ProcessIdentity?

  package init(run: String, process: ProcessIdentity?) {
    self.run = run
    self.process = process
  }

  private static let ownerLabel = "slimbench.owner"

  /// What an own container of the key is labelled with.
  func labels(of key: String) -> [String: String] {
    var labels = [ContainerLabel.run: run, ContainerLabel.target: key]
    labels[Self.ownerLabel] =
      process.map { "\($0.number):\($0.start):\($0.boot)" } ?? Self.kept
    return labels
  }

  private static let kept = "kept"

  /// What labels tell; nil where the container is not one of ours.
  package init?(labels: [String: String]) {
    guard let run = labels[ContainerLabel.run], labels[ContainerLabel.target] != nil else {
      return nil
    }
    let parts = (labels[Self.ownerLabel] ?? "").split(separator: ":").map(String.init)
    var process: ProcessIdentity?
    if parts.count == 3, let number = Int32(parts[0]), let start = UInt64(parts[1]) {
      process = ProcessIdentity(number: number, start: start, boot: parts[2])
    }
    self.init(run: run, process: process)
  }

  /// Whether the process that removes it at the end is still there.
  package var isAlive: Bool { process?.isAlive ?? false }
}
