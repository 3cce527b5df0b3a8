/// Why a model could not be told its languages.
public enum LanguageMarkingError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The model knows several languages and must be told one. `known`: their codes, in order.
  case languageNeeded(model: String, known: [String])
  /// The model has no token for this language.
  case unknownLanguage(String, model: String, known: [String])

  public var description: String {
    switch self {
    case .languageNeeded(let model, let known):
      "\(model) translates several languages and must be told which: \(Self.list(known))"
    case .unknownLanguage(let language, let model, let known):
      "\(model) does not know the language \(language); it knows \(Self.list(known))"
    }
  }

  private static func list(_ codes: [String]) -> String {
    let shown = codes.prefix(20).joined(separator: ", ")
    return codes.count > 20 ? "\(shown) and \(codes.count - 20) more" : shown
  }
}

extension SourceMarks {
  /// The source as the encoder reads it, with the tokens that name its languages where the model wants them.
  /// - Parameters:
  ///   - ids: of the source pieces, without marks.
  ///   - from: the source language as a BCP 47 tag or the model's own code; models of one pair ignore it.
  ///   - to: the target language, likewise.
  /// - Throws: `LanguageMarkingError` for a language that the model lacks, or when it has to be named.
  public func framed(
    _ ids: [Int32], from: String?, to: String?
  ) throws(LanguageMarkingError) -> [Int32] {
    switch languages {
    case nil: framed(ids)
    case .targetBeforeSource(let codes)?: framed([try token(to, codes)] + ids)
    case .sourceAndForcedTarget(let codes)?: framed([try token(from, codes)] + ids)
    }
  }

  /// The tokens that the translation must begin with, so that it is in this language; none for most models.
  /// - Parameter to: the target language as a BCP 47 tag or the model's own code.
  /// - Throws: `LanguageMarkingError` for a language that the model lacks, or when it has to be named.
  public func forcedPrefix(to: String?) throws(LanguageMarkingError) -> [Int32] {
    guard case .sourceAndForcedTarget(let codes) = languages else { return [] }
    return [try token(to, codes)]
  }

  private func token(_ language: String?, _ codes: [String: Int32]) throws(LanguageMarkingError) -> Int32 {
    guard let language else {
      if codes.count == 1, let only = codes.values.first { return only }
      throw .languageNeeded(model: model, known: codes.keys.sorted())
    }
    guard let code = ModelLanguageCode.best(for: language, among: codes.keys), let id = codes[code] else {
      throw .unknownLanguage(language, model: model, known: codes.keys.sorted())
    }
    return id
  }
}

extension TranslationModel {
  /// The source as the encoder reads it, with the tokens that name its languages where the model wants them.
  /// - Throws: `LanguageMarkingError`, as `SourceMarks` does.
  public func framedSource(
    _ ids: [Int32], from: String?, to: String?
  ) throws(LanguageMarkingError) -> [Int32] {
    try marks.framed(ids, from: from, to: to)
  }

  /// The tokens that the translation must begin with, so that it is in this language; none for most models.
  /// - Throws: `LanguageMarkingError`, as `SourceMarks` does.
  public func forcedPrefix(to: String?) throws(LanguageMarkingError) -> [Int32] {
    try marks.forcedPrefix(to: to)
  }
}
