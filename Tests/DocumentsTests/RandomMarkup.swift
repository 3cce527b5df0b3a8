import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

/// Pieces of markup in any order, as far as it is well-formed.
struct RandomMarkup {
  var elements: [String]
  var leaves: [String]

  /// - Parameter depth: how deep elements are inside each other at most.
  func content(_ depth: Int, using random: inout SeededGenerator) -> String {
    var result = ""
    for _ in 0..<Int.random(in: 0...5, using: &random) {
      guard depth > 0, Int.random(in: 0..<3, using: &random) > 0 else {
        result += leaves[Int.random(in: 0..<leaves.count, using: &random)]
        continue
      }
      let tag = elements[Int.random(in: 0..<elements.count, using: &random)]
      let name = tag.prefix { $0 != " " }
      result += "<\(tag)>\(content(depth - 1, using: &random))</\(name)>"
    }
    return result
  }

  /// The document comes back as it was, and can be translated; what is not sound may be refused.
  static func read(_ format: some DocumentFormat, _ bytes: Data, isSound: Bool = false) throws {
    for target in [LanguageTag.french, .arabic] {
      do {
        let document = try OfficeTesting.parse(format, bytes, to: target)
        #expect(try document.write(document.units.map { TranslatedUnit(unchanged: $0) }) == bytes)
        let units = document.units.map { unit in
          TagPlacement(
            unit, MirrorEngine(reversesWords: true).translate(unit.text, from: .english, to: target)
          ).unit
        }
        let written = try document.write(units)
        if isSound { _ = try OfficeTesting.parse(format, written) }
      } catch {
        #expect(!isSound && error is DocumentError, "\(error)")
      }
    }
  }
}
