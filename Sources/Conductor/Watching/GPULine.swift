internal import BenchCore

/// A line of `nvidia-smi --query-gpu=… --format=csv,noheader,nounits`, as its manual describes it.
///
///     0, NVIDIA A10G, 63, 8112, 23028
///     1, NVIDIA A10G, [N/A], [Not Supported], 23028
enum GPULine {
  /// What is asked for, in this order.
  static let query = "index,name,utilization.gpu,memory.used,memory.total"

  /// The sample; nil where the line is none, as a warning or an error is.
  static func parse(_ line: String) -> GPUSample? {
    let fields = line.split(separator: ",", omittingEmptySubsequences: false).map(trimmed)
    // A name may hold commas: the numbers stand at both ends.
    guard fields.count >= 5, let index = Int(fields[0]), (0..<4096).contains(index) else {
      return nil
    }
    let numbers = fields.suffix(3).map(Double.init)
    let isValue = { (text: String) in Double(text) != nil || text.hasPrefix("[") }
    guard fields.suffix(3).allSatisfy(isValue) else { return nil }
    let name = fields[1..<(fields.count - 3)].joined(separator: ", ")
    return GPUSample(
      index: index, name: String(name.prefix(100)),
      utilisation: numbers[0].flatMap { (0...100).contains($0) ? $0 / 100 : nil },
      memoryBytes: bytes(numbers[1]), memoryTotalBytes: bytes(numbers[2]))
  }

  /// It counts in MiB.
  private static func bytes(_ mebibytes: Double?) -> Int? {
    guard let mebibytes, mebibytes >= 0, mebibytes < 1e9 else { return nil }
    return Int(mebibytes * 1_048_576)
  }

  private static func trimmed(_ text: Substring) -> String {
    var text = text[...]
    while text.first == " " || text.first == "\t" { text.removeFirst() }
    while text.last == " " || text.last == "\t" || text.last == "\r" { text.removeLast() }
    return String(text)
  }
}
