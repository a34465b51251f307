import Glibc
import ProcessKit
import Testing

/// A shell script as a child.
func shell(
  _ script: String, lineLimit: Int = 8192, linesKept: Int = 500,
  environment: [String: String] = [:], workingDirectory: String? = nil
) -> ProcessSpec {
  ProcessSpec(
    "/bin/sh", ["-c", script], environment: environment, workingDirectory: workingDirectory,
    lineLimit: lineLimit, linesKept: linesKept)
}

/// Whether a process is there and not merely waiting to be reaped.
func isRunning(_ pid: Int32) -> Bool {
  guard let file = fopen("/proc/\(pid)/stat", "r") else { return false }
  defer { fclose(file) }
  var buffer = [CChar](repeating: 0, count: 512)
  guard fgets(&buffer, Int32(buffer.count), file) != nil else { return false }
  let stat = String(decoding: buffer.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
  return !(stat.split(separator: ")").last?.hasPrefix(" Z") ?? true)
}

/// Waits for a condition that no event announces; false when it does not come true in ten seconds.
func eventually(_ condition: () -> Bool) async -> Bool {
  let deadline = ContinuousClock.now + .seconds(10)
  while ContinuousClock.now < deadline {
    if condition() { return true }
    try? await Task.sleep(for: .milliseconds(5))
  }
  return condition()
}

/// Collects what callbacks of any thread bring.
actor Collector<Element: Sendable> {
  private(set) var elements: [Element] = []
  func add(_ element: Element) { elements.append(element) }
}
