import Documents
import Dragoman
import Foundation

/// Random transcripts and what is asked of every one of them.
struct TranscriptMaker {
  private var state: UInt64

  init(seed: UInt64) { state = seed &* 0x9E37_79B9_7F4A_7C15 | 1 }

  mutating func number(_ count: Int) -> Int {
    state ^= state << 13
    state ^= state >> 7
    state ^= state << 17
    return Int(state % UInt64(max(count, 1)))
  }

  mutating func pick<T>(_ items: [T]) -> T { items[number(items.count)] }

  /// Some lines of text with all that stands in cues.
  mutating func text(_ lineEnd: String, markup: Bool) -> String {
    let words = [
      "we", "the", "report", "会议", "开始", "agree,", "now.", "Mr.", "and", "2024年", "12.5", "—", "what?",
    ]
    let marks = ["[applause]", "♪", "(laughs)", "- ", "CHAIR: ", "【掌声】", "..."]
    let tags =
      markup
      ? [
        "<i>", "</i>", "<b>", "</b>", "{\\an8}", "<font color=\"red\">", "</font>", "&amp;", "<00:00:01.000>",
        "<c.x>", "</c>", "<v Anna>",
      ] : []
    var text = ""
    for line in 0..<number(3) + 1 {
      if line > 0 { text += lineEnd }
      for _ in 0..<number(7) + 1 {
        switch number(8) {
        case 0: text += pick(marks)
        case 1 where markup: text += pick(tags)
        default: text += pick(words)
        }
        if number(3) > 0 { text += " " }
      }
      if text.hasSuffix(lineEnd) || text.isEmpty { text += "x" }
    }
    return text
  }

  static func time(_ milliseconds: Int, _ separator: String) -> String {
    String(
      format: "%02d:%02d:%02d", milliseconds / 3_600_000, milliseconds / 60_000 % 60, milliseconds / 1000 % 60
    )
      + separator + String(format: "%03d", milliseconds % 1000)
  }

  mutating func subRip(cues: Int) -> String {
    let lineEnd = pick(["\n", "\r\n"])
    var time = 0
    var file = ""
    for cue in 1...max(1, cues) {
      let start = time + number(2000)
      time = start + 500 + number(4000)
      if number(10) > 0 { file += "\(cue)\(lineEnd)" }
      let separator = pick([",", ",", "."])
      file +=
        "\(Self.time(start, separator)) --> \(Self.time(time, separator))\(pick(["", "", " X1:10 X2:20"]))\(lineEnd)"
      file += text(lineEnd, markup: true) + lineEnd
      if number(10) > 0 { file += lineEnd }
    }
    return file
  }

  /// A session in Chinese: sentences of one to four cues, each cue a clause.
  static func chineseSession(cues: Int) -> String {
    var maker = TranscriptMaker(seed: 5)
    let openings = ["在讨论下一个议程项目之前，", "正如秘书处今天上午所说，", "考虑到各国的不同情况，", "关于数据保护的问题，", "今年的会议上，"]
    let subjects = ["委员会", "工作组", "各代表团", "秘书处", "专家们", "主席"]
    let acts = ["审议了关于儿童上网的报告", "支持这项新的建议", "希望得到更多的资料", "需要更多时间研究预算", "通过了修订后的决议草案", "注意到各方的意见"]
    let ends = ["，因为费用仍然不清楚。", "，并将在十月再次开会。", "，但是没有作出决定。", "。", "。"]
    var pieces: [String] = []
    while pieces.count < cues {
      if maker.number(3) > 0 { pieces.append(maker.pick(openings)) }
      let end = maker.pick(ends)
      let number = maker.number(90) + 10
      pieces.append(maker.pick(subjects) + "第\(number)次" + maker.pick(acts) + (end.count > 1 ? "，" : end))
      if end.count > 1 { pieces.append(String(end.dropFirst())) }
    }
    return pieces.prefix(cues).enumerated().map { index, text in
      let start = index * 4800
      return "\(index + 1)\n\(time(start, ",")) --> \(time(start + 4600, ","))\n\(text)\n"
    }.joined(separator: "\n")
  }

  mutating func webVTT(cues: Int) -> String {
    let lineEnd = pick(["\n", "\r\n"])
    var time = 0
    var file = "WEBVTT\(pick(["", " - a title"]))\(lineEnd)\(lineEnd)"
    for cue in 1...max(1, cues) {
      let start = time + number(2000)
      time = start + 500 + number(4000)
      if number(6) == 0 {
        file += "NOTE a remark\(lineEnd)00:00:01.000 --> 00:00:02.000 in it\(lineEnd)\(lineEnd)"
      }
      if number(3) == 0 { file += "cue-\(cue)\(lineEnd)" }
      file +=
        "\(Self.time(start, ".")) --> \(Self.time(time, "."))\(pick(["", " align:start position:10%"]))\(lineEnd)"
      file += text(lineEnd, markup: true) + lineEnd + lineEnd
    }
    return file
  }

  mutating func sbv(cues: Int) -> String {
    var time = 0
    var file = ""
    for _ in 1...max(1, cues) {
      let start = time + number(2000)
      time = start + 500 + number(4000)
      file += "\(Self.time(start, ".")),\(Self.time(time, "."))\n\(text("\n", markup: false))\n\n"
    }
    return file
  }

  mutating func whisper(cues: Int) -> String {
    let items = (0..<max(1, cues)).map { index in
      let words =
        #""words": [{"word": " a", "start": \#(index).0, "end": \#(index).5, "probability": 0.9}], "#
      return
        #"{"id": \#(index), "start": \#(index).0, "end": \#(index).9, \#(number(2) == 0 ? words : "")"text": " \#(text("\\n", markup: false))", "x": null}"#
    }
    return #"{"text": "all", "segments": [\#(items.joined(separator: ",\n "))], "language": "en"}"#
  }

  mutating func ttml(cues: Int) -> String {
    let cues = (1...max(1, cues)).map { index in
      "<p xml:id=\"c\(index)\" begin=\"\(index).0s\" end=\"\(index).9s\">"
        + text("<br/>", markup: false).replacingOccurrences(of: "&", with: "&amp;")
        + "\(pick(["", " <span tts:fontStyle=\"italic\">and so on</span> it goes", "<!-- c -->"]))</p>"
    }
    return "<?xml version=\"1.0\"?>\n<tt xmlns=\"http://www.w3.org/ns/ttml\" xml:lang=\"en\"><body><div>\n  "
      + cues.joined(separator: "\n  ") + "\n</div></body></tt>\n"
  }
}

extension String {
  /// The lines that hold an arrow.
  var timeLines: [String] {
    split(whereSeparator: \.isNewline).filter {
      $0.contains(" --> ") || $0.hasPrefix("0") && $0.contains(">")
    }.map(String.init)
  }
}
