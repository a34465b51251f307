package import BenchCore

/// The names of a run's files.
package enum OutputNaming {
  /// Where a run's result goes unless the user says: `results/2026-01-10_151158_150dpi_c4.json`.
  ///
  /// Of a sweep it is the name to which every point's file adds its own.
  ///
  /// - Parameters:
  ///   - timestamp: `YYYY-MM-DD HH:MM:SS`.
  ///   - number: Which run of that second it is, from 1; further ones end in `_2`, `_3`, …
  package static func defaultPath(timestamp: String, plan: Plan, number: Int = 1) -> String {
    let date = timestamp.filter { $0 != ":" }.map { $0 == " " || $0 == "/" ? "_" : $0 }
    let point = plan.isSweep ? "" : plan.points.first.map { "_" + $0.slug } ?? ""
    let further = number > 1 ? "_\(number)" : ""
    return "results/\(String(date))\(point)\(further).json"
  }

  /// The file of one point of a sweep: `results.json` → `results_300dpi_c4.json`.
  package static func path(forResult path: String, point: RunPoint) -> String {
    let (stem, ending) = parts(path)
    return stem + "_" + point.slug + ending
  }

  /// The journal beside a result: `X.json` → `X.journal`.
  package static func journalPath(forResult path: String) -> String {
    parts(path).stem + ".journal"
  }

  /// The result of the run that a saved file is of: `X.journal` and `X.json` → `X.json`; nil for a
  /// name that is neither a journal's nor a result's.
  package static func resultPath(ofSaved path: String) -> String? {
    let name = FilePath.name(of: path)
    if name.hasSuffix(".json"), name != ".json" { return path }
    guard name.hasSuffix(".journal"), name != ".journal" else { return nil }
    return String(path.dropLast(".journal".count)) + ".json"
  }

  /// The report beside a saved run: `X.json` and `X.journal` → `X.html`.
  package static func exportPath(beside path: String, fileExtension: String) -> String {
    let name = FilePath.name(of: path)
    let ending = [".json", ".journal"].first { name.hasSuffix($0) && name != $0 } ?? ""
    return String(path.dropLast(ending.count)) + "." + fileExtension
  }

  private static func parts(_ path: String) -> (stem: String, ending: String) {
    let name = FilePath.name(of: path)
    let hasStem = name.hasSuffix(".json") && name != ".json"
    return hasStem ? (String(path.dropLast(".json".count)), ".json") : (path, "")
  }
}
