import BenchCore
import Canvas

@testable import Dashboard

/// Saved runs of every kind, as a folder may hold them.
enum SavedRuns {
  static let folder = "results"
  /// The file that stands first in the list.
  static let newest = folder + "/2026-01-23_104107_300dpi.json"

  static func headline(
    _ name: String, day: Int, dpi: Double = 150, concurrency: Int = 1, documents: Int = 20,
    servers: [String] = ["python", "rust"], failed: Int = 0, ratio: Double? = 0.971,
    verdict: Verdict = .faster, isStarred: Bool = false,
    state: RunHeadline.State = .complete
  ) -> RunHeadline {
    var headline = RunHeadline(
      path: folder + "/" + name, bytes: 48_000, modified: 1_768_000_000 + Double(day) * 86_400,
      state: state)
    if headline.isDamaged { return headline }
    headline.runID = name
    headline.timestamp = "2026-01-\(day < 10 ? "0" : "")\(day) 10:41:07"
    headline.wallClock = headline.modified
    headline.servers = servers
    headline.documents = documents
    headline.dpis = state == .guide ? [] : [dpi]
    headline.concurrencies = state == .guide ? [] : [concurrency]
    headline.rounds = 3
    headline.failed = failed
    headline.succeeded = documents * 3 * servers.count - failed
    headline.verdicts =
      ratio.map { ratio in
        [
          HeadlineVerdict(
            server: "rust", baseline: "python", dpi: dpi, concurrency: concurrency,
            verdict: verdict, ratio: ratio, interval: (ratio - 0.01)...(ratio + 0.012),
            isStarred: isStarred)
        ]
      } ?? []
    return headline
  }

  static let all: [RunHeadline] = [
    headline("2026-01-23_104107_300dpi.json", day: 23, dpi: 300),
    headline("nightly.json", day: 22, documents: 8, ratio: 1.04, verdict: .inconclusive),
    headline("scale/c4.json", day: 21, concurrency: 4, failed: 7, ratio: 1.21, verdict: .slower),
    headline(
      "scale/c8.journal", day: 20, concurrency: 8, documents: 3, ratio: nil, state: .interrupted),
    headline(
      "stopped \u{1B}[2J\u{202E}.json", day: 19, dpi: 100, ratio: 1.001, verdict: .equivalent,
      state: .stopped),
    headline(
      "benchmark_results.json", day: 10, ratio: 1.034, verdict: .slower, isStarred: true,
      state: .guide),
    headline("broken.json", day: 9, state: .damaged("line 41: \"latency\" is text")),
  ]

  static func files(_ headlines: [RunHeadline] = all) -> [FoundFile] {
    headlines.map { FoundFile(path: $0.path, bytes: $0.bytes, modified: $0.modified) }
  }

  static func list(_ state: inout DashboardState) { list(all, &state) }

  /// Tells a dashboard of a listed folder.
  static func list(_ headlines: [RunHeadline], _ state: inout DashboardState) {
    Scene.press([.character("3")], &state)
    let listing = state.results.listing
    Scene.tell(
      .results(.found(listing: listing, directory: folder, files(headlines))), &state)
    Scene.tell(.results(.headlines(listing: listing, headlines)), &state)
    Scene.tell(.results(.listed(listing: listing)), &state)
  }

  /// The figures of the scripted run as the preview of the chosen file.
  static func preview(_ state: inout DashboardState) {
    guard let path = state.results.selected, let figures = RunFigures(events: ScriptedRun.events())
    else { return }
    Scene.tell(.results(.rested(path: path)), &state)
    Scene.tell(
      .loaded(FileLoad(path, for: .preview), .figures(figures, warnings: [])), &state)
  }
}
