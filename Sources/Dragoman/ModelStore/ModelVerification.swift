/// What `ModelStore.verify` found.
public struct ModelVerification: Sendable {
  public let model: InstalledModel
  /// One error for each damaged or missing file, which names it.
  public let problems: [ModelStoreError]

  public var isIntact: Bool { problems.isEmpty }
}
