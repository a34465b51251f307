// How far the program's own judgement can be believed, and what it costs; exits with 1 where a
// bound is missed.
//
//     judgement-bench [calibration] [speed] [--comparisons N] [--seed S]

internal import BenchCore
internal import Glibc

let options = Options(CommandLine.arguments.dropFirst())
var bounds = Bounds()
if options.parts.contains("calibration") {
  Calibration(comparisons: options.comparisons, seed: options.seed).print(&bounds)
}
if options.parts.contains("speed") { Speed(seed: options.seed).print(&bounds) }
for miss in bounds.missed { print("missed: \(miss)") }
exit(bounds.missed.isEmpty ? 0 : 1)
