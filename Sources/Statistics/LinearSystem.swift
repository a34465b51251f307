/// Systems of a few linear equations.
enum LinearSystem {
  /// Gauss's elimination with the largest pivot of each column; nil for a singular matrix.
  static func solve(_ matrix: [[Double]], _ right: [Double]) -> [Double]? {
    var rows = zip(matrix, right).map { $0 + [$1] }
    let size = rows.count
    let scale = matrix.joined().reduce(0) { max($0, $1.magnitude) }
    for column in 0..<size {
      guard
        let pivot = (column..<size).max(by: {
          rows[$0][column].magnitude < rows[$1][column].magnitude
        }), rows[pivot][column].magnitude > 1e-12 * scale
      else { return nil }
      rows.swapAt(column, pivot)
      for row in 0..<size where row != column {
        let factor = rows[row][column] / rows[column][column]
        for position in column...size { rows[row][position] -= factor * rows[column][position] }
      }
    }
    return rows.indices.map { rows[$0][size] / rows[$0][$0] }
  }
}
