internal import Canvas

/// How an eye sees colours: fully, or without one of its three kinds of cones.
///
/// The matrices are those of Machado, Oliveira and Fernandes (2009) for a whole missing cone; they
/// work on linear light.
enum ColourVision: CaseIterable {
  case full
  /// Without the cones for long waves: red is dark, and red and green look alike.
  case protan
  /// Without the cones for medium waves: red and green look alike.
  case deutan
  /// Without the cones for short waves: blue and green look alike, and yellow and pink.
  case tritan

  /// What a colour looks like to such an eye.
  func seen(_ colour: RGB) -> RGB {
    guard let rows else { return colour }
    let light = LinearRGB(colour)
    func sum(_ row: Row) -> Double {
      row.0 * light.red + row.1 * light.green + row.2 * light.blue
    }
    return LinearRGB(red: sum(rows.0), green: sum(rows.1), blue: sum(rows.2)).rgb
  }

  private typealias Row = (Double, Double, Double)

  private var rows: (Row, Row, Row)? {
    switch self {
    case .full: nil
    case .protan:
      (
        (0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
        (-0.003882, -0.048116, 1.051998)
      )
    case .deutan:
      (
        (0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
        (-0.011820, 0.042940, 0.968881)
      )
    case .tritan:
      (
        (1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
        (0.004733, 0.691367, 0.303900)
      )
    }
  }
}

/// A colour as every kind of eye sees it.
struct Appearance {
  private let looks: [OKLab]

  init(_ colour: RGB) { looks = ColourVision.allCases.map { OKLab($0.seen(colour)) } }

  /// How different two colours look to the eye that tells them apart least.
  func gap(to other: Appearance) -> Double {
    zip(looks, other.looks).map { $0.distance(to: $1) }.min() ?? 0
  }
}
