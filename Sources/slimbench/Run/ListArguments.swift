internal import ArgumentParser

/// Resolutions on the command line: one, or several for a sweep, as `100,150,300`.
struct ResolutionList: ExpressibleByArgument {
  var values: [Double]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    values = parts.compactMap { Double(String($0)) }
    guard !values.isEmpty, values.count == parts.count else { return nil }
  }
}

/// Concurrencies on the command line: one, or several for a sweep, as `1,2,4,8`.
struct ConcurrencyList: ExpressibleByArgument {
  var values: [Int]

  init?(argument: String) {
    let parts = argument.split(separator: ",", omittingEmptySubsequences: false)
    values = parts.compactMap { Int(String($0)) }
    guard !values.isEmpty, values.count == parts.count else { return nil }
  }
}
