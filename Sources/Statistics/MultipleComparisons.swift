/// Several comparisons on one table, of which none should mislead.
package enum MultipleComparisons {
  /// The level of each of `count` intervals so that all hold together at `familyLevel`.
  ///
  /// Bonferroni: 1 − 0.05 / k for k comparisons at 95 %. One comparison, or none, keeps the level.
  package static func level(comparisons count: Int, familyLevel: Double = 0.95) -> Double {
    count > 1 ? 1 - (1 - familyLevel) / Double(count) : familyLevel
  }
}
