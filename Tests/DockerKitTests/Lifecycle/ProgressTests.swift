import Foundation
import Testing

@testable import DockerKit

@Suite("Progress of pulls and builds")
struct ProgressTests {
  private func line(_ text: String) throws -> ProgressLine {
    ProgressLine(try #require(JSON([UInt8](text.utf8))))
  }

  private func pull(_ lines: [String]) throws -> PullProgress {
    var progress = PullProgress()
    for text in lines { progress.take(try line(text)) }
    return progress
  }

  @Test("layers are summed by their ids; unpacking does not take bytes away")
  func pull() throws {
    let progress = try pull([
      #"{"status":"Pulling from library/app","id":"latest"}"#,
      #"{"status":"Pulling fs layer","progressDetail":{},"id":"aaa"}"#,
      #"{"status":"Already exists","progressDetail":{},"id":"bbb"}"#,
      #"{"status":"Downloading","progressDetail":{"current":10,"total":100},"id":"aaa"}"#,
      #"{"status":"Downloading","progressDetail":{"current":50,"total":300},"id":"ccc"}"#,
      #"{"status":"Downloading","progressDetail":{"current":60,"total":100},"id":"aaa"}"#,
      // A layer that breaks off is fetched once more.
      #"{"status":"Downloading","progressDetail":{"current":40,"total":300},"id":"ccc"}"#,
      #"{"status":"Download complete","progressDetail":{},"id":"aaa"}"#,
      #"{"status":"Extracting","progressDetail":{"current":5,"total":100},"id":"aaa"}"#,
    ])
    #expect(progress.layerCount == 3)
    #expect(progress.layersDone == 1)
    #expect(progress.bytes == 150)
    #expect(progress.totalBytes == 400)
    #expect(progress.fraction == 0.375)
    #expect(progress.status == "Extracting")
  }

  @Test("numbers out of all bounds neither overflow nor exceed the whole")
  func bounds() throws {
    let progress = try pull([
      #"{"status":"Downloading","progressDetail":{"current":18446744073709551615,"total":7},"id":"a"}"#,
      #"{"status":"Downloading","progressDetail":{"current":-5,"total":18446744073709551615},"id":"b"}"#,
      #"{"status":"Downloading","progressDetail":{"current":3,"total":18446744073709551615},"id":"c"}"#,
      #"{"status":7,"id":"d"}"#, #"{"progressDetail":null}"#, "[]",
    ])
    #expect(progress.bytes == 10)
    #expect(progress.totalBytes == .max)
    var flood = PullProgress()
    for layer in 0..<5000 { flood.take(ProgressLine(status: "Waiting", id: "\(layer)")) }
    #expect(flood.layerCount == 1024)
  }

  @Test("a build tells its step, its log and its image, however the pieces are cut")
  func build() throws {
    let whole =
      "Step 1/2 : FROM busybox\n ---> 7403f48ece12\nStep 2/2 : RUN echo one/two : three\n"
      + " ---> Running in 0123456789ab\nhello\n ---> aaaaaaaaaaaa\nSuccessfully built aaaaaaaaaaaa\n"
    for size in [1, 3, 7, whole.count] {
      var progress = BuildProgress()
      var rest = whole[...]
      while !rest.isEmpty {
        progress.take(ProgressLine(stream: String(rest.prefix(size))))
        rest = rest.dropFirst(size)
      }
      progress.take(try line(#"{"aux":{"ID":"sha256:aaaaaaaaaaaa"}}"#))
      #expect(progress.step == 2)
      #expect(progress.steps == 2)
      #expect(progress.instruction == "RUN echo one/two : three")
      #expect(progress.lines.count == 7)
      #expect(progress.lines[4] == "hello")
      #expect(progress.stepImages == ["7403f48ece12", "aaaaaaaaaaaa"])
      #expect(progress.image == "sha256:aaaaaaaaaaaa")
      #expect(progress.failure == nil)
    }
  }

  @Test("a build's failure is told in either of two ways, and keeps the last words")
  func failure() throws {
    for text in [
      #"{"errorDetail":{"code":2,"message":"boom"},"error":"old"}"#, #"{"error":"boom"}"#,
    ] {
      var progress = BuildProgress()
      progress.take(ProgressLine(stream: "Step 3/4 : RUN x\nlast words"))
      progress.take(try line(text))
      #expect(progress.failure == "boom")
      #expect(progress.lines == ["Step 3/4 : RUN x", "last words"])
    }
  }

  @Test("a log without end is bounded in lines and in their length")
  func bound() {
    var progress = BuildProgress()
    progress.take(ProgressLine(stream: String(repeating: "x", count: 100_000)))
    progress.take(ProgressLine(stream: "\n" + String(repeating: "y\n", count: 2000)))
    #expect(progress.lines.count == 500)
    progress.take(ProgressLine(stream: String(repeating: "z", count: 100_000) + "\n"))
    #expect(progress.lines.last?.count == 4096)
  }

  @Test(
    "what is no step is no step",
    arguments: ["Step x/2 : A", "Step 3/2 : A", "Step 1", "Step / : "])
  func noStep(_ line: String) {
    var progress = BuildProgress()
    progress.take(ProgressLine(stream: line + "\n"))
    #expect(progress.step == 0)
    #expect(progress.lines == [line])
  }

  @Test("the tail of a log is read from frames, or raw where there is a terminal")
  func tail() {
    func frame(_ text: String) -> [UInt8] {
      [1, 0, 0, 0, 0, 0, 0, UInt8(text.utf8.count)] + [UInt8](text.utf8)
    }
    let framed = frame("one\n") + frame("tw") + frame("o\nthree\n")
    #expect(LogTail.lines(framed, hasTerminal: false, count: 2) == ["two", "three"])
    #expect(LogTail.lines([UInt8]("a\r\nb\r\n".utf8), hasTerminal: true, count: 5) == ["a", "b"])
    #expect(
      LogTail.lines([1, 0, 0, 0, 255, 255, 255, 255, 65], hasTerminal: false, count: 5) == ["A"])
  }
}
