internal import ArgumentParser
internal import BenchCore
internal import ReferenceServer

extension EmbeddedSpec {
  /// What is wrong with the first option that `slimbench serve` would refuse; nil for none.
  ///
  /// Without the parser of the command line, which would take too long for every picture of a form.
  var optionProblem: String? {
    var configuration = ServerConfiguration()
    for option in options {
      if let expected = configuration.take(option) { return "\(option.name) takes \(expected)" }
    }
    configuration.uploadBudgetBytes = max(
      configuration.uploadBudgetBytes, configuration.bodyLimitBytes)
    do throws(ServerError) { try configuration.validate() } catch {
      guard case .badConfiguration(let problem) = error else { return error.message }
      return problem
    }
    return nil
  }
}

extension ServerConfiguration {
  /// Takes an option; what would be right, where its value is none.
  fileprivate mutating func take(_ option: EmbeddedSpec.Option) -> String? {
    let text = option.value
    switch option.name {
    case "ocr":
      return put(
        OCRMode(argument: text), \.ocr, OCRMode.allCases.map(\.rawValue).joined(separator: ", "))
    case "extra-latency": return put(ShareText.parse(text), \.faults.extraLatency, Self.share)
    case "fail-rate": return put(ShareText.parse(text), \.faults.failRate, Self.share)
    case "stall":
      let pattern = StallArgument(argument: text).map { Optional($0.pattern) }
      return put(pattern, \.faults.stall, "a length and a period, as 2s/20s")
    case "startup-delay":
      return put(
        DurationText.parse(text).map { .seconds($0) }, \.faults.startupDelay, "a time, as 3s")
    case "fault-seed": return put(UInt64(argument: text), \.faults.seed, Self.whole)
    case "workers": return put(Int(argument: text), \.workers, Self.whole)
    case "queue": return put(Int(argument: text), \.queueLimit, Self.whole)
    case "body-limit": return put(Int(argument: text), \.bodyLimitBytes, Self.bytes)
    case "memory-limit": return put(Int(argument: text), \.memoryLimitBytes, Self.bytes)
    case "megapixel-limit": return put(Double(argument: text), \.megapixelLimit, Self.number)
    case "default-dpi": return put(Double(argument: text), \.defaultDPI, Self.number)
    default: return nil
    }
  }

  private static let share = "a share, as 3%"
  private static let whole = "a whole number"
  private static let bytes = "a number of bytes"
  private static let number = "a number"

  private mutating func put<Value>(
    _ value: Value?, _ place: WritableKeyPath<Self, Value>, _ expected: String
  ) -> String? {
    guard let value else { return expected }
    self[keyPath: place] = value
    return nil
  }
}
