internal import BenchCore
internal import Canvas
internal import Statistics

/// The pictures of a report, section by section; an empty text where there is nothing to show.
struct HTMLPictures {
  let run: SavedRun
  let figures: RunFigures
  let names: ServerNames
  let points: [RunPointFigures]
  let samples: RunSamples

  /// Most points of a sweep that have pictures of their own.
  static let pointLimit = 12

  init(_ run: SavedRun, _ figures: RunFigures) {
    self.run = run
    self.figures = figures
    names = ServerNames(figures.started.plan.servers, .unicode)
    points = RunPointFigures.all(of: figures)
    samples = RunSamples(run)
  }

  /// Every point that has answers, its title before it where there are several.
  func each(_ picture: (RunPointFigures, [Int]) -> String) -> String {
    let shown = points.filter { $0.servers.contains { $0.total > 0 } }.prefix(Self.pointLimit)
    return shown.map { point in
      let text = picture(point, point.conditions(of: figures.started.plan))
      let title = shown.count > 1 && !text.isEmpty ? "<h3>\(XMLText.content(point.title))</h3>" : ""
      return title + text
    }.joined(separator: "\n")
  }

  var timelines: String {
    each { point, conditions in
      let all = conditions.flatMap { samples.conditions[$0].samples }
      guard !all.isEmpty else { return "" }
      let x = PlotAxis(of: all.map(\.start), mayBeLogarithmic: false) {
        $0 == 0 ? "0 s" : Quantity.duration(seconds: $0)
      }
      let y = PlotAxis(of: all.map(\.seconds)) { Quantity.duration(seconds: $0) }
      return zip(point.places, conditions).map { place, condition in
        let own = samples.conditions[condition].samples
        let thinned =
          own.count > TimelinePlot.pointLimit
          ? " Too many for dots: the line is the median of each stretch, the bars reach from its "
            + "shortest to its longest." : ""
        return figure(
          TimelinePlot.svg(
            own, name: names[place], place: place, pauses: samples.pauses, x: x, y: y),
          "<strong>\(XMLText.content(names[place])).</strong> Each dot is an answer, at its start."
            + thinned + marks(own)
            + (run.timesAreReconstructed
              ? " The file holds no times: requests are laid end to end." : ""))
      }.joined(separator: "\n")
    }
  }

  private func marks(_ own: [RunSamples.Sample]) -> String {
    var text = ""
    if own.contains(where: \.isWarmUp) { text += " Grey: warm-up, in no figure." }
    if own.contains(where: \.isFailed) { text += " Crosses: failures, when they were known." }
    if !samples.pauses.isEmpty { text += " Shaded: paused." }
    return text
  }

  var distributions: String {
    each { point, conditions in
      let series = zip(zip(point.places, conditions), point.servers).map { who, told in
        let seconds = figures.conditions[who.1].serviceSeconds
        let marks = [(0.5, "p50", told.p50), (0.95, "p95", told.p95)].compactMap {
          share, name, percentile -> (share: Double, seconds: Double, text: String)? in
          percentile.seconds.map { (share, $0, "\(name) \(percentile.text) \(names[who.0])") }
        }
        return DistributionPlot.Series(
          name: names[who.0], place: who.0, seconds: seconds, marks: marks)
      }.filter { !$0.seconds.isEmpty }
      guard !series.isEmpty else { return "" }
      return key(series.map(\.place))
        + figure(
          DistributionPlot.histogram(series), "How many of each server's answers took how long.")
        + figure(
          DistributionPlot.cumulative(series),
          "The share of answers that had come after a time: the further left, the faster. "
            + "Dots mark p50 and p95.")
    }
  }

  var differences: String {
    each { point, conditions in
      guard let baseline = conditions.first, let first = point.places.first else { return "" }
      return zip(point.places, conditions).dropFirst().map { place, condition in
        let times = PairedTimes(
          baseline: samples.conditions[baseline].times, other: samples.conditions[condition].times)
        guard times.count > 0 else { return "" }
        let rounds = times.cells.contains { $0.count { $0 != nil } > 1 }
        return figure(
          DifferencePlot.svg(times, name: names[place], baseline: names[first], place: place),
          "<strong>\(XMLText.content(names[place])) against \(XMLText.content(names[first])).</strong> "
            + "A dot for each document; distances are ratios"
            + (rounds ? ", bars and small dots the rounds of the document." : "."))
      }.joined(separator: "\n")
    }
  }

  var sizes: String {
    let corpus = figures.started.corpus
    return each { point, conditions in
      let series = zip(point.places, conditions).map { place, condition in
        SizePlot.Series(
          name: names[place], place: place,
          documents: corpus.indices.compactMap { document in
            guard let pages = corpus[document].pages, pages > 0,
              let mean = samples.conditions[condition].mean(document)
            else { return nil }
            return (Double(pages), mean)
          }, line: figures.conditions[condition].size.line)
      }
      guard series.contains(where: { $0.line != nil }) else { return "" }
      return key(series.map(\.place))
        + figure(
          SizePlot.svg(series),
          "A dot for each document, at its mean over the rounds. Where a line meets the left edge is "
            + "the fixed overhead, its slope the time per page.")
    }
  }

  /// Over resolution where that varies, over concurrency where that does.
  var sweep: String {
    let plan = figures.started.plan
    guard plan.isSweep else { return "" }
    let places = plan.servers.indices
    func charts(
      _ points: [RunPointFigures], _ title: String, _ x: (RunPointFigures) -> Double
    ) -> String {
      func chart(
        _ name: String, _ label: @escaping (Double) -> String, _ value: (ServerFigures) -> Double?
      ) -> String {
        let series = places.map { place in
          SweepPlot.Series(
            name: names[place], place: place,
            points: points.compactMap { point in
              guard let index = point.places.firstIndex(of: place),
                let y = value(point.servers[index])
              else { return nil }
              return (x(point), y)
            })
        }
        guard series.contains(where: { $0.points.count > 1 }) else { return "" }
        return figure(
          SweepPlot.svg(series, xTitle: title, yTitle: name, label: label),
          XMLText.content("\(name) over \(title)."))
      }
      return chart("mean service time", { Quantity.duration(seconds: $0) }, \.mean)
        + chart("pages per second", { Quantity.number($0) }, \.pagesPerSecond)
    }
    var text = key(Array(places))
    for concurrency in plan.concurrencies where plan.dpis.count > 1 {
      let own = points.filter { $0.concurrency == concurrency }
      text += "<h3>\(concurrency) in flight</h3>" + charts(own, "dpi") { $0.dpi }
    }
    for dpi in plan.dpis where plan.concurrencies.count > 1 {
      let own = points.filter { $0.dpi == dpi }
      text +=
        "<h3>\(Quantity.plain(dpi)) dpi</h3>"
        + charts(own, "requests in flight") { Double($0.concurrency ?? 0) }
    }
    return text
  }

  private func figure(_ svg: String, _ caption: String) -> String {
    "<figure>\n\(svg)\n<figcaption>\(caption)</figcaption>\n</figure>"
  }

  /// Which line is whose.
  private func key(_ places: [Int]) -> String {
    "<ul class=\"key\">"
      + places.map { place in
        "<li><svg aria-hidden=\"true\" viewBox=\"0 0 32 10\"><path class=\"curve s\(place % 6) "
          + "d\(place % 6)\" d=\"M0 5H32\"/><path class=\"mark s\(place % 6)\" d=\"M16 5h0\"/></svg>"
          + XMLText.content(names[place]) + "</li>"
      }.joined() + "</ul>"
  }
}
