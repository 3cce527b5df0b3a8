/// What is forbidden or made less likely for one hypothesis at one step.
struct LogitConstraint {
  /// Ids that must not come.
  var banned: [Int32] = []
  /// Ids already used, each once, whose logits are weakened by `penalty`.
  var penalized: [Int32] = []
  var penalty: Float = 1
  /// The id that comes, however unlikely: the only candidate, with its log-probability among all.
  var given: Int32?

  /// Changes a tile of logits whose first id is `firstID`.
  func apply(to logits: UnsafeMutablePointer<Float>, firstID: Int32, count: Int) {
    let end = firstID + Int32(count)
    for id in penalized where id >= firstID && id < end {
      let logit = logits[Int(id - firstID)]
      logits[Int(id - firstID)] = logit > 0 ? logit / penalty : logit * penalty
    }
    for id in banned where id >= firstID && id < end {
      logits[Int(id - firstID)] = -.infinity
    }
  }

  /// The same in the columns of a vocabulary of which only some words are left; a given word is among them.
  func narrowed(to vocabulary: NarrowedVocabulary) -> LogitConstraint {
    var narrowed = self
    narrowed.banned = banned.compactMap(vocabulary.column(of:))
    narrowed.penalized = penalized.compactMap(vocabulary.column(of:))
    narrowed.given = given.flatMap(vocabulary.column(of:))
    return narrowed
  }
}
