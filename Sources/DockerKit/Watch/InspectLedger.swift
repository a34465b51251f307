/// Which containers are being asked about, and which of them the engine was late with.
struct InspectLedger {
  /// How often one that nobody watches is asked about again where the engine is late with it.
  static let unwatchedAttempts = 3

  /// True: it must be asked about once more when the answer is there.
  private var asking: [String: Bool] = [:]
  /// How often the engine was late in a row.
  private var late: [String: Int] = [:]

  /// Whether a question must be put now; one that is on its way is repeated after its answer.
  mutating func begin(_ id: String) -> Bool {
    guard asking[id] == nil else {
      asking[id] = true
      return false
    }
    asking[id] = false
    return true
  }

  /// Takes note that a question ended, with or without an answer.
  ///
  /// - Returns: Whether it was wished for again in the meantime.
  mutating func end(_ id: String) -> Bool { asking.removeValue(forKey: id) ?? false }

  /// Takes note that the engine answered about it.
  mutating func answered(_ id: String) { late[id] = nil }

  /// Takes note that the engine did not answer in time.
  ///
  /// - Returns: How often it had been late before, to wait accordingly; nil: it is given up.
  mutating func wasLate(_ id: String, isWatched: Bool) -> Int? {
    let attempt = late[id] ?? 0
    guard isWatched || attempt < Self.unwatchedAttempts else {
      late[id] = nil
      return nil
    }
    late[id] = attempt + 1
    return attempt
  }

  /// Whether it must still be asked about when the wait after a late answer is over.
  func isDue(_ id: String) -> Bool { late[id] != nil && asking[id] == nil }
}
