/// Words of two texts compared as a reader would: case, punctuation and order aside.
enum Words {
  /// Letters and digits of each word.
  static func of(_ text: String) -> [String] {
    text.split(whereSeparator: \.isWhitespace)
      .map { $0.lowercased().filter { $0.isLetter || $0.isNumber } }
      .filter { !$0.isEmpty }
  }

  /// The share of the words of `truth` that `text` holds, each as often as it is there.
  static func share(of truth: String, in text: String) -> Double {
    var left: [String: Int] = [:]
    for word in of(text) { left[word, default: 0] += 1 }
    let wanted = of(truth)
    let found = wanted.count { word in
      guard let count = left[word], count > 0 else { return false }
      left[word] = count - 1
      return true
    }
    return wanted.isEmpty ? 1 : Double(found) / Double(wanted.count)
  }
}
