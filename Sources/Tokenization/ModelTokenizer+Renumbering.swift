import Foundation

extension ModelTokenizer {
  /// Whether ids of the source and of the target mean the same tokens.
  public var sharesVocabulary: Bool {
    tables.header[.source] == tables.header[.target] || source.table.data == target.table.data
  }

  /// The same tokenizer with other ids, for both sides.
  /// - Parameter order: for each new id the old one, all of them once.
  /// - Returns: nil where the sides do not share a vocabulary, or `order` is not one of its ids.
  public func renumbered(_ order: [Int32]) -> ModelTokenizer? {
    guard sharesVocabulary, order.count == target.count else { return nil }
    var places = [Int32](repeating: -1, count: order.count)
    for (place, id) in order.enumerated() {
      guard id >= 0, Int(id) < places.count, places[Int(id)] < 0 else { return nil }
      places[Int(id)] = Int32(place)
    }
    return ModelTokenizer(tables: tables.renumbered(order, places: places))
  }
}

extension TokenizerTables {
  /// - Parameters:
  ///   - order: for each new id the old one.
  ///   - places: for each old id the new one.
  fileprivate func renumbered(_ order: [Int32], places: [Int32]) -> TokenizerTables {
    var tokens = TokenList()
    target.table.withView { view in
      for id in order {
        tokens.append(view.bytes(Int(id)))
        tokens.endToken()
      }
    }
    let vocabulary = Vocabulary(table: TokenTable(tokens), unknownID: places[Int(target.unknownID)])
    var layout = TokenizerLayout()
    layout.header = header
    layout.header.sourceUnknown = vocabulary.unknownID
    layout.header.targetUnknown = vocabulary.unknownID
    withSections { section in
      for name in TokenizerHeader.Section.allCases where !header[name].isEmpty {
        switch name {
        case .source: layout.add(.source, vocabulary.table.data)
        case .target: layout.header[.target] = layout.header[.source]
        case .roles: layout.add(.roles, Data(order.map { section(.roles)[Int($0)] }))
        case .sourceIDs:
          let ids = (0..<header.pieceCount).map { piece in
            let id = Int(section(.sourceIDs).uint32(at: 4 * piece))
            return UInt32(bitPattern: id < places.count ? places[id] : vocabulary.unknownID)
          }
          layout.add(.sourceIDs, Data(littleEndian: ids))
        case .ruleTrie, .ruleTexts, .pieceTrie, .userTrie, .scores, .byteIDs:
          layout.add(name, Data(section(name)))
        }
      }
    }
    return TokenizerTables(
      data: layout.encoded, header: layout.header, source: vocabulary, target: vocabulary)
  }
}
