/// What a server writes: with colours, long lines, and things that act on a terminal.
enum ServerVoice {
  static let lines: [String] =
    (1...90).map { number in
      switch number % 11 {
      case 3: "\u{1B}[32mINFO\u{1B}[0m:     127.0.0.1:51\(number) - \"POST /process-pdf\" 200"
      case 7: "\u{1B}[1;31mERROR\u{1B}[0m:    page \(number): CUDA out of memory\u{1B}[2J\u{202E}"
      default: "worker \(number % 4): page \(number) of 116 read"
      }
    } + [
      "Traceback: " + (1...30).map { "frame \($0) of the pipeline" }.joined(separator: ", "),
      "progress 10 %\rprogress 100 %", "worker 3 waits",
    ]
}
