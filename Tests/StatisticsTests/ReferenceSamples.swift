/// log(rust / python) of the service times in the guide's published result, sorted by document.
let publishedLogRatios = [
  0.030235399722822978, 0.024832841306737158, 7.883205178204536e-05, -0.1691158440585431,
  0.3515223001211285, 0.03709053824076828, 0.0014359102246620527, 0.037461254962049245,
  0.07737172029854152, 0.03571317084331801, -0.0484155866084417, 0.0631674808785903,
  0.028297173490159137, 0.04147499785780996, 0.04139249718231273, 0.05499548641575011,
  0.025189906058249847, 0.02746810844746626, 0.03946227196392973, 0.03864847988469324,
]

/// Student's sleep data (1908): with a zero and a tie.
let sleepDifferences = [1.2, 2.4, 1.3, 1.3, 0, 1.0, 1.8, 0.8, 4.6, 1.4]

/// Values without equal magnitudes, zeros or a pattern, as `wave` in the reference scripts.
func wave(_ count: Int, offset: Double = 40.3) -> [Double] {
  (0..<count).map { (Double(($0 + 1) * 37 % 101) - offset) / 100 }
}

/// Whether two numbers agree, relative to their size.
func agree(_ actual: Double?, _ expected: Double, to tolerance: Double) -> Bool {
  guard let actual else { return false }
  return (actual - expected).magnitude <= tolerance * max(expected.magnitude, .leastNormalMagnitude)
}

/// Whether both bounds agree.
func agree(
  _ actual: ClosedRange<Double>?, _ lower: Double, _ upper: Double, to tolerance: Double
) -> Bool {
  agree(actual?.lowerBound, lower, to: tolerance) && agree(actual?.upperBound, upper, to: tolerance)
}
