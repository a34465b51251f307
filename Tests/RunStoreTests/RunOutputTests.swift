import BenchCore
import Foundation
import Testing

@testable import RunStore

@Suite("Names and places of a run's files")
struct RunOutputTests {
  static let plan = Plan(servers: [], corpus: CorpusSpec(directory: ""))

  @Test(
    "the default name carries date, resolution and concurrency",
    arguments: [
      ([150], [1], "results/2026-01-10_151158_150dpi.json"),
      ([72.5], [4], "results/2026-01-10_151158_72.5dpi_c4.json"),
      ([100, 300], [1, 4], "results/2026-01-10_151158.json"),
    ] as [([Double], [Int], String)])
  func defaultPath(dpis: [Double], concurrencies: [Int], path: String) {
    let plan = Plan(
      servers: [], corpus: CorpusSpec(directory: ""), dpis: dpis, concurrencies: concurrencies)
    #expect(OutputNaming.defaultPath(timestamp: "2026-01-10 15:11:58", plan: plan) == path)
    #expect(
      OutputNaming.defaultPath(timestamp: "2026-01-10 15:11:58", plan: plan, number: 2)
        == path.dropLast(5) + "_2.json")
  }

  @Test(
    "every point of a sweep has its file, its one request in flight unsaid",
    arguments: [
      (100, 1, "results_100dpi.json"), (300, 4, "results_300dpi_c4.json"),
      (72.5, 2, "results_72.5dpi_c2.json"),
    ] as [(Double, Int, String)])
  func pointPath(dpi: Double, concurrency: Int, path: String) {
    let point = RunPoint(dpi: dpi, concurrency: concurrency)
    #expect(OutputNaming.path(forResult: "results.json", point: point) == path)
  }

  @Test(
    "the journal lies beside the result",
    arguments: [
      ("x.json", "x.journal"), ("a.json/x.json", "a.json/x.journal"), ("x", "x.journal"),
      ("x.journal", "x.journal.journal"), ("a/.json", "a/.json.journal"),
      ("x.JSON", "x.JSON.journal"),
    ])
  func journalPath(result: String, journal: String) {
    #expect(OutputNaming.journalPath(forResult: result) == journal)
  }

  @Test("the folder is made, and nothing is left in it")
  func makesFolder() throws {
    let scratch = try Scratch()
    let output = try RunOutput.prepare(
      Self.plan, result: scratch.path("a/b/c/r.json"), force: false)
    #expect(output.journal == scratch.path("a/b/c/r.journal"))
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch.path("a/b/c")).isEmpty)
  }

  @Test("an existing result is refused, unless it may be replaced")
  func existing() throws {
    let scratch = try Scratch()
    let path = try scratch.file("r.json", Array("old".utf8))
    let error = #expect(throws: StoreError.self) {
      _ = try RunOutput.prepare(Self.plan, result: path, force: false)
    }
    #expect(error?.description.contains("--force") == true)
    _ = try RunOutput.prepare(Self.plan, result: path, force: true)
    #expect(try scratch.bytes("r.json") == Array("old".utf8))
  }

  @Test("of a series of names the first is taken that no result and no journal has")
  func firstFree() throws {
    let scratch = try Scratch()
    _ = try scratch.file("r1.json", [])
    _ = try scratch.file("r2.journal", [])
    let output = try RunOutput.prepare(Self.plan) { scratch.path("r\($0).json") }
    #expect(output.result == scratch.path("r3.json"))
  }

  @Test("an existing journal is refused whatever is forced", arguments: [true, false])
  func existingJournal(force: Bool) throws {
    let scratch = try Scratch()
    _ = try scratch.file("r.journal", [])
    let error = #expect(throws: StoreError.self) {
      _ = try RunOutput.prepare(Self.plan, result: scratch.path("r.json"), force: force)
    }
    #expect(error?.advice.contains("slimbench resume \(scratch.path("r.journal"))") == true)
  }

  @Test("what cannot be a result is refused before anything is sent")
  func refused() throws {
    let scratch = try Scratch()
    let file = try scratch.file("file", [])
    #expect(symlink(scratch.path("none"), scratch.path("link")) == 0)
    for path in [
      scratch.path("link"), "", "a/", scratch.folder, "/dev/null", "\(file)/r.json",
      "/proc/none/r.json",
    ] {
      #expect(throws: StoreError.self) {
        _ = try RunOutput.prepare(Self.plan, result: path, force: true)
      }
    }
  }

  @Test("a folder that takes no files is told by the result's own name")
  func closedFolder() {
    // Not even an administrator makes files there.
    let path = "/proc/x.json"
    let error = #expect(throws: StoreError.self) {
      _ = try RunOutput.prepare(Self.plan, result: path, force: false)
    }
    #expect(error?.path == path && error?.reason.hasPrefix("cannot create it") == true)
  }

  @Test("the journal goes when its result is there")
  func finish() throws {
    let scratch = try Scratch()
    let output = try RunOutput.prepare(Self.plan, result: scratch.path("r.json"), force: false)
    _ = try JournalTests.write(RandomRun.events(seed: 1), output.journal)
    let written = try output.writeResult(force: false)
    #expect(written.warnings.isEmpty)
    #expect(try scratch.names == ["r.json"])
  }

  @Test("of two runs with one output, the second takes nothing of the first away")
  func sameOutput() throws {
    let scratch = try Scratch()
    let path = scratch.path("r.json")
    var first = try RunOutput.prepare(Self.plan, result: path, force: false)
    var second = try RunOutput.prepare(Self.plan, result: path, force: false)
    let recorder = try first.openJournal()
    recorder.record(RandomRun.events(seed: 1))
    let error = #expect(throws: StoreError.self) { try second.openJournal() }
    #expect(error?.advice.contains("--output") == true)
    second.discard()
    #expect(try scratch.names == ["r.journal"])
    // Its own is gone where it has sent nothing, and once is enough.
    try recorder.finish()
    first.discard()
    #expect(try scratch.names.isEmpty)
    _ = try scratch.file("r.journal", [])
    first.discard()
    #expect(try scratch.names == ["r.journal"])
  }

  @Test("a result that appeared meanwhile is kept, and the journal too")
  func appeared() throws {
    let scratch = try Scratch()
    let output = try RunOutput.prepare(Self.plan, result: scratch.path("r.json"), force: false)
    _ = try JournalTests.write(RandomRun.events(seed: 1), output.journal)
    _ = try scratch.file("r.json", Array("other".utf8))
    let error = #expect(throws: StoreError.self) { _ = try output.writeResult(force: false) }
    #expect(error?.advice.contains("kept in \(output.journal)") == true)
    #expect(try scratch.bytes("r.json") == Array("other".utf8))
    #expect(try scratch.names == ["r.journal", "r.json"])
  }

  @Test("a damaged journal stays beside its result")
  func finishDamaged() throws {
    let scratch = try Scratch()
    let output = try RunOutput.prepare(Self.plan, result: scratch.path("r.json"), force: false)
    let whole = try JournalTests.write(RandomRun.events(seed: 1), scratch.path("whole"))
    _ = try scratch.file("r.journal", whole.dropLast(9))
    #expect(try output.writeResult(force: false).warnings.count == 1)
    #expect(try scratch.names == ["r.journal", "r.json", "whole"])
  }
}
