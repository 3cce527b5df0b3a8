/// How a converted model keeps its large matrices; the rest of it is float32 always.
public enum ModelQuantisation: String, Sendable, CaseIterable {
  /// Integers of 8 bits with a scale for each output row.
  case int8
  /// As precise as the files that were converted, and four times as large.
  case float32
}

/// What to assume about a model that is installed or converted from local files.
///
/// Nil fields are read from the model's files, or told from their names.
public struct LocalModelOptions: Sendable {
  /// Name in the store.
  public var id: String?
  /// Name for people.
  public var name: String?
  /// Source language, BCP 47.
  public var from: String?
  /// Target language, BCP 47.
  public var to: String?
  /// SPDX identifier of the model's licence.
  public var licence: String?
  /// What the conversion makes of the weights.
  public var quantisation: ModelQuantisation
  /// Takes the place of an installed model of the same name.
  public var replacing: Bool
  /// Keeps the files of before the conversion too.
  public var keepsOriginal: Bool

  public init(
    id: String? = nil, name: String? = nil, from: String? = nil, to: String? = nil,
    licence: String? = nil, quantisation: ModelQuantisation = .int8, replacing: Bool = false,
    keepsOriginal: Bool = false
  ) {
    self.id = id
    self.name = name
    self.from = from
    self.to = to
    self.licence = licence
    self.quantisation = quantisation
    self.replacing = replacing
    self.keepsOriginal = keepsOriginal
  }
}
