import Inference

/// The cross-attention heads that align best in the catalogue's models, where they do better than the general
/// rule: found on hand-aligned sentences, see Benchmarks/Alignment. They align in the step that reads a
/// token.
enum MeasuredAlignment {
  /// By the model's name in the catalogue; layer and head from 0.
  private static let heads: [String: [(layer: Int, head: Int)]] = [
    "argos-zh-en-1.9": [(2, 7), (1, 5), (3, 1), (0, 7), (0, 4)],
    "bergamot-en-pt": [(0, 5), (0, 4)],
    "bergamot-pt-en": [(0, 6), (0, 0), (0, 2)],
    "dragoman-en-zh": [(0, 2)],
  ]

  /// Empty for a model that was not measured, or has nothing to gain.
  static func heads(of id: String) -> [AlignmentHead] {
    (heads[id] ?? []).map { AlignmentHead(layer: $0.layer, head: $0.head) }
  }
}
