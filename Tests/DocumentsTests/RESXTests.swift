import Documents
import Dragoman
import Foundation
import Testing

struct RESXTests {
  private let format = RESXFormat()

  private static let resources = """
    <?xml version="1.0" encoding="utf-8"?>
    <root>
      <xsd:schema id="root" xmlns:xsd="http://www.w3.org/2001/XMLSchema"><xsd:element name="data"/></xsd:schema>
      <resheader name="resmimetype"><value>text/microsoft-resx</value></resheader>
      <data name="menu.open" xml:space="preserve">
        <value>Open the file {0}</value>
        <comment>{0} is its name</comment>
      </data>
      <data name="menu.long" xml:space="preserve"><value>
      First line &lt;b&gt;
      second line
    </value></data>
      <data name="brand" xml:space="preserve"><value>Red Door</value><comment>{Locked}</comment></data>
      <data name="size" type="System.Drawing.Size, System.Drawing"><value>wide and high</value></data>
      <data name="icon" mimetype="application/x-microsoft.net.object.bytearray.base64"><value>words</value></data>
      <data name="typed" type="System.String, mscorlib"><value>Typed words</value></data>
      <data name="&gt;&gt;button.Name" xml:space="preserve"><value>button words</value></data>
      <data name="$this.Icon" xml:space="preserve"><value>icon words</value></data>
      <data name="$this.Text" xml:space="preserve"><value>The title</value></data>
      <data name="empty" xml:space="preserve"><value /></data>
      <metadata name="m"><value>meta words</value></metadata>
    </root>

    """

  @Test func textsAreUnits() throws {
    let units = try FormatTesting.parse(format, Self.resources).units
    #expect(
      units.map(\.text) == [
        "Open the file {0}", "First line <b>\n  second line", "Typed words", "The title",
      ])
    #expect(units[0].id == "menu.open" && units[0].notes == ["{0} is its name"])
  }

  @Test func valuesAreReplaced() async throws {
    let result = try await FormatTesting.rewritten(format, Self.resources)
    let expected = Self.resources
      .replacingOccurrences(of: "<value>Open the file {0}", with: "<value>OPEN THE FILE {0}")
      .replacingOccurrences(of: "First line &lt;b&gt;", with: "FIRST LINE &lt;b&gt;")
      .replacingOccurrences(of: "second line", with: "SECOND LINE")
      .replacingOccurrences(of: "Typed words", with: "TYPED WORDS")
      .replacingOccurrences(of: "The title", with: "THE TITLE")
    #expect(result == expected)
    #expect(
      try await FormatTesting.unchanged(format, Data(Self.resources.utf8)) == Data(Self.resources.utf8))
    #expect(
      try await FormatTesting.rewritten(
        format, Self.resources, engine: MirrorEngine(reversesWords: true)
      ).contains("<value>{0} FILE THE OPEN</value>"))
  }

  @Test func keysChoose() throws {
    var options = DocumentOptions(source: .english, target: .french)
    options.keys = KeyFilter(included: ["menu.*"], excluded: ["**.long"])
    let units = try format.parse(DocumentSource(Data(Self.resources.utf8)), options: options).units
    #expect(units.map(\.id) == ["menu.open"])
  }

  @Test func recognitionAndBadFiles() throws {
    let source = DocumentSource(Data(Self.resources.utf8), name: "a.xml")
    #expect(try FormatRegistry.standard.format(of: source).name == "resx")
    #expect(format.recognition(of: DocumentSample(Data("<root><a/></root>".utf8))) == .none)
    for text in ["", "<root>", "<a/>", "<!DOCTYPE root []><root/>"] {
      #expect(throws: DocumentError.self) { try FormatTesting.parse(format, text) }
    }
  }
}
