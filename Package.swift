// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "dragoman",
  products: [
    .library(name: "Dragoman", targets: ["Dragoman"]),
    .library(name: "Documents", targets: ["Documents"]),
    .library(name: "Terminology", targets: ["Terminology"]),
    .library(name: "Memory", targets: ["Memory"]),
    .library(name: "Knowledge", targets: ["Knowledge"]),
    .library(name: "Batch", targets: ["Batch"]),
    .library(name: "Live", targets: ["Live"]),
    .library(name: "DragomanServer", targets: ["DragomanServer"]),
    .library(name: "DragomanClient", targets: ["DragomanClient"]),
    .executable(name: "dragoman", targets: ["DragomanCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/apple/swift-log", from: "1.16.2"),
    .package(url: "https://github.com/apple/swift-nio", from: "2.101.2"),
    .package(url: "https://github.com/apple/swift-nio-ssl", from: "2.37.6"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", from: "2.13.0"),
  ],
  targets: [
    // System libraries and C shims.
    .systemLibrary(
      name: "COpenBLAS", pkgConfig: "openblas", providers: [.apt(["libopenblas-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CXXHash", pkgConfig: "libxxhash", providers: [.apt(["libxxhash-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CLibZip", pkgConfig: "libzip", providers: [.apt(["libzip-dev"])]),
    .target(name: "CXML", dependencies: ["CLibXML2"]),
    .target(name: "CZip", dependencies: ["CLibZip"]),
    .target(
      name: "CLanguageDetector",
      linkerSettings: [.linkedLibrary("cld2")]),
    .target(
      name: "COpenCC",
      linkerSettings: [.linkedLibrary("opencc")]),
    .target(name: "CKernels"),

    // The way of a sentence, ground floor first.
    .target(name: "Inference", dependencies: ["CKernels", "COpenBLAS"]),
    .target(name: "Tokenization"),
    .target(
      name: "ModelFormats",
      dependencies: [
        "Inference", "Tokenization", "CArchive", "CXXHash", .product(name: "Yams", package: "Yams"),
      ]),
    .target(
      name: "ModelCatalogueData", path: "Models/Catalogue", resources: [.embedInCode("catalogue.json")]),
    // Copied beside the programs and not embedded: tens of megabytes are no code.
    .target(
      name: "BundledModels", path: "Models", exclude: ["Catalogue", "README.md", "samples", "training"],
      sources: ["BundledModels.swift"], resources: [.copy("en-zh"), .copy("han-words"), .copy("domains")]),
    .target(
      name: "Dragoman",
      dependencies: [
        "ModelFormats", "Inference", "Tokenization", "CLanguageDetector", "COpenCC", "CArchive", "CCrypto",
        "ModelCatalogueData", "BundledModels",
      ]),
    .target(
      name: "Documents",
      dependencies: ["Dragoman", "Inference", "CXML", "CZip", .product(name: "Yams", package: "Yams")]),
    .target(name: "Terminology", dependencies: ["Documents", "Dragoman"]),
    .target(
      name: "Memory", dependencies: ["Documents", "Dragoman", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "Knowledge",
      dependencies: ["Terminology", "Memory", "Dragoman", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "Batch", dependencies: ["Documents", "Dragoman", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "Live",
      dependencies: ["Knowledge", "Documents", "Dragoman", .product(name: "GRDB", package: "GRDB.swift")]),
    .target(
      name: "DragomanServer",
      dependencies: [
        "Live", "Knowledge", "Memory", "Terminology", "Documents", "Dragoman",
        .product(name: "GRDB", package: "GRDB.swift"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "Yams", package: "Yams"),
      ],
      resources: [.embedInCode("Resources/openapi.json"), .copy("Page/Resources")]),
    .target(
      name: "DragomanClient",
      dependencies: [
        "Live", "Dragoman",
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
      ]),
    .executableTarget(
      name: "DragomanCLI",
      dependencies: [
        "DragomanServer", "DragomanClient", "Live", "Batch", "Knowledge", "Memory", "Terminology",
        "Documents",
        "Dragoman",
        "Inference",
        "ModelFormats",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Yams", package: "Yams"),
      ]),

    // Measurements beside the peers; the command that drives it is Benchmarks/compare.py.
    .target(name: "CPeaks", path: "Benchmarks/Peaks"),
    .executableTarget(
      name: "dragoman-bench",
      dependencies: [
        "Dragoman", "Inference", "Live", "Memory", "ModelFormats", "CKernels", "COpenBLAS", "CPeaks",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      path: "Benchmarks/Runner"),

    // The SentencePiece library, which the tokenizer must agree with.
    .target(
      name: "CSentencePiece", path: "Tests/CSentencePiece",
      linkerSettings: [.linkedLibrary("sentencepiece")]),
    .target(name: "TestSupport", path: "Tests/Support"),
    .target(name: "CAllocationCounter", path: "Tests/CAllocationCounter"),
    .testTarget(name: "CKernelsTests", dependencies: ["CKernels", "COpenBLAS", "TestSupport"]),
    .testTarget(name: "InferenceTests", dependencies: ["Inference", "CAllocationCounter"]),
    .testTarget(
      name: "TokenizationTests", dependencies: ["Tokenization", "CSentencePiece", "TestSupport"],
      resources: [.copy("Resources")]),
    .testTarget(
      name: "ModelFormatsTests", dependencies: ["ModelFormats", "Inference", "Tokenization", "TestSupport"],
      resources: [.copy("Resources")]),
    .testTarget(
      name: "ReferenceTests", dependencies: ["Inference", "ModelFormats", "Tokenization", "Dragoman"]),
    .testTarget(
      name: "DragomanTests", dependencies: ["Dragoman", "CArchive", "TestSupport"], exclude: ["Resources"]),
    .testTarget(
      name: "DocumentsTests",
      dependencies: ["Documents", "Dragoman", "TestSupport", .product(name: "Yams", package: "Yams")],
      exclude: ["Making"]),
    .testTarget(
      name: "KnowledgeTests", dependencies: ["Knowledge", "Memory", "Dragoman", "TestSupport"]),
    .testTarget(
      name: "TerminologyTests", dependencies: ["Terminology", "Documents", "Dragoman", "TestSupport"],
      exclude: ["Doors", "Resources"]),
    .testTarget(name: "MemoryTests", dependencies: ["Memory", "Documents", "Dragoman", "TestSupport"]),
    .testTarget(name: "BatchTests", dependencies: ["Batch", "Documents", "Dragoman"], exclude: ["Killing"]),
    .testTarget(name: "LiveTests", dependencies: ["Live", "Documents", "Dragoman", "TestSupport"]),
    .testTarget(
      name: "DragomanServerTests",
      dependencies: [
        "DragomanServer", "Live", "Knowledge", "Documents", "Dragoman", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOWebSocket", package: "swift-nio"),
        .product(name: "NIOSSL", package: "swift-nio-ssl"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ],
      exclude: ["Clients", "Page", "Faults"]),
    .testTarget(
      name: "DragomanClientTests",
      dependencies: [
        "DragomanClient", "DragomanServer", "Live", "Dragoman", "TestSupport",
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
      ]),
    .testTarget(
      name: "DragomanCLITests",
      dependencies: ["DragomanCLI", "Batch", "Documents", "Dragoman", "TestSupport"]),
  ],
  cxxLanguageStandard: .cxx17
)
