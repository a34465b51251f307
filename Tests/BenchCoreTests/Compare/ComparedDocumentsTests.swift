import BenchCore
import Testing

@Suite("Documents of saved runs side by side")
struct ComparedDocumentsTests: ComparesDrafts {
  @Test("documents pair by path, whatever their place in the corpus")
  func pairsByPath() throws {
    var first = draft.at(dpi: 150)
    first.milliseconds = { _, document, _ in Int64(1000 * (document + 1)) }
    var other = first
    other.names = first.names.reversed()
    other.milliseconds = { _, document, _ in Int64(2000 * (8 - document)) }
    let comparison = try compare([first, other])
    let pair = try #require(comparison.pairs.first)
    #expect(pair.comparison.documents == 8)
    #expect(pair.ratios.values.allSatisfy { abs($0 - 2) < 1e-9 })
    let row = try #require(comparison.documents.first { $0.name == "d3.pdf" })
    #expect(row.seconds[0] == 4)
    #expect(row.seconds[1] == 8)
  }

  @Test("documents that only some files have are named and left out of the pairs")
  func missing() throws {
    var more = draft.at(dpi: 300)
    more.names.append("extra.pdf")
    let comparison = try compare([draft.at(dpi: 100), more])
    #expect(comparison.shared.missing.map(\.name) == ["extra.pdf"])
    #expect(comparison.shared.missing.map(\.runs) == [[1]])
    #expect(comparison.documents.count == 8)
    #expect(comparison.pairs.allSatisfy { $0.comparison.documents == 8 })
    let sentence = comparison.caveats.first { $0.kind == .documentsMissing }?.sentence
    #expect(sentence?.contains("extra.pdf (only B)") == true)
    // A file's own comparison keeps it.
    #expect(comparison.within.last?.comparison.documents == 9)
  }

  @Test("other bytes under one path are named and left out of the pairs")
  func changed() throws {
    var other = draft.at(dpi: 300)
    other.digests["d2.pdf"] = "ff"
    let comparison = try compare([draft.at(dpi: 100), other])
    #expect(comparison.shared.changed.map(\.name) == ["d2.pdf"])
    #expect(comparison.pairs.allSatisfy { $0.comparison.documents == 7 })
    #expect(!comparison.documents.contains { $0.name == "d2.pdf" })
    #expect(kinds(comparison).contains(.documentsChanged))
    #expect(!kinds(comparison).contains(.documentsMissing))
  }

  @Test("two spellings of one letter are two documents")
  func spellings() throws {
    var one = draft.at(dpi: 100)
    one.names += ["\u{E9}.pdf", "e\u{301}.pdf"]
    var other = one.at(dpi: 300)
    other.id = "other"
    let comparison = try compare([one, other])
    #expect(comparison.shared.indices == (0..<10).map { [$0, $0] })
  }

  @Test("an unknown digest is not held against a document")
  func unknownDigest() throws {
    var other = draft.at(dpi: 300)
    for name in other.names { other.digests[name] = "" }
    #expect(try compare([draft.at(dpi: 100), other]).shared.isWhole)
  }

  @Test("files without a common document compare nothing across, and say so")
  func nothingShared() throws {
    var other = draft.at(dpi: 300)
    other.names = other.names.map { "other/" + $0 }
    let comparison = try compare([draft.at(dpi: 100), other])
    let sentence = comparison.caveats.first { $0.kind == .nothingShared }?.sentence
    // Eight documents of 1 s at 100 dpi, eight of 3 s at 300: scipy.stats.mannwhitneyu of 8 and 8 equal
    // values (asymptotic, with ties and continuity) gives p = 0.000138.
    #expect(sentence?.contains("3.00× slower") == true, "\(sentence ?? "")")
    #expect(sentence?.contains("p = 0.0001") == true, "\(sentence ?? "")")
    #expect(comparison.pairs.allSatisfy { $0.comparison.verdict == .unknown })
    #expect(comparison.within.allSatisfy { $0.comparison.ratio == 1 })
  }
}
