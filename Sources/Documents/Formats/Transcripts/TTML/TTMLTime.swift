/// Times of TTML: clock times with fractions or frames, and offsets like `12.5s`, `500ms`, `10f`, `9000t`.
struct TTMLTime {
  var frameRate = 30.0
  var tickRate = 1.0

  func seconds(_ text: String) -> Double? {
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    if parts.count >= 3, parts.count <= 4 {
      guard let hours = number(parts[0]), let minutes = number(parts[1]), let seconds = number(parts[2])
      else { return nil }
      let frames = parts.count == 4 ? number(parts[3]) : 0
      return frames.map { hours * 3600 + minutes * 60 + seconds + $0 / max(frameRate, 1) }
    }
    guard parts.count == 1 else { return nil }
    let digits = text.prefix { $0.isASCII && ($0.isNumber || $0 == ".") }
    guard let value = number(digits) else { return nil }
    switch text.dropFirst(digits.count) {
    case "h": return value * 3600
    case "m": return value * 60
    case "s": return value
    case "ms": return value / 1000
    case "f": return value / max(frameRate, 1)
    case "t": return value / max(tickRate, 1)
    default: return nil
    }
  }

  private func number(_ text: some StringProtocol) -> Double? {
    guard !text.isEmpty, text.count <= 16, text.allSatisfy({ $0.isASCII && ($0.isNumber || $0 == ".") })
    else { return nil }
    return Double(text)
  }
}
