import BenchCore
import Canvas
import Reports
import Testing

struct CorpusReportTests {
  static var mixed: [Document] {
    var documents = Fixture.documents(3)
    documents[1].pageSizes = [
      PageSize(width: 612, height: 792, count: 12),
      PageSize(width: 841.89, height: 595.28, count: 3),
      PageSize(width: 100, height: 100, count: 1),
    ]
    documents.append(
      Document(
        name: "a long name of a document 日本語 that goes on\u{1B}.pdf", bytes: 12, pages: nil,
        sha256: "", defect: DocumentDefect(kind: .encrypted, detail: "it needs a password")))
    return documents
  }

  @Test("draws documents with their sizes, pixels and defects, and the totals")
  func picture() {
    #expect(
      CorpusReport.text(Self.mixed, dpi: 150, width: 140) == """
        ╭────────────────────────────────────────────────────┬───────┬────────┬───────────────────────────────────────┬───────────────┬───────────╮
        │ Document                                           │ Pages │   Size │ Page size                             │ MP at 150 dpi │ Defect    │
        ├────────────────────────────────────────────────────┼───────┼────────┼───────────────────────────────────────┼───────────────┼───────────┤
        │ d0.pdf                                             │     4 │ 310 kB │ A4                                    │          8.70 │           │
        │ d1.pdf                                             │     4 │ 310 kB │ Letter · 12, A4 landscape · 3, 1 more │          31.8 │           │
        │ d2.pdf                                             │     4 │ 310 kB │ A4                                    │          8.70 │           │
        │ a long name of a document 日本語 that goes on␛.pdf │     – │   12 B │ –                                     │             – │ encrypted │
        ├────────────────────────────────────────────────────┼───────┼────────┼───────────────────────────────────────┼───────────────┼───────────┤
        │ 4 documents                                        │    12 │ 930 kB │                                       │          49.2 │           │
        ╰────────────────────────────────────────────────────┴───────┴────────┴───────────────────────────────────────┴───────────────┴───────────╯

        Defects        1 document is left out of a run, unless --keep-defective sends them.
                       · a long name of a document 日本語 that goes on␛.pdf: it needs a password
        """)
  }

  @Test("shortens sizes, then names, where there is less room")
  func narrow() {
    #expect(
      CorpusReport.text(Self.mixed, dpi: 150, width: 80) == """
        ╭────────────────┬───────┬────────┬────────────────┬───────────────┬───────────╮
        │ Document       │ Pages │   Size │ Page size      │ MP at 150 dpi │ Defect    │
        ├────────────────┼───────┼────────┼────────────────┼───────────────┼───────────┤
        │ d0.pdf         │     4 │ 310 kB │ A4             │          8.70 │           │
        │ d1.pdf         │     4 │ 310 kB │ Letter, 2 more │          31.8 │           │
        │ d2.pdf         │     4 │ 310 kB │ A4             │          8.70 │           │
        │ a long name o… │     – │   12 B │ –              │             – │ encrypted │
        ├────────────────┼───────┼────────┼────────────────┼───────────────┼───────────┤
        │ 4 documents    │    12 │ 930 kB │                │          49.2 │           │
        ╰────────────────┴───────┴────────┴────────────────┴───────────────┴───────────╯

        Defects        1 document is left out of a run, unless --keep-defective sends
                       them.
                       · a long name of a document 日本語 that goes on␛.pdf: it needs a
                         password
        """)
  }

  @Test("draws in ASCII, without a column for defects that are not there")
  func ascii() {
    #expect(
      CorpusReport.text(Fixture.documents(1), dpi: 72.5, width: 80, glyphs: .ascii) == """
        +------------+-------+--------+-----------+----------------+
        | Document   | Pages |   Size | Page size | MP at 72.5 dpi |
        +------------+-------+--------+-----------+----------------+
        | d0.pdf     |     4 | 310 kB | A4        |           2.03 |
        +------------+-------+--------+-----------+----------------+
        | 1 document |     4 | 310 kB |           |           2.03 |
        +------------+-------+--------+-----------+----------------+
        """)
  }

  @Test("says that there is nothing")
  func empty() { #expect(CorpusReport.text([], dpi: 150, width: 80) == "No PDF documents.") }
}
