/// Where the pieces of models lie that travel with the package.
///
/// They are resources of this target and not part of its code. The accessor that SwiftPM makes for them ends
/// the process where they are missing, so nobody calls it: whoever needs the pieces looks at these places.
package enum BundledModels {
  /// The folder that SwiftPM writes beside the programs it builds.
  package static let bundleName = "dragoman_BundledModels.resources"

  /// The folder of the package's source, as it was when this was built.
  package static var sourceFolder: String {
    let file = #filePath
    return String(file[..<(file.lastIndex(of: "/") ?? file.startIndex)])
  }
}
