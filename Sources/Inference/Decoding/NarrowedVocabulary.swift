/// The words that one sentence's translation is chosen from, with the output layer's weights for them alone.
struct NarrowedVocabulary: Sendable {
  /// Target ids, ascending; column i of the weights is word ids[i].
  let ids: [Int32]
  let weights: SelectedOutputs

  /// Where `id` stands among `ids`.
  func column(of id: Int32) -> Int? {
    var (low, high) = (0, ids.count)
    while low < high {
      let middle = (low + high) / 2
      if ids[middle] < id { low = middle + 1 } else { high = middle }
    }
    return low < ids.count && ids[low] == id ? low : nil
  }
}
