import Inference

extension Translator {
  /// Texts of a stream that are between being read and their translation being taken.
  private static let streamWindow = 64

  /// Translates texts as they come and hands results out in the same order, each as soon as it and all before
  /// it are done. Memory is bounded: a slow taker slows the reading of `texts`. Ending the iteration cancels what
  /// is under way.
  public func translations<Texts: AsyncSequence & Sendable>(
    of texts: Texts, from source: String? = nil, to target: String,
    options: TranslationOptions = TranslationOptions()
  ) -> some AsyncSequence<Translation, any Error> & Sendable where Texts.Element == String {
    let work = WindowedWork(window: Self.streamWindow, order: .input) { (_, text: String) in
      try await self.translate(text, from: source, to: target, options: options)
    }
    return work.results(of: texts)
  }

  /// Translates texts as they come and hands each result out as soon as it is done, with its text's number from 0;
  /// else like `translations(of:)`.
  public func translationsAsFinished<Texts: AsyncSequence & Sendable>(
    of texts: Texts, from source: String? = nil, to target: String,
    options: TranslationOptions = TranslationOptions()
  ) -> some AsyncSequence<(index: Int, translation: Translation), any Error> & Sendable
  where Texts.Element == String {
    let work = WindowedWork(window: Self.streamWindow, order: .finished) { (index: Int, text: String) in
      (index: index, translation: try await self.translate(text, from: source, to: target, options: options))
    }
    return work.results(of: texts)
  }
}
