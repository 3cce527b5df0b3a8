extension ServerRequest {
  /// What stands behind `scheme` in `Authorization`.
  package func authorization(_ scheme: String) -> String? {
    for value in headers["authorization"] {
      let parts = value.split(separator: " ", maxSplits: 1)
      if parts.count == 2, parts[0].lowercased() == scheme.lowercased() {
        let key = parts[1].trimmingSpaces()
        if !key.isEmpty { return key }
      }
    }
    return nil
  }

  func accepts(_ type: String) -> Bool {
    headers["accept"].contains { value in
      value.split(separator: ",").contains { HeaderParameters(String($0)).value == type }
    }
  }
}
