/// Whole files, for what has to be read as one text.
enum FileBytes {
  /// Largest file read, bytes: about five million requests.
  static let limit = 4 << 30

  /// The content of a regular file.
  ///
  /// - Parameter growth: What it may grow by while it is read, bytes: results are never written in
  ///   place.
  static func read(_ path: String, growth: Int = 16 << 20) throws(StoreError) -> [UInt8] {
    let file = try OpenFile.reading(path)
    guard file.size <= limit else {
      throw StoreError(
        path, "is larger than \(limit >> 30) GiB", advice: "Split it, or read its journal")
    }
    let size = file.size
    var bytes = [UInt8](repeating: 0, count: size + 1)
    var filled = 0
    while true {
      if filled == bytes.count { bytes.append(contentsOf: repeatElement(0, count: 1 << 20)) }
      guard filled <= size + growth else { throw StoreError(path, "grows while it is read") }
      let count = try file.read(into: &bytes, at: filled, count: bytes.count - filled)
      if count == 0 { break }
      filled += count
    }
    bytes.removeLast(bytes.count - filled)
    return bytes
  }

  /// The first bytes of a regular file.
  static func head(_ path: String, count: Int) throws(StoreError) -> [UInt8] {
    let file = try OpenFile.reading(path)
    var bytes = [UInt8](repeating: 0, count: count)
    let filled = try file.read(into: &bytes, at: 0, count: count)
    return Array(bytes[..<filled])
  }
}
