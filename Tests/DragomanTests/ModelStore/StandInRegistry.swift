import Dragoman
import Foundation
import TestSupport

/// A store whose `pip` is a script of ours that plays the registry's part.
final class StandInRegistry: Sendable {
  enum Behaviour: String {
    /// Delivers the archive at the end, as pip does.
    case deliver
    /// Shows the whole archive under TMPDIR, then works on without an end.
    case downloadThenHang
    /// Shows half of the archive under TMPDIR, then hangs.
    case hangHalfway
    /// Reports an error.
    case fail
    /// Delivers other bytes of the same length.
    case deliverWrongBytes
    /// Succeeds without a file.
    case deliverNothing
  }

  let folder: TemporaryFolder
  let entry: CatalogueEntry
  let store: ModelStore
  let converter = StandInConverter()
  /// The package archive.
  let archive: URL
  var homePath: String { folder.path + "/home" }

  init(_ behaviour: Behaviour, change: (inout CatalogueEntry) -> Void = { _ in }) throws {
    folder = try TemporaryFolder()
    let inner = try ArchiveBuilder.write(
      .zip, to: folder.url.appendingPathComponent("inner.zip"), SyntheticModel.entries)
    archive = try ArchiveBuilder.write(
      .tarGzip, to: folder.url.appendingPathComponent("letters-1.0.tar.gz"),
      [
        .file("letters-1.0/pyproject.toml", Array("[project]".utf8)),
        .file("letters-1.0/data/model.argosmodel", [UInt8](try Data(contentsOf: inner))),
      ])
    var entry = try SyntheticModel.entry(archive: archive, inner: inner)
    change(&entry)
    self.entry = entry
    store = ModelStore(
      home: folder.url.appendingPathComponent("home"), catalogue: ModelCatalogue(entries: [entry]),
      environment: ["PATH": folder.path + "/bin", "HOME": folder.path], converter: converter)
    try become(behaviour)
  }

  /// Another store object on the same home, as another process would have.
  func secondStore() -> ModelStore {
    ModelStore(
      home: store.home, catalogue: store.catalogue,
      environment: ["PATH": folder.path + "/bin", "HOME": folder.path], converter: converter)
  }

  func become(_ behaviour: Behaviour) throws {
    let script = """
      #!/bin/sh
      PATH=/usr/bin:/bin
      if [ "$1" = --version ]; then echo pip; exit 0; fi
      echo "$@" >> "\(folder.path)/calls"
      echo $$ >> "\(folder.path)/identifiers"
      while [ $# -gt 0 ]; do
        case $1 in
          --dest) dest=$2; shift ;;
          --requirement) cat "$2" >> "\(folder.path)/requirements"; shift ;;
        esac
        shift
      done
      archive="\(archive.path)"
      name=$(basename "$archive")
      case \(behaviour.rawValue) in
        deliver) cp "$archive" "$dest/$name" ;;
        downloadThenHang)
          mkdir "$TMPDIR/pip-unpack"; cp "$archive" "$TMPDIR/pip-unpack/$name"
          sleep 600 & echo $! >> "\(folder.path)/identifiers"; wait ;;
        hangHalfway)
          mkdir "$TMPDIR/pip-unpack"
          head -c 1000 "$archive" > "$TMPDIR/pip-unpack/$name"
          sleep 600 & echo $! >> "\(folder.path)/identifiers"; wait ;;
        fail) echo "noise" >&2; echo "ERROR: no matching distribution" >&2; exit 1 ;;
        deliverWrongBytes) tr 'a-y' 'b-z' < "$archive" > "$dest/$name" ;;
        deliverNothing) ;;
      esac
      """
    try ExecutableScript.write(script, to: folder.path + "/bin/pip")
  }

  /// Lines of a file that the script writes.
  func lines(_ name: String) -> [String] {
    let text = try? String(contentsOfFile: folder.path + "/" + name, encoding: .utf8)
    return (text ?? "").split(separator: "\n").map(String.init)
  }

  /// Command lines of all downloads so far.
  var calls: [String] { lines("calls") }

  /// Whether a process that the script started still runs.
  var hasRunningChild: Bool {
    lines("identifiers").compactMap { Int32($0) }.contains { kill($0, 0) == 0 }
  }
}
