/// The bytes of `catalogue.json` as they were at build time.
///
/// Embedded in the code, so that a copied `dragoman` binary still knows its models.
package enum CatalogueData {
  /// UTF-8 JSON.
  package static var bytes: [UInt8] { PackageResources.catalogue_json }
}
