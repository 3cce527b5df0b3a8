import Foundation
import Inference
import ModelFormats
import TestSupport
import Testing

/// Marian files that are cut, flipped or lie: each gives a `ModelFormatError` or a sound model.
struct MarianHostileFileTests {
  enum Container: CaseIterable {
    case binary, archive
  }

  private func data(_ container: Container) -> Data {
    switch container {
    case .binary: TinyMarianModel(element: .forkIntgemm8).writer.binary
    case .archive: TinyMarianModel().writer.archive
    }
  }

  /// nil when the file was read; else whether its error names file and place.
  private func refusal(_ data: Data, _ container: Container) -> Bool? {
    do {
      let file =
        switch container {
        case .binary: try MarianFile(binary: data, file: "model")
        case .archive: try MarianFile(archive: data, file: "model")
        }
      let model = try MarianReader.read(file)
      return model.parameters.outputLayer.weight.columns == 4 ? nil : false
    } catch let error as ModelFormatError {
      // An archive that is none has no place to name.
      return error.file == "model" && (error.field != nil || container == .archive)
        && error.offset ?? 0 <= data.count
    } catch {
      return false
    }
  }

  @Test(arguments: Container.allCases)
  func cutAnywhere(container: Container) {
    let whole = data(container)
    // Every byte where the structure lies, and a sample of the rest.
    let structure = container == .binary ? 4200 : 200
    let wrong = (0..<whole.count).filter { $0 < structure || $0 % 53 == 0 || whole.count - $0 < 300 }
      .filter { refusal(whole.prefix($0), container) != true }
    #expect(wrong == [])
  }

  @Test(arguments: Container.allCases)
  func flippedBits(container: Container) {
    let whole = data(container)
    var generator = SeededGenerator(seed: 7)
    var (refused, wrong) = (0, [Int]())
    for round in 0..<600 {
      var mutant = whole
      // The head of `.bin` is its structure; an archive's is everywhere.
      let end = container == .binary && round % 2 == 0 ? 6000 : mutant.count
      for _ in 0..<Int.random(in: 1...4, using: &generator) {
        mutant[Int.random(in: 0..<end, using: &generator)] ^= UInt8(
          1 << Int.random(in: 0..<8, using: &generator))
      }
      guard let named = refusal(mutant, container) else { continue }
      refused += 1
      if !named { wrong.append(round) }
    }
    #expect(wrong == [])
    #expect(refused > 150)
  }

  /// Sizes of 2^63 and their like, in every header field of every item.
  @Test func lyingSizes() throws {
    let whole = data(.binary)
    let count = try #require(
      Int(exactly: whole[8..<16].reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }))
    var wrong: [Int] = []
    for field in 0..<(2 + 4 * count) {
      for value in [0, 1, 255, 1 << 31, 1 << 32 - 1, 1 << 62, 1 << 63 - 1, 1 << 63, .max] as [UInt64] {
        var mutant = whole
        let start = mutant.startIndex + 8 * field
        withUnsafeBytes(of: value.littleEndian) { mutant.replaceSubrange(start..<(start + 8), with: $0) }
        if mutant != whole, refusal(mutant, .binary) == false { wrong.append(field) }
        if field < 2, mutant != whole, refusal(mutant, .binary) == nil { wrong.append(field) }
      }
    }
    #expect(wrong == [])
  }

  @Test func lyingShapes() {
    for shape in [
      [0, 4], [-1, 4], [1 << 30, 1 << 30], [0x7FFF_FFFF, 0x7FFF_FFFF, 0x7FFF_FFFF],
      [4, 4, 1, 1, 1, 1, 1, 1, 1],
    ] {
      var writer = TinyMarianModel().writer
      writer.change("encoder_l1_self_Wq") { $0.shape = shape }
      #expect(refusal(writer.binary, .binary) == true)
    }
  }

  @Test func namesThatComeTwice() {
    var writer = TinyMarianModel().writer
    writer.add("Wemb", [5, 4])
    for data in [writer.binary] {
      #expect { try MarianFile(binary: data, file: "model") } throws: { "\($0)".contains("comes twice") }
    }
    #expect { try MarianFile(archive: writer.archive, file: "model") } throws: { "\($0)".contains("twice") }
  }

  @Test(arguments: [
    (String(repeating: "[", count: 100_000), "nested"), (String(repeating: "- ", count: 5000), "nested"),
    (String(repeating: "? ", count: 5000), "nested"),
    ("a: [" + String(repeating: "{a: ", count: 400), "nested"),
    ((0..<40).map { "a\($0): &a\($0) [*a, *a]\n" }.joined(), "anchors"), ("- a\n- b\n", "not a YAML mapping"),
    ("a: b: c\n", "not YAML"), ("type: \"tr\n", "not YAML"), ("\u{0}", "does not say"),
    ("a: 1\na: 2\n", "not YAML"),
    (String(repeating: "x", count: 300_000), "at most"),
  ])
  func brokenConfigurations(text: String, reason: String) {
    var writer = TinyMarianModel().writer
    writer.remove("special:model.yml")
    writer.add("special:model.yml", text: text)
    #expect {
      try MarianReader.read(MarianFile(binary: writer.binary, file: "model.bin"))
    } throws: {
      $0 is ModelFormatError && "\($0)".hasPrefix("model.bin: special:model.yml") && "\($0)".contains(reason)
    }
  }

  @Test func numpyHeaders() throws {
    let values = Data(count: 24)
    for version in UInt8(1)...3 {
      let file = MarianFileWriter.numpy("<f4", [2, 3], values, version: version)
      #expect(try NumpyArray(data: file, name: "a", file: "f").shape == [2, 3])
    }
    #expect(
      try NumpyArray(data: MarianFileWriter.numpy("<f4", [6], values), name: "a", file: "f").shape == [6])
    let columns = MarianFileWriter.numpy("<f4", [2, 3], values, isTransposed: true)
    #expect(try NumpyArray(data: columns, name: "a", file: "f").isTransposed)
    for (type, shape) in [(">f4", [2, 3]), ("<f4", [2, 4]), ("<f4", [0, 3]), ("<c8", [3]), ("|O", [3])] {
      let file = MarianFileWriter.numpy(type, shape, values)
      #expect(throws: ModelFormatError.self) { try NumpyArray(data: file, name: "a", file: "f") }
    }
    let huge = MarianFileWriter.numpy("<f4", [1 << 62, 1 << 62], values)
    #expect(throws: ModelFormatError.self) { try NumpyArray(data: huge, name: "a", file: "f") }
  }
}
