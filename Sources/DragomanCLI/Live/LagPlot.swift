import Foundation

/// The lag of finals over a recording, as SVG.
struct LagPlot {
  private static let size = (width: 900.0, height: 320.0)
  private static let margin = (left: 56.0, right: 16.0, top: 28.0, bottom: 40.0)

  /// Seconds of the recording, and of lag.
  private let points: [(time: Double, lag: Double)]

  init(_ points: [[Double]]) {
    self.points = points.compactMap { $0.count == 2 ? ($0[0], $0[1]) : nil }
  }

  var svg: String {
    let (width, height) = Self.size
    let last = max(points.map(\.time).max() ?? 1, 1)
    let highest = max((points.map(\.lag).max() ?? 1) * 1.1, 0.1)
    func x(_ time: Double) -> Double {
      Self.margin.left + time / last * (width - Self.margin.left - Self.margin.right)
    }
    func y(_ lag: Double) -> Double {
      height - Self.margin.bottom - max(lag, 0) / highest * (height - Self.margin.top - Self.margin.bottom)
    }
    var parts = [
      "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 \(Int(width)) \(Int(height))\" font-family=\"sans-serif\" font-size=\"12\">",
      "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>",
      "<text x=\"\(Self.margin.left)\" y=\"18\">Lag of finals in seconds, over the recording in minutes</text>",
    ]
    for step in 0...4 {
      let (lag, time) = (highest * Double(step) / 4, last * Double(step) / 4)
      parts.append(
        String(
          format:
            "<path d=\"M%.1f %.1fH%.1f\" stroke=\"#ddd\"/><text x=\"%.1f\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>",
          Self.margin.left, y(lag), width - Self.margin.right, Self.margin.left - 6, y(lag) + 4, lag))
      parts.append(
        String(
          format: "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"middle\">%.1f</text>", x(time), height - 16,
          time / 60))
    }
    for point in points {
      parts.append(
        String(
          format: "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"2.5\" fill=\"#0b62a8\"/>", x(point.time), y(point.lag))
      )
    }
    return (parts + ["</svg>", ""]).joined(separator: "\n")
  }
}
