internal import DockerKit
package import ProcessKit

/// Who started a container, as its labels tell: what is needed to know whether it is left over.
package struct ContainerOwner: Hashable, Sendable {
  /// Who removes a container.
  package enum Keeper: Hashable, Sendable {
    /// `slimbench down`: it stays until then.
    case down
    /// The process that started it, at its end; its place is nil in labels of older programs.
    case process(ProcessIdentity, at: OwnerPlace?)
    /// The label that says so is missing or damaged.
    case unknown

    /// This very process.
    package static var current: Keeper {
      guard let process = ProcessIdentity.current else { return .unknown }
      return .process(process, at: OwnerPlace.current)
    }
  }

  /// What has become of a container's keeper, as far as it can be judged.
  package enum Standing: Hashable, Sendable {
    /// It waits for `slimbench down`.
    case kept
    /// Its process is there, and removes it.
    case owned
    /// Its process is gone: nobody removes it.
    case leftOver
    /// Its process is on another machine, or where its number cannot be seen from here.
    case elsewhere
    /// Nothing tells who removes it.
    case unknown
  }

  /// The run, or the `up`, that it was started for.
  package var run: String
  package var keeper: Keeper

  package init(run: String, keeper: Keeper) {
    self.run = run
    self.keeper = keeper
  }

  private static let ownerLabel = "slimbench.owner"
  private static let kept = "kept"

  /// What an own container of the key is labelled with.
  func labels(of key: String) -> [String: String] {
    [
      ContainerLabel.run: run, ContainerLabel.target: key, Self.ownerLabel: Self.text(of: keeper),
    ]
  }

  /// What labels tell; nil where the container is not one of ours.
  package init?(labels: [String: String]) {
    guard let run = labels[ContainerLabel.run], labels[ContainerLabel.target] != nil else {
      return nil
    }
    self.init(run: run, keeper: Self.read(labels[Self.ownerLabel] ?? ""))
  }

  /// Whether somebody still removes it.
  ///
  /// A process that cannot be judged from here is not taken for dead.
  package func standing(from here: OwnerPlace = .current) -> Standing {
    switch keeper {
    case .down: return .kept
    case .unknown: return .unknown
    case .process(let process, let place):
      // Without its place, one of another start may be one of another machine.
      let isJudged = place.map { $0.isSame(as: here) } ?? process.isOfThisBoot
      guard isJudged else { return .elsewhere }
      return process.isAlive ? .owned : .leftOver
    }
  }

  /// `number:start:boot`, followed by `:machine:namespace`, which older programs did not write.
  private static func text(of keeper: Keeper) -> String {
    switch keeper {
    case .down: return kept
    case .unknown: return "unknown"
    case .process(let process, let place):
      let parts = ["\(process.number)", "\(process.start)", process.boot]
      return (parts + (place.map { [$0.machine, $0.namespace] } ?? [])).joined(separator: ":")
    }
  }

  private static func read(_ label: String) -> Keeper {
    if label == kept { return .down }
    let parts = label.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3 || parts.count == 5, let number = Int32(parts[0]), number > 0,
      let start = UInt64(parts[1]), !parts[2].isEmpty
    else { return .unknown }
    return .process(
      ProcessIdentity(number: number, start: start, boot: parts[2]),
      at: parts.count == 5 ? OwnerPlace(machine: parts[3], namespace: parts[4]) : nil)
  }
}
