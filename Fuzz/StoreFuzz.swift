import BenchCore
import Glibc

/// Feeds the readers of results and journals whatever the fuzzer invents, and checks what holds of
/// every file: it is a run that can be listed and told in order, or it is refused with a reason.
///
/// A crash, a trap, or a broken promise ends the run and leaves the input in a file.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzStore(_ start: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
  let content = UnsafeRawBufferPointer(start: start, count: start == nil ? 0 : count)
  guard ftruncate(memory.descriptor, 0) == 0,
    pwrite(memory.descriptor, content.baseAddress, content.count, 0) == content.count
  else { return 0 }
  do throws(StoreError) {
    let run = try SavedRun.load(memory.path)
    guard case .runStarted = run.events.first?.payload else { fatalError("no start comes first") }
    for (event, next) in zip(run.events.dropFirst(), run.events.dropFirst(2)) {
      if case .runFinished = next.payload { continue }
      guard event.time <= next.time else { fatalError("events are out of order") }
    }
  } catch {
    guard !error.reason.isEmpty else { fatalError("refused without a reason") }
  }
  return 0
}

/// A file that is only in memory, and has a path.
private let memory: (descriptor: Int32, path: String) = {
  var path = Array("/dev/shm/slimbench-fuzz-XXXXXX".utf8CString)
  let descriptor = mkstemp(&path)
  unlink(path)
  return (descriptor, "/proc/self/fd/\(descriptor)")
}()
