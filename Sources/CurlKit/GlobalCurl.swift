/// libcurl's process-wide state: initialised once, before the first handle, from any thread.
import CCurl
import CLinux
internal import Glibc

enum GlobalCurl {
  private static let initialised: Bool = {
    // For TLS, libcurl takes its upload buffers anew for every transfer. Left to itself, the
    // allocator gives them back to the system each time and every page of them is faulted in
    // again, which costs more than sending a document of 100 KB does.
    mallopt(M_MMAP_THRESHOLD, 1 << 20)
    // Per arena, of which every thread has one: more would be kept after each burst of events.
    mallopt(M_TRIM_THRESHOLD, 4 << 20)
    keepOpenSSL()
    return curl_global_init(Int(CURL_GLOBAL_DEFAULT)) == CURLE_OK
  }()

  /// Asks OpenSSL, where libcurl uses it, not to clean up when the process exits.
  ///
  /// It would free what threads that end in that moment free as well: now and then a program whose
  /// work was done and saved ended with "double free or corruption". The system frees it all.
  private static func keepOpenSSL() {
    typealias Initialise = @convention(c) (UInt64, OpaquePointer?) -> CInt
    // RTLD_DEFAULT; OPENSSL_INIT_NO_ATEXIT, since 1.1.1.
    guard let symbol = dlsym(nil, "OPENSSL_init_crypto") else { return }
    _ = unsafeBitCast(symbol, to: Initialise.self)(0x0008_0000, nil)
  }

  /// Initialises libcurl on the first call; it is never cleaned up, as threads may outlive `main`.
  static func prepare() {
    precondition(initialised, "libcurl could not be initialised")
  }
}
