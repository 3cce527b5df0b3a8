import Foundation

/// Tells packages of Office Open XML from each other.
enum OfficeRecognition {
  /// Ends of the types of parts that drawings have their texts in.
  static let drawingTypes = [
    "drawingml.chart+xml", "drawingml.diagramData+xml", "ms-office.drawingml.diagramDrawing+xml",
  ]

  /// - Parameters:
  ///   - mainTypes: ends of the types that the main part may have.
  ///   - folder: where the main part usually is.
  static func recognition(
    of sample: DocumentSample, mainTypes: [String], folder: String
  ) -> Recognition {
    // Reading tells what is wrong: a password, a missing end.
    if sample.bytes.starts(with: ZipPackage.protectedMark) || sample.archive?.members.isEmpty == true {
      return .possible
    }
    guard let archive = sample.archive, archive.contains(OfficeContents.name) else { return .none }
    var limits = DocumentLimits()
    limits.unpackedBytes = 1 << 24
    let parts = try? OfficeContents(
      ZipPackage(sample.bytes, format: "zip", limits: DocumentLimits()), format: "zip", limits: limits
    ).parts
    guard let parts else {
      // What is damaged or hostile is told by reading it.
      return archive.members.contains { $0.hasPrefix(folder) } ? .likely : .none
    }
    let isOne = parts.contains { part in
      mainTypes.contains { part.type.lowercased().hasSuffix($0.lowercased()) }
    }
    return isOne ? .certain : .none
  }
}
