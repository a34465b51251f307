internal import BenchCore

/// Names for the sizes of pages.
enum PaperSize {
  private static let known: [(name: String, width: Double, height: Double)] = [
    ("A3", 841.89, 1190.55), ("A4", 595.28, 841.89), ("A5", 419.53, 595.28),
    ("A6", 297.64, 419.53), ("B5", 498.9, 708.66), ("Letter", 612, 792), ("Legal", 612, 1008),
    ("Tabloid", 792, 1224),
  ]

  /// `A4`, `Letter landscape`, or millimetres.
  static func name(width: Double, height: Double) -> String {
    let (short, long) = (min(width, height), max(width, height))
    if let paper = known.first(where: { abs($0.width - short) < 2 && abs($0.height - long) < 2 }) {
      return paper.name + (width > height ? " landscape" : "")
    }
    return millimetres(width) + " × " + millimetres(height) + " mm"
  }

  /// The sizes of a document, most frequent first: `A4`, `A4 · 12, Letter · 3, 2 more`; in short
  /// only the first: `A4, 3 more`.
  static func summary(_ sizes: [PageSize], isShort: Bool) -> String {
    var counts: [String: Int] = [:]
    var order: [String] = []
    for size in sizes {
      let name = name(width: size.width, height: size.height)
      if counts[name] == nil { order.append(name) }
      counts[name, default: 0] &+= size.count
    }
    guard order.count > 1 else { return order.first ?? Quantity.none }
    // Sorting by count alone would leave equals in no fixed order.
    let sorted = order.enumerated().sorted {
      let (left, right) = (counts[$0.element] ?? 0, counts[$1.element] ?? 0)
      return left != right ? left > right : $0.offset < $1.offset
    }
    let shown = sorted.prefix(isShort ? 1 : 2).map { _, name in
      isShort ? name : name + " · " + Quantity.count(counts[name])
    }
    let more = sorted.count - shown.count
    return shown.joined(separator: ", ") + (more > 0 ? ", \(Quantity.count(more)) more" : "")
  }

  private static func millimetres(_ points: Double) -> String {
    let value = (points / 72 * 25.4).rounded()
    return Int(exactly: value).map { Quantity.count($0) } ?? "?"
  }
}
