internal import BenchCore
internal import Foundation
internal import ProcessKit

/// A process that `slimbench up` starts and that stays until `slimbench down`: what it writes goes
/// into a file beside its record.
struct KeptProcess: Sendable {
  let record: LaunchRecord
  private let records: LaunchRecords

  init(
    key: String, url: String, launch: LaunchSpec, records: LaunchRecords
  ) throws(LaunchFailure) {
    var record = LaunchRecord(
      id: UUID().uuidString.lowercased(), key: key, url: Redaction.url(url), launch: launch,
      owner: nil, wallClock: Date().timeIntervalSince1970)
    let log = records.logPath(record.id)
    record.log = log
    self.records = records
    do {
      // Written down first: the folder is there then, and the process is found whatever happens.
      try records.write(record)
      let number = try DetachedProcess.launch(launch.processSpec(marked: record.id), log: log)
      record.process = ProcessIdentity(number)
      try records.write(record)
    } catch {
      records.remove(record)
      throw LaunchFailure(description: "\(error)")
    }
    self.record = record
  }

  var group: Int32? { record.process?.number }

  /// How it ended, with what it said last; nil while it runs.
  var death: String? {
    guard !record.isRunning else { return nil }
    if let group { DetachedProcess.reap(group) }
    return LaunchedProcess.words(
      record.launch.commandLine, "has ended", LogTail.lines(record.log, count: 12))
  }

  func stop() async { _ = await LaunchCleanup(records: records).end(record) }
}
