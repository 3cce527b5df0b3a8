import Foundation

/// What `config.json` of a CTranslate2 model says; before binary version 6, what its variables say.
package struct CTranslate2Configuration: Sendable, Equatable {
  package var unknownToken = "<unk>"
  package var beginToken = "<s>"
  package var endToken = "</s>"
  /// The decoder's first input; nil when whoever translates has to name it.
  package var decoderStartToken: String? = "<s>"
  package var addsSourceBegin = false
  package var addsSourceEnd = false
  /// nil leaves the format's 1e-5.
  package var layerNormEpsilon: Float?

  package static let maximumFileSize = 1 << 20

  package init() {}

  /// - Throws: `ModelFormatError` naming the key when a value is of the wrong type.
  package init(json data: Data, file: String) throws {
    let reader = try JSONFields(json: data, file: file, maximumSize: Self.maximumFileSize)
    unknownToken = try reader.value("unk_token", as: String.self, "a string") ?? unknownToken
    beginToken = try reader.value("bos_token", as: String.self, "a string") ?? beginToken
    endToken = try reader.value("eos_token", as: String.self, "a string") ?? endToken
    if reader.values.keys.contains("decoder_start_token") {
      decoderStartToken = try reader.value("decoder_start_token", as: String.self, "a string or null")
    } else {
      decoderStartToken = beginToken
    }
    addsSourceBegin = try reader.value("add_source_bos", as: Bool.self, "true or false") ?? false
    addsSourceEnd = try reader.value("add_source_eos", as: Bool.self, "true or false") ?? false
    layerNormEpsilon = try reader.value("layer_norm_epsilon", as: Double.self, "a number")
      .map(Float.init)
    if let epsilon = layerNormEpsilon, !(epsilon > 0 && epsilon < 1) {
      throw ModelFormatError(
        .invalid, file: file, field: "layer_norm_epsilon", reason: "\(epsilon) is not between 0 and 1")
    }
    for key in ["quantization_type", "quant_type", "quant_method"] {
      let number = reader.values[key] as? Int
      guard reader.values[key] == nil || reader.values[key] is NSNull || number == 0 else {
        throw ModelFormatError(
          .unsupported, file: file, field: key, reason: "weights quantised by AWQ cannot be run")
      }
    }
  }

  /// What a file of version 1 to 5 says of itself.
  /// - Throws: `ModelFormatError` naming the variable that is not a flag or a string.
  package init(variablesOf file: CTranslate2File) throws {
    func flag(_ name: String, _ byDefault: Bool) throws -> Bool {
      guard let variable = file.variables[name] else { return byDefault }
      guard let values = variable.integers, values.count == 1 else {
        throw ModelFormatError(
          .invalid, file: file.file, field: name, offset: variable.offset, reason: "not a flag")
      }
      return values[0] != 0
    }
    func string(_ name: String, _ byDefault: String) throws -> String {
      guard let variable = file.variables[name] else { return byDefault }
      guard let text = variable.text, !text.isEmpty else {
        throw ModelFormatError(
          .invalid, file: file.file, field: name, offset: variable.offset, reason: "not a string")
      }
      return text
    }
    unknownToken = try string("unk_token", unknownToken)
    beginToken = try string("bos_token", beginToken)
    endToken = try string("eos_token", endToken)
    addsSourceBegin = try flag("with_source_bos", false)
    addsSourceEnd = try flag("with_source_eos", false)
    let startsWithBegin = try flag("with_target_bos", true)
    let callerStarts = try flag("user_decoder_start_tokens", false)
    decoderStartToken = callerStarts ? nil : startsWithBegin ? beginToken : endToken
  }
}
