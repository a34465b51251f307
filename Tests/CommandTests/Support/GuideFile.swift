/// A result as the guide's script writes them: the smallest saved run that there is.
enum GuideFile {
  /// - Parameters:
  ///   - documents: Names of the documents.
  ///   - slower: What the second server's latencies are a multiple of the first's.
  static func text(
    _ documents: [String] = ["a.pdf", "b.pdf", "c.pdf"], slower: Double = 1.25,
    at timestamp: String = "2026-01-10 15:11:58"
  ) -> String {
    let servers = [("python", 1), ("rust", slower)].map { key, factor in
      let results = documents.enumerated().map { index, name in
        let latency = Double(index + 1) * 0.5 * factor
        return #"{"success":true,"filename":"\#(name)","latency":\#(latency),"num_pages":4}"#
      }
      return #""\#(key)":{"individual_results":[\#(results.joined(separator: ","))]}"#
    }
    return #"{"timestamp":"\#(timestamp)",\#(servers.joined(separator: ","))}"#
  }
}
