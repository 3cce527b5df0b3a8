import ArgumentParser
import Dragoman

/// How translations are written.
struct StyleArguments: ParsableArguments {
  @Option(
    name: .customLong("style"),
    help: ArgumentHelp(
      "Write as this house does: un or wipo, or a rule of its own; no-RULE takes one out. Give it again, or a list with "
        + "commas, for more; dragoman styles lists them.",
      valueName: "style"))
  var names: [String] = []

  /// nil where none is given.
  func style() throws -> TextStyle? {
    do { return try TextStyle(names: names) } catch { throw ValidationError("--style: \(error)") }
  }
}
