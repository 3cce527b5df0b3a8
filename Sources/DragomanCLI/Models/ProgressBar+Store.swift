import Dragoman

extension ProgressBar {
  /// Draws how far a store operation has come.
  func show(_ progress: ModelStoreProgress, model: String) {
    if progress.stage == .waiting {
      update(label: "waiting for another dragoman that changes the models", fraction: nil)
      return
    }
    let done = Terminal.size(progress.completedBytes)
    let fraction = progress.totalBytes.map {
      $0 > 0 ? Double(progress.completedBytes) / Double($0) : 1
    }
    let detail = progress.totalBytes.map { "\(done) of \(Terminal.size($0))" } ?? done
    update(label: "\(progress.stage.rawValue) \(model)", fraction: fraction, detail: detail)
  }
}
