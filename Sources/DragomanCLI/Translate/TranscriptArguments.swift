import ArgumentParser
import Documents

/// How subtitles are filled.
struct TranscriptArguments: ParsableArguments {
  @Option(help: "The most characters of a subtitle's line; 42, or 16 for Chinese and Japanese, when absent.")
  var lineLength: Int?

  @Option(help: "The most characters to read in a second; 17, or 9 for Chinese and Japanese, when absent.")
  var readingSpeed: Double?

  func validate() throws {
    guard lineLength.map({ (4...1000).contains($0) }) ?? true else {
      throw ValidationError("--line-length takes 4 to 1000.")
    }
    guard readingSpeed.map({ $0.isFinite && $0 >= 1 }) ?? true else {
      throw ValidationError("--reading-speed takes a number from 1 up.")
    }
  }

  var options: TranscriptOptions {
    var options = TranscriptOptions()
    options.lineLength = lineLength
    options.readingSpeed = readingSpeed
    return options
  }
}
