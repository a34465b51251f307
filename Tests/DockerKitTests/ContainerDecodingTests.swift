import DockerKit
import Testing

@Suite("Containers are read")
struct ContainerDecodingTests {
  @Test("from an inspect that a real engine sent")
  func inspect() throws {
    let json = try #require(JSON(try Fixture.bytes("inspect.json")))
    let details = try #require(ContainerDetails(json))
    #expect(details.name == "t3")
    #expect(details.image == "hb")
    #expect(details.state == .running)
    #expect(details.pid == 5179)
    #expect(details.started == EngineTime("2026-11-23T03:54:09.515082353Z"))
    #expect(details.finished == nil)
    #expect(details.health?.status == .unhealthy)
    #expect(details.health?.failingStreak == 265)
    #expect(details.health?.probes.count == 5)
    #expect(details.health?.probes.first?.duration == 78_794_943)
    #expect(details.health?.probes.allSatisfy(\.hasNoExit) == true)
    #expect(details.healthCheck?.interval == .seconds(1))
    #expect(details.healthCheck?.timeout == .seconds(30))
    #expect(details.healthCheck?.retries == 3)
    #expect(details.limits.memory == 67_108_864)
    #expect(details.limits.memoryWithSwap == 134_217_728)
    #expect(details.limits.cores(of: 2) == 2)
    #expect(details.limits.pids == nil)
    #expect(!details.hasTerminal)
    #expect(details.logDriver == "json-file")
    #expect(details.restartPolicy == "no")
    #expect(details.command.first == "/bin/busybox")
    #expect(details.environment.count == 1)
  }

  @Test(
    "with the limits of cores, by whatever sets them",
    arguments: [
      (#"{"NanoCpus":300000000}"#, 0.3), (#"{"CpuQuota":150000,"CpuPeriod":100000}"#, 1.5),
      (#"{"CpuQuota":50000,"CpuPeriod":0}"#, 0.5), (#"{"CpusetCpus":"0-2,7"}"#, 4),
      (#"{"CpuQuota":-1}"#, 8), (#"{"CpusetCpus":"nonsense"}"#, 8), ("{}", 8),
      (#"{"NanoCpus":3000000000,"CpusetCpus":"1"}"#, 1),
    ])
  func cores(_ host: String, _ cores: Double) {
    let details = ContainerDetails(json(#"{"Id":"x","HostConfig":\#(host)}"#))
    #expect(details?.limits.cores(of: 8) == cores)
  }

  @Test(
    "with no health where engines say so in their different ways",
    arguments: [
      "{}", #"{"Health":null}"#, #"{"Health":{}}"#, #"{"Health":{"Status":""}}"#,
      #"{"Health":{"Status":"none","Log":null}}"#, #"{"Healthcheck":{"Status":""}}"#,
    ])
  func noHealth(_ state: String) {
    #expect(ContainerDetails(json(#"{"Id":"x","State":\#(state)}"#))?.health == nil)
  }

  @Test("with the health of older podman, which has another name")
  func podmanHealth() {
    let state = #"{"Healthcheck":{"Status":"starting","FailingStreak":0,"Log":null}}"#
    #expect(ContainerDetails(json(#"{"Id":"x","State":\#(state)}"#))?.health?.status == .starting)
  }

  @Test("with the ports that are open outside, and those that are not")
  func ports() {
    let details = ContainerDetails(
      json(
        #"{"Id":"x","NetworkSettings":{"Ports":{"8080/tcp":[{"HostIp":"0.0.0.0","HostPort":"32768"},"#
          + #"{"HostIp":"::","HostPort":"32768"}],"53/udp":null,"bad":null}}}"#))
    #expect(
      details?.ports == [
        ContainerPort(container: 53, transport: "udp"),
        ContainerPort(container: 8080, host: 32768, hostAddress: "0.0.0.0"),
        ContainerPort(container: 8080, host: 32768, hostAddress: "::"),
      ])
  }

  @Test("from a list, old and new")
  func list() {
    let list = ContainerSummary.all(
      in: json(
        #"[{"Id":"0123456789abcdef","Names":[],"State":"running","Status":"Up 1 second (health: starting)","#
          + #""Ports":[{"PrivatePort":80,"PublicPort":0,"Type":"tcp"}],"Created":1795406400},"#
          + #"{"Id":"b","Names":["/web","/alias/web"],"State":"paused","Status":"Up 2 minutes (Paused)","#
          + #""Health":{"Status":"unhealthy","FailingStreak":3}},{"Names":["/no-id"]},"#
          + #"{"Id":"c","Names":["pod"],"State":"configured","Status":"Up 1 second","Health":{"Status":"none"}}]"#
      ))
    #expect(list.map(\.name) == ["0123456789ab", "web", "pod"])
    #expect(list.map(\.state) == [.running, .paused, .created])
    #expect(list.map(\.health) == [.starting, .unhealthy, nil])
    #expect(list[0].ports == [ContainerPort(container: 80)])
    #expect(list[0].created == EngineTime("2026-11-23T04:00:00Z"))
  }

  @Test("even if nothing but an id is there; not without one")
  func bare() {
    #expect(ContainerDetails(json(#"{"Id":"x"}"#))?.state == .unknown)
    #expect(ContainerDetails(json(#"{"Name":"x"}"#)) == nil)
    #expect(ContainerDetails(json("[]")) == nil)
  }
}
