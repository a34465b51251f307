// swift-tools-version:6.2
import PackageDescription

/// Language mode and upcoming features that every Swift target shares.
///
/// Warnings become errors where the checks ask for it; a flag on the command line would hit the
/// dependencies too.
let settings: [SwiftSetting] =
  [
    .swiftLanguageMode(.v6),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ]
  + (Context.environment["SLIMBENCH_WARNINGS_AS_ERRORS"] == nil
    ? [] : [.treatAllWarnings(as: .error)])

/// Set by the sanitizer runs: leaves out everything that they do not look at, which would take
/// minutes to build under a sanitizer.
let coreOnly = Context.environment["SLIMBENCH_CORE_ONLY"] != nil

/// A Swift target of ours.
func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

/// A module that debug builds optimise, too.
///
/// The tests fold and draw a hundred thousand pictures with such, read thousands of damaged files and
/// look at every pixel of pages: `make test` is more than twice as fast so. Their preconditions and
/// overflow checks stay.
func optimised(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(
    name: name, dependencies: dependencies,
    swiftSettings: settings + [.unsafeFlags(["-O"], .when(configuration: .debug))])
}

/// A test target of ours; fixtures are found beside the test's own file.
func tests(
  _ name: String, _ dependencies: [Target.Dependency], fixtures: Bool = false
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies, exclude: fixtures ? ["Fixtures"] : [],
    swiftSettings: settings)
}

let numerics = Target.Dependency.product(name: "RealModule", package: "swift-numerics")
let subprocess = Target.Dependency.product(name: "Subprocess", package: "swift-subprocess")
let system = Target.Dependency.product(name: "SystemPackage", package: "swift-system")
let yams = Target.Dependency.product(name: "Yams", package: "Yams")
let arguments = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")
let hummingbird = Target.Dependency.product(name: "Hummingbird", package: "hummingbird")
let flyingFox = Target.Dependency.product(name: "FlyingFox", package: "FlyingFox")

/// What has threads or C memory, with its tests: this much runs under the sanitizers.
let core: [Target] = [
  .systemLibrary(
    name: "CCurl", pkgConfig: "libcurl", providers: [.apt(["libcurl4-openssl-dev"])]),
  .systemLibrary(name: "CLinux"),
  .systemLibrary(
    name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
  module("DigestKit", ["CCrypto"]),
  optimised("Statistics", [numerics]),
  optimised("BenchCore", ["Statistics"]),
  module("CurlKit", ["CCurl", "CLinux"]),
  module("LoadEngine", ["CurlKit", "BenchCore"]),
  module("Contract", ["BenchCore", "DigestKit"]),
  optimised("RunStore", ["BenchCore", "Statistics"]),
  .target(
    name: "TestSupport", dependencies: ["CLinux"], path: "Tests/TestSupport",
    swiftSettings: settings),
  tests("DigestKitTests", ["DigestKit"]),
  tests("CurlKitTests", ["CurlKit", "TestSupport"]),
  tests("LoadEngineTests", ["LoadEngine", "CurlKit", "BenchCore", "Contract", "TestSupport"]),
  tests("RunStoreTests", ["RunStore", "BenchCore"], fixtures: true),
]

/// What judges, tells, shows and watches.
let shown: [Target] = [
  optimised("Canvas"),
  module("DockerKit", ["CurlKit"]),
  module("Reports", ["BenchCore", "Statistics", "Canvas"]),
  module("PlanFile", ["BenchCore", yams]),
  module("Dashboard", ["Canvas", "BenchCore", "Statistics", "Reports"]),
  .systemLibrary(name: "CNcurses", providers: [.apt(["libncurses-dev"])]),
  .target(name: "CTerminal"),
  module("TerminalDriver", ["Canvas", "CNcurses", "CTerminal"]),
  module("Themes", ["Canvas", yams]),
  module("ProcessKit", ["CLinux", subprocess, system]),
  module(
    "Conductor",
    ["LoadEngine", "CurlKit", "Contract", "DigestKit", "DockerKit", "ProcessKit", "BenchCore"]),
  .target(
    name: "Simulation", dependencies: ["BenchCore", "Statistics"], path: "Benchmarks/Simulation",
    swiftSettings: settings),
  .executableTarget(
    name: "judgement-bench", dependencies: ["Simulation", "BenchCore", "Statistics"],
    path: "Benchmarks/Judgement", swiftSettings: settings),
  .testTarget(
    name: "StatisticsTests", dependencies: ["Statistics"],
    exclude: ["reference.R", "reference.py"], swiftSettings: settings),
  tests("BenchCoreTests", ["BenchCore", "Statistics", "Simulation"]),
  tests("CanvasTests", ["Canvas"]),
  tests("DockerKitTests", ["DockerKit", "CurlKit", "TestSupport"], fixtures: true),
  tests("ContractTests", ["Contract", "BenchCore"]),
  tests("ReportsTests", ["Reports", "BenchCore", "Canvas", "Statistics"]),
  tests("PlanFileTests", ["PlanFile", "BenchCore"]),
  tests("ProcessKitTests", ["ProcessKit"]),
  tests("ThemesTests", ["Themes", "Canvas"]),
  .executableTarget(
    name: "terminal-probe", dependencies: ["TerminalDriver", "Canvas"],
    path: "Tests/TerminalProbe", swiftSettings: settings),
  tests("TerminalDriverTests", ["TerminalDriver", "Canvas", "terminal-probe"]),
  .testTarget(
    name: "DashboardTests", dependencies: ["Dashboard", "Canvas", "BenchCore", "Reports"],
    exclude: ["Snapshots"], swiftSettings: settings),
]

/// The embedded server, the PDF library, and the program that puts everything together.
let whole: [Target] = [
  .systemLibrary(
    name: "CPoppler", pkgConfig: "poppler-glib", providers: [.apt(["libpoppler-glib-dev"])]),
  .systemLibrary(
    name: "CTesseract", pkgConfig: "tesseract",
    providers: [.apt(["libtesseract-dev", "tesseract-ocr"])]),
  module("PopplerKit", ["CPoppler"]),
  module("OCRKit", ["CTesseract"]),
  optimised("ReferenceServer", ["PopplerKit", "OCRKit", hummingbird, flyingFox]),
  .executableTarget(
    name: "slimbench",
    dependencies: [
      "BenchCore", "Canvas", "CLinux", "Conductor", "Contract", "CurlKit", "Dashboard",
      "DockerKit", "LoadEngine", "PlanFile", "PopplerKit", "ProcessKit", "ReferenceServer",
      "Reports",
      "RunStore", "Statistics", "TerminalDriver", "Themes", arguments,
    ], swiftSettings: settings),
  tests("PopplerKitTests", ["PopplerKit"], fixtures: true),
  tests("OCRKitTests", ["OCRKit", "PopplerKit"]),
  tests("ReferenceServerTests", ["ReferenceServer", "PopplerKit", "OCRKit"]),
  tests(
    "ConductorTests",
    ["Conductor", "BenchCore", "DockerKit", "ProcessKit", "TestSupport", "slimbench"]),
  tests(
    "CommandTests",
    ["slimbench", "Canvas", "Dashboard", "PlanFile", "RunStore", "BenchCore", "TestSupport"]),
]

let package = Package(
  name: "slimbench",
  products: coreOnly ? [] : [.executable(name: "slimbench", targets: ["slimbench"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-numerics", from: "1.1.1")
  ]
    + (coreOnly
      ? []
      : [
        .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
        .package(url: "https://github.com/apple/swift-system", from: "1.8.1"),
        .package(url: "https://github.com/hummingbird-project/hummingbird", from: "2.28.1"),
        .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
        .package(url: "https://github.com/swhitty/FlyingFox", from: "0.27.1"),
        .package(url: "https://github.com/swiftlang/swift-subprocess", from: "1.0.2"),
      ]),
  targets: core + (coreOnly ? [] : shown + whole)
)
