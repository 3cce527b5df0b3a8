import Dragoman
import TestSupport

/// A model that treats stand-ins badly: drops, repeats and reorders them, changes their case and spaces.
struct NoisyModel {
  private var random: SeededGenerator
  private static let words = [
    "the", "Board", "noted", "with", "interest", "a", "proposal", "on", "data", "policy",
  ]

  init(seed: UInt64) { random = SeededGenerator(seed: seed) }

  /// A translation of `sentence`, its plain words, and the stand-ins that it lacks.
  mutating func translate(_ sentence: MaskedSentence) -> (text: String, words: [String], dropped: Set<String>)
  {
    var dropped = Set<String>()
    var names: [String] = []
    for standIn in sentence.standIns {
      if chance(4) {
        dropped.insert(standIn.text)
        continue
      }
      names.append(standIn.text)
      if chance(6) { names.append(standIn.text) }
    }
    if chance(3) { names.shuffle(using: &random) }
    var tokens: [(text: String, isWord: Bool)] = (0..<Int.random(in: 0...14, using: &random)).map { _ in
      (Self.words.randomElement(using: &random) ?? "the", true)
    }
    var place = 0
    for name in names {
      place = min(tokens.count, Int.random(in: place...max(place, tokens.count), using: &random))
      tokens.insert((disfigured(name), false), at: place)
      place += 1
    }
    var text = tokens.map(\.text).joined(separator: " ")
    if chance(2) { text += "." }
    return (text, tokens.filter(\.isWord).map(\.text), dropped)
  }

  private mutating func disfigured(_ name: String) -> String {
    var name = name
    if chance(4) { name = name.lowercased() }
    if chance(4), let digit = name.firstIndex(where: \.isNumber), digit > name.startIndex {
      name.insert(" ", at: digit)
    }
    return chance(8) ? "\"\(name)\"" : name
  }

  private mutating func chance(_ parts: Int) -> Bool { Int.random(in: 0..<parts, using: &random) == 0 }
}
