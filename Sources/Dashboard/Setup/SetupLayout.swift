internal import Canvas

/// Where the rows of the setup form are; its fields scroll where they do not all fit.
struct SetupLayout {
  /// Index of a field, and its line.
  let fields: [(index: Int, row: Rect)]
  let start: Rect
  let explanation: Rect
  /// Beside the fields.
  let scrollbar: Scrollbar
  let scrollbarArea: Rect

  /// Cells that labels take.
  private static let labelWidth = 14
  /// Cells that a short value takes: `simultaneous ‹ ›`.
  private static let shortWidth = 16
  /// Cells that show a usual address whole: `python=http://localhost:7670` and the cursor.
  private static let addressWidth = 29
  /// Wider, a remark would be too far from what it is about.
  private static let widest = 116

  init(form: SetupForm, area: Rect) {
    var narrow = area
    narrow.width = min(area.width, Self.widest)
    let help = min(3, max(1, area.height / 5))
    let parts = narrow.rows([.minimum(1), .fixed(1), .fixed(1), .fixed(help)])
    let room = parts[0]
    // Air between groups, as far as there is some; with more of it, the start follows the fields.
    let air = max(0, room.height - form.fields.count)
    let groups = Set(Self.groups.prefix(air))
    let isLoose = air >= Self.groups.count + 2
    let first = Table.offset(
      showing: form.focus ?? 0, of: form.fields.count, in: max(1, room.height), from: 0)
    var y = 0
    var rows: [(Int, Rect)] = []
    for index in form.fields.indices.dropFirst(first) {
      if groups.contains(form.fields[index].id) { y += 1 }
      guard y < room.height else { break }
      rows.append((index, room.row(y)))
      y += 1
    }
    fields = rows
    start = isLoose ? room.row(y + 1) : parts[2]
    explanation =
      isLoose
      ? Rect(
        x: start.x, y: start.y + 2, width: start.width,
        height: max(0, area.bottom - start.y - 2))
      : parts[3]
    scrollbar = Scrollbar(total: form.fields.count, visible: rows.count, offset: first)
    scrollbarArea = Rect(x: area.right, y: room.y, width: 1, height: room.height)
  }

  /// The fields that begin a group, those first that need the air between groups most.
  private static let groups: [SetupField.ID] = [.dpi, .folder, .output, .rounds]

  /// The parts of a field's line.
  static func columns(
    _ content: SetupField.ID.Content, in row: Rect
  ) -> (label: Rect, value: Rect, remark: Rect) {
    let isLong = if case .text = content { true } else { false }
    let room = max(0, row.width - labelWidth - 2)
    let value = isLong ? max(addressWidth, room * 3 / 5) : shortWidth
    let parts = row.columns([.fixed(labelWidth), .fixed(value), .fixed(2), .share(1)])
    return (parts[0], parts[1], parts[3])
  }
}
