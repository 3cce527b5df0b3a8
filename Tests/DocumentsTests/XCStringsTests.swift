import Documents
import Dragoman
import Foundation
import Testing

struct XCStringsTests {
  private let format = XCStringsFormat()

  private static let page = #"""
    {
      "sourceLanguage" : "en",
      "strings" : {
        "" : {

        },
        "%lld" : {
          "shouldTranslate" : false
        },
        "Good morning" : {

        },
        "greeting" : {
          "comment" : "Said \"at\" the door",
          "extractionState" : "manual",
          "localizations" : {
            "de" : {
              "stringUnit" : {
                "state" : "translated",
                "value" : "Hallo du"
              }
            },
            "en" : {
              "stringUnit" : {
                "state" : "new",
                "value" : "Hello %@ you"
              }
            },
            "ja" : {
              "stringUnit" : {
                "state" : "translated",
                "value" : "やあ"
              }
            }
          }
        },
        "Done" : {
          "localizations" : {
            "fr" : {
              "stringUnit" : {
                "state" : "translated",
                "value" : "Fini"
              }
            }
          },
          "shouldTranslate" : true
        },
        "files" : {
          "localizations" : {
            "en" : {
              "variations" : {
                "plural" : {
                  "one" : {
                    "stringUnit" : {
                      "state" : "translated",
                      "value" : "%lld file"
                    }
                  },
                  "other" : {
                    "stringUnit" : {
                      "state" : "translated",
                      "value" : "%lld files"
                    }
                  }
                }
              }
            }
          }
        },
        "zz keep" : {
          "shouldTranslate" : true
        }
      },
      "version" : "1.0"
    }
    """#

  @Test func missingTargetsAreAdded() async throws {
    let units = try ValueTesting.units(format, Self.page)
    #expect(
      units.map(\.id) == ["Good morning", "greeting", "files.plural.one", "files.plural.other", "zz keep"])
    #expect(units[1].notes == ["Said \"at\" the door"])
    let result = try await ValueTesting.rewritten(format, Self.page)
    func unit(_ value: String, _ indent: Int) -> String {
      """
      {
      "stringUnit" : {
        "state" : "needs_review",
        "value" : "\(value)"
      }
      """.replacingOccurrences(of: "\n", with: "\n" + String(repeating: " ", count: indent + 2)) + "\n"
        + String(repeating: " ", count: indent) + "}"
    }
    var expected = Self.page.replacingOccurrences(
      of: "\"Good morning\" : {\n\n    }",
      with:
        "\"Good morning\" : {\n      \"localizations\" : {\n        \"fr\" : \(unit("GOOD MORNING", 8))\n      }\n    }"
    )
    expected = expected.replacingOccurrences(
      of: "        \"ja\" :", with: "        \"fr\" : \(unit("HELLO %@ YOU", 8)),\n        \"ja\" :")
    expected = expected.replacingOccurrences(
      of: "\"zz keep\" : {\n",
      with: "\"zz keep\" : {\n      \"localizations\" : {\n        \"fr\" : \(unit("ZZ KEEP", 8))\n      },\n"
    )
    let plural = try #require(expected.range(of: "        \"en\" : {\n          \"variations\""))
    let end = try #require(expected.range(of: "\n      }\n    },\n    \"zz keep\""))
    let english = String(expected[plural.lowerBound..<end.lowerBound])
    let french = english.replacingOccurrences(of: "\"en\"", with: "\"fr\"").replacingOccurrences(
      of: "translated", with: "needs_review"
    )
    .replacingOccurrences(of: " files\"", with: " FILES\"").replacingOccurrences(
      of: " file\"", with: " FILE\"")
    expected.replaceSubrange(plural.lowerBound..<end.lowerBound, with: english + ",\n" + french)
    #expect(result == expected)
  }

  @Test func existingTargetsAreReplacedWhenAsked() async throws {
    var options = ValueTesting.options()
    options.replacesTranslations = true
    let result = try await ValueTesting.rewritten(format, Self.page, options)
    #expect(result.contains("\"value\" : \"DONE\"") && !result.contains("Fini"))
  }

  @Test func otherLayoutsAreKept() async throws {
    #expect(
      try await ValueTesting.rewritten(
        format, #"{"sourceLanguage":"en","strings":{"Good day":{},"x":{"localizations":{}}},"version":"1.0"}"#
      )
        == #"{"sourceLanguage":"en","strings":{"Good day":{"localizations":{"fr":{"stringUnit":{"state":"needs_review","value":"GOOD DAY"}}}},"x":{"localizations":{"fr":{"stringUnit":{"state":"needs_review","value":"X"}}}}},"version":"1.0"}"#
    )
  }

  @Test func theResultIsReadAgain() async throws {
    let result = try await ValueTesting.rewritten(format, Self.page, reverses: true)
    _ = try JSONSerialization.jsonObject(with: Data(result.utf8))
    #expect(try ValueTesting.units(format, result).isEmpty)
    #expect(try FormatRegistry.standard.format(of: DocumentSource(Data(Self.page.utf8))).name == "xcstrings")
  }

  @Test func keysWithQuotationMarksStayWhole() async throws {
    let text = #"{"sourceLanguage":"en","strings":{"Good day":{"x \"y":1}}}"#
    let written = try await ValueTesting.rewritten(format, text)
    #expect(written.hasSuffix(#","x \"y":1}}}"#) && written.contains(#""localizations":{"fr":"#))
  }

  @Test func hostileInput() throws {
    try ValueTesting.survivesDamage(
      format,
      #"{"sourceLanguage":"en","strings":{"a b":{"localizations":{"en":{"stringUnit":{"state":"new","value":"X y"}}}},"c d":{}}}"#
    )
  }
}
