extension CTranslate2File {
  /// Revision 1 named variables as OpenNMT-tf did; gives the name that later revisions use.
  static func currentName(ofRevision1 stored: String) -> String {
    var name = stored
    name.replaceFirst("transformer/", "")
    name.replaceFirst(":0", "")
    name.replaceFirst("w_embs", "embeddings/weight")
    name.replaceFirst("kernel", "weight")
    name.replaceFirst("LayerNorm", "layer_norm")
    name.replaceFirst("dense", "projection")
    name.replaceFirst("conv1d_", "linear_")
    name.replaceFirst("conv1d", "linear_0")
    if name.firstRange(of: "encoder") == nil {
      // Before the next line: `masked_multi_head` contains `multi_head`.
      name.replaceFirst("masked_multi_head", "self_attention")
      name.replaceFirst("multi_head", "attention")
    } else {
      name.replaceFirst("multi_head", "self_attention")
    }
    return name
  }
}

extension String {
  fileprivate mutating func replaceFirst(_ old: String, _ new: String) {
    guard let range = firstRange(of: old) else { return }
    replaceSubrange(range, with: new)
  }
}
