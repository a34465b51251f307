internal import BenchCore
internal import Canvas
internal import Reports

/// The list of saved runs: what is known of each, and how it is looked at.
package struct ResultsView: Sendable {
  /// The folder that the user asked for; nil where it follows from the form's output.
  var wanted: String?
  /// The folder that is listed, as it can be opened.
  package internal(set) var directory = ""
  /// How far the folder is known.
  package internal(set) var state = State.none
  /// Which listing the state belongs to: answers of earlier ones are not taken.
  var listing = 0
  /// The listing that was answered to its end.
  var answered = 0
  /// Whether the folder changed while it was listed: then it is listed once more.
  var hasChanged = false
  /// Every file that was found; `shown` is the list.
  var entries: [ResultsEntry] = []
  /// Where a file of this path stands in `entries`.
  var places: [String: Int] = [:]
  /// Places in `entries` of what the filter lets through, in the order of the list.
  var shown: [Int] = []
  var order = ResultsOrder()
  /// What the list is narrowed to, as it was typed.
  var filter = TextInput() { didSet { parsed = ResultsFilter(filter.text) } }
  private(set) var parsed = ResultsFilter("")
  /// The text line that has the keyboard.
  var line: TextLine?
  /// Paths that are marked, in the order in which they were.
  var marked: [String] = []
  /// Path of the chosen file; it stays chosen wherever the list moves it.
  var selected: String?
  /// Whether the user has chosen a file; until then the first of the list is.
  var isChosen = false
  /// Where in the list the chosen file stood last.
  private var standing = 0
  /// Rows above the first one shown.
  var offset = 0
  var preview = Preview.none
  /// What was moved to the trash or to other names, the last move last.
  var moves: [[MovedFile]] = []

  package init() {}

  package enum State: Hashable, Sendable {
    case none
    /// Names are being looked for.
    case listing
    /// Names are known; headlines are still read.
    case reading
    case listed
    case failed(String)
  }

  /// A line that is typed into.
  enum TextLine: Hashable, Sendable {
    case filter
    case rename(path: String, name: TextInput)
  }

  /// What is beside or under the list.
  enum Preview: Sendable {
    case none
    case reading(path: String)
    case report(path: String, ReportContent, warnings: [String])
    case failed(path: String, reason: String)

    var path: String? {
      switch self {
      case .none: nil
      case .reading(let path), .report(let path, _, _), .failed(let path, _): path
      }
    }
  }

  /// Index in the list of the chosen file; nil where nothing is listed.
  var selectedIndex: Int? {
    guard let selected, let place = places[selected] else { return nil }
    return shown.firstIndex(of: place)
  }

  /// The chosen file.
  var selectedEntry: ResultsEntry? { selectedIndex.map { entries[shown[$0]] } }

  subscript(path: String) -> ResultsEntry? { places[path].map { entries[$0] } }

  /// Chooses what stands at an index of the list, or nearest to it.
  mutating func choose(_ index: Int) {
    standing = min(max(0, index), max(0, shown.count - 1))
    selected = shown.indices.contains(standing) ? entries[shown[standing]].path : nil
  }

  /// Takes the files of a folder.
  ///
  /// What is known of a file that has changed is shown until it is read anew, so that its row stays.
  mutating func take(_ files: [FoundFile]) {
    let previewed = preview.path.flatMap { self[$0]?.file }
    entries = files.map { ResultsEntry(file: $0, headline: self[$0.path]?.headline) }
    index()
    if let previewed, self[previewed.path]?.file != previewed { preview = .none }
  }

  /// Follows files to their new names, with what is known of them.
  mutating func follow(_ moves: [MovedFile]) {
    let names = Dictionary(moves.map { ($0.path, $0.now) }, uniquingKeysWith: { _, last in last })
    func now(_ path: String) -> String { names[path] ?? path }
    entries = entries.map { entry in
      var (file, headline) = (entry.file, entry.headline)
      file.path = now(file.path)
      headline?.path = file.path
      return ResultsEntry(file: file, headline: headline)
    }
    marked = marked.map(now)
    selected = selected.map(now)
    index()
  }

  private mutating func index() {
    places = Dictionary(
      entries.enumerated().map { ($1.path, $0) }, uniquingKeysWith: { first, _ in first })
    arrange()
  }

  /// Takes what files hold.
  mutating func take(_ headlines: [RunHeadline]) {
    for headline in headlines {
      if let place = places[headline.path] { entries[place].headline = headline }
    }
    arrange()
  }

  /// Brings the list up to date with the files, the order and the filter.
  ///
  /// Done when one of them changes, not for every picture.
  mutating func arrange() {
    let told = ToldJournals(entries.compactMap(\.headline))
    shown = entries.indices.filter { index in
      let entry = entries[index]
      if let headline = entry.headline, told.contains(headline) { return false }
      return parsed.admits(entry)
    }
    let order = order
    let keys = entries.map { order.key($0) }
    shown.sort { left, right in
      order.precedes(keys[left], entries[left], keys[right], entries[right])
    }
    marked.removeAll { places[$0] == nil }
    if isChosen, let index = selectedIndex {
      standing = index
      return
    }
    // What is gone or hidden leaves the choice to what stands in its place.
    choose(isChosen ? standing : 0)
  }
}

/// A file of the list.
struct ResultsEntry: Hashable, Sendable {
  let file: FoundFile
  /// What is in it; nil until it is read.
  var headline: RunHeadline?

  var path: String { file.path }
  /// When its run began; of a file that does not tell, or is not read yet, when it was changed.
  var time: Double { headline?.wallClock ?? file.modified }
  var isDamaged: Bool { headline?.isDamaged ?? false }
  var isJournal: Bool { path.hasSuffix(".journal") }
  /// The name without the ending that tells what the file is.
  var stem: String { String(name.dropLast(isJournal ? ".journal".count : ".json".count)) }
  /// What is known of the file; of one that is not read yet, its name and size.
  var facts: RunHeadline {
    headline
      ?? RunHeadline(
        path: path, bytes: file.bytes, modified: file.modified, state: .complete)
  }
  /// The name without its folder.
  var name: String { path.split(separator: "/").last.map(String.init) ?? path }
}

/// A file that may hold a run.
package struct FoundFile: Hashable, Sendable {
  package var path: String
  package var bytes: Int
  /// Seconds since 1970.
  package var modified: Double

  package init(path: String, bytes: Int, modified: Double) {
    self.path = path
    self.bytes = bytes
    self.modified = modified
  }
}

/// A file that was moved to the trash or to another name, and can be moved back.
package struct MovedFile: Hashable, Sendable {
  package var path: String
  /// Where it is now.
  package var now: String

  package init(path: String, now: String) {
    self.path = path
    self.now = now
  }

  /// The way back.
  var reversed: MovedFile { MovedFile(path: now, now: path) }
}
