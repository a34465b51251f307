import BenchCore
import Foundation
import FoundationXML
import Reports
import Testing

/// The JUnit report, read by a parser that is not ours: Foundation's, which is libxml2.
@Suite
struct JUnitReportTests {
  private static func figures(
    _ assertions: [String] = [], failing: String? = nil, servers: Int = 2
  ) throws -> RunFigures {
    var events = Fixture.events(servers: servers)
    guard case .runStarted(var started) = events[0].payload else { throw CancellationError() }
    started.plan.assertions = assertions
    events[0] = RunEvent(.zero, .runStarted(started))
    if let failing {
      events = events.map { event in
        guard case .requestFinished(var record) = event.payload, record.condition == 1,
          record.document < 3
        else { return event }
        record.outcome = .failed(RequestFailure(.http, failing))
        return RunEvent(event.time, .requestFinished(record))
      }
    }
    return try #require(RunFigures(events: events))
  }

  @Test("has a case for the run, for every server, and for every assertion")
  func cases() throws {
    let report = try JUnitReader.read(
      JUnitReport.text(
        Self.figures(["mean<2s", "slower(rust,python)<5%", "p95<1s"]), RunPolicy()))
    #expect(
      report.cases.map { "\($0.group) \($0.name): \($0.outcome)" } == [
        "slimbench.run came to its end: pass",
        "slimbench.requests python: pass",
        "slimbench.requests rust: pass",
        "slimbench.assertions mean<2s: failure",
        "slimbench.assertions slower(rust,python)<5%: pass",
        "slimbench.assertions p95<1s: error",
      ])
    #expect(report.cases[3].message == "assertion failed: mean<2s (rust: 2.01 s)")
    #expect(report.counts == ["tests": "6", "failures": "1", "errors": "1", "skipped": "0"])
    #expect(report.timestamp == "2026-01-10T15:11:58")
    // 20 documents of 1.95 s on average.
    #expect(report.cases[1].time == "39.000")
  }

  @Test("has cases for verdicts and diagnoses where the exit code asks for them")
  func policies() throws {
    let policy = RunPolicy(failsOnError: true, requiresVerdict: true, isStrict: true)
    let report = try JUnitReader.read(JUnitReport.text(Self.figures(failing: "no"), policy))
    #expect(
      report.cases.map { "\($0.group) \($0.name): \($0.outcome)" } == [
        "slimbench.run came to its end: pass",
        "slimbench.requests python: pass",
        "slimbench.requests rust: failure",
        "slimbench.verdicts rust against python: pass",
        "slimbench.diagnoses none is serious: pass",
      ])
    #expect(report.cases[2].message == "requests failed: 3 of 20 to rust")
    let alone = try JUnitReader.read(JUnitReport.text(Self.figures(servers: 1), policy))
    #expect(alone.cases.map(\.outcome) == ["pass", "pass", "failure", "pass"])
    let lenient = try JUnitReader.read(JUnitReport.text(Self.figures(failing: "no"), RunPolicy()))
    #expect(lenient.cases.map(\.outcome) == ["pass", "pass", "pass"])
  }

  @Test("fails exactly where the exit code does", arguments: 0..<16)
  func agrees(bits: Int) throws {
    let figures = try Self.figures(
      bits & 1 == 0 ? [] : ["failed==0"], failing: bits & 2 == 0 ? nil : "no")
    let policy = RunPolicy(
      failsOnError: bits & 4 != 0, requiresVerdict: bits & 8 != 0, isStrict: true)
    let report = try JUnitReader.read(JUnitReport.text(figures, policy))
    let isBad = report.cases.contains { $0.outcome != "pass" }
    #expect(isBad == !figures.shortcomings(policy).isEmpty)
  }

  @Test(
    "carries any words of a server",
    arguments: [
      "<failure>&amp;]]>\"'", "a\u{0}b\u{1B}[2J\u{7}\u{7F}\u{9B}c", "tab\tline\nreturn\rend",
      "\u{FFFE}\u{FFFF}\u{1FFFF}" + String(decoding: [0xEF, 0xB7, 0x90], as: UTF8.self),
      "é😀\u{85}\u{2028}\u{202E}", "<?xml?><!-- --><![CDATA[",
    ])
  func hostile(words: String) throws {
    let text = try JUnitReport.text(Self.figures(failing: words), RunPolicy(failsOnError: true))
    let report = try JUnitReader.read(text)
    #expect(report.cases.count == 3)
    let output = try #require(report.cases.last?.output)
    #expect(
      output.hasSuffix("3 × http: " + JUnitReader.expected(words)), "\(output.debugDescription)")
    #expect(!text.unicodeScalars.contains { $0.value < 32 && $0 != "\n" && $0 != "\t" })
  }
}

/// A JUnit file as a CI system reads it.
final class JUnitReader: NSObject, XMLParserDelegate {
  struct Case {
    var group = ""
    var name = ""
    var time = ""
    var outcome = "pass"
    var message: String?
    var output = ""
  }

  struct Malformed: Error { var line: Int }

  private(set) var cases: [Case] = []
  private(set) var counts: [String: String] = [:]
  private(set) var timestamp = ""
  private var isInOutput = false

  static func read(_ text: String) throws -> JUnitReader {
    let reader = JUnitReader()
    let parser = XMLParser(data: Data(text.utf8))
    parser.delegate = reader
    guard parser.parse() else { throw Malformed(line: parser.lineNumber) }
    return reader
  }

  /// What a text comes back as: what XML cannot hold is replaced.
  static func expected(_ text: String) -> String {
    var result = ""
    for scalar in text.unicodeScalars {
      let isForbidden =
        (scalar.value < 32 && !"\t\n\r".unicodeScalars.contains(scalar))
        || (scalar != "\u{85}" && (0x7F...0x9F).contains(scalar.value))
        || scalar.value & 0xFFFE == 0xFFFE
        || (0xFDD0...0xFDEF).contains(scalar.value)
      result.unicodeScalars.append(isForbidden ? "\u{FFFD}" : scalar)
    }
    return result
  }

  func parser(
    _ parser: XMLParser, didStartElement name: String, namespaceURI: String?,
    qualifiedName: String?, attributes: [String: String]
  ) {
    isInOutput = name == "system-out"
    switch name {
    case "testsuite":
      timestamp = attributes["timestamp"] ?? ""
      counts = attributes.filter { ["tests", "failures", "errors", "skipped"].contains($0.key) }
    case "testcase":
      cases.append(
        Case(
          group: attributes["classname"] ?? "", name: attributes["name"] ?? "",
          time: attributes["time"] ?? ""))
    case "failure", "error", "skipped":
      cases[cases.count - 1].outcome = name
      cases[cases.count - 1].message = attributes["message"]
    default: break
    }
  }

  func parser(
    _ parser: XMLParser, didEndElement name: String, namespaceURI: String?, qualifiedName: String?
  ) {
    isInOutput = false
  }

  func parser(_ parser: XMLParser, foundCharacters text: String) {
    if isInOutput, !cases.isEmpty { cases[cases.count - 1].output += text }
  }
}
