import BenchCore
import Testing

/// Small values of containers: secrets, ports, logs, amounts.
@Suite
struct ContainerValueTests {
  @Test(
    "Values that look secret are never kept",
    arguments: [
      "API_KEY=abc", "POSTGRES_PASSWORD=x", "githubToken=abc", "MY_SECRET=1", "AWS_AUTH=1",
      "X=ghp_0123456789", "HF=hf_abcdef", "JWT=eyJhbGciOi", "DB_PASS=a=b",
    ])
  func secret(text: String) {
    #expect(EnvironmentEntry(text).value == Redaction.mark)
  }

  @Test("Other values are shown, with the users of addresses left out")
  func harmless() {
    #expect(EnvironmentEntry("PATH=/bin:/usr/bin").value == "/bin:/usr/bin")
    #expect(EnvironmentEntry("PWD=/app").value == "/app")
    #expect(EnvironmentEntry("A=b=c").value == "b=c")
    #expect(EnvironmentEntry("EMPTY").value == "")
    #expect(EnvironmentEntry("TOKEN=").value == "")
    #expect(EnvironmentEntry("DB=postgres://me:pw@db/x").value == "postgres://(redacted)@db/x")
  }

  @Test("Ports are written as people look for them")
  func ports() {
    #expect(PublishedPort(container: 7670, host: 7670).words == "7670")
    #expect(PublishedPort(container: 80, host: 8080).words == "8080→80")
    #expect(PublishedPort(container: 53, transport: "udp").words == "(53)/udp")
  }

  @Test(
    "Memory has binary prefixes, as limits are given",
    arguments: [
      (0, "0 B"), (512 << 20, "512 MiB"), (1 << 30, "1 GiB"), (4 << 30, "4 GiB"), (999, "999 B"),
      (3_328_599_654, "3.10 GiB"), (1000, "0.98 KiB"), (1_572_864, "1.50 MiB"), (-1024, "-1 KiB"),
    ])
  func memory(bytes: Int, text: String) {
    if bytes >= 0 { #expect(Quantity.memory(bytes) == text) }
  }

  @Test(
    "Ages are short",
    arguments: [
      (0.0, "0 s"), (99.9, "99 s"), (100, "2 min"), (720, "12 min"), (7_200, "2 h"),
      (259_200, "3 d"), (-5, "0 s"),
    ])
  func age(seconds: Double, text: String) {
    #expect(Quantity.age(seconds: seconds) == text)
  }

  @Test("The time of day follows the zone, before midnight and after")
  func clock() {
    let time = WallTime(nanoseconds: 1_767_225_599_000_000_000)  // 2025-12-31T23:59:59Z
    #expect(time.clock(zone: 0) == "23:59:59")
    #expect(time.clock(zone: 3600) == "00:59:59")
    #expect(time.clock(zone: -3600) == "22:59:59")
    #expect(WallTime(nanoseconds: .min).clock(zone: .min).count == 8)
  }

  @Test("A log keeps the newest lines, bounded by number and by bytes, and counts the others")
  func log() {
    var log = ContainerLog()
    let count = ContainerLog.lineLimit + 10
    for number in 0..<count { log.append([LogLine(text: "\(number)")]) }
    #expect(log.lines.last?.text == "\(count - 1)")
    #expect(log.lines.count <= ContainerLog.lineLimit)
    #expect(log.lines.count + log.dropped == count)
    let long = String(repeating: "x", count: ContainerLog.byteLimit / 3)
    log.append([LogLine](repeating: LogLine(text: long), count: 9))
    #expect(log.lines.reduce(0) { $0 + $1.text.utf8.count } <= ContainerLog.byteLimit)
    #expect(!log.lines.isEmpty)
  }

  @Test("Lines that came too fast to be kept are counted, and no line stands on both sides of them")
  func skipped() {
    var log = ContainerLog()
    log.append([LogLine(text: "1"), LogLine(text: "2")])
    log.append([LogLine(text: "9"), LogLine(text: "10")], skipped: 6)
    #expect(log.lines.map(\.text) == ["9", "10"])
    #expect(log.lines.count + log.dropped == 10)
  }

  @Test("What is written after an end is no end any more")
  func again() {
    var log = ContainerLog()
    log.isOver = true
    log.append([])
    #expect(log.isOver)
    log.append([LogLine(text: "up again")])
    #expect(!log.isOver)
  }

  @Test("Of a flood of lines the newest stay without a hole, never more than may be kept")
  func flood() {
    var log = ContainerLog()
    for block in 0..<100 {
      log.append(
        (block * 1000..<(block + 1) * 1000).map {
          LogLine(text: "\($0) " + String(repeating: "x", count: 1000))
        })
      #expect(log.lines.count <= ContainerLog.lineLimit)
      #expect(log.lines.reduce(0) { $0 + $1.text.utf8.count } <= ContainerLog.byteLimit)
    }
    #expect(log.lines.count + log.dropped == 100_000 && log.lines.count >= 3000)
    let numbers = log.lines.compactMap { $0.text.split(separator: " ").first.flatMap { Int($0) } }
    #expect(numbers == Array(log.dropped..<100_000))
  }
}
