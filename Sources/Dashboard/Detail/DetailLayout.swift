internal import Canvas

/// Where the parts of an open run are.
struct DetailLayout {
  let panel: Rect
  /// Inside the border.
  let inner: Rect

  init(_ size: Size) {
    panel = Frame(size).body
    inner = ScrolledText.place(in: panel)
  }

  /// Documents that are seen at once, under the columns' titles.
  var visibleDocuments: Int { max(1, inner.height - 1) }

  /// Rows of the chart over a document's rounds; none where they would take the numbers' room.
  var chartHeight: Int { inner.height >= 26 ? min(16, inner.height / 3) : 0 }
}
