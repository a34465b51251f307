/// What is wrong with a JSON text, and where.
struct JSONProblem: Error, Hashable, Sendable {
  /// Byte of the text, from 0.
  var offset: Int
  /// Keys and indices that lead there: `python.individual_results[7].latency`.
  var path: String
  var reason: String

  init(_ reason: String, at offset: Int, path: String = "") {
    self.offset = offset
    self.path = path
    self.reason = reason
  }

  /// The same problem, seen from the object that has it under `key`.
  func under(_ key: String) -> JSONProblem {
    let joint = path.isEmpty || path.hasPrefix("[") ? "" : "."
    return JSONProblem(reason, at: offset, path: key + joint + path)
  }

  /// The same problem, seen from the array that has it at `index`.
  func at(index: Int) -> JSONProblem { under("[\(index)]") }

  /// The position in words, with the line counted in the text that `offset` points into.
  func position(in bytes: [UInt8]) -> String {
    let end = min(max(offset, 0), bytes.count)
    let line = bytes[..<end].reduce(1) { $1 == UInt8(ascii: "\n") ? $0 + 1 : $0 }
    return path.isEmpty ? "line \(line), byte \(offset)" : "line \(line), byte \(offset), \(path)"
  }
}
