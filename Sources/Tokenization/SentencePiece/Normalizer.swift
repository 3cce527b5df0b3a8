/// Rewrites text as a SentencePiece model wants it: characters by the model's rules, spaces as U+2581.
struct Normalizer {
  /// A text after its rewriting.
  struct Output {
    var bytes: [UInt8] = []
    /// For each byte the start of the characters that it came from, then the end of the text.
    var origins: [Int32] = []
  }

  let rules: DoubleArray
  /// What the rules' values point into: texts ended by zero bytes.
  let replacements: UnsafeRawBufferPointer
  /// Pieces that are never rewritten.
  let userDefined: DoubleArray
  let addsDummyPrefix: Bool
  let removesExtraSpaces: Bool
  let escapesSpaces: Bool
  let putsSpacesBehind: Bool

  /// A replacement longer than this is not looked at: no rule of use has one.
  private static let longestReplacement = 512
  private static let space = UInt8(ascii: " ")
  private static let spaceMark: StaticString = "\u{2581}"
  private static let replacementCharacter: StaticString = "\u{FFFD}"

  /// - Parameter text: under 2 GiB. Bytes that are not UTF-8 count as U+FFFD each.
  func normalize(_ text: UnsafeRawBufferPointer, into output: inout Output) {
    output.bytes.removeAll(keepingCapacity: true)
    output.origins.removeAll(keepingCapacity: true)
    var position = removesExtraSpaces ? endOfLeadingSpaces(text) : 0
    guard position < text.count else { return }
    output.bytes.reserveCapacity(3 * text.count + 3)
    output.origins.reserveCapacity(3 * text.count + 4)

    if addsDummyPrefix && !putsSpacesBehind { appendSpace(from: position, &output) }
    var followsSpace = removesExtraSpaces
    while position < text.count {
      var (rewritten, length) = next(in: text, at: position)
      while followsSpace, rewritten.first == Self.space {
        rewritten = UnsafeRawBufferPointer(rebasing: rewritten.dropFirst())
      }
      for byte in rewritten {
        if byte == Self.space {
          appendSpace(from: position, &output)
        } else {
          output.bytes.append(byte)
          output.origins.append(Int32(truncatingIfNeeded: position))
        }
      }
      if removesExtraSpaces, let last = rewritten.last { followsSpace = last == Self.space }
      position += length
    }

    if removesExtraSpaces { removeTrailingSpaces(&output, end: &position) }
    if addsDummyPrefix && putsSpacesBehind { appendSpace(from: position, &output) }
    output.origins.append(Int32(truncatingIfNeeded: position))
  }

  private func endOfLeadingSpaces(_ text: UnsafeRawBufferPointer) -> Int {
    var position = 0
    while position < text.count {
      let (rewritten, length) = next(in: text, at: position)
      guard rewritten.count == 1, rewritten.first == Self.space else { break }
      position += length
    }
    return position
  }

  /// Characters that came from a trailing space are cut away with it, U+2581 of the text included.
  private func removeTrailingSpaces(_ output: inout Output, end: inout Int) {
    var count = output.bytes.count
    if escapesSpaces {
      while count >= 3, output.bytes[count - 3] == 0xE2, output.bytes[count - 2] == 0x96,
        output.bytes[count - 1] == 0x81
      {
        count -= 3
      }
    } else {
      while count > 0, output.bytes[count - 1] == Self.space { count -= 1 }
    }
    guard count < output.bytes.count else { return }
    end = Int(output.origins[count])
    output.bytes.removeSubrange(count...)
    output.origins.removeSubrange(count...)
  }

  private func appendSpace(from position: Int, _ output: inout Output) {
    let origin = Int32(truncatingIfNeeded: position)
    guard escapesSpaces else {
      output.bytes.append(Self.space)
      output.origins.append(origin)
      return
    }
    let mark = Self.spaceMark
    output.bytes.append(contentsOf: UnsafeBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount))
    output.origins.append(contentsOf: repeatElement(origin, count: mark.utf8CodeUnitCount))
  }

  /// What stands for the characters at `position`, and how many bytes of the text those are.
  private func next(
    in text: UnsafeRawBufferPointer, at position: Int
  ) -> (rewritten: UnsafeRawBufferPointer, length: Int) {
    let rest = UnsafeRawBufferPointer(rebasing: text[position...])
    if let symbol = userDefined.longestPrefix(of: rest) {
      return (UnsafeRawBufferPointer(rebasing: rest[..<symbol.length]), symbol.length)
    }
    if let rule = rules.longestPrefix(of: rest), let rewritten = replacement(at: Int(rule.value)) {
      return (rewritten, rule.length)
    }
    if let length = UTF8Scalar.length(at: rest) {
      return (UnsafeRawBufferPointer(rebasing: rest[..<length]), length)
    }
    let mark = Self.replacementCharacter
    return (UnsafeRawBufferPointer(start: mark.utf8Start, count: mark.utf8CodeUnitCount), 1)
  }

  private func replacement(at offset: Int) -> UnsafeRawBufferPointer? {
    guard offset < replacements.count else { return nil }
    let reach = replacements[offset...].prefix(Self.longestReplacement + 1)
    guard let end = reach.firstIndex(of: 0) else { return nil }
    return UnsafeRawBufferPointer(rebasing: replacements[offset..<end])
  }
}
