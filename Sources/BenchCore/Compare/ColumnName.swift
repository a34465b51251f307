/// A column as somebody names it: a file or a server, and a resolution.
///
///     python   python@100   A   A@300   results_100dpi.json   results_100dpi@100
package struct ColumnName: Hashable, Sendable {
  /// A file, where it was named.
  private var run: Int?
  /// A server's key, where it was named.
  private var server: String?
  private var dpi: Double?
  /// The very condition of the file, where it was chosen and not written.
  private var condition: Int?

  /// The very column.
  package init(_ column: ComparedColumn) {
    run = column.run
    condition = column.condition
  }

  /// Reads a name; nil where none of the runs has such a file or server, or it is measured nowhere.
  package init?(_ text: String, in runs: [ComparedRun]) {
    let columns = ComparedColumn.all(runs)
    var candidates: [ColumnName] = []
    var place: ColumnName?
    if let label = columns.first(where: { $0.label == text }) { place = ColumnName(label) }
    candidates += Self.names(text, in: runs)
    if let at = text.lastIndex(of: "@"), let dpi = Double(text[text.index(after: at)...]) {
      candidates += Self.names(String(text[..<at]), in: runs).map {
        var name = $0
        name.dpi = dpi
        return name
      }
    }
    guard
      let found = place ?? candidates.first(where: { name in columns.contains { name.names($0) } })
    else { return nil }
    self = found
  }

  private init(run: Int? = nil, server: String? = nil) {
    self.run = run
    self.server = server
  }

  private static func names(_ text: String, in runs: [ComparedRun]) -> [ColumnName] {
    var names: [ColumnName] = []
    if runs.contains(where: { $0.plan.servers.contains { $0.key == text } }) {
      names.append(ColumnName(server: text))
    }
    for (index, run) in runs.enumerated() {
      let file = run.name.split(separator: "/").last.map(String.init) ?? run.name
      let stem = file.lastIndex(of: ".").map { String(file[..<$0]) } ?? file
      if [ComparedColumn.letter(ofRun: index), run.name, file, stem].contains(text) {
        names.append(ColumnName(run: index))
      }
    }
    return names
  }

  func names(_ column: ComparedColumn) -> Bool {
    (run == nil || run == column.run) && (server == nil || server == column.server)
      && (dpi == nil || dpi == column.dpi) && (condition == nil || condition == column.condition)
  }
}
