import BenchCore
import DockerKit
import Foundation
import Testing

@testable import Conductor

/// What an engine tells, as the values that containers are folded from.
@Suite
struct ContainerTranslatorTests {
  private static func json(_ text: String) throws -> JSON {
    try #require(JSON([UInt8](text.utf8)))
  }

  private static func details(_ state: String) throws -> ContainerDetails {
    try #require(
      ContainerDetails(
        try json(
          #"{"Id":"abc","Name":"/a","RestartCount":2,"State":{\#(state)},"#
            + #""Config":{"Image":"hb","Env":["TOKEN=x","A=1"],"#
            + #""Healthcheck":{"Test":["CMD-SHELL","true"],"Interval":2000000000,"Retries":4}},"#
            + #""HostConfig":{"NanoCpus":1500000000,"CpusetCpus":"0","Memory":1048576,"PidsLimit":9}}"#
        )))
  }

  @Test("An inspection becomes facts: limits, times on our clock, no secrets")
  func facts() throws {
    let details = try Self.details(
      #""Status":"running","StartedAt":"2027-01-15T08:00:00Z","FinishedAt":"0001-01-01T00:00:00Z","#
        + #""ExitCode":0,"Health":{"Status":"unhealthy","FailingStreak":3,"Log":[]}"#)
    // Five seconds ahead of us.
    let facts = ContainerFacts(details, EngineClock(offset: 5_000_000_000, base: 0))
    #expect(facts.state == .running && facts.health == .unhealthy && facts.failingStreak == 3)
    #expect(facts.started?.nanoseconds == 1_799_999_995_000_000_000)
    // It may use a core and a half, on one core.
    #expect(facts.coreLimit == 1 && facts.memoryLimitBytes == 1 << 20 && facts.processLimit == 9)
    #expect(facts.exitCode == nil && facts.restarts == 2 && facts.isDetailed)
    #expect(facts.environment.map(\.value) == [Redaction.mark, "1"])
    #expect(facts.healthCheck?.command == "true" && facts.healthCheck?.interval == 2)
  }

  @Test("The list tells the exit code only in words")
  func summary() throws {
    let list = ContainerSummary.all(
      in: try Self.json(
        #"[{"Id":"abc","Names":["/a"],"State":"exited","Status":"Exited (137) 2 minutes ago"},"#
          + #"{"Id":"def","Names":["/b"],"State":"running","Status":"Up 1 second (unhealthy)"}]"#))
    let facts = list.map { ContainerFacts($0, EngineClock(offset: 0, base: 0)) }
    #expect(facts.map(\.exitCode) == [137, nil])
    #expect(facts.map(\.health) == [.none, .unhealthy])
    #expect(facts.map(\.state) == [.exited, .running])
  }

  @Test("Events become changes, those that change nothing are left out")
  func events() throws {
    func change(_ action: String, _ attributes: String = "") throws -> SubjectChange? {
      try EngineEvent(
        Self.json(
          #"{"Type":"container","Action":"\#(action)","Actor":{"ID":"abc","Attributes":"#
            + #"{"name":"a"\#(attributes)}},"time":1800000000,"timeNano":1800000000000000000}"#)
      ).flatMap { SubjectChange($0) }
    }
    #expect(try change("die", #","exitCode":"3""#)?.exitCode == 3)
    #expect(try change("kill", #","signal":"9""#)?.signal == 9)
    #expect(try change("oom")?.kind == .outOfMemory)
    #expect(try change("destroy")?.kind == .removed)
    #expect(try change("health_status: unhealthy")?.health == .unhealthy)
    #expect(try change("exec_start") == nil)
    #expect(try change("update") == nil)
  }

  @Test("A limit as large as the machine is none")
  func limits() throws {
    func reading(_ second: Int) throws -> StatsReading? {
      StatsReading(
        try Self.json(
          #"{"read":"2027-01-15T08:00:0\#(second)Z","cpu_stats":{"cpu_usage":{"total_usage":"#
            + #"\#(second * 500_000_000 + 1)}},"memory_stats":{"usage":100,"limit":8000}}"#))
    }
    var difference = StatsDifference()
    _ = difference.take(try reading(1))
    guard case .figures(let figures) = difference.take(try reading(2)) else {
      Issue.record("no figures")
      return
    }
    let sample = ResourceSample(figures, of: "a", machineMemory: 8000)
    #expect(sample.cores == 0.5 && sample.interval == 1_000_000_000)
    #expect(sample.memoryBytes == 100 && sample.memoryLimitBytes == nil)
    #expect(ResourceSample(figures, of: "a", machineMemory: 9000).memoryLimitBytes == 8000)
    #expect(sample.receivedPerSecond == nil)
  }
}
