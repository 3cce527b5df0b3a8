import Inference
import Tokenization

/// A model as its folder describes it: everything that translating needs, nothing packed yet.
public struct TranslationModel: Sendable {
  /// What a person calls the model.
  public var name: String
  /// As the package spells them, such as `zh`; nil when the files do not say.
  public var sourceLanguage: String?
  public var targetLanguage: String?
  /// The package's own version; nil when the files do not say.
  public var version: String?
  /// SPDX identifier or the licence's own words; nil when the files do not say.
  public var licence: String? = nil
  /// Whom to credit; nil when the files do not say.
  public var attribution: String? = nil
  public var format: ModelFormat
  /// The format that a packed file was made from; nil for all others.
  public var origin: ModelFormat? = nil

  public var configuration: TransformerConfiguration
  public var parameters: TransformerParameters
  public var tokens: SpecialTokens
  public var tokenizer: ModelTokenizer
  /// Whether the decoder's first token depends on the translation and has to be named by whoever
  /// asks for it; `tokens.start` is then the end token.
  public var needsStartToken: Bool
  /// How the model is told which languages it works between; nil for a model of one pair.
  public var languageMarking: LanguageMarking? = nil
  /// Target words by source word, where the model came with such a table.
  public var shortlist: Shortlist? = nil

  /// The source as the encoder reads it: ids between the marks that the model wants.
  public func framedSource(_ ids: [Int32]) -> [Int32] { marks.framed(ids) }
}

/// Where a model's weights come from.
public struct ModelFormat: Sendable, Equatable {
  public enum Container: String, Sendable, Codable {
    case ctranslate2 = "CTranslate2"
    case marian = "Marian"
    case huggingFace = "Hugging Face"
    /// Our own packed file.
    case dragoman = "Dragoman"
  }

  public var container: Container
  /// The container's own version.
  public var version: Int
  public var revision: Int
  /// The element type of the linear layers' weights, as the file held them.
  public var weightType: Tensor.ElementType

  public init(
    container: Container, version: Int, revision: Int, weightType: Tensor.ElementType
  ) {
    self.container = container
    self.version = version
    self.revision = revision
    self.weightType = weightType
  }
}
