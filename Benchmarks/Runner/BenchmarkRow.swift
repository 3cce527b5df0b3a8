/// One repetition of a measurement, in the words that compare.py reads.
struct BenchmarkRow: Encodable {
  var engine = "dragoman"
  var mode: String
  var compute: String
  var threads: Int
  var beam: Int
  /// Decoder rows of one worker.
  var rows: Int
  var repetition: Int
  var sentences: Int
  /// End marks are not counted.
  var targetTokens: Int
  /// Sentences whose decoding stopped before the model's own end mark.
  var unfinished: Int
  var seconds: Double
  /// Of all threads: steadier than the clock on a machine with other work.
  var cpuSeconds: Double
  /// Milliseconds of single sentences, by the clock and by processor time.
  var latencyP50: Double?
  var latencyP95: Double?
  var latencyCpuP50: Double?
  var latencyCpuP95: Double?
  var loadSeconds: Double
  var loadCpuSeconds: Double
  /// Resident MiB before the model was read, after it was packed, and the most until now.
  var startMiB: Double?
  var loadedMiB: Double?
  var peakMiB: Double?
}
