/// Shorthands of these tests.
import CurlKit
import Glibc
import Testing

extension TransferLoop {
  /// Runs one request to its end; fails the test after a minute.
  func run(_ request: HTTPRequest, tag: Int = 0) throws -> TransferResult {
    start(request, tag: tag)
    return try #require(runAll().first)
  }

  /// Polls until nothing is in flight and returns the results in the order of completion.
  func runAll() -> [TransferResult] {
    let deadline = MonotonicClock.now() + 60_000_000_000
    var results = takeCompleted()
    while inFlight > 0, MonotonicClock.now() < deadline {
      _ = poll(timeout: .seconds(1))
      results += takeCompleted()
    }
    return results
  }
}

extension HTTPRequest {
  static func get(_ url: String) -> HTTPRequest { HTTPRequest(url: url) }

  static func post(_ url: String, _ body: [UInt8]) -> HTTPRequest {
    HTTPRequest(method: "POST", url: url, body: UploadBody(segments: [body]))
  }
}

extension TransferResult {
  var text: String { String(decoding: body, as: UTF8.self) }
}

/// Bytes without a pattern, the same in every run.
func noise(_ count: Int, seed: UInt64 = 1) -> [UInt8] {
  var state = seed &* 0x9E37_79B9_7F4A_7C15 | 1
  return [UInt8](unsafeUninitializedCapacity: count + 8) { target, initialized in
    let raw = UnsafeMutableRawBufferPointer(target)
    var offset = 0
    while offset < count {
      state ^= state << 13
      state ^= state >> 7
      state ^= state << 17
      raw.storeBytes(of: state, toByteOffset: offset, as: UInt64.self)
      offset += 8
    }
    initialized = count
  }
}

func removeFile(_ path: String) {
  unlink(path)
}
