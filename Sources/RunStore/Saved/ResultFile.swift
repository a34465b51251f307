internal import BenchCore

/// Reads a result: ours, or the guide's, told apart by the key `slimbench`.
enum ResultFile {
  static func read(_ path: String) throws(StoreError) -> SavedRun {
    let bytes = try FileBytes.read(path)
    guard !bytes.isEmpty else { throw StoreError(path, "is empty") }
    do throws(JSONProblem) {
      let outline = try ResultOutline(bytes)
      if let slimbench = outline.slimbench {
        var reader = OwnResultReader(bytes: bytes, outline: outline)
        return try reader.read(slimbench)
      }
      return try GuideReader(bytes: bytes, outline: outline).read()
    } catch {
      throw StoreError(
        path, error.reason, position: error.position(in: bytes),
        advice: "It is no result that can be read")
    }
  }
}

/// Where the parts of a result lie.
struct ResultOutline {
  private(set) var timestamp: String?
  private(set) var slimbench: Range<Int>?
  /// Every other key with its value's place, in the order of the file.
  private(set) var sections: [(key: String, range: Range<Int>)] = []

  init(_ bytes: [UInt8]) throws(JSONProblem) {
    var cursor = JSONCursor(bytes)
    var seen: Set<String> = []
    var timestamp: String?
    var slimbench: Range<Int>?
    var sections: [(key: String, range: Range<Int>)] = []
    try cursor.object { (cursor, key) throws(JSONProblem) in
      let name = try cursor.text(of: key)
      guard seen.insert(name).inserted else {
        throw JSONProblem("the key stands twice", at: key.content.lowerBound, path: name)
      }
      do throws(JSONProblem) {
        switch name {
        case "timestamp": timestamp = try cursor.string()
        case "slimbench": slimbench = try cursor.skip()
        default: sections.append((name, try cursor.skip()))
        }
      } catch { throw error.under(name) }
    }
    try cursor.finish()
    self.timestamp = timestamp
    self.slimbench = slimbench
    self.sections = sections
  }
}
