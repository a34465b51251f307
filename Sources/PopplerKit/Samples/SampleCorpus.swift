import Glibc

/// Makes a folder of sample documents: text in one or two columns, tables, charts, slides, letters,
/// and pages that are only a scan.
package enum SampleCorpus {
  /// The most documents that one call makes.
  package static let maximumCount = 10_000

  /// A document that was written.
  package struct File: Sendable, Equatable {
    /// The file's name in the folder, such as `sample-007-044p.pdf`.
    package let name: String
    /// Number of pages.
    package let pages: Int
    /// Length of the file.
    package let bytes: Int
  }

  /// Why a corpus could not be made.
  package enum Failure: Error, Sendable, Equatable {
    /// The count is not within 1 and `maximumCount`.
    case count(Int)
    /// A folder or file could not be made; the number is the system's error number.
    case cannotWrite(path: String, errorNumber: Int32)

    /// One sentence for people.
    package var message: String {
      switch self {
      case .count(let count): "cannot make \(count) documents: give 1 to \(maximumCount)"
      case .cannotWrite(let path, let errorNumber):
        "cannot write \(path): \(String(cString: strerror(errorNumber)))"
      }
    }
  }

  /// Writes the documents into a folder, which is made if it is not there.
  ///
  /// The same count and seed give the same bytes, whatever the day; a larger count adds documents
  /// and leaves the first ones as they are. The first twenty have the page counts of the published
  /// benchmark (496 pages), more are drawn from them. Files of the same names are replaced.
  ///
  /// - Parameter progress: called after each file.
  @discardableResult
  package static func generate(
    into directory: String, count: Int, seed: UInt64, progress: (File) -> Void = { _ in }
  ) throws(Failure) -> [File] {
    guard (1...maximumCount).contains(count) else { throw .count(count) }
    try makeDirectory(directory)
    var files: [File] = []
    for index in 0..<count {
      let file = try write(index, of: count, seed: seed, into: directory)
      files.append(file)
      progress(file)
    }
    return files
  }

  /// The document at an index of the corpus, counted from 0, without writing it.
  package static func bytes(at index: Int, seed: UInt64) -> [UInt8] {
    document(at: index, seed: seed).bytes()
  }

  private static func document(at index: Int, seed: UInt64) -> SampleDocument {
    SampleDocument(
      index: index, pageCount: SamplePageCounts.count(at: index, seed: seed), seed: seed)
  }

  private static func write(
    _ index: Int, of count: Int, seed: UInt64, into directory: String
  ) throws(Failure) -> File {
    let document = document(at: index, seed: seed)
    let pages = document.pageCount
    let bytes = document.bytes()
    let name = "sample-\(padded(index + 1))-\(padded(pages))p.pdf"
    try write(bytes, to: directory + "/" + name)
    return File(name: name, pages: pages, bytes: bytes.count)
  }

  private static func padded(_ number: Int) -> String {
    let digits = "\(number)"
    return String(repeating: "0", count: max(0, 3 - digits.count)) + digits
  }

  private static func makeDirectory(_ path: String) throws(Failure) {
    var made = path.hasPrefix("/") ? "/" : ""
    for part in path.split(separator: "/") {
      made += part + "/"
      if mkdir(made, 0o777) != 0, errno != EEXIST {
        throw .cannotWrite(path: made, errorNumber: errno)
      }
    }
  }

  private static func write(_ bytes: [UInt8], to path: String) throws(Failure) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard descriptor >= 0 else { throw .cannotWrite(path: path, errorNumber: errno) }
    var rest = bytes[...]
    while !rest.isEmpty {
      let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      if written < 0, errno == EINTR { continue }
      guard written > 0 else {
        let reason = errno
        close(descriptor)
        throw .cannotWrite(path: path, errorNumber: reason)
      }
      rest = rest.dropFirst(written)
    }
    guard close(descriptor) == 0 else { throw .cannotWrite(path: path, errorNumber: errno) }
  }
}
