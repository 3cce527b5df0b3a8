// swift-tools-version: 6.1
import PackageDescription

// The readers of files once more, built with AddressSanitizer and libFuzzer's coverage, and one program for each
// of them; run.sh runs them.

let sanitizers = ["-sanitize=address", "-sanitize=fuzzer", "-parse-as-library", "-enable-testing"]
let instrumented: [SwiftSetting] = [.unsafeFlags(sanitizers)]
let readers = ["CTranslate2", "Marian", "Packed", "Safetensors", "Tokenization", "Torch"]
let documents = [
  "AppleStrings", "EPUB", "Gettext", "HTML", "JSON", "LaTeX", "Markdown", "OpenDocument", "Poppler", "Properties", "RESX",
  "SubRip", "TMX", "Table", "WebVTT", "Whisper", "XCStrings", "XLIFF", "XML", "YAML", "Zip",
]

let package = Package(
  name: "fuzz",
  dependencies: [.package(url: "https://github.com/jpsim/Yams", from: "6.2.2")],
  targets: [
    .systemLibrary(name: "COpenBLAS", path: "Sources/COpenBLAS", pkgConfig: "openblas"),
    .systemLibrary(name: "CArchive", path: "Sources/CArchive", pkgConfig: "libarchive"),
    .systemLibrary(name: "CXXHash", path: "Sources/CXXHash", pkgConfig: "libxxhash"),
    .target(name: "CKernels"),
    .target(name: "Inference", dependencies: ["CKernels", "COpenBLAS"], swiftSettings: instrumented),
    .target(name: "Tokenization", swiftSettings: instrumented),
    .target(
      name: "ModelFormats", dependencies: ["Inference", "Tokenization", "CArchive", "CXXHash", "Yams"],
      swiftSettings: instrumented),
    .systemLibrary(name: "CCrypto", path: "Sources/CCrypto", pkgConfig: "libcrypto"),
    .target(name: "CLanguageDetector", linkerSettings: [.linkedLibrary("cld2")]),
    .target(name: "COpenCC", linkerSettings: [.linkedLibrary("opencc")]),
    .target(
      name: "ModelCatalogueData", path: "Models/Catalogue", resources: [.embedInCode("catalogue.json")]),
    .target(
      name: "BundledModels", path: "Models",
      exclude: ["Catalogue", "README.md", "en-zh", "samples", "training"],
      sources: ["BundledModels.swift"]),
    .target(
      name: "Dragoman",
      dependencies: [
        "ModelFormats", "Inference", "Tokenization", "CLanguageDetector", "COpenCC", "CArchive", "CCrypto",
        "ModelCatalogueData", "BundledModels",
      ]),
    .systemLibrary(name: "CLibXML2", path: "Sources/CLibXML2", pkgConfig: "libxml-2.0"),
    .systemLibrary(name: "CLibZip", path: "Sources/CLibZip", pkgConfig: "libzip"),
    .target(name: "CXML", dependencies: ["CLibXML2"]),
    .target(name: "CZip", dependencies: ["CLibZip"]),
    .target(
      name: "Documents", dependencies: ["Dragoman", "Inference", "CXML", "CZip", "Yams"],
      swiftSettings: instrumented),
    .target(name: "FuzzDriver", path: "Driver"),
  ]
    + (readers + documents).map { name in
      .executableTarget(
        name: "\(name)Fuzz",
        dependencies: documents.contains(name)
          ? ["FuzzDriver", "Dragoman", "Documents"]
          : ["FuzzDriver", "Inference", "Tokenization", "ModelFormats"],
        path: "Targets/\(name)", swiftSettings: instrumented,
        // gold, the usual linker, fails on the sanitizers' debug information.
        linkerSettings: [.unsafeFlags(["-sanitize=address", "-sanitize=fuzzer", "-use-ld=lld"])])
    },
  cxxLanguageStandard: .cxx17
)
