import Foundation

/// Tables on their way to one run of bytes.
struct TokenizerLayout {
  /// Its sections and byte count follow what is added.
  var header = TokenizerHeader()
  private var body = Data()

  mutating func add(_ section: TokenizerHeader.Section, _ bytes: Data) {
    let position = TokenizerHeader.size + body.count
    let padding = -position & (TokenizerHeader.alignment - 1)
    body.append(contentsOf: repeatElement(0, count: padding))
    header[section] = position + padding..<position + padding + bytes.count
    body.append(bytes)
    header.byteCount = TokenizerHeader.size + body.count
  }

  var encoded: Data { header.encoded + body }
}
