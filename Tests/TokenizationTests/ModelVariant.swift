import Foundation

/// Changes a model file by what is written behind it: of fields that a file has twice the later holds,
/// and pieces are added.
struct ModelVariant: CustomStringConvertible, Sendable {
  var name: String
  private var bytes: [UInt8] = []

  init(_ name: String) { self.name = name }

  var description: String { name }

  func applied(to model: Data) -> Data { model + bytes }

  /// 3: dummy prefix, 4: extra spaces removed, 5: spaces escaped.
  func normalizing(_ field: UInt8, _ value: Bool) -> ModelVariant {
    appending(3, [field << 3, value ? 1 : 0])
  }

  func spacesBehind() -> ModelVariant {
    appending(2, [0xC0, 0x01, 1])
  }

  /// Kinds: 1 normal, 3 control, 4 user-defined, 5 unused.
  func piece(_ text: String, score: Float, kind: UInt8) -> ModelVariant {
    let bits = withUnsafeBytes(of: score.bitPattern.littleEndian) { Array($0) }
    return appending(1, [0x0A, UInt8(text.utf8.count)] + Array(text.utf8) + [0x15] + bits + [0x18, kind])
  }

  private func appending(_ field: UInt8, _ message: [UInt8]) -> ModelVariant {
    var variant = self
    variant.bytes += [field << 3 | 2, UInt8(message.count)] + message
    return variant
  }

  static let all: [ModelVariant] = [
    ModelVariant("as it is"),
    ModelVariant("no dummy prefix").normalizing(3, false),
    ModelVariant("extra spaces kept").normalizing(4, false),
    ModelVariant("spaces as they are").normalizing(5, false),
    ModelVariant("spaces as they are, all kept").normalizing(5, false).normalizing(4, false),
    ModelVariant("spaces behind").spacesBehind(),
    ModelVariant("spaces behind, all kept").spacesBehind().normalizing(4, false),
    ModelVariant("unused pieces")
      .piece("ζψ", score: -0.5, kind: 5).piece("ζψζ", score: -0.25, kind: 5)
      .piece("ψζ", score: -0.75, kind: 1).piece("ζψζξ", score: -0.1, kind: 1)
      .piece("\u{2581}ζψ", score: -0.05, kind: 5).piece("ζ", score: -9, kind: 5),
    ModelVariant("more symbols")
      .piece("the chair", score: 0, kind: 4).piece("🙂", score: 0, kind: 4)
      .piece("🙂🙂", score: -3, kind: 4).piece("e ", score: 0, kind: 4)
      .piece("\u{2581}\u{2581}", score: 0, kind: 4).piece("ψ", score: 0, kind: 3),
    ModelVariant("equal scores")
      .piece("ζψ", score: -3, kind: 1).piece("ψζ", score: -3, kind: 1).piece("ζζ", score: -3, kind: 1)
      .piece("ζψζ", score: -6, kind: 1).piece("ψζψ", score: -6, kind: 1).piece("ξ", score: -1, kind: 1)
      .piece("ξξ", score: -2, kind: 1).piece("ξξξ", score: -3, kind: 1),
  ]
}
