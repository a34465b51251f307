package import BenchCore
internal import DigestKit
internal import Foundation
package import ProcessKit

/// What is written down of a process that was launched, so that it can be found again after we were
/// killed.
package struct LaunchRecord: Codable, Hashable, Sendable {
  /// Unique; the process and its children carry it in their environment.
  package var id: String
  /// Key of its server.
  package var key: String
  /// Where it is to answer.
  package var url: String
  /// Secrets redacted.
  package var launch: LaunchSpec
  /// Of what was launched, its secrets included, keyed with `id`; nil in records of older programs.
  package var digest: String?
  /// Who launched it and stops it at the end; nil for one that stays until `down`.
  package var owner: ProcessIdentity?
  /// The process itself; nil where we were killed while it was being started.
  package var process: ProcessIdentity?
  /// When it was launched, seconds since 1970.
  package var wallClock: Double
  /// File with what it wrote; nil in records of older programs, of what belongs to a run.
  package var log: String?
  /// How it ended, in words; nil while it runs, as far as is known.
  package var ending: String?

  /// - Parameter launch: With its secrets, of which only a digest is kept.
  package init(
    id: String, key: String, url: String, launch: LaunchSpec, owner: ProcessIdentity?,
    wallClock: Double
  ) {
    self.id = id
    self.key = key
    self.url = url
    self.launch = launch.redacted
    digest = Self.digest(of: launch, id: id)
    self.owner = owner
    self.wallClock = wallClock
  }

  /// Whether it was launched just so: by the same command with the same variables.
  ///
  /// A record without a digest does not tell of secrets, which count as the same then.
  func isOf(_ launch: LaunchSpec) -> Bool {
    guard let digest else { return self.launch == launch.redacted }
    return digest == Self.digest(of: launch, id: id)
  }

  /// Nil for what cannot be written down: a time that is no number.
  private static func digest(of launch: LaunchSpec, id: String) -> String? {
    let encoder = JSONEncoder()
    encoder.outputFormatting = .sortedKeys
    guard let data = try? encoder.encode(launch) else { return nil }
    return Digest.hexadecimal(Digest.hmac([UInt8](data), key: Array(id.utf8)))
  }

  /// The variable of the environment that holds `id`.
  package static let marker = "SLIMBENCH_LAUNCH"

  /// Everything of it that still runs.
  package var processes: [ProcessIdentity] {
    let marked = MarkedProcesses.find(Self.marker, id)
    guard let process, process.isAlive, !marked.contains(process) else { return marked }
    return [process] + marked
  }

  /// Whether its own process runs.
  package var isRunning: Bool { process?.isAlive ?? false }

  /// Whether a run that is going on will stop it.
  package var isOwned: Bool { owner?.isAlive ?? false }
}
