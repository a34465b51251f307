import BenchCore
import Testing

@Suite("An instant of a run")
struct RunTimeTests {
  @Test(
    "tells the time since another, never negative and never overflowing",
    arguments: [
      (5, 3, 2), (3, 5, 0), (0, 0, 0), (.max, 0, .max), (.max, -1, .max), (.max, .min, .max),
      (.min, .max, 0), (.min, .min, 0), (0, .min, .max), (-1, .min, .max), (1, -1, 2),
    ] as [(Int64, Int64, Int64)])
  func subtracts(later: Int64, earlier: Int64, expected: Int64) {
    let later = RunTime(nanoseconds: later)
    #expect(later.nanoseconds(since: RunTime(nanoseconds: earlier)) == expected)
  }

  @Test("tells seconds")
  func tellsSeconds() {
    #expect(RunTime(nanoseconds: 2_500_000_000).seconds(since: .zero) == 2.5)
  }

  @Test("is ordered by time")
  func isOrdered() {
    #expect(RunTime(nanoseconds: .min) < .zero)
    #expect(max(RunTime(nanoseconds: 5), RunTime(nanoseconds: 3)).nanoseconds == 5)
  }

  @Test("makes service time and web overhead of a request")
  func makesTimes() {
    let told = Fixture.record(100, 350, .ok(Answer(pages: 1, serverSeconds: 0.2)))
    #expect(told.serviceNanoseconds == 250_000_000)
    #expect(told.serviceSeconds == 0.25)
    #expect(abs((told.webOverheadSeconds ?? 0) - 0.05) < 1e-12)
    #expect(Fixture.record(100, 350).webOverheadSeconds == nil)
    #expect(Fixture.record(100, 350, Fixture.failure(.http)).webOverheadSeconds == nil)
    #expect(Fixture.record(350, 100).serviceSeconds == 0)
  }
}

@Suite("A ring")
struct RingTests {
  @Test("keeps the newest, oldest first", arguments: 0...7)
  func keepsTheNewest(count: Int) {
    var ring = Ring<Int>(capacity: 3)
    for element in 0..<count { ring.append(element) }
    #expect(ring.elements == Array((0..<count).suffix(3)))
    #expect(ring.last == (count > 0 ? count - 1 : nil))
    #expect(ring.count == min(count, 3))
    #expect(ring.total == count)
  }

  @Test("keeps at least one", arguments: [0, -1, Int.min])
  func keepsOne(capacity: Int) {
    var ring = Ring<Int>(capacity: capacity)
    ring.append(1)
    ring.append(2)
    #expect(ring.elements == [2])
  }

  @Test("equals another by what it keeps and how much it saw")
  func compares() {
    var left = Ring<Int>(capacity: 2)
    var right = Ring<Int>(capacity: 2)
    for element in [7, 1, 2] { left.append(element) }
    for element in [1, 2] { right.append(element) }
    #expect(left != right)
    #expect(left.elements == right.elements)
  }
}

@Suite("A document")
struct DocumentTests {
  // A4 is 595.276 × 841.89 points; pdftoppm -r 150 makes 1241 × 1754 pixels of it, 2.177 million.
  @Test("tells the pixels of all its pages at a resolution")
  func tellsPixels() {
    let sizes = [
      PageSize(width: 595.276, height: 841.89, count: 3),
      PageSize(width: 72, height: 144, count: 1),
    ]
    let document = Document(name: "a.pdf", bytes: 1, pages: 4, sha256: "", pageSizes: sizes)
    #expect(abs(document.megapixels(atDPI: 150) - (3 * 2.17512 + 0.045)) < 0.001)
    #expect(abs(document.megapixels(atDPI: 300) / document.megapixels(atDPI: 150) - 4) < 1e-12)
    #expect(Document(name: "b", bytes: 0, pages: nil, sha256: "").megapixels(atDPI: 150) == 0)
  }
}
