/// Packages and classes that a source names.
enum LaTeXPreamble {
  struct Package {
    /// Between the brackets.
    var options: Range<Int>?
    /// Between the braces.
    var names: Range<Int>
  }

  /// How far a command's arguments are looked for.
  private static let reach = 4096

  /// Those of `\usepackage` that name `name`.
  static func packages(in bytes: [UInt8], named name: String) -> [Package] {
    ["\\usepackage", "\\RequirePackage"].flatMap { commands($0, in: bytes) }.filter { package in
      list(package.names, in: bytes).contains { bytes[$0].elementsEqual(name.utf8) }
    }
  }

  /// The uses of a command with an argument, outside of comments.
  static func commands(_ command: String, in bytes: [UInt8]) -> [Package] {
    let command = Array(command.utf8)
    var found: [Package] = []
    var vain: [UInt8: Int] = [:]
    var position = 0
    while position < bytes.count {
      switch bytes[position] {
      case UInt8(ascii: "%"):
        while position < bytes.count, bytes[position] != 0x0A { position += 1 }
      case UInt8(ascii: "\\"):
        if position + 1 < bytes.count, bytes[position + 1] == command[1],
          bytes[position...].starts(with: command),
          let package = arguments(in: bytes, from: position + command.count, &vain)
        {
          found.append(package)
        }
        position += 2
      default: position += 1
      }
    }
    return found
  }

  /// - Parameter vain: before which place there is none of a closing mark.
  private static func arguments(
    in bytes: [UInt8], from start: Int, _ vain: inout [UInt8: Int]
  ) -> Package? {
    var position = start
    let limit = min(bytes.count, start + reach)
    func skipSpace() {
      while position < limit, bytes[position] <= 0x20 { position += 1 }
    }
    func argument(_ open: Character, _ close: Character) -> Range<Int>? {
      skipSpace()
      guard position < limit, let open = open.asciiValue, let close = close.asciiValue,
        bytes[position] == open, position >= vain[close] ?? 0
      else { return nil }
      guard let end = bytes[position..<limit].firstIndex(of: close) else {
        vain[close] = limit
        return nil
      }
      defer { position = end + 1 }
      return position + 1..<end
    }
    let options = argument("[", "]")
    return argument("{", "}").map { Package(options: options, names: $0) }
  }

  /// The items between commas, without spaces.
  static func list(_ range: Range<Int>, in bytes: [UInt8]) -> [Range<Int>] {
    bytes[range].split(separator: UInt8(ascii: ",")).compactMap { item in
      guard let first = item.firstIndex(where: { $0 > 0x20 }), let last = item.lastIndex(where: { $0 > 0x20 })
      else { return nil }
      return first..<last + 1
    }
  }
}
