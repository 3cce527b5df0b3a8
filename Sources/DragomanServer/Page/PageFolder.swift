import Foundation

/// Where the page's files lie.
///
/// They are resources of this target. The accessor that SwiftPM makes for them ends the process where they are
/// missing, and a server without its page still has its APIs; so they are looked for here: beside the program, else in
/// the source that it was built from.
struct PageFolder: Sendable {
  static let bundleName = "dragoman_DragomanServer.resources"

  let candidates: [String]

  init() {
    let program = Bundle.main.executableURL?.resolvingSymlinksInPath().deletingLastPathComponent().path
    let file = #filePath
    let source = String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
    candidates = [program.map { "\($0)/\(Self.bundleName)/Resources" }, source + "/Resources"].compactMap(
      \.self)
  }

  init(candidates: [String]) {
    self.candidates = candidates
  }

  /// Every file with its bytes, out of one folder; nil where none has them all.
  func contents(of files: [PageFile]) -> [(file: PageFile, bytes: [UInt8])]? {
    for folder in candidates {
      let found = files.compactMap { file in
        FileManager.default.contents(atPath: "\(folder)/\(file.name)").map { (file, [UInt8]($0)) }
      }
      if found.count == files.count { return found }
    }
    return nil
  }
}
