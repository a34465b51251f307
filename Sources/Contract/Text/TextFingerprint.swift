internal import DigestKit

/// What is kept of a text: enough to tell whether two servers read the same.
struct TextFingerprint: Equatable, Sendable {
  /// SHA-256 of the normal form, lower-case hexadecimal.
  let digest: String
  /// Similarity hash of its 4-grams of words, nil under `Simhash.minimumWords`.
  let simhash: UInt64?

  /// The fingerprint of a text in UTF-8.
  init(_ text: [UInt8]) {
    let normal = NormalText(text)
    digest = Digest.hexadecimal(Digest.sha256(normal.bytes))
    simhash = Simhash.of(normal)
  }
}

/// Remembers the fingerprints of texts already seen, by SHA-256 of their bytes.
///
/// Two generations stand in for a list by age: what was used since the last change of generation
/// survives the next one. At most `capacity` entries of about 200 bytes are kept.
struct FingerprintCache: Sendable {
  private let half: Int
  private var young: [[UInt8]: TextFingerprint] = [:]
  private var old: [[UInt8]: TextFingerprint] = [:]
  /// Texts that had to be digested.
  private(set) var misses = 0

  init(capacity: Int = 8192) { half = max(1, capacity / 2) }

  var count: Int { young.count + old.count }

  mutating func fingerprint(of text: [UInt8]) -> TextFingerprint {
    let key = Digest.sha256(text)
    if let known = young[key] { return known }
    let result: TextFingerprint
    if let known = old.removeValue(forKey: key) {
      result = known
    } else {
      misses += 1
      result = TextFingerprint(text)
    }
    if young.count >= half {
      old = young
      young = [:]
    }
    young[key] = result
    return result
  }
}
