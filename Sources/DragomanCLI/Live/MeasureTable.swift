import Foundation
import Live

/// The measures of replays as a person reads them.
struct MeasureTable {
  private let measures: [ReplayMeasures]

  init(_ measures: [ReplayMeasures]) { self.measures = measures }

  var text: String {
    let head =
      "session  segments  updates  erasure   LAAL   display p50   p95   update p50   p95   word p50   p95   first word"
      + "   final p50   p95"
    let rows = measures.enumerated().map { index, measure in
      String(
        format:
          "%7d  %8d  %7d  %7.3f  %5.2f  %12.2f %5.2f  %11.2f %5.2f  %9.2f %5.2f  %11.2f  %10.2f %5.2f",
        index + 1, measure.segments, measure.updates, measure.normalizedErasure, measure.averageLagging,
        measure.display.median, measure.display.p95, measure.update.median, measure.update.p95,
        measure.word.median, measure.word.p95, measure.firstWord.median, measure.final.median,
        measure.final.p95)
    }
    return ([head] + rows).joined(separator: "\n")
  }
}
