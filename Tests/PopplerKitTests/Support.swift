import Glibc

/// What the tests need of the machine: fixtures, a scratch folder, other programs.
enum Support {
  static let manuals = "/usr/share/R/doc/manual"

  static func fixture(_ name: String, file: String = #filePath) throws -> [UInt8] {
    let folder = file.split(separator: "/").dropLast().joined(separator: "/")
    return try read("/\(folder)/Fixtures/\(name)")
  }

  static func read(_ path: String) throws -> [UInt8] {
    guard let file = fopen(path, "r") else { throw Failure(path: path, errorNumber: errno) }
    defer { fclose(file) }
    return drain(file)
  }

  static func write(_ bytes: [UInt8], to path: String) throws {
    guard let file = fopen(path, "w") else { throw Failure(path: path, errorNumber: errno) }
    defer { fclose(file) }
    guard fwrite(bytes, 1, bytes.count, file) == bytes.count else {
      throw Failure(path: path, errorNumber: errno)
    }
  }

  /// Gives `body` a new folder and removes it with its files afterwards.
  static func withScratchFolder<R>(_ body: (String) throws -> R) throws -> R {
    var template = Array("/tmp/slimbench-test-XXXXXX".utf8CString)
    guard mkdtemp(&template) != nil else { throw Failure(path: "/tmp", errorNumber: errno) }
    let folder = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    defer {
      for name in files(in: folder) { unlink("\(folder)/\(name)") }
      rmdir(folder)
    }
    return try body(folder)
  }

  /// The names of a folder's files, sorted.
  static func files(in folder: String) -> [String] {
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: [String] = []
    while let entry = readdir(directory) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) { raw in
        String(decoding: raw.prefix { $0 != 0 }, as: UTF8.self)
      }
      if name != ".", name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func exists(_ path: String) -> Bool { access(path, R_OK) == 0 }

  /// Whether a program is on the search path.
  static func has(_ program: String) -> Bool {
    guard let path = getenv("PATH") else { return false }
    return String(cString: path).split(separator: ":").contains {
      access("\($0)/\(program)", X_OK) == 0
    }
  }

  /// What a shell command prints.
  static func output(of command: String) throws -> [UInt8] {
    guard let pipe = popen(command, "r") else {
      throw Failure(path: command, errorNumber: errno)
    }
    defer { pclose(pipe) }
    return drain(pipe)
  }

  struct Failure: Error {
    var path: String
    var errorNumber: Int32
  }

  private static func drain(_ file: UnsafeMutablePointer<FILE>) -> [UInt8] {
    var bytes: [UInt8] = []
    var buffer = [UInt8](repeating: 0, count: 65536)
    while true {
      let count = fread(&buffer, 1, buffer.count, file)
      if count == 0 { return bytes }
      bytes += buffer[..<count]
    }
  }
}
