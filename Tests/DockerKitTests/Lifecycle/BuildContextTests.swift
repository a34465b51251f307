import Foundation
import Testing

@testable import DockerKit

/// What is archived is read back by the system's `tar`.
@Suite("A build context as a tar file")
struct BuildContextTests {
  @Test("has every file, folder and link, byte for byte")
  func contents() throws {
    let folder = try TemporaryFolder()
    try folder.write("Dockerfile", "FROM busybox\n")
    try folder.write("app/main.py", "print()\n", mode: 0o750)
    try folder.write("app/exactly512", String(repeating: "x", count: 512))
    try folder.write("empty", "")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: "app/main.py")
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/gone", withDestinationPath: "/no/such/file")
    mkfifo(folder.path + "/pipe", 0o600)

    let copy = try folder.unpacked()
    #expect(copy.text("Dockerfile") == "FROM busybox\n")
    #expect(copy.text("app/main.py") == "print()\n")
    #expect(copy.mode("app/main.py") == 0o750)
    // Tools in the image compare times, and some refuse those of 1970.
    let modified = try #require(folder.modified("app/main.py"))
    #expect(modified > 1_000_000_000)
    #expect(copy.modified("app/main.py") == modified)
    #expect(copy.text("app/exactly512")?.count == 512)
    #expect(copy.text("empty") == "")
    #expect(copy.link("link") == "app/main.py")
    #expect(copy.link("gone") == "/no/such/file")
    #expect(
      copy.names() == [
        "Dockerfile", "app", "app/exactly512", "app/main.py", "empty", "gone", "link",
      ])
  }

  @Test(
    "takes names of every length, and of every byte",
    arguments: [99, 100, 101, 154, 155, 156, 157, 200, 254, 255, 256, 257, 258, 300, 400])
  func names(_ length: Int) throws {
    let folder = try TemporaryFolder()
    try folder.write("Dockerfile", "")
    // Parts of at most 200 bytes: a file system takes 255.
    var parts: [String] = []
    var left = length
    while left > 0 {
      let part = left > 200 ? min(200, left - 2) : left
      parts.append(String(repeating: parts.isEmpty ? "a" : "b", count: part))
      left -= part + 1
    }
    let path = parts.joined(separator: "/")
    #expect(path.utf8.count == length)
    try folder.write(path, "here")
    let short = "ä ö\n\"'\\*"
    try folder.write(short, "odd")
    let target = String(repeating: "t", count: length)
    try FileManager.default.createSymbolicLink(
      atPath: folder.path + "/link", withDestinationPath: target)

    let copy = try folder.unpacked()
    #expect(copy.text(path) == "here")
    #expect(copy.text(short) == "odd")
    #expect(copy.link("link") == target)
  }

  @Test(
    "takes names that just fit into the two fields of a header, and those that just do not",
    arguments: [
      [155, 100], [156, 100], [155, 101], [1, 100], [1, 101], [100, 1], [50, 104, 100],
    ])
  func fields(_ lengths: [Int]) throws {
    let folder = try TemporaryFolder()
    try folder.write("Dockerfile", "")
    let path = lengths.map { String(repeating: "n", count: $0) }.joined(separator: "/")
    try folder.write(path, "here")
    try folder.write(path + ".d/file", "inside")
    let copy = try folder.unpacked()
    #expect(copy.text(path) == "here")
    #expect(copy.text(path + ".d/file") == "inside")
    #expect(copy.names() == folder.names())
  }

  @Test("a file too large for eleven octal digits has its size told beside")
  func large() throws {
    // tar lists headers without reading what follows, so no bytes are needed.
    let header = TarHeader(path: Array("big".utf8), kind: .file(size: 1 << 33), mode: 0o644)
    let listing = try Tar.list(header.bytes)
    #expect(listing.contains("8589934592"))
    let small = TarHeader(path: Array("small".utf8), kind: .file(size: (1 << 33) - 1), mode: 0o644)
    #expect(try Tar.list(small.bytes).contains("8589934591"))
    #expect(small.bytes.count == 512)
  }

  @Test("leaves out what .dockerignore names, but not the Dockerfile")
  func ignored() throws {
    let folder = try TemporaryFolder()
    try folder.write(".dockerignore", "*\n!src\nsrc/*.log\n**/Dockerfile\n")
    try folder.write("build/Dockerfile", "FROM busybox")
    try folder.write("build/other", "")
    try folder.write("models/large.bin", "x")
    try folder.write("src/app.py", "x")
    try folder.write("src/a.log", "x")
    let copy = try folder.unpacked(dockerfile: "./build/Dockerfile")
    #expect(copy.names() == [".dockerignore", "build", "build/Dockerfile", "src", "src/app.py"])
  }

  @Test("is refused with a sentence where it is too large or not there")
  func refusals() throws {
    let folder = try TemporaryFolder()
    try folder.write("Dockerfile", "FROM busybox")
    try folder.write("models/large.bin", String(repeating: "x", count: 4000))
    func refusal(
      _ path: String? = nil, _ dockerfile: String = "Dockerfile", bytes: Int = 1 << 20,
      entries: Int = 100
    ) throws -> String {
      try #require(throws: BuildContextError.self) {
        try BuildContext.read(
          path ?? folder.path, dockerfile: dockerfile, byteLimit: bytes, entryLimit: entries)
      }.text
    }
    let large = try refusal(bytes: 3000)
    #expect(large.contains("models/large.bin"))
    #expect(large.contains(".dockerignore"))
    #expect(try refusal(entries: 2).contains("more than 2 files"))
    #expect(try refusal("/no/such/folder").contains("/no/such/folder"))
    #expect(try refusal(folder.path + "/Dockerfile").contains("no folder"))
    #expect(try refusal(nil, "Containerfile").contains("there is no Containerfile"))
    #expect(try refusal(nil, "../Dockerfile").contains("has to lie in the folder"))
    #expect(try refusal(nil, "/etc/Dockerfile").contains("has to lie in the folder"))
  }

  @Test("the same folder gives the same archive")
  func reproducible() throws {
    let folder = try TemporaryFolder()
    for name in ["Dockerfile", "b", "a", "c/d"] { try folder.write(name, name) }
    #expect(try folder.archive() == folder.archive())
  }
}
