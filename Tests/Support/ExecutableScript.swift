import Foundation

/// Shell scripts that stand in for programs.
public enum ExecutableScript {
  struct NotWritten: Error { var path: String }

  /// Puts `text` at `path` as a program, replacing what is there.
  ///
  /// A file cannot be run while anybody has it open for writing, and whatever this process opens may be open for a
  /// while in the children that other tests start at that moment. So another process, of which no child is born,
  /// writes the file.
  public static func write(_ text: String, to path: String) throws {
    try FileManager.default.createDirectory(
      at: URL(fileURLWithPath: path).deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: URL(fileURLWithPath: path + ".text"))
    let shell = Process()
    shell.executableURL = URL(fileURLWithPath: "/bin/sh")
    shell.arguments = [
      "-c", #"cp "$1.text" "$1.new" && chmod 755 "$1.new" && mv -f "$1.new" "$1" && rm "$1.text""#, "sh",
      path,
    ]
    try shell.run()
    shell.waitUntilExit()
    guard shell.terminationStatus == 0 else { throw NotWritten(path: path) }
  }
}
