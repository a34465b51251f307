package import BenchCore

/// The corpus screen's own state: what the folder holds, and how the list is looked at.
package struct CorpusView: Sendable {
  /// The folder that is known or being read; empty before the first.
  package var directory = ""
  package var scan = Scan.none { didSet { count() } }
  package var selected = 0
  package var offset = 0
  package var order = Order.name { didSet { sort() } }
  /// The documents in the list's order; empty before they are known.
  package private(set) var sorted: [Document] = []
  /// What the documents come to.
  package private(set) var totals = Totals()

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

  /// Sums over a folder's documents.
  package struct Totals: Hashable, Sendable {
    package var documents = 0
    package var defective = 0
    package var pages = 0
    /// Pages of the documents without a defect.
    package var goodPages = 0
    package var bytes = 0
  }

  /// Done when documents come, not for every picture: a folder may hold thousands.
  private mutating func count() {
    sort()
    totals = sorted.reduce(into: Totals()) { totals, document in
      totals.documents += 1
      totals.defective += document.defect == nil ? 0 : 1
      totals.pages &+= document.pages ?? 0
      totals.goodPages &+= document.defect == nil ? document.pages ?? 0 : 0
      totals.bytes &+= document.bytes
    }
  }

  private mutating func sort() { sorted = documentsInOrder }

  /// Megapixels depend on the DPI only by a factor.
  private var documentsInOrder: [Document] {
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
