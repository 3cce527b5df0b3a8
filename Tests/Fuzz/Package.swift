// swift-tools-version: 6.1
import PackageDescription

// The readers of files and of what clients send once more, built with AddressSanitizer and libFuzzer's coverage, and one program for each
// of them; run.sh runs them.

let sanitizers = ["-sanitize=address", "-sanitize=fuzzer", "-parse-as-library", "-enable-testing"]
let instrumented: [SwiftSetting] = [.unsafeFlags(sanitizers)]
let readers = ["CTranslate2", "Marian", "Packed", "Safetensors", "Tokenization", "Torch"]
let bodies = ["Forms", "Multipart", "RequestJSON"]
let documents = [
  "AppleStrings", "EPUB", "Gettext", "HTML", "JSON", "LaTeX", "Markdown", "Minutes", "OpenDocument",
  "PlainText",
  "Poppler", "Properties", "RESX", "SBV", "SubRip", "TMX", "TTML", "Table", "WebVTT", "Whisper", "XCStrings",
  "XLIFF",
  "XML", "YAML", "Zip",
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
    // What reads sockets, without what listens on them.
    .target(
      name: "RequestBodies", path: "Sources/DragomanServer",
      sources: [
        "Bodies/ASCIIHexadecimal.swift", "Bodies/Forms", "Bodies/JSON", "Bodies/String+Trimming.swift",
        "Service/ServiceError.swift",
      ], swiftSettings: instrumented),
    .target(
      name: "LiveProtocol", dependencies: ["Documents", "Dragoman"], path: "Sources/Live",
      sources: ["Protocol", "Connection/LineSplitter.swift"], swiftSettings: instrumented),
    .target(
      name: "MemoryFiles", dependencies: ["Documents", "Dragoman"], path: "Sources/Memory",
      sources: ["Files", "Matching/MemoryText.swift", "Store/MemoryError.swift", "Store/MemoryUnit.swift"],
      swiftSettings: instrumented),
    .target(name: "Terminology", dependencies: ["Documents", "Dragoman"], swiftSettings: instrumented),
    // By another way: a file belongs to one target alone.
    .target(
      name: "WordTables", dependencies: ["Tokenization"], path: "Knowledge",
      exclude: ["Words/HanWords+Shared.swift", "Domains/DomainClassifier+Bundled.swift"],
      swiftSettings: instrumented),
    .target(name: "FuzzDriver", path: "Driver"),
  ]
    + [
      readers.map { ($0, ["Inference", "Tokenization", "ModelFormats"]) },
      documents.map { ($0, ["Dragoman", "Documents"]) },
      bodies.map { ($0, ["RequestBodies"]) },
      [
        ("Glossaries", ["Documents", "Dragoman", "Terminology"]), ("LiveLines", ["LiveProtocol"]),
        ("MemoryUnits", ["Documents", "Dragoman", "MemoryFiles"]), ("Tables", ["WordTables"]),
      ],
    ].joined().map { (name: String, libraries: [String]) in
      .executableTarget(
        name: "\(name)Fuzz", dependencies: (["FuzzDriver"] + libraries).map { .target(name: $0) },
        path: "Targets/\(name)", swiftSettings: instrumented,
        // gold, the usual linker, fails on the sanitizers' debug information.
        linkerSettings: [.unsafeFlags(["-sanitize=address", "-sanitize=fuzzer", "-use-ld=lld"])])
    },
  cxxLanguageStandard: .cxx17
)
