import Foundation
import Inference
import ModelFormats
import Testing

/// Bergamot's students as they came, where the store keeps their original files.
struct RealStudentTests {
  static let students: [URL] = RealModels.models.filter { $0.lastPathComponent.hasPrefix("bergamot-") }
    .map { $0.appendingPathComponent("original") }
    .filter { FileManager.default.fileExists(atPath: $0.path) }

  @Test(.enabled(if: !students.isEmpty), arguments: students)
  func studentsLoad(folder: URL) throws {
    let model = try ModelLoader.load(folder: folder)
    #expect(model.format.container == .marian)
    #expect(model.format.weightType == .int8)
    #expect(model.configuration.modelDimension == 256)
    #expect(model.parameters.encoderLayers.count == 6)
    #expect(model.parameters.decoderLayers.count == 2)
    let shortlist = try #require(model.shortlist)
    #expect(shortlist.frequentCount == 50)
    #expect(shortlist.offsets.count == model.tokenizer.source.count + 1)
    guard case .recurrentUnit = model.parameters.decoderLayers[1].targetMemory else {
      Issue.record("students have recurrent decoders")
      return
    }
    let encoded = model.tokenizer.encode("1984")
    #expect(!encoded.ids.contains(model.tokens.unknown))
    #expect(model.tokens.end == 0 && model.tokens.unknown == 1)
  }
}
