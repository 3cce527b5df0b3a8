import Documents
import Dragoman
import Foundation
import TestSupport
import Testing

/// Files with bytes changed, lost, doubled: each is read and written, or refused with a reason.
struct MangledInterchangeTests {
  private struct Seed: Sendable {
    var format: any DocumentFormat
    var text: String

    init(_ format: any DocumentFormat, _ text: String) { (self.format, self.text) = (format, text) }
  }

  private static let seeds: [Seed] = [
    Seed(
      XLIFFFormat(),
      """
      <xliff version="1.2"><file source-language="en"><body><trans-unit id="a" approved="yes"><source>A <g id="1">b \
      <x id="2"/></g><bx id="3"/>c<mrk mtype="protected">d</mrk><ex id="3"/></source><target state="new"/></trans-unit>\
      <trans-unit id="b"><source>x y</source><seg-source><mrk mtype="seg" mid="0">x <it id="1"/></mrk> <mrk mtype="seg" \
      mid="1">y</mrk></seg-source><target><mrk mtype="seg" mid="0">q</mrk></target></trans-unit></body></file></xliff>
      """
    ),
    Seed(
      XLIFFFormat(),
      """
      <xliff version="2.0" srcLang="en" trgLang="fr"><file><unit id="u" xml:space="preserve"><segment state="initial">\
      <source>a <pc id="1">b</pc><sc id="2"/>c<ec startRef="2"/> <sm id="3" translate="no"/>d<em startRef="3"/></source>\
      <target>x</target></segment></unit></file></xliff>
      """
    ),
    Seed(
      TMXFormat(),
      """
      <tmx version="1.4"><header srclang="en"/><body><tu><tuv xml:lang="en">\n <seg>a <bpt i="1"><sub>in it</sub></bpt>word\
      <ept i="1"/> <hi>here</hi><ph/></seg></tuv></tu><tu><tuv lang="EN"><seg>b c</seg></tuv><tuv lang="FR"><seg/></tuv></tu>\
      </body></tmx>
      """
    ),
    Seed(
      RESXFormat(),
      """
      <root><resheader name="v"><value>2</value></resheader><data name="a.b" xml:space="preserve"><value>Open {0}\n &lt;b&gt;\
      </value><comment>c</comment></data><data name="$this.Text"><value><![CDATA[x y]]></value></data></root>
      """
    ),
    Seed(
      POFormat(),
      #"""
      # c
      msgid ""
      msgstr "Language: fr\nPlural-Forms: nplurals=2; plural=(n>1);\n"

      #, c-format
      #| msgid "x"
      msgctxt "m"
      msgid "%d boat of %s"
      msgid_plural "%d boats of %s"
      msgstr[0] ""
      msgstr[1] "y"

      #, fuzzy
      msgid ""
      "one \"two\"\n"
      "\tthree\n"
      msgstr ""
      """#
    ),
  ]

  @Test(arguments: 0..<5, 0..<4) func theyAreReadOrRefused(index: Int, start: Int) throws {
    var random = SeededGenerator(seed: UInt64(start))
    let seed = Self.seeds[index]
    var read = 0
    for _ in 0..<150 {
      var bytes = Array(seed.text.utf8)
      for _ in 0..<Int.random(in: 0...3, using: &random) where !bytes.isEmpty {
        let place = Int.random(in: 0..<bytes.count, using: &random)
        let end = min(place + Int.random(in: 1...12, using: &random), bytes.count)
        switch Int.random(in: 0..<4, using: &random) {
        case 0: bytes.removeSubrange(place..<end)
        case 1:
          bytes.insert(contentsOf: bytes[place..<end], at: Int.random(in: 0...bytes.count, using: &random))
        case 2: bytes[place] = Array("\"<>&\\\n[]%;=?:".utf8)[Int.random(in: 0..<13, using: &random)]
        default: bytes[place] = UInt8.random(in: 0...255, using: &random)
        }
      }
      if try check(seed.format, Data(bytes)) { read += 1 }
    }
    #expect(read > 20)
  }

  /// Whether the bytes are a document.
  private func check(_ format: some DocumentFormat, _ bytes: Data) throws -> Bool {
    do {
      try read(format, bytes)
    } catch {
      let kind = (error as? DocumentError)?.kind
      #expect(kind != nil && kind != .unitsLost, "\(String(decoding: bytes, as: UTF8.self))")
      return false
    }
    return true
  }

  private func read(_ format: some DocumentFormat, _ bytes: Data) throws {
    let options = DocumentOptions(source: .english, target: .french)
    let document = try format.parse(DocumentSource(bytes), options: options)
    let same = try document.write(document.units.map { TranslatedUnit(unchanged: $0) })
    #expect(same == bytes)
    for reverses in [false, true] {
      let engine = MirrorEngine(reversesWords: reverses)
      let units = document.units.map {
        TagPlacement($0, engine.translate($0.text, from: .english, to: .french)).unit
      }
      // What was written is read again.
      let written = try document.write(units)
      _ = try format.parse(DocumentSource(written), options: options)
      _ = document.warnings(of: units)
    }
  }
}
