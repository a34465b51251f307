/// What becomes of documents with a known defect, as the form names it.
enum DefectiveDocuments: String, CaseIterable {
  case leftOut = "left out"
  case sent = "sent too"

  init(isKept: Bool) { self = isKept ? .sent : .leftOut }
}
