/// Paths and file names.
extension SpanScanner {
  private static let extensions: Set<String> = [
    "md", "txt", "json", "yaml", "yml", "pdf", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "odt", "ods",
    "csv",
    "tsv", "xml", "html", "htm", "js", "ts", "css", "py", "swift", "c", "h", "cpp", "java", "go", "rs", "rb",
    "sh",
    "zip", "gz", "tar", "png", "jpg", "jpeg", "gif", "svg", "mp3", "mp4", "wav", "exe", "dll", "log", "conf",
    "ini",
    "toml", "sql", "po", "tmx", "tbx", "xliff", "xlf", "srt", "vtt", "bin", "so",
  ]

  /// `/etc/hosts`, `~/notes`, `./run`, `../a/b`, `\\server\share`.
  func rootedPathEnd(at start: Int) -> Int? {
    let before = self[start - 1]
    guard !before.isWordByte, before != bytes[start], before != UInt8(ascii: "."), before != UInt8(ascii: "<")
    else {
      return nil
    }
    if has("\\\\", at: start) {
      let end = pathRunEnd(from: start + 2, separator: UInt8(ascii: "\\"))
      return bytes[start + 2..<end].contains(UInt8(ascii: "\\")) ? end : nil
    }
    let isRelative = has("~/", at: start) || has("./", at: start) || has("../", at: start)
    if isRelative {
      let end = pathRunEnd(from: start + 1, separator: UInt8(ascii: "/"))
      return bytes[start..<end].contains(where: \.isASCIIAlphanumeric) ? end : nil
    }
    guard has("/", at: start), self[start + 1].isWordByte || self[start + 1] == UInt8(ascii: ".") else {
      return nil
    }
    let end = pathRunEnd(from: start, separator: UInt8(ascii: "/"))
    let first = runEnd(from: start + 1, limit: end - start - 1) { $0 != UInt8(ascii: "/") }
    // After a Chinese character one segment alone is more likely `公里/h` or `和/or`.
    let isDeep = first < end && first - start > 2
    let standsFree = before == 0 || before.isASCIISpace || "\"'(=".utf8.contains(before)
    return isDeep || (standsFree && first - start > 3 && self[start + 1].isASCIILetter) ? end : nil
  }

  /// `C:\Data\a.txt`, `Sources/App/main.swift`, `README.md`.
  func wordPathEnd(at start: Int) -> Int? {
    if self[start].isASCIILetter, self[start + 1] == UInt8(ascii: ":"),
      self[start + 2] == UInt8(ascii: "\\")
        || (self[start + 2] == UInt8(ascii: "/") && self[start + 3].isWordByte)
    {
      return pathRunEnd(from: start + 3, separator: self[start + 2])
    }
    guard !isPathByte(self[start - 1]) else { return nil }
    let end = pathRunEnd(from: start, separator: UInt8(ascii: "/"), limit: 256)
    var dot = end
    while dot > start, end - dot < 6, self[dot - 1] != UInt8(ascii: "."), self[dot - 1] != UInt8(ascii: "/") {
      dot -= 1
    }
    guard dot > start + 1, self[dot - 1] == UInt8(ascii: "."), Self.extensions.contains(lowercased(dot..<end))
    else {
      return nil
    }
    return bytes[start..<dot].contains(where: \.isASCIILetter) ? end : nil
  }

  private func pathRunEnd(from start: Int, separator: UInt8, limit: Int = 1024) -> Int {
    var end = runEnd(from: start, limit: limit) { isPathByte($0) || $0 == separator }
    while end > start, [UInt8(ascii: "."), UInt8(ascii: "-"), UInt8(ascii: "+")].contains(self[end - 1]) {
      end -= 1
    }
    return end
  }

  private func isPathByte(_ byte: UInt8) -> Bool {
    byte.isWordByte || byte == UInt8(ascii: ".") || byte == UInt8(ascii: "-") || byte == UInt8(ascii: "+")
  }
}
