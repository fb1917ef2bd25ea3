// swift-tools-version: 6.2
import PackageDescription

// One section a module, in the order of the data's way; every module points only downward.

let settings: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .enableUpcomingFeature("NonisolatedNonsendingByDefault"),
  .treatAllWarnings(as: .error),
]

func module(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(of name: String, _ dependencies: [Target.Dependency] = [], exclude: [String] = []) -> Target {
  .testTarget(
    name: "\(name)Tests",
    dependencies: [.init(stringLiteral: name), "TestSupport"] + dependencies,
    exclude: exclude,
    swiftSettings: settings
  )
}

let arguments = Target.Dependency.product(name: "ArgumentParser", package: "swift-argument-parser")
let colours = Target.Dependency.product(name: "Rainbow", package: "Rainbow")
let logging = Target.Dependency.product(name: "Logging", package: "swift-log")
let crypto = Target.Dependency.product(name: "Crypto", package: "swift-crypto")
let grdb = Target.Dependency.product(name: "GRDB", package: "GRDB.swift")

let package = Package(
  name: "ltm",
  // For LD_PRELOAD in tests.
  products: [.library(name: "SystemCalls", type: .dynamic, targets: ["SystemCalls"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-crypto", from: "4.5.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/onevcat/Rainbow", from: "4.2.2"),
  ],
  targets: [
    // C and C++ libraries, each behind one Swift module.
    .systemLibrary(name: "CLibgit2", pkgConfig: "libgit2", providers: [.apt(["libgit2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CDeflate", pkgConfig: "libdeflate", providers: [.apt(["libdeflate-dev"])]),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd", providers: [.apt(["libzstd-dev"])]),
    // What of glibc the module Glibc leaves out.
    .systemLibrary(name: "CMalloc"),
    .target(name: "CRE2", linkerSettings: [.linkedLibrary("re2")]),
    .target(name: "CSimdJSON", linkerSettings: [.linkedLibrary("simdjson")]),
    // Without optimisation its loops are a hundred times slower, and so would be every test that encodes.
    .target(name: "CEncoder", cSettings: [.unsafeFlags(["-O3"])]),
    .systemLibrary(name: "CTreeSitter", pkgConfig: "tree-sitter", providers: [.apt(["libtree-sitter-dev"])]),
    module("Git", ["CDeflate", "CLibgit2", "CZlib", crypto]),
    module("RegularExpressions", ["CRE2"]),
    module("SourceCode", ["CTreeSitter", "Rules"]),
    module("SentenceEncoder", ["CEncoder", "CZlib"]),
    module("Secrets", ["RegularExpressions"]),
    module("SQLite", [grdb]),
    module("JSONReading", ["CSimdJSON"]),
    .target(name: "LanguageModel", swiftSettings: settings, linkerSettings: [.linkedLibrary("curl")]),

    // Values, and what is measured and logged about them.
    module("Rules"),
    module("LogisticModels", ["Rules"]),
    module("Telemetry", ["Rules", "Secrets", logging]),

    // Stages.
    module("Transcripts", ["CSimdJSON", "CZlib", "CZstd", "JSONReading", "Rules", "SQLite"]),
    module("IngestionLedger", ["Transcripts", grdb]),
    module(
      "RuleExtraction",
      ["Rules", "LogisticModels", "RegularExpressions", "Secrets", "SentenceEncoder", crypto]),
    module("StorageDecision", ["Rules", "LogisticModels", "RegularExpressions"]),
    module("RuleStore", ["Rules", "Git", "JSONReading", "Secrets"]),
    module("RetrievalApplication", ["Rules", "LogisticModels", "RegularExpressions", "SourceCode"]),
    module("DriftReduction", ["Rules", "SourceCode"]),
    module("SyntheticData", ["Rules"]),
    module(
      "Pipeline",
      [
        "Rules", "Telemetry", "Transcripts", "IngestionLedger", "RuleExtraction", "StorageDecision", "Git",
        "RuleStore", "RetrievalApplication", "DriftReduction", "SyntheticData", "SourceCode", "Secrets",
        "SentenceEncoder", "LogisticModels",
        "LanguageModel", crypto, logging,
      ]),
    .executableTarget(
      name: "ltm",
      dependencies: ["CMalloc", "Pipeline", "Rules", "RuleStore", "Secrets", "Telemetry", arguments, colours],
      swiftSettings: settings),

    // Tests.
    .target(name: "TestSupport", dependencies: ["Rules"], path: "Tests/TestSupport", swiftSettings: settings),
    .target(name: "Packed", dependencies: ["CZlib", "CZstd"], path: "Tests/Packed", swiftSettings: settings),
    tests(of: "Git"),
    tests(of: "RegularExpressions"),
    tests(of: "Secrets"),
    tests(of: "LanguageModel", exclude: ["hostile-server.py"]),
    tests(of: "Rules"),
    tests(of: "RuleExtraction", ["Rules", "Secrets"]),
    tests(of: "StorageDecision", ["Rules", "LogisticModels", "SyntheticData"]),
    tests(of: "SyntheticData", ["RuleExtraction", "RegularExpressions", crypto]),
    tests(of: "RuleStore", ["Git", "store-writer"], exclude: ["Goldens"]),
    tests(of: "SourceCode", ["Rules"]),
    tests(of: "SentenceEncoder", ["CZlib"], exclude: ["Goldens"]),
    tests(of: "Telemetry", ["Rules", logging]),
    tests(of: "Transcripts", ["Rules", "Packed", "reader-fuzz", grdb]),
    tests(of: "RetrievalApplication", ["LogisticModels", "Rules"]),
    tests(of: "DriftReduction", ["Rules"]),
    tests(
      of: "Pipeline",
      [
        "Rules", "RuleStore", "Secrets", "StorageDecision", "RuleExtraction", "DriftReduction", "SyntheticData",
        "Telemetry", "Transcripts",
      ]),
    .testTarget(name: "LtmTests", dependencies: ["ltm", "TestSupport"], exclude: ["Goldens"], swiftSettings: settings),

    // Tests of what is no module: the schemas and examples in config/, the scripts and units in jobs/.
    .testTarget(
      name: "SchemasTests", dependencies: ["Rules", "StorageDecision", "TestSupport"], swiftSettings: settings),
    .testTarget(name: "JobsTests", dependencies: ["ltm", "TestSupport"], swiftSettings: settings),

    // A store's writer as a process of its own, whose system calls can be traced and made to fail.
    .target(name: "SystemCalls", path: "Tests/SystemCalls"),
    .executableTarget(
      name: "store-writer", dependencies: ["RuleStore", "Rules", "SystemCalls"], path: "Tests/StoreWriter",
      swiftSettings: settings),

    // Measures the store; `make bench` runs it.
    .executableTarget(
      name: "store-bench", dependencies: ["RuleStore", "Rules"], path: "Tests/StoreBench", swiftSettings: settings),

    // Measures the encoder; `make bench` runs it.
    .executableTarget(
      name: "encoder-bench", dependencies: ["SentenceEncoder", "RuleExtraction", "Rules"], path: "Tests/EncoderBench",
      swiftSettings: settings),

    // Gives damaged inputs to the readers of transcripts; `make fuzz` runs it.
    .executableTarget(
      name: "reader-fuzz", dependencies: ["Transcripts", "Rules", "Packed", grdb], path: "Tests/ReaderFuzz",
      swiftSettings: settings),
  ],
  cxxLanguageStandard: .cxx17
)
