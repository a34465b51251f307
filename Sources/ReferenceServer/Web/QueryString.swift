/// The part of a request target after the question mark.
struct QueryString: Sendable {
  private let raw: String

  init(_ raw: String?) { self.raw = raw ?? "" }

  /// The last value of a parameter, decoded; a value that cannot be decoded is given as it is.
  subscript(name: String) -> String? {
    raw.split(separator: "&").reduce(String?.none) { found, pair in
      let pieces = pair.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      guard pieces.first == Substring(name) else { return found }
      let value = pieces.count == 2 ? pieces[1] : ""
      return PercentCoding.decoded(value.utf8, plusIsSpace: true) ?? String(value)
    }
  }
}
