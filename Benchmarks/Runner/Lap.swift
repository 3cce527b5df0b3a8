/// A stretch of work by two clocks.
struct Lap {
  struct Elapsed {
    var seconds: Double
    var cpuSeconds: Double
  }

  private let start = ContinuousClock.now
  private let cpuStart = ProcessUsage.cpuSeconds

  /// Since this lap was made.
  var elapsed: Elapsed {
    let parts = (ContinuousClock.now - start).components
    return Elapsed(
      seconds: Double(parts.seconds) + Double(parts.attoseconds) * 1e-18,
      cpuSeconds: ProcessUsage.cpuSeconds - cpuStart)
  }
}
