import Foundation
import Inference

extension PackedModelDescription {
  private static let maximumLayers = 512
  private static let maximumDimension = 1 << 16

  /// Reads the section's bytes.
  init(json: Data, file: String) throws {
    guard json.count <= PackedModelLayout.maximumDescriptionSize else {
      throw ModelFormatError(
        .tooLarge, file: file, field: PackedModelLayout.Section.description.name,
        reason: "\(json.count) bytes, at most \(PackedModelLayout.maximumDescriptionSize) are read")
    }
    do {
      self = try JSONDecoder().decode(Self.self, from: json)
    } catch {
      throw ModelFormatError(
        .invalid, file: file, field: PackedModelLayout.Section.description.name,
        reason: "not the description of a model (\(error))")
    }
    if let (field, reason) = flaw() {
      throw ModelFormatError(.invalid, file: file, field: "description \(field)", reason: reason)
    }
  }

  /// What the engine could not work with, and where it stands.
  private func flaw() -> (field: String, reason: String)? {
    guard (2...Self.maximumDimension).contains(shape.modelDimension) else {
      return ("modelDimension", "\(shape.modelDimension) is not in 2...\(Self.maximumDimension)")
    }
    for (name, stack) in [("encoder", shape.encoder), ("decoder", shape.decoder)] {
      guard (1...Self.maximumLayers).contains(stack.layers) else {
        return ("\(name).layers", "\(stack.layers) is not in 1...\(Self.maximumLayers)")
      }
      guard stack.heads > 0, shape.modelDimension % stack.heads == 0 else {
        return ("\(name).heads", "\(stack.heads) heads do not divide \(shape.modelDimension)")
      }
      guard stack.embeddingMultiplier.isFinite, stack.layerNormEpsilon.isFinite, stack.layerNormEpsilon >= 0
      else { return ("\(name).layerNormEpsilon or embeddingMultiplier", "not a finite factor") }
      if let sinusoid = stack.sinusoid {
        guard (0...1024).contains(sinusoid.firstPosition), sinusoid.denominator > 0,
          sinusoid.denominator.isFinite, shape.modelDimension % 2 == 0
        else { return ("\(name).sinusoid", "not the parameters of position vectors") }
      }
    }
    let heads = shape.decoder.heads
    for head in shape.alignmentHeads
    where !(0..<shape.decoder.layers).contains(head.layer) || !(0..<heads).contains(head.head) {
      return ("alignmentHeads", "there is no head \(head.head) in decoder layer \(head.layer)")
    }
    if let screen {
      guard (1...1 << 20).contains(screen.panels), screen.restFactor.isFinite, screen.restFactor >= 0,
        screen.restExponent.isFinite, screen.restExponent > 0
      else { return ("screen", "\(screen.panels) panels, or the estimate of the others is none") }
    }
    guard shape.queryScale?.isFinite ?? true else { return ("queryScale", "not a finite factor") }
    return nil
  }
}
