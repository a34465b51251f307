import Testing

@testable import BenchCore

/// Whether two servers answered the same.
@Suite
struct AgreementTests {
  @Test("Equal pages and equal texts agree")
  func equal() {
    let agreement = agreement([answer("a")], [answer("a")])
    #expect(agreement.isWhole)
    #expect(
      [agreement.compared, agreement.pagesAgree, agreement.textsCompared, agreement.textsAgree]
        == [1, 1, 1, 1])
  }

  @Test(
    "Texts are the same up to three differing bits of their similarity hashes",
    arguments: [(0b0, true), (0b111, true), (0b1111, false), (.max, false)])
  func similar(bits: UInt64, isSame: Bool) {
    let agreement = agreement([answer("a", simhash: 0)], [answer("b", simhash: bits)])
    #expect(agreement.textsAgree == (isSame ? 1 : 0))
    #expect(agreement.isWhole == isSame)
  }

  @Test("Short texts that differ have no similarity, and differ")
  func short() {
    let agreement = agreement([answer("a")], [answer("b")])
    #expect(agreement.textsCompared == 1 && agreement.textsAgree == 0)
    #expect(agreement.differing == [0])
  }

  @Test("A server that tells no text is compared by its pages alone")
  func noText() {
    let agreement = agreement(
      [answer(nil, pages: 3), answer("a", pages: 2)],
      [answer("a", pages: 3), answer(nil, pages: 1)]
    )
    #expect(agreement.textsCompared == 0)
    #expect(agreement.pagesAgree == 1)
    #expect(agreement.differing == [1])
  }

  @Test("A document that one of the two failed is not compared")
  func failed() {
    let agreement = agreement([answer("a"), nil], [nil, answer("a")])
    #expect(agreement.compared == 0 && agreement.isWhole)
  }

  @Test("A server that answers the same document in two ways is noticed")
  func unsteady() {
    var sheet = AnswerSheet(documents: 2)
    for text in ["a", "a", "b"] {
      sheet.add(Fixture.record(0, 1, document: 1, .ok(Answer(pages: 1, textDigest: text))))
    }
    sheet.add(Fixture.record(0, 1, document: 0, .ok(Answer(pages: 1, textDigest: "a"))))
    #expect(sheet.unsteady == [1])
  }

  private func answer(_ digest: String?, pages: Int = 1, simhash: UInt64? = nil) -> Answer {
    Answer(pages: pages, textDigest: digest, textSimhash: simhash)
  }

  private func agreement(_ one: [Answer?], _ other: [Answer?]) -> Agreement {
    Agreement(baseline: sheet(one), other: sheet(other))
  }

  private func sheet(_ answers: [Answer?]) -> AnswerSheet {
    var sheet = AnswerSheet(documents: answers.count)
    for (document, answer) in answers.enumerated() {
      guard let answer else { continue }
      sheet.add(Fixture.record(0, 1, document: document, .ok(answer)))
    }
    return sheet
  }
}
