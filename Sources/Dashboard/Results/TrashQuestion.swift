internal import BenchCore
internal import Canvas

/// The question before marked files are moved to the trash: how many, which, and what stays.
struct TrashQuestion {
  let paths: [String]

  /// Most names that are told.
  private static let limit = 6

  var dialog: Dialog {
    let runs = Quantity.count(paths.count, "marked run")
    // Of one more than fits, its name is as long as its number.
    let told = paths.count > Self.limit + 1 ? paths.prefix(Self.limit) : paths[...]
    var body = told.map { Line(Sanitizer.line($0, limit: 200), Style(.title)) }
    if told.count < paths.count {
      body.append(Line("and \(Quantity.count(paths.count - told.count)) more", .muted))
    }
    body += [
      Line(),
      Line(
        "u brings \(paths.count == 1 ? "it" : "them") back. Reports made of "
          + "\(paths.count == 1 ? "it" : "them") (.md, .csv, .html) stay where they are."),
    ]
    return Dialog(
      title: Line("Move \(runs) to the trash?"), body: body,
      hints: [KeyHint("y", "to the trash"), KeyHint("n", "keep")], width: 64, isWarning: true)
  }
}
