internal import BenchCore
internal import Foundation
internal import Glibc
internal import ProcessKit

/// The records of launched processes: a small file each, in the state folder.
package struct LaunchRecords: Sendable {
  /// The folder of the records.
  package let folder: String

  /// - Parameter state: The state folder; nil keeps no records, and what is launched cannot be found
  ///   after a crash.
  package init?(state: String? = StateFolder.path()) {
    guard let state else { return nil }
    folder = state + "/processes"
  }

  /// Longest record read, bytes.
  private static let limit = 1 << 20

  /// Writes a record down, in place of an older one of the same id.
  package func write(_ record: LaunchRecord) throws {
    try FileManager.default.createDirectory(
      atPath: folder, withIntermediateDirectories: true, attributes: [.posixPermissions: 0o700])
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .prettyPrinted]
    try encoder.encode(record).write(to: URL(filePath: path(record.id)), options: .atomic)
  }

  /// Forgets a record, and its log.
  package func remove(_ record: LaunchRecord) {
    unlink(path(record.id))
    if let log = record.log, log.hasPrefix(folder + "/") {
      unlink(log)
      unlink(DetachedLog.older(log))
    }
  }

  /// Every record that can be read, oldest first.
  package func all() -> [LaunchRecord] {
    let names = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return names.filter { $0.hasSuffix(".json") }.compactMap { name in
      let url = URL(filePath: folder + "/" + name)
      guard let data = try? Data(contentsOf: url), data.count <= Self.limit else { return nil }
      return try? JSONDecoder().decode(LaunchRecord.self, from: data)
    }.sorted { ($0.wallClock, $0.id) < ($1.wallClock, $1.id) }
  }

  /// The process that `slimbench up` has started by this command for this address, and that runs.
  func kept(_ launch: LaunchSpec, at url: String) -> LaunchRecord? {
    kept(at: url).last { $0.isOf(launch) }
  }

  /// The processes that `slimbench up` has started for this address, and that run; oldest first.
  func kept(at url: String) -> [LaunchRecord] {
    all().filter { $0.owner == nil && $0.url == Redaction.url(url) && $0.isRunning }
  }

  /// Where a process's log has grown too long, moves its end into a file beside it and empties it.
  func shortenLog(of record: LaunchRecord) {
    guard let log = record.log, log == logPath(record.id) else { return }
    DetachedLog.shorten(log)
  }

  /// Where the log of a process is to be kept that outlives us.
  package func logPath(_ id: String) -> String { folder + "/" + id + ".log" }

  private func path(_ id: String) -> String { folder + "/" + id + ".json" }
}
