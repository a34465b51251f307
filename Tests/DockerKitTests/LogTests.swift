import DockerKit
import Testing

@Suite("Log lines")
struct LogTests {
  private func lines(
    _ bytes: [UInt8], terminal: Bool = false, limit: Int = 256 << 10, splitAt places: [Int] = []
  ) -> [LogLine] {
    var demultiplexer = LogDemultiplexer(hasTerminal: terminal, lineLimit: limit)
    var lines: [LogLine] = []
    bytes.feed(splitAt: places) { demultiplexer.feed($0) { lines.append($0) } }
    demultiplexer.end { lines.append($0) }
    return lines
  }

  private func frame(_ source: UInt8, _ text: [UInt8]) -> [UInt8] {
    let count = UInt32(text.count)
    return [source, 0, 0, 0] + (0..<4).map { UInt8(truncatingIfNeeded: count >> (24 - 8 * $0)) }
      + text
  }

  private func frame(_ source: UInt8, _ text: String) -> [UInt8] {
    frame(source, [UInt8](text.utf8))
  }

  private let stamp = "2026-11-23T04:00:54.737248543Z "

  @Test("of a real engine are read, the same wherever the pieces end")
  func recorded() throws {
    let bytes = try Fixture.bytes("log-framed.bin")
    let whole = lines(bytes)
    #expect(
      whole.map(\.text) == [
        "out1", "err1", "\u{1B}[31mred\u{1B}[0m \u{1B}]0;evil\u{7} \u{1B}[2J x", "partial",
      ])
    #expect(whole.map(\.source) == [.output, .errors, .output, .output])
    #expect(whole[0].time == EngineTime("2026-11-23T04:00:54.737248543Z"))
    for place in 0...bytes.count { #expect(lines(bytes, splitAt: [place]) == whole) }
    #expect(lines(bytes, splitAt: Array(0...bytes.count)) == whole)
  }

  @Test("come one a frame, many in a row")
  func many() throws {
    let bytes = try Fixture.bytes("log-lines.bin")
    let whole = lines(bytes)
    let complete = whole.dropLast()
    #expect(complete.count == 204)
    for (index, line) in complete.enumerated() {
      #expect(line.text == "line \(index) the quick brown fox jumps")
    }
    for size in [1, 7, 8, 9, 64, 4096] {
      #expect(lines(bytes, splitAt: Array(stride(from: 0, to: bytes.count, by: size))) == whole)
    }
  }

  @Test("that are long come in frames with the stamp repeated, and are joined")
  func long() {
    let pieces = [
      String(repeating: "a", count: 16_384), String(repeating: "b", count: 16_384), "end\n",
    ]
    let bytes = pieces.flatMap { frame(1, stamp + $0) } + frame(1, stamp + "next\n")
    let read = lines(bytes)
    #expect(read.count == 2)
    #expect(read[0].text == pieces[0] + pieces[1] + "end")
    #expect(read[1].text == "next")
    #expect(lines(bytes, splitAt: Array(stride(from: 0, to: bytes.count, by: 333))) == read)
  }

  @Test("of both sources may interleave in the middle of a long one")
  func interleaved() {
    let bytes =
      frame(1, stamp + "first ") + frame(2, stamp + "error\n") + frame(1, stamp + "half\n")
    #expect(lines(bytes).map(\.text) == ["error", "first half"])
  }

  @Test("that were never ended do not run into those of the next start")
  func unended() {
    let bytes = frame(1, stamp + "dying") + frame(1, "2026-11-23T05:00:00.000000001Z alive\n")
    #expect(lines(bytes).map(\.text) == ["dying", "alive"])
  }

  @Test("are kept up to a limit that splits no character")
  func bounded() {
    let text = String(repeating: "é", count: 600_000) + "\n"
    let line = lines(frame(1, stamp + text), limit: 1001).first
    #expect(line?.text == String(repeating: "é", count: 500))
    #expect(line?.cutBytes == 1_200_000 - 1001)
  }

  @Test("with split characters, broken ones and zeros are repaired")
  func characters() {
    let emoji = [UInt8]("a🎉b".utf8)
    let bytes =
      frame(1, [UInt8](stamp.utf8) + emoji[..<3])
      + frame(1, [UInt8](stamp.utf8) + emoji[3...] + [10])
      + frame(2, [UInt8](stamp.utf8) + [0xFF, 0x00, 0x41, 10])
    #expect(lines(bytes).map(\.text) == ["a🎉b", "\u{FFFD}\u{0}A"])
  }

  @Test("show what a carriage return has left of them")
  func carriageReturns() {
    #expect(lines(frame(1, stamp + "10%\r20%\r100%\r\n")).map(\.text) == ["100%"])
  }

  @Test("of a terminal have no frames; stamps inside a long one are taken out")
  func terminal() {
    let bytes = [UInt8]((stamp + "out\r\n" + stamp + "err\r\n").utf8)
    #expect(lines(bytes, terminal: true).map(\.text) == ["out", "err"])
    for place in 0...bytes.count {
      #expect(lines(bytes, terminal: true, splitAt: [place]).map(\.text) == ["out", "err"])
    }
    let piece = String(repeating: "x", count: 16_384)
    let long = [UInt8]((stamp + piece + stamp + piece + stamp + "end\r\n").utf8)
    #expect(lines(long, terminal: true).map(\.text) == [piece + piece + "end"])
  }

  @Test("without stamps, with empty text, and in empty frames, are what they are")
  func odd() {
    #expect(
      lines(frame(1, stamp + "\n") + frame(1, "") + frame(1, "plain words\n")).map(\.text) == [
        "", "plain words",
      ])
    #expect(lines(frame(1, "\n")).map(\.text) == [""])
    #expect(lines(frame(1, stamp + "a\n" + stamp + "b\n")).map(\.text) == ["a", "b"])
    #expect(lines([]).isEmpty)
  }

  @Test("of podman have stamps of whole seconds, which is told")
  func coarse() {
    let line = lines(frame(1, "2026-11-23T04:07:05Z hello\n")).first
    #expect(line?.isCoarse == true)
    #expect(line?.text == "hello")
    #expect(lines(frame(1, stamp + "fine\n")).first?.isCoarse == false)
  }

  @Test("in a stream that breaks its framing are shown as they are")
  func malformed() {
    var demultiplexer = LogDemultiplexer(hasTerminal: false)
    var text: [String] = []
    [UInt8]("this is no frame\nat all\n".utf8).withUnsafeBytes {
      demultiplexer.feed($0) { text.append($0.text) }
    }
    #expect(text == ["this is no frame", "at all"])
    #expect(demultiplexer.isMalformed)
  }

  @Test("never crash the reader, whatever comes, and lose no byte of text")
  func arbitrary() {
    var state: UInt64 = 99
    func next() -> UInt8 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      let byte = UInt8(truncatingIfNeeded: state >> 33)
      return byte & 3 == 0 ? [0, 1, 2, 10, 13, 32][Int(byte >> 2) % 6] : byte
    }
    for round in 0..<300 {
      let bytes = (0..<200).map { _ in next() }
      for terminal in [false, true] {
        let whole = lines(bytes, terminal: terminal)
        #expect(lines(bytes, terminal: terminal, splitAt: [round % 200]) == whole)
      }
    }
  }

  @Test("after a break are neither shown twice nor left out")
  func resuming() {
    let times: [Int64] = [1, 2, 2, 2, 3, 3, 4]
    let all = times.enumerated().map {
      LogLine(time: EngineTime(nanoseconds: $1), text: "\($0)")
    }
    for broken in 0...all.count {
      var position = LogPosition()
      var shown = all[..<broken].filter { position.isNew($0) }
      position.resume()
      // The engine begins with the first line of the moment asked for.
      let since = broken == 0 ? 0 : times[broken - 1]
      shown += all.filter { ($0.time?.nanoseconds ?? 0) >= since && position.isNew($0) }
      #expect(shown.map(\.text) == all.map(\.text))
    }
  }
}
