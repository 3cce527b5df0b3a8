import Foundation

/// The fields of an Argos `metadata.json` that say what a model is.
struct ArgosMetadata: Decodable {
  var fromCode: String?
  var toCode: String?
  var fromName: String?
  var toName: String?
  var packageVersion: String?

  /// Nil when the folder has no such file, or one that cannot be read.
  static func read(folder: String) -> ArgosMetadata? {
    guard let data = try? StoreFile.contents(path: folder + "/metadata.json", limit: 1 << 20) else {
      return nil
    }
    let decoder = JSONDecoder()
    decoder.keyDecodingStrategy = .convertFromSnakeCase
    return try? decoder.decode(ArgosMetadata.self, from: data)
  }
}
