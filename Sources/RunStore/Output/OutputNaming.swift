package import BenchCore

/// The names of a run's files.
package enum OutputNaming {
  /// Where a run's result goes unless the user says: `results/2026-01-10_151158_150dpi_c4.json`.
  ///
  /// - Parameters:
  ///   - timestamp: `YYYY-MM-DD HH:MM:SS`.
  ///   - number: Which run of that second it is, from 1; further ones end in `_2`, `_3`, …
  package static func defaultPath(timestamp: String, plan: Plan, number: Int = 1) -> String {
    let date = timestamp.filter { $0 != ":" }.map { $0 == " " || $0 == "/" ? "_" : $0 }
    let dpis = plan.dpis.map(text).joined(separator: "-")
    let concurrencies = plan.concurrencies.map(String.init).joined(separator: "-")
    let suffix = plan.concurrencies == [1] ? "" : "_c\(concurrencies)"
    let further = number > 1 ? "_\(number)" : ""
    return "results/\(String(date))_\(dpis)dpi\(suffix)\(further).json"
  }

  /// The journal beside a result: `X.json` → `X.journal`.
  package static func journalPath(forResult path: String) -> String {
    let name = FilePath.name(of: path)
    let hasStem = name.hasSuffix(".json") && name != ".json"
    return (hasStem ? String(path.dropLast(".json".count)) : path) + ".journal"
  }

  /// 150 as `150`, 72.5 as `72.5`.
  private static func text(_ value: Double) -> String {
    Int(exactly: value).map(String.init) ?? value.description
  }
}
