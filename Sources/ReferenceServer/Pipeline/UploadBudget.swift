import Synchronization

/// Bounds the bytes of all uploads that the server holds at once, however many clients there are.
final class UploadBudget: Sendable {
  /// A part of the budget, given back when the last hold on it is gone.
  final class Share: Sendable {
    private let budget: UploadBudget
    private let bytes = Mutex(0)

    fileprivate init(of budget: UploadBudget) { self.budget = budget }

    deinit { budget.used.withLock { $0 -= bytes.withLock { $0 } } }

    /// False, and nothing is taken, when the budget does not have that many bytes left.
    func grow(by count: Int) -> Bool {
      let isGranted = budget.used.withLock { used in
        guard count <= budget.limit - used else { return false }
        used += count
        return true
      }
      if isGranted { bytes.withLock { $0 += count } }
      return isGranted
    }
  }

  /// Bytes.
  let limit: Int
  private let used = Mutex(0)

  init(limit: Int) { self.limit = limit }

  func share() -> Share { Share(of: self) }

  var usedBytes: Int { used.withLock { $0 } }
}
