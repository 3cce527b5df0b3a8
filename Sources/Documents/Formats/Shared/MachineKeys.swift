/// Names of keys whose values are mostly read by programs.
package enum MachineKeys {
  private static let names: Set<String> = [
    "charset", "class", "classname", "classes", "cmd", "code", "color", "colour", "command", "css", "cwd",
    "date",
    "datetime", "directory", "driver", "encoding", "engine", "env", "event", "exec", "file", "filename",
    "files", "font",
    "format", "guid", "handler", "hash", "host", "href", "icon", "id", "ids", "image", "key", "kind", "lang",
    "language",
    "layout", "license", "locale", "main", "md5", "method", "mime", "mode", "module", "namespace", "path",
    "pattern",
    "port", "ref", "regex", "repository", "role", "route", "schema", "script", "selector", "sha", "slug",
    "src", "style",
    "tag", "target", "timestamp", "timezone", "token", "type", "uid", "uri", "url", "user", "uuid", "variant",
    "version",
  ]

  /// Whether the last word of a key is one of them: `imageUrl`, `border-style`, `$ref`.
  package static func contains(_ key: String) -> Bool {
    if names.contains(key.prefix(40).lowercased()) { return true }
    let scalars = Array(key.unicodeScalars.suffix(40))
    let isSmall = { (scalar: Unicode.Scalar) in ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar) }
    guard let last = scalars.last, last.properties.isAlphabetic || isSmall(last) else { return false }
    var start = scalars.count
    while start > 0, isSmall(scalars[start - 1]) { start -= 1 }
    // The capital that begins the word, or capitals only.
    if start > 0, start < scalars.count, ("A"..."Z").contains(scalars[start - 1]) {
      start -= 1
    } else if start == scalars.count {
      while start > 0, ("A"..."Z").contains(scalars[start - 1]) { start -= 1 }
    }
    return names.contains(String(String.UnicodeScalarView(scalars[start...])).lowercased())
  }
}
