import Foundation

/// Texts of spreadsheets in attributes, where line ends are written as codes.
enum SheetText {
  static func decoded(_ text: String) -> String {
    text.replacingOccurrences(of: "_x000a_", with: "\n", options: .caseInsensitive)
      .replacingOccurrences(of: "_x000d_", with: "\r", options: .caseInsensitive)
  }
}
