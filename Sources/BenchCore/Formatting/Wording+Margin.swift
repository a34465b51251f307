internal import Statistics

extension Wording {
  /// A share to either side, as somebody asked for it: `±1 %`, `±0.25 %`.
  package static func margin(_ share: Double) -> String {
    "±" + Quantity.plain((share * 1_000_000).rounded() / 10_000) + " %"
  }

  /// Half the length of an interval of log ratios, as the share that it is: `±0.873 %`.
  package static func margin(ofHalfWidth halfWidth: Double) -> String {
    "±" + Quantity.number((LogRatio.ratio(halfWidth) - 1) * 100) + " %"
  }
}
