package import BenchCore

/// The corpus screen's own state: what the folder holds, and how the list is looked at.
package struct CorpusView: Sendable {
  /// The folder that is known or being read; empty before the first.
  package var directory = ""
  package var scan = Scan.none
  package var selected = 0
  package var offset = 0
  package var order = Order.name

  package init() {}

  /// How far the folder is known.
  package enum Scan: Sendable {
    case none
    case going(done: Int, total: Int)
    case documents([Document])
    case failed(String)
  }

  /// By what the list is sorted.
  package enum Order: Hashable, Sendable, CaseIterable {
    case name, pages, size, megapixels, defect

    package var next: Order {
      let all = Self.allCases
      return all[((all.firstIndex(of: self) ?? 0) + 1) % all.count]
    }

    /// As the screen names it.
    package var title: String {
      switch self {
      case .name: "name"
      case .pages: "pages"
      case .size: "size"
      case .megapixels: "megapixels"
      case .defect: "defects"
      }
    }
  }

  /// The documents in the list's order; megapixels depend on the DPI only by a factor.
  package var sorted: [Document] {
    guard case .documents(let documents) = scan else { return [] }
    func descending(_ value: (Document) -> Double) -> [Document] {
      documents.enumerated().sorted {
        (value($0.element), $1.offset) > (value($1.element), $0.offset)
      }.map(\.element)
    }
    switch order {
    case .name: return documents
    case .pages: return descending { Double($0.pages ?? -1) }
    case .size: return descending { Double($0.bytes) }
    case .megapixels: return descending { $0.megapixels(atDPI: 72) }
    case .defect: return descending { $0.defect == nil ? 0 : 1 }
    }
  }
}
