import Foundation
import Testing

/// Lets only a few of these tests run at once: each starts processes that start processes, and a
/// machine that does all of them together does none of them in time.
struct FewAtATime: SuiteTrait, TestTrait, TestScoping {
  var isRecursive: Bool { true }

  func scopeProvider(for test: Test, testCase: Test.Case?) -> FewAtATime? {
    testCase == nil ? nil : self
  }

  func provideScope(
    for test: Test, testCase: Test.Case?,
    performing function: @concurrent @Sendable () async throws -> Void
  ) async throws {
    await Gate.shared.enter()
    do { try await function() } catch {
      await Gate.shared.leave()
      throw error
    }
    await Gate.shared.leave()
  }
}

extension Trait where Self == FewAtATime {
  static var fewAtATime: FewAtATime { FewAtATime() }
}

private actor Gate {
  static let shared = Gate()

  private var free = max(3, ProcessInfo.processInfo.activeProcessorCount + 1)
  private var waiters: [CheckedContinuation<Void, Never>] = []

  func enter() async {
    guard free == 0 else {
      free -= 1
      return
    }
    await withCheckedContinuation { waiters.append($0) }
  }

  func leave() {
    guard waiters.isEmpty else { return waiters.removeFirst().resume() }
    free += 1
  }
}
