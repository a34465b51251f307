internal import Foundation

/// Keeps a corpus from pushing the machine, and so the measured servers, into swap.
enum MemoryBudget {
  /// Throws when the bytes of a corpus would take more than half of the memory that is free.
  static func check(bytes: Int, folder: String) throws(CorpusError) {
    guard let available, bytes > available / 2 else { return }
    throw CorpusError(
      "\(folder): its documents take \(bytes >> 20) MiB of the \(available >> 20) MiB of free "
        + "memory, and they must stay in memory; send fewer with --max-files")
  }

  /// The kernel's estimate of memory that can be used without swapping, bytes.
  private static var available: Int? {
    guard let text = try? String(contentsOfFile: "/proc/meminfo", encoding: .utf8) else {
      return nil
    }
    for line in text.split(separator: "\n") where line.hasPrefix("MemAvailable:") {
      return line.split(separator: " ").dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
    }
    return nil
  }
}
