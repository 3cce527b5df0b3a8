import Foundation
import TestSupport

/// A folder with a model archive, a catalogue that knows it, and a script that plays pip's part.
final class PackageFixture: Sendable {
  let url: URL
  var path: String { url.path }
  var home: String { path + "/home" }
  var archive: String { path + "/tiny-1.0.tar.gz" }
  var catalogue: String { path + "/catalogue.json" }

  private struct ToolFailed: Error {}

  init() throws {
    url = FileManager.default.temporaryDirectory
      .appendingPathComponent("dragoman-cli-\(UUID().uuidString)")
    let script = """
      set -eu
      mkdir -p bin
      echo 'Made by nobody.' > tiny-1.0/README.md
      tar -czf tiny-1.0.tar.gz tiny-1.0
      record() {
        printf '{"path": "%s", "size": %s, "sha256": "%s"}' "$1" "$(stat -c %s "$2")" \
          "$(sha256sum "$2" | cut -d ' ' -f 1)"
      }
      cat > catalogue.json <<END
      {"schema": 1, "models": [{"id": "tiny", "name": "Tiny", "from": "aa", "to": "bb",
        "default": true, "format": "ctranslate2", "licence": "CC0-1.0", "attribution": "Nobody",
        "size": $(cat tiny-1.0/model/* tiny-1.0/*.* | wc -c),
        "sources": [{"kind": "pip", "package": "tiny", "version": "1.0", "distribution": "source",
          "archive": $(record tiny-1.0.tar.gz tiny-1.0.tar.gz), "folder": "tiny-1.0"}],
        "files": [$(record model/model.bin tiny-1.0/model/model.bin),
          $(record model/config.json tiny-1.0/model/config.json),
          $(record model/shared_vocabulary.json tiny-1.0/model/shared_vocabulary.json),
          $(record sentencepiece.model tiny-1.0/sentencepiece.model),
          $(record metadata.json tiny-1.0/metadata.json), $(record README.md tiny-1.0/README.md)]}]}
      END
      """
    try TinyTranslationModel.write(to: url.appendingPathComponent("tiny-1.0"))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = ["-c", script]
    shell.currentDirectoryURL = url
    try shell.run()
    shell.waitUntilExit()
    guard shell.terminationStatus == 0 else { throw ToolFailed() }
  }

  deinit { try? FileManager.default.removeItem(at: url) }

  /// Makes `pip` a script with `body`, which sees `$archive` and `$dest`.
  func setPip(_ body: String) throws {
    let script = """
      #!/bin/sh
      PATH=/usr/bin:/bin
      [ "$1" = --version ] && exit 0
      echo $$ >> "\(path)/identifiers"
      while [ $# -gt 0 ]; do [ "$1" = --dest ] && dest=$2; shift; done
      archive="\(archive)"
      \(body)
      """
    try ExecutableScript.write(script, to: path + "/bin/pip")
  }

  /// Puts the model into the store as versions before the own format did.
  func installOldForm(id: String) throws {
    let document = try JSONSerialization.jsonObject(with: Data(contentsOf: URL(fileURLWithPath: catalogue)))
    guard let models = (document as? [String: Any])?["models"] as? [[String: Any]],
      var manifest = models.first
    else { throw ToolFailed() }
    manifest["schema"] = 1
    manifest["id"] = id
    manifest["source"] = "pip package tiny 1.0"
    manifest["installed"] = "2026-01-02T03:04:05Z"
    manifest["scores"] = [Any]()
    try FileManager.default.createDirectory(
      atPath: home + "/models", withIntermediateDirectories: true)
    let folder = home + "/models/" + id
    try FileManager.default.copyItem(atPath: path + "/tiny-1.0", toPath: folder)
    try JSONSerialization.data(withJSONObject: manifest)
      .write(to: URL(fileURLWithPath: folder + "/manifest.json"))
  }

  static let deliver = #"cp "$archive" "$dest/""#
  static let hang = """
    mkdir -p "$TMPDIR/pip-unpack"
    head -c 100 "$archive" > "$TMPDIR/pip-unpack/tiny-1.0.tar.gz"
    exec sleep 60
    """

  func binary(_ more: [String: String] = [:]) throws -> DragomanBinary {
    let environment = ["DRAGOMAN_HOME": home, "HOME": path, "PATH": path + "/bin", "TMPDIR": path]
    return try DragomanBinary(environment: environment.merging(more) { $1 })
  }

  /// Process identifiers of every stand-in pip so far.
  var pipIdentifiers: [Int32] {
    let text = (try? String(contentsOfFile: path + "/identifiers", encoding: .utf8)) ?? ""
    return text.split(separator: "\n").compactMap { Int32($0) }
  }

  func exists(_ name: String) -> Bool { FileManager.default.fileExists(atPath: path + "/" + name) }
}
