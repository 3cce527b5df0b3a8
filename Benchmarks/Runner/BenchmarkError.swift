/// What can go wrong while measuring.
enum BenchmarkError: Error, CustomStringConvertible {
  case noHypothesis
  case unreadableText(path: String, reason: String)
  case noLines(path: String)
  case unknownKernels(name: String)
  case badAlignment(path: String, line: Int)

  var description: String {
    switch self {
    case .noHypothesis: "the engine gave a sentence no hypothesis"
    case .unreadableText(let path, let reason): "\(path): not readable as UTF-8 text: \(reason)"
    case .noLines(let path): "\(path): no lines to measure"
    case .badAlignment(let path, let line):
      "\(path), line \(line): not `words ||| words ||| links ? links` within the words"
    case .unknownKernels(let name):
      "no kernels named \(name) on this machine: try avxvnni, avx512vnni, avx2, neon or portable"
    }
  }
}
