import Dashboard
import Foundation
import Testing

@testable import slimbench

/// What a half-typed folder becomes, on a real disk.
@Suite
struct FolderCompletionTests {
  @Test("Folders that begin like it, with a slash, sorted; no files, none that are hidden")
  func candidates() throws {
    let workspace = try Workspace()
    for folder in ["test_b", "test_a", "other", ".test"] { try workspace.corpus([:], in: folder) }
    try workspace.write("no folder", to: "test_file")
    let root = workspace.folder + "/"
    #expect(FolderCompletion.candidates(root + "te") == [root + "test_a/", root + "test_b/"])
    #expect(FolderCompletion.candidates(root + ".t") == [root + ".test/"])
    #expect(FolderCompletion.candidates(root).count == 3)
    #expect(FolderCompletion.candidates(root + "none/x").isEmpty)
  }

  @Test("No more are offered than anybody reads")
  func bound() throws {
    let workspace = try Workspace()
    for index in 0..<(FolderCompletion.limit + 10) {
      try workspace.corpus([:], in: "f\(1000 + index)")
    }
    let found = FolderCompletion.candidates(workspace.folder + "/f")
    #expect(found.count == FolderCompletion.limit && found.first?.hasSuffix("/f1000/") == true)
  }
}

/// What is found at the paths of the form, on a real disk.
@Suite
struct PathWatchTests {
  @Test("A result that exists is in the way, unless it may be replaced; so is a journal, always")
  func output() throws {
    let workspace = try Workspace()
    try workspace.write("{}", to: "r.json")
    try workspace.write("{}", to: "r-2.json")
    try workspace.write("", to: "j.journal")
    let (taken, free) = (workspace.path("r.json"), workspace.path("r-3.json"))
    let watch = PathWatch(replaces: false) { _ in }
    #expect(told(watch, taken) == "sawOutput(path: \(taken), file, free: \(free))")
    let journal = workspace.path("j.json")
    #expect(
      told(watch, journal)
        == "sawOutput(path: \(journal), journal, free: \(journal.dropLast(5))-2.json)")
    #expect(told(watch, free) == "sawOutput(path: \(free), missing, free: -)")
    #expect(
      told(watch, workspace.folder) == "sawOutput(path: \(workspace.folder), folder, free: -)")
    let forced = PathWatch(replaces: true) { _ in }
    #expect(told(forced, taken) == "sawOutput(path: \(taken), missing, free: -)")
    #expect(told(forced, journal).contains("journal"))
    #expect(told(forced, workspace.folder).contains(" folder, "))
  }

  @Test("A folder holds PDFs or none, whatever the case of their ending and its other files")
  func folder() throws {
    let workspace = try Workspace()
    try workspace.corpus([:], in: "empty")
    try workspace.write("text", to: "empty/notes.txt")
    try workspace.corpus([:], in: "full")
    try workspace.write("%PDF", to: "full/SCAN.PDF")
    let watch = PathWatch(replaces: false) { _ in }
    for (name, expected) in [
      ("empty", PathFinding.folderWithoutDocuments), ("full", .folder), ("none", .missing),
      ("full/SCAN.PDF", .file),
    ] {
      guard case .sawFolder(_, let finding) = watch.answer(.folder, workspace.path(name)) else {
        Issue.record("another answer")
        continue
      }
      #expect(finding == expected, "\(name)")
    }
  }

  private func told(_ watch: PathWatch, _ path: String) -> String {
    guard case .sawOutput(let path, let finding, let free) = watch.answer(.output, path) else {
      return "something else"
    }
    return "sawOutput(path: \(path), \(finding), free: \(free ?? "-"))"
  }
}
