import Foundation
import Inference
import ModelFormats
import Testing

/// Bergamot's students, where this machine has them: `$DRAGOMAN_STUDENTS` holds a folder for each.
struct RealStudentTests {
  static let students: [URL] = {
    guard let path = ProcessInfo.processInfo.environment["DRAGOMAN_STUDENTS"] else { return [] }
    let folder = URL(fileURLWithPath: path)
    let names = (try? FileManager.default.contentsOfDirectory(atPath: path)) ?? []
    return names.sorted().map { folder.appendingPathComponent($0) }
  }()

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
