import Foundation

/// Runs blocking code on a thread of its own, so that the tests' own threads stay free.
func onThread(_ body: @escaping @Sendable () throws -> Void) async throws {
  try await withTaskExecutorPreference(ThreadExecutor()) { try await blocking(body) }
}

@concurrent
private func blocking(_ body: @Sendable () throws -> Void) async throws { try body() }

/// Gives every piece of work a new thread.
private final class ThreadExecutor: TaskExecutor {
  func enqueue(_ job: consuming ExecutorJob) {
    let job = UnownedJob(job)
    let executor = asUnownedTaskExecutor()
    Thread { job.runSynchronously(on: executor) }.start()
  }
}
