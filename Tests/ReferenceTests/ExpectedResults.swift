import Foundation
import Inference

/// `expected.json` of a tiny model: what the reference engine made of it.
struct ExpectedResults: Decodable {
  struct Options: Decodable {
    var beamSize: Int
    var lengthPenalty: Float
    var hypothesisCount: Int
    var maximumLength: Int
    var minimumLength: Int
    var noRepeatNgramSize: Int
    var repetitionPenalty: Float
    var suppressedTokens: [String]
    var forcedPrefix: [String]
  }

  struct Result: Decodable {
    var ids: [[Int32]]
    var scores: [Float]
    /// [hypothesis][target][source]
    var attention: [[[Float]]]?
  }

  struct Case: Decodable {
    var name: String
    var options: Options
    var results: [Result]
  }

  var sources: [[String]]
  var cases: [Case]
}
