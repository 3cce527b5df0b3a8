import Documents
import Dragoman
import Foundation
import Testing

/// What tests of documents of keys and values have in common.
enum ValueTesting {
  static func options(
    from source: LanguageTag? = .english, to target: LanguageTag = .french, keys: KeyFilter = KeyFilter(),
    columns: [ColumnChoice]? = nil
  ) -> DocumentOptions {
    var options = DocumentOptions(source: source, target: target)
    (options.keys, options.columns) = (keys, columns)
    return options
  }

  /// The document in capitals, and unchanged where nothing is translated.
  static func rewritten(
    _ format: some DocumentFormat, _ bytes: Data, _ options: DocumentOptions = options(),
    reverses: Bool = false,
    name: String? = nil
  ) async throws -> Data {
    let source = DocumentSource(bytes, name: name)
    let document = try format.parse(source, options: options)
    #expect(try document.write(document.units.map { TranslatedUnit(unchanged: $0) }) == bytes)
    #expect(Set(document.units.map(\.id)).count == document.units.count)
    return try await DocumentTranslator(
      engine: MirrorEngine(reversesWords: reverses), registry: FormatRegistry([format])
    )
    .translate(source, format: format.name, options: options).bytes
  }

  static func rewritten(
    _ format: some DocumentFormat, _ text: String, _ options: DocumentOptions = options(),
    reverses: Bool = false
  ) async throws -> String {
    String(decoding: try await rewritten(format, Data(text.utf8), options, reverses: reverses), as: UTF8.self)
  }

  static func units(
    _ format: some DocumentFormat, _ text: String, _ options: DocumentOptions = options()
  ) throws -> [DocumentUnit] {
    try format.parse(DocumentSource(Data(text.utf8)), options: options).units
  }

  /// Reads anything and writes it in both orders of words; an error is as good.
  static func survives(_ format: some DocumentFormat, _ bytes: Data) throws {
    do {
      let document = try format.parse(DocumentSource(bytes), options: options())
      #expect(try document.write(document.units.map { TranslatedUnit(unchanged: $0) }) == bytes)
      for reverses in [false, true] {
        let engine = MirrorEngine(reversesWords: reverses)
        _ = try document.write(
          document.units.map { TagPlacement($0, engine.translate($0.text, from: .english, to: .french)).unit }
        )
      }
    } catch {
      #expect(!error.reason.isEmpty)
    }
  }

  /// Every cut of a document, and every byte of it another.
  static func survivesDamage(_ format: some DocumentFormat, _ text: String) throws {
    let bytes = Data(text.utf8)
    for count in 0..<bytes.count { try survives(format, bytes.prefix(count)) }
    for index in 0..<bytes.count {
      for byte in "\"\\{}:'\n".utf8 {
        var damaged = bytes
        damaged[index] = byte
        try survives(format, damaged)
      }
    }
  }
}
