internal import Glibc

/// Keeps Tesseract from using several threads for one page.
///
/// It asks OpenMP for four, whatever the machine has, and on two cores a page then takes seven times
/// as long, waiting for itself. Documents are what runs in parallel here, a thread each.
///
/// `OMP_THREAD_LIMIT=1` would do it as well, but only in the environment that the program is started
/// with: OpenMP reads it before `main`. Telling OpenMP that no level of parallelism is allowed holds for
/// the calling thread only, whoever started the program and how.
enum OpenMP {
  /// For the calling thread; to be called before Tesseract is.
  static func keepToThisThread() {
    // By name, because a Tesseract that was built without OpenMP brings no such function.
    guard let symbol = dlsym(nil, "omp_set_max_active_levels") else { return }
    // Safe because this is the function's type in every OpenMP: void (int).
    typealias SetLevels = @convention(c) (Int32) -> Void
    unsafeBitCast(symbol, to: SetLevels.self)(0)
  }
}
