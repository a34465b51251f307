package import BenchCore
internal import Foundation

extension HostFacts {
  /// This machine, as the kernel describes it; what cannot be read is empty or nil.
  package static func current() -> HostFacts {
    let info = ProcessInfo.processInfo
    return HostFacts(
      name: info.hostName, system: info.operatingSystemVersionString,
      processor: field("model name", inFile: "/proc/cpuinfo") ?? "",
      cores: info.activeProcessorCount, memoryBytes: Int(clamping: info.physicalMemory),
      governor: line(ofFile: "/sys/devices/system/cpu/cpu0/cpufreq/scaling_governor"))
  }

  private static func field(_ name: String, inFile path: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    for line in text.split(separator: "\n") where line.hasPrefix(name) {
      guard let colon = line.firstIndex(of: ":") else { continue }
      return line[line.index(after: colon)...].trimmingCharacters(in: .whitespaces)
    }
    return nil
  }

  private static func line(ofFile path: String) -> String? {
    guard let text = try? String(contentsOfFile: path, encoding: .utf8) else { return nil }
    let line = text.trimmingCharacters(in: .whitespacesAndNewlines)
    return line.isEmpty ? nil : line
  }
}
