import PopplerKit
import Testing

/// The sample corpus as a user sees it: files in a folder.
struct SampleCorpusTests {
  @Test("twenty documents have the published page counts, stay small, and read and scan")
  func published() throws {
    // benchmark_results.json of slimgest's guide, `python.individual_results[].total_pages`.
    let lengths = [44, 15, 3, 18, 1, 1, 5, 31, 2, 51, 47, 24, 19, 116, 2, 3, 9, 83, 2, 20]
    try Support.withScratchFolder { folder in
      let files = try SampleCorpus.generate(into: folder, count: 20, seed: 1)
      #expect(files.map(\.pages) == lengths)
      #expect(files.map(\.name) == Support.files(in: folder))
      #expect(files[6].name == "sample-007-005p.pdf")
      #expect(files.allSatisfy { $0.bytes < 2_000_000 })
      #expect(files.map(\.bytes).reduce(0, +) < 15_000_000)
      var withText = 0
      var sizes: Set<String> = []
      for file in files {
        let bytes = try Support.read("\(folder)/\(file.name)")
        #expect(bytes.count == file.bytes)
        let inspection = PDFInspector.inspect(bytes: bytes, name: file.name)
        #expect(inspection.defect == nil)
        #expect(inspection.pages == file.pages)
        withText += inspection.pagesWithText > 0 ? 1 : 0
        for size in inspection.pageSizes { sizes.insert("\(size.width) \(size.height)") }
      }
      #expect((15...19).contains(withText))
      #expect(sizes.isSuperset(of: ["612.0 792.0", "595.276 841.89"]))
      #expect(sizes.count >= 3)
    }
  }

  @Test("the same seed gives the same bytes, another seed others")
  func deterministic() {
    for index in [2, 6, 8] {
      let first = SampleCorpus.bytes(at: index, seed: 5)
      #expect(SampleCorpus.bytes(at: index, seed: 5) == first)
      #expect(SampleCorpus.bytes(at: index, seed: 6) != first)
    }
  }

  @Test("a larger corpus begins with the smaller one, in a new folder or an old one")
  func prefix() throws {
    try Support.withScratchFolder { folder in
      let nested = "\(folder)/a"
      let few = try SampleCorpus.generate(into: folder, count: 2, seed: 3)
      let bytes = try few.map { try Support.read("\(folder)/\($0.name)") }
      let more = try SampleCorpus.generate(into: folder, count: 3, seed: 3)
      #expect(Array(more.prefix(2)) == few)
      #expect(try few.map { try Support.read("\(folder)/\($0.name)") } == bytes)
      #expect(throws: SampleCorpus.Failure.count(0)) {
        try SampleCorpus.generate(into: nested, count: 0, seed: 3)
      }
      #expect(!Support.exists(nested))
    }
  }

  @Test("says what cannot be written, and why")
  func unwritable() throws {
    try Support.withScratchFolder { folder in
      try Support.write([1], to: "\(folder)/file")
      let error = #expect(throws: SampleCorpus.Failure.self) {
        try SampleCorpus.generate(into: "\(folder)/file/inside", count: 1, seed: 1)
      }
      #expect(error?.message == "cannot write \(folder)/file/inside/: Not a directory")
    }
  }

  @Test("carries a fixed date and no other")
  func date() {
    let file = SampleCorpus.bytes(at: 8, seed: 1)
    let found = file.firstRange(of: Array("/CreationDate (20200101000000Z)".utf8)) != nil
    #expect(found)
    let changed = file.firstRange(of: Array("/ModDate".utf8)) != nil
    #expect(!changed)
  }

  @Test("a scanned page has no text and is not blank")
  func scan() throws {
    // The third document is a scan of three pages, whatever the seed.
    let document = try PDFDocument(bytes: SampleCorpus.bytes(at: 2, seed: 11))
    for index in 0..<3 {
      let page = try document.page(at: index)
      #expect(page.text().isEmpty)
      let raster = try page.render(dpi: 40, megapixelLimit: 1)
      let dark = raster.withPixels { pixels in
        stride(from: 0, to: pixels.count, by: 4).count { pixels[$0 + 1] < 0x90 }
      }
      #expect(dark > raster.width * raster.height / 200)
    }
  }
}
