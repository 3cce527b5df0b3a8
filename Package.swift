// swift-tools-version: 6.1
import PackageDescription

let package = Package(
  name: "dragoman",
  products: [
    .library(name: "Dragoman", targets: ["Dragoman"]),
    .library(name: "Documents", targets: ["Documents"]),
    .library(name: "Batch", targets: ["Batch"]),
    .executable(name: "dragoman", targets: ["DragomanCLI"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    .package(url: "https://github.com/groue/GRDB.swift", from: "7.10.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
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
      sources: ["BundledModels.swift"], resources: [.copy("en-zh")]),
    .target(
      name: "Dragoman",
      dependencies: [
        "ModelFormats", "Inference", "Tokenization", "CLanguageDetector", "COpenCC", "CArchive", "CCrypto",
        "ModelCatalogueData", "BundledModels",
      ]),
    .target(
      name: "Documents",
      dependencies: ["Dragoman", "Inference", "CXML", "CZip", .product(name: "Yams", package: "Yams")]),
    .target(
      name: "Batch", dependencies: ["Documents", "Dragoman", .product(name: "GRDB", package: "GRDB.swift")]),
    .executableTarget(
      name: "DragomanCLI",
      dependencies: [
        "Batch", "Documents", "Dragoman", "Inference", "ModelFormats",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    // Measurements beside the peers; the command that drives it is Benchmarks/compare.py.
    .target(name: "CPeaks", path: "Benchmarks/Peaks"),
    .executableTarget(
      name: "dragoman-bench",
      dependencies: [
        "Dragoman", "Inference", "ModelFormats", "CKernels", "COpenBLAS", "CPeaks",
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
    .testTarget(name: "DragomanTests", dependencies: ["Dragoman", "CArchive", "TestSupport"]),
    .testTarget(
      name: "DocumentsTests",
      dependencies: ["Documents", "Dragoman", "TestSupport", .product(name: "Yams", package: "Yams")],
      exclude: ["Making"]),
    .testTarget(name: "BatchTests", dependencies: ["Batch", "Documents", "Dragoman"], exclude: ["Killing"]),
    .testTarget(
      name: "DragomanCLITests",
      dependencies: ["DragomanCLI", "Batch", "Documents", "Dragoman", "TestSupport"]),
  ],
  cxxLanguageStandard: .cxx17
)
