import Foundation

/// What a process took of the machine, as the kernel tells it.
enum ThreadTimes {
  /// Seconds of CPU time of each living thread, the busiest first.
  static func of(_ process: pid_t) -> [Double] {
    let folder = "/proc/\(process)/task"
    let threads = (try? FileManager.default.contentsOfDirectory(atPath: folder)) ?? []
    return threads.compactMap { thread -> Double? in
      guard let stat = try? String(contentsOfFile: "\(folder)/\(thread)/stat", encoding: .utf8),
        let end = stat.lastIndex(of: ")")
      else { return nil }
      // After the name: state is field 3, the two times are 14 and 15, in hundredths.
      let fields = stat[end...].split(separator: " ").dropFirst()
      let times = fields.dropFirst(11).prefix(2).compactMap { Double($0) }
      return times.reduce(0, +) / 100
    }.sorted(by: >)
  }

  /// Resident memory of a process in megabytes.
  static func residentMegabytes(_ process: pid_t) -> Double {
    let text = (try? String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)) ?? ""
    return (text.firstMatch(of: /VmRSS:\s+(\d+) kB/).flatMap { Double($0.output.1) } ?? 0) / 1024
  }
}
