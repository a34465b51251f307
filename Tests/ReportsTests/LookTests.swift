import BenchCore
import Canvas
import Reports
import Testing

@Test func look() throws {
  for servers in 1...4 {
    for width in [80, 120] {
      let f = try #require(RunFigures(events: Fixture.events(servers: servers)))
      print("=== \(servers) servers at \(width)")
      print(TextReport.text(f, width: width))
    }
  }
  let f = try #require(
    RunFigures(events: Fixture.events(servers: 3, dpis: [100, 300], concurrencies: [1, 4])))
  print(TextReport.text(f, width: 100, glyphs: .ascii))
}
