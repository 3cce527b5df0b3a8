import Foundation

extension TokenizerTables {
  /// Lays out a model's tokenizer as tables.
  ///
  /// - Parameters:
  ///   - sentencePiece: the source side's; nil for models whose tokens stand between spaces.
  ///   - controlTokens: target tokens that never show in text.
  init(
    source: Vocabulary, target: Vocabulary, sentencePiece: SentencePieceModel?,
    controlTokens: Set<String>
  ) {
    var layout = TokenizerLayout()
    layout.header.sourceUnknown = source.unknownID
    layout.header.targetUnknown = target.unknownID
    if let sentencePiece {
      layout.header.describe(sentencePiece)
      let tries = sentencePiece.tries()
      layout.add(.ruleTrie, sentencePiece.normalization.trie)
      layout.add(.ruleTexts, sentencePiece.normalization.replacements)
      layout.add(.pieceTrie, Data(littleEndian: tries.pieces))
      layout.add(.userTrie, Data(littleEndian: tries.userDefined))
      layout.add(.scores, Data(littleEndian: sentencePiece.scores.map { $0.bitPattern }))
      layout.add(.sourceIDs, Data(littleEndian: sentencePiece.ids(in: source)))
      layout.add(.byteIDs, Data(littleEndian: sentencePiece.byteIDs.map { UInt32(bitPattern: $0) }))
    }
    layout.add(.source, source.table.data)
    if target.table.data == source.table.data {
      layout.header[.target] = layout.header[.source]
    } else {
      layout.add(.target, target.table.data)
    }
    layout.add(.roles, Data(PieceJoiner.roles(of: target, controlTokens: controlTokens).map { $0.rawValue }))
    self.init(data: layout.encoded, header: layout.header, source: source, target: target)
  }
}

extension TokenizerHeader {
  fileprivate mutating func describe(_ model: SentencePieceModel) {
    pieceCount = model.pieceCount
    unknownPiece = model.unknownID
    let rules = model.normalization
    let conditions: [(Flags, Bool)] = [
      (.cutsPieces, true), (.bytePairs, model.algorithm == .bytePairs),
      (.spellsBytes, !model.byteIDs.isEmpty), (.addsDummyPrefix, rules.addsDummyPrefix),
      (.removesExtraSpaces, rules.removesExtraSpaces), (.escapesSpaces, rules.escapesSpaces),
      (.putsSpacesBehind, rules.putsSpacesBehind),
    ]
    for (flag, holds) in conditions where holds { flags.insert(flag) }

    (lowestScore, highestScore) = (.greatestFiniteMagnitude, .leastNormalMagnitude)
    for (score, kind) in zip(model.scores, model.kinds) where kind == .normal {
      lowestScore = min(lowestScore, score)
      highestScore = max(highestScore, score)
    }
  }
}

extension SentencePieceModel {
  /// The units of the tries that find the pieces at a place in text.
  fileprivate func tries() -> (pieces: [UInt32], userDefined: [UInt32]) {
    pieces.withView { view in
      var all: [DoubleArrayBuilder.Entry] = []
      var userDefined: [DoubleArrayBuilder.Entry] = []
      for index in 0..<view.distinct {
        let id = view.sortedID(index)
        let kind = kinds[id]
        // BPE merges to unused pieces on the way to longer ones.
        guard kind.isText, kind != .unused || algorithm == .bytePairs else { continue }
        var value = UInt32(id)
        if kind == .unused { value |= PieceValue.unusedFlag }
        if kind == .userDefined {
          value |= PieceValue.userDefinedFlag
          userDefined.append((view.bytes(id), value))
        }
        all.append((view.bytes(id), value))
      }
      return (DoubleArrayBuilder.units(all), DoubleArrayBuilder.units(userDefined))
    }
  }

  /// For each piece its id in a translation model's vocabulary.
  fileprivate func ids(in vocabulary: Vocabulary) -> [UInt32] {
    var ids = [UInt32](repeating: UInt32(bitPattern: vocabulary.unknownID), count: pieceCount)
    pieces.withView { pieces in
      vocabulary.table.withView { tokens in
        // Both are walked in the order of bytes.
        var next = 0
        for index in 0..<pieces.distinct {
          let id = pieces.sortedID(index)
          var order = -1
          while next < tokens.distinct {
            order = tokens.bytes(tokens.sortedID(next)).compare(pieces.bytes(id))
            if order >= 0 { break }
            next += 1
          }
          if next < tokens.distinct, order == 0 { ids[id] = UInt32(tokens.sortedID(next)) }
        }
      }
    }
    return ids
  }
}
