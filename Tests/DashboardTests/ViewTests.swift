import BenchCore
import Canvas
import Testing

@testable import Dashboard

/// `view` is total: no state and no size makes it trap.
@Suite
struct ViewTests {
  @Test("Every scene can be drawn at every size from 1 × 1 up", arguments: Scene.all)
  func everySize(scene: Scene) {
    for height in [1, 3, 15, 16, 17, 24, 50] {
      for width in [1, 7, 59, 60, 71, 99, 150, 300] {
        let size = Size(width: width, height: height)
        #expect(view(scene.state(size)).size == size)
      }
    }
  }

  @Test("Every prefix of a run can be drawn, whatever happens next", arguments: [1, 8])
  func everyPrefix(concurrency: Int) {
    let plan = ScriptedRun.plan(concurrency: concurrency)
    var state = DashboardState(size: Size(width: 80, height: 24), plan: plan)
    _ = update(&state, .input(.key(.enter)))
    let widths = [60, 80, 97, 120, 151, 200]
    for (index, event) in ScriptedRun.events(plan).enumerated() {
      _ = update(&state, .events([event]))
      state.size = Size(width: widths[index % widths.count], height: 16 + index % 37)
      #expect(view(state).size == state.size)
    }
  }

  @Test("Every prefix of a run with containers and GPUs can be drawn at any size")
  func everyWatchedPrefix() {
    var state = DashboardState(size: Size(width: 80, height: 24), plan: WatchedRun.plan)
    _ = update(&state, .input(.key(.enter)))
    let widths = [1, 12, 60, 80, 97, 120, 151, 200]
    for (index, event) in WatchedRun.events(hasGPUs: true).enumerated() {
      _ = update(&state, .events([event]))
      state.size = Size(width: widths[index % widths.count], height: 1 + index % 62)
      #expect(view(state).size == state.size)
    }
  }

  @Test("Samples that no kernel tells, at times that there are not, can be drawn")
  func hostileSamples() {
    for (value, memory) in [(Double.nan, Int.min), (.infinity, .max), (-1, -1), (1e300, 0)] {
      for time in [Int64.min, -1, 0, 30_000_000_000, .max] {
        var sample = ResourceSample(subject: "ocr-python", interval: time)
        (sample.cores, sample.coreLimit, sample.throttledShare) = (value, value, value)
        (sample.memoryBytes, sample.memoryLimitBytes) = (memory, memory)
        let gpu = GPUSample(
          index: memory, name: "\u{1B}[2J", utilisation: value, memoryBytes: memory,
          memoryTotalBytes: memory)
        var state = DashboardState(size: Size(width: 120, height: 40), plan: WatchedRun.plan)
        _ = update(&state, .input(.key(.enter)))
        let events = WatchedRun.events()
        _ = update(&state, .events(Array(events.prefix(60))))
        let at = RunTime(nanoseconds: time)
        let late = [RunEvent(at, .resourceSampled(sample)), RunEvent(at, .gpuSampled(gpu))]
        _ = update(&state, .events(late))
        #expect(view(state).size == state.size)
      }
    }
  }

  @Test("Events in the wrong order, about servers that there are not, can be drawn")
  func shuffled() {
    var state = DashboardState(size: Size(width: 100, height: 30), plan: ScriptedRun.plan)
    _ = update(&state, .input(.key(.enter)))
    var events = ScriptedRun.events(ScriptedRun.plan(servers: 4))
    events.insert(contentsOf: ScriptedRun.beginning(), at: 40)
    for chunk in stride(from: 0, to: events.count - 2, by: 3) {
      _ = update(&state, .events([events[chunk + 2], events[chunk], events[chunk + 1]]))
      #expect(view(state).size.width == 100)
    }
  }

  @Test("A screen that is too small says how much it needs, and that the run goes on")
  func tooSmall() throws {
    let scene = try #require(Scene.all.first { $0.name == "running" })
    let text = view(scene.state(Size(width: 59, height: 24))).plainText
    #expect(text.contains("60 × 16"))
    #expect(text.contains("the run goes on"))
    #expect(view(scene.state(Size(width: 60, height: 16))).plainText.contains("Python FastAPI"))
  }

  @Test("Names that act on a terminal or have no end leave the layout whole")
  func hostileNames() {
    var plan = ScriptedRun.plan
    plan.servers[0].name = "\u{1B}[2J\u{7}" + String(repeating: "e\u{301}\u{302}", count: 5000)
    plan.servers[1].name = "服务器\u{202E}évil"
    var state = DashboardState(size: Size(width: 80, height: 24), plan: plan)
    _ = update(&state, .input(.key(.enter)))
    _ = update(&state, .events(ScriptedRun.events(plan).dropLast()))
    let canvas = view(state)
    for y in 2..<22 where !canvas.rowText(y).hasPrefix("·") {
      #expect(canvas[79, y].text != " ", "the right border of row \(y)")
    }
    #expect(canvas.plainText.contains("服务器"))
  }

  @Test(
    "A document that claims a page of any size can be drawn",
    arguments: [1e26, .infinity, .nan, -3])
  func hostilePages(points: Double) {
    var state = DashboardState(size: Size(width: 120, height: 30), plan: ScriptedRun.plan)
    _ = update(&state, .input(.key(.character("5"))))
    let page = PageSize(width: points, height: points, count: 1)
    let document = Document(name: "a.pdf", bytes: 1, pages: 1, sha256: "", pageSizes: [page])
    _ = update(&state, .scanned(directory: "test_pdfs", .documents([document])))
    #expect(view(state).plainText.contains("a.pdf"))
  }
}
