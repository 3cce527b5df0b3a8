import Documents
import Dragoman
import Testing

struct MessageTests {
  private func texts(_ message: String, _ syntax: MessageSyntax = .icu) -> [String]? {
    ValueContent(message, syntax: syntax)?.segments.map { "\($0.label)|\($0.unit.text)" }
  }

  private func rewritten(_ message: String, _ syntax: MessageSyntax = .icu, reverses: Bool = false) -> String?
  {
    guard let content = ValueContent(message, syntax: syntax) else { return nil }
    let engine = MirrorEngine(reversesWords: reverses)
    return content.written(
      content.segments.map {
        TagPlacement($0.unit, engine.translate($0.unit.text, from: .english, to: .french)).unit
      })
  }

  @Test func branchesAreUnits() {
    let message =
      "You have {count, plural, offset:1 =0 {no files} one {# file} other {# {kind} files}} in {folder}."
    #expect(
      texts(message) == [
        "|You have `{count}` in {folder}.", "{count.=0}|no files", "{count.one}|`#` file",
        "{count.other}|`#` {kind} files",
      ])
    #expect(
      rewritten(message)
        == "YOU HAVE {count, plural, offset:1 =0 {NO FILES} one {# FILE} other {# {kind} FILES}} IN {folder}."
    )
    #expect(
      rewritten(message, reverses: true)
        == "{folder} IN {count, plural, offset:1 =0 {FILES NO} one {FILE #} other {FILES {kind} #}} HAVE YOU."
    )
  }

  @Test func branchesMayBeInBranches() {
    let message = "{g, select, female {{n, plural, one {her dog} other {her # dogs}}} other {their dogs}}"
    #expect(
      rewritten(message)
        == "{g, select, female {{n, plural, one {HER DOG} other {HER # DOGS}}} other {THEIR DOGS}}")
    #expect(texts(message)?.count == 3)
    #expect(
      rewritten("{g, select, a {one <b>bold {n, plural, other {word of # men}} end</b>} other {x y}}")
        == "{g, select, a {ONE <b>BOLD {n, plural, other {WORD OF # MEN}} END</b>} other {X Y}}")
  }

  @Test func formatsAndQuotationStay() {
    #expect(
      rewritten("Due on {0, date, long} at '{'noon'}' it''s {1,number,#.##}")
        == "DUE ON {0, date, long} AT '{'NOON'}' IT''S {1,number,#.##}")
    #expect(rewritten("The dog's {name}") == "THE DOG'S {name}")
    #expect(rewritten("It''s {0}", .java) == "IT''S {0}")
    #expect(texts("It''s {0}", .java) == ["|It's {0}"])
    #expect(
      rewritten("Files: {0,choice,0#no files|1#one file|1<{0} files}.", .java)
        == "FILES: {0,choice,0#NO FILES|1#ONE FILE|1<{0} FILES}.")
  }

  @Test(arguments: [
    "{count, plural, one {# file other {x}}", "{count, plural}", "{", "a } b", "{count, plural, one}",
    "{a b}", "{}",
    "{n, plural, other {{n, plural, other {}}",
  ])
  func brokenMessagesAreNone(message: String) { #expect(texts(message) == nil) }

  @Test func aTranslationDoesNotBreakTheMessage() throws {
    let content = try #require(
      ValueContent("Hello {name}, it's {n, plural, one {# day} other {# days}}", syntax: .icu))
    func written(_ text: String) -> String? {
      var units = content.segments.map { TranslatedUnit(unchanged: $0.unit) }
      units[0] = TranslatedUnit(id: units[0].id, text: text, tags: units[0].tags)
      return content.written(units)
    }
    #expect(written("Bonjour {name}, `{n}`") == "Bonjour {name}, {n, plural, one {# day} other {# days}}")
    #expect(written("L'{name} `{n}`")?.hasPrefix("L''{name} ") == true)
    #expect(written("Bonjour {nom}, `{n}`") == nil)
    #expect(written("Bonjour {name, `{n}`") == nil)
    #expect(written("Bonjour `{n}`") == nil)
  }

  @Test func tagsArePairs() throws {
    #expect(texts("Click <b>here</b> or <0>there</0>.", .none) == ["|Click here or there."])
    #expect(
      rewritten("Click <b>here</b> or <0>there now</0>.", .none, reverses: true)
        == "<0>NOW THERE</0> OR <b>HERE</b> CLICK.")
    #expect(
      rewritten("one<br/>two <img src=\"a.png\"> three", .none) == "ONE<br/>TWO <img src=\"a.png\"> THREE")
    #expect(texts("<p>First one.</p>\n<ul><li>Second</li></ul>", .none) == ["[1]|First one.", "[2]|Second"])
    #expect(
      rewritten("<p>First one.</p>\n<ul><li>Second</li></ul>", .none)
        == "<p>FIRST ONE.</p>\n<ul><li>SECOND</li></ul>")
    #expect(
      rewritten("Terms &amp; conditions&nbsp;apply &lt; x", .none)
        == "TERMS &amp; CONDITIONS&nbsp;APPLY &lt; X")
    #expect(rewritten("a < b & c > d <3", .none) == "A < B & C > D <3")
    #expect(rewritten("Run <code>make it</code> now", .none) == "RUN <code>make it</code> NOW")
    #expect(rewritten("Read <link>the rules</link> <b>now", .none) == "READ <link>THE RULES</link> <b>NOW")
  }

  @Test(arguments: [
    "%{name}", "%<total>s", "%#@files@", "$t(common.save)", "$NAME$", "@:common.save", "#{name}",
    "{{count, number}}",
    "{name}", "%1$@", "%lld", "${x}", "%(count)d",
  ])
  func placeholdersStay(placeholder: String) {
    #expect(rewritten("say \(placeholder) now", .none) == "SAY \(placeholder) NOW")
    #expect(rewritten("say \(placeholder) now", .none, reverses: true) == "NOW \(placeholder) SAY")
  }

  @Test func spacesStay() {
    #expect(rewritten("  two  spaces\n\tand a line \n", .none) == "  TWO  SPACES\n\tAND A LINE \n")
  }
}
