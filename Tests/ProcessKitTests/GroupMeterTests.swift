import Testing

@testable import ProcessKit

/// What `/proc` tells, as proc(5) documents it.
struct GroupMeterTests {
  @Test(
    "Resident memory leaves out pages of files",
    arguments: [
      ("VmRSS:\t  900 kB\nRssAnon:\t  100 kB\nRssFile:\t  700 kB\nRssShmem:\t  100 kB\n", 204_800),
      ("VmRSS:\t  900 kB\n", 921_600), ("", 0),
    ])
  func memory(status: String, bytes: Int) {
    #expect(GroupMeter.memoryBytes(status: status) == bytes)
  }

  @Test("A name with parentheses and spaces hides no field")
  func stat() throws {
    let text = "17 (a) b (c) S 1 42 42 0 -1 4194304 1 2 3 4 10 20 30 40 20 0 7 0 555 1 1\n"
    let stat = try #require(ProcessStat(text))
    #expect(stat.state == "S" && stat.group == 42 && stat.ticks == 100)
    #expect(stat.threads == 7 && stat.start == 555)
    #expect(ProcessStat("17 (a) S 1") == nil)
    #expect(ProcessStat("") == nil)
  }
}
