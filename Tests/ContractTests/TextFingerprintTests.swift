import BenchCore
import Foundation
import Testing

@testable import Contract

/// Expected values come from an implementation of the same definition in Python, with its own
/// `unicodedata.normalize` (Unicode 14) and `hashlib`.
struct TextFingerprintTests {
  static func fingerprint(_ text: String) -> TextFingerprint { TextFingerprint(Array(text.utf8)) }

  @Test(
    "digests the text after NFKC with white space collapsed",
    arguments: [
      ("", "", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      (
        "plain text", "plain text",
        "c9ecf5e54c7b3f2640ecca21f96d4c3625a2b7935104f41c5ede29935a9e52c9"
      ),
      (
        "  two\t\n words\u{A0}here ", "two words here",
        "05e65a0934507f8db03d9ef3c84bd7c5e683bb430fb40a21a07f887b879719a5"
      ),
      (
        "e\u{301}té \u{FB01}n \u{2460}½", "été fin 11\u{2044}2",
        "1fcf191f2cab52b3ed81facd70bbb99973d4bf65be845920eab2656b5e05c71d"
      ),
      (
        "\u{1112}\u{1161}\u{11AB}글 カ\u{3099}\u{FF76}\u{FF9E}", "한글 ガガ",
        "4662af783e2fee9b01ed7658a7d81ab8b2c019a307b6ba9f1c7a61eee95a3395"
      ),
      (
        "a\u{323}\u{307} b\u{307}\u{323} \u{B4}x\u{2026}", "ạ\u{307} ḅ\u{307} \u{301}x...",
        "a3cae90d4752014ebda787ded0a02b3f7f691e0434f89a7ad91f7c97b0a133b7"
      ),
      (
        "\u{344}\u{308}\u{301} \u{2028}|", "\u{308}\u{301}\u{308}\u{301} |",
        "22726982ae1fda8f7144aac509d4bda68e74344966b37b1c28fb053350dfd791"
      ),
    ])
  func digest(text: String, normal: String, digest: String) {
    let bytes = NormalText(Array(text.utf8)).bytes
    #expect(bytes == Array(normal.utf8))
    #expect(Self.fingerprint(text).digest == digest)
  }

  @Test("finds the words of the normal form")
  func words() {
    let text = NormalText(Array(" one  two\n\u{2003}three".utf8))
    let words = text.words.map { String(decoding: text.bytes[$0], as: UTF8.self) }
    #expect(words == ["one", "two", "three"])
  }

  @Test("hashes 4-grams of words as written down")
  func simhash() {
    #expect(Simhash.hash([], 0..<0) == 0xF52A_15E9_A9B5_E89B)
    let bytes = Array("a b c d".utf8)
    #expect(Simhash.hash(bytes, 0..<bytes.count) == 0x5D16_D191_AD64_1C61)
    let squares = (0..<60).map { "word\($0 * $0 % 97)" }.joined(separator: " ")
    #expect(Self.fingerprint(squares).simhash == 0x5CD6_DF38_4EEF_E6D8)
    let mixed = (0..<200).map { $0 % 5 == 0 ? "\u{FB01}eld" : "wört\($0 % 13)" }
    #expect(Self.fingerprint(mixed.joined(separator: " ")).simhash == 0xF28A_9CFA_361F_B43E)
  }

  @Test("has no similarity hash under fifty words")
  func tooShort() {
    let words = { (count: Int) in [String](repeating: "x", count: count).joined(separator: "\n") }
    #expect(Self.fingerprint(words(49)).simhash == nil)
    #expect(Self.fingerprint(words(50)).simhash == 0x6900_3920_F716_E152)
  }

  @Test("one word in four hundred changes at most three bits, another text many")
  func similarity() throws {
    var words = (0..<400).map { "term\($0 * 7919 % 1009)" }
    let original = try #require(Self.fingerprint(words.joined(separator: " ")).simhash)
    words[200] = "changed"
    let changed = try #require(Self.fingerprint(words.joined(separator: " ")).simhash)
    let others = (0..<400).map { "other\($0 * 31 % 613)" }.joined(separator: " ")
    let other = try #require(Self.fingerprint(others).simhash)
    #expect((1...Simhash.sameWithin).contains((original ^ changed).nonzeroBitCount))
    #expect((original ^ other).nonzeroBitCount == 35)
  }

  @Test("normalises place by place as Foundation does as a whole", arguments: 0..<20)
  func compatibility(seed: UInt64) {
    let alphabet = Array(
      "aeo \n1é\u{301}\u{323}\u{307}\u{FB01}\u{1112}\u{1161}\u{11AB}가カ\u{3099}ﾊﾟ\u{2460}½…\u{A0}"
        .unicodeScalars)
    var generator = SeededGenerator(seed: seed)
    for length in 0..<60 {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<length { scalars.append(alphabet[generator.index(below: alphabet.count)]) }
      let text = String(scalars)
      #expect(
        CompatibilityForm.of(Array(text.utf8))
          == Array(
            text.decomposedStringWithCompatibilityMapping.precomposedStringWithCanonicalMapping
              .utf8))
    }
  }

  @Test("leaves alone only characters that NFKC leaves alone, before and behind any other")
  func settled() {
    for value in UInt32(0)..<0x11000 where CompatibilityForm.isSettled(value) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      guard scalar.properties.canonicalCombiningClass == .notReordered else {
        Issue.record("U+\(String(value, radix: 16)) has a combining class")
        continue
      }
      if scalar.properties.generalCategory == .unassigned { continue }
      let text = String(scalar)
      #expect(
        text.precomposedStringWithCompatibilityMapping.unicodeScalars.elementsEqual(
          text.unicodeScalars))
    }
  }

  @Test("takes a hostile run without spaces in bounded time")
  func longRun() {
    let text = Array(String(repeating: "\u{FB01}\u{309}", count: 75_000).utf8)
    #expect(CompatibilityForm.of(text).count == 300_000)
  }

  @Test("digests a text once, and forgets the oldest")
  func cache() {
    var cache = FingerprintCache(capacity: 4)
    let texts = (0..<10).map { Array("text \($0)".utf8) }
    for _ in 0..<3 { for text in texts.prefix(2) { _ = cache.fingerprint(of: text) } }
    #expect(cache.misses == 2)
    for text in texts {
      #expect(cache.fingerprint(of: text) == TextFingerprint(text))
      #expect(cache.count <= 4)
    }
    #expect(cache.misses == 10)
    _ = cache.fingerprint(of: texts[0])
    #expect(cache.misses == 11)
  }
}
