import DigestKit
import Testing

@Suite("Digests")
struct DigestTests {
  /// Of NIST's examples for FIPS 180-4.
  @Test(
    "are those of the standard",
    arguments: [
      ("", "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"),
      ("abc", "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad"),
      (
        "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1"
      ),
    ])
  func sha256(text: String, digest: String) {
    #expect(Digest.hexadecimal(Digest.sha256(Array(text.utf8))) == digest)
  }

  @Test("of a million letters are, too")
  func long() {
    let digest = Digest.sha256([UInt8](repeating: UInt8(ascii: "a"), count: 1_000_000))
    #expect(
      Digest.hexadecimal(digest)
        == "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0")
  }

  /// The first two cases of RFC 4231.
  @Test(
    "with a key are those of the standard",
    arguments: [
      (
        [UInt8](repeating: 0x0B, count: 20), "Hi There",
        "b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7"
      ),
      (
        Array("Jefe".utf8), "what do ya want for nothing?",
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843"
      ),
    ])
  func hmac(key: [UInt8], text: String, code: String) {
    #expect(Digest.hexadecimal(Digest.hmac(Array(text.utf8), key: key)) == code)
  }

  @Test("of nothing with no key is a digest as well")
  func empty() {
    #expect(Digest.hmac([], key: []).count == Digest.length)
  }
}
