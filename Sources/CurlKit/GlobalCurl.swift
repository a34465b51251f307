/// libcurl's process-wide state: initialised once, before the first handle, from any thread.
import CCurl
import CLinux

enum GlobalCurl {
  private static let initialised: Bool = {
    // For TLS, libcurl takes its upload buffers anew for every transfer. Left to itself, the
    // allocator gives them back to the system each time and every page of them is faulted in
    // again, which costs more than sending a document of 100 KB does.
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
    // Per arena, of which every thread has one: more would be kept after each burst of events.
    mallopt(M_TRIM_THRESHOLD, 4 << 20)
    return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
  }()

  /// Initialises libcurl on the first call; it is never cleaned up, as threads may outlive `main`.
  static func prepare() {
    precondition(initialised, "libcurl could not be initialised")
  }
}
