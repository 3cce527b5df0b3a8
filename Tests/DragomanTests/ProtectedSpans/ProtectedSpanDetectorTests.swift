import Dragoman
import TestSupport
import Testing

@Suite struct ProtectedSpanDetectorTests {
  struct Case: Sendable, CustomTestStringConvertible {
    var text: String
    var spans: [String]
    var kind: ProtectedSpan.Kind?
    var testDescription: String { text }

    init(_ text: String, _ spans: [String], _ kind: ProtectedSpan.Kind? = nil) {
      self.text = text
      self.spans = spans
      self.kind = kind
    }
  }

  @Test(arguments: web + symbols + markup + paths + identifiers) func findsSpans(_ sample: Case) {
    let found = ProtectedSpanDetector().spans(in: sample.text)
    #expect(found.map(\.text) == sample.spans)
    if let kind = sample.kind { #expect(found.allSatisfy { $0.kind == kind }) }
    let bytes = Array(sample.text.utf8)
    for span in found { #expect(Array(bytes[span.range]) == Array(span.text.utf8)) }
  }

  @Test(arguments: plain) func leavesTextAlone(_ text: String) {
    #expect(ProtectedSpanDetector().spans(in: text) == [])
  }

  @Test func looksOnlyForTheKindsAskedFor() {
    let detector = ProtectedSpanDetector(kinds: [.email])
    #expect(detector.spans(in: "见https://a.org/x@y和a@b.org。").map(\.text) == ["a@b.org"])
  }

  @Test(arguments: [
    "{", "/", "@", "`", "<", "[", "%", "$", "a.", "http://a(", "<a \"", "{{", "`` ` ", "A/1", "<a b=\"", "1,",
    "\\\\a",
  ])
  func isLinearOnHostileInput(_ unit: String) {
    let text = String(repeating: unit, count: 1_000_000 / unit.utf8.count)
    let elapsed = ThreadTime.measure { _ = ProtectedSpanDetector().spans(in: text) }
    #expect(elapsed < .seconds(15))
  }

  static let web: [Case] = [
    Case("（见https://example.org/a。）", ["https://example.org/a"], .url),
    Case("请访问https://example.org/a?b=1&c=2了解", ["https://example.org/a?b=1&c=2"], .url),
    Case("见https://example.org/wiki/A_(b)。", ["https://example.org/wiki/A_(b)"], .url),
    Case("(see https://example.org/a).", ["https://example.org/a"], .url),
    Case("(https://example.org/a_(b))", ["https://example.org/a_(b)"], .url),
    Case(
      "https://a.example.org, https://b.example.org; end", ["https://a.example.org", "https://b.example.org"]),
    Case("https://example.org/a!", ["https://example.org/a"], .url),
    Case("网址是www.example.org/x，请看", ["www.example.org/x"], .url),
    Case("ftp://files.example.org/pub/x.zip", ["ftp://files.example.org/pub/x.zip"], .url),
    Case("http://localhost:8080/a", ["http://localhost:8080/a"], .url),
    Case("http://[2001:db8::1]/x", ["http://[2001:db8::1]/x"], .url),
    Case("https://ru.example.org/wiki/Право и закон", ["https://ru.example.org/wiki/Право"], .url),
    Case("“https://example.org”", ["https://example.org"], .url),
    Case("<https://example.org/x>", ["https://example.org/x"], .url),
    Case("https://example.org/%E4%B8%AD#frag-2", ["https://example.org/%E4%B8%AD#frag-2"], .url),
    Case("登录example.org即可", ["example.org"], .url),
    Case("登录example.com/a/b即可", ["example.com/a/b"], .url),
    Case("[文本](https://example.org/a)", ["https://example.org/a"], .url),
    Case("mailto:a@example.org", ["mailto:a@example.org"], .url),
    Case("发送至a.b+c@mail.example.org。", ["a.b+c@mail.example.org"], .email),
    Case("邮箱：x_y@example.org，电话", ["x_y@example.org"], .email),
    Case("写信给first-last@example.co.uk!", ["first-last@example.co.uk"], .email),
    Case("关注@example_org的消息", ["@example_org"], .handle),
    Case("话题#AI4Good很热", ["#AI4Good"], .hashtag),
  ]

  static let symbols: [Case] = [
    Case("文件WIPO/IP/AI/GE/19/1载有", ["WIPO/IP/AI/GE/19/1"], .documentSymbol),
    Case("A/RES/70/1 Rev.2号决议", ["A/RES/70/1 Rev.2"], .documentSymbol),
    Case("A/RES/70/1号", ["A/RES/70/1"], .documentSymbol),
    Case("S/PV.9000。", ["S/PV.9000"], .documentSymbol),
    Case("E/CN.4/2005/1/Add.1和", ["E/CN.4/2005/1/Add.1"], .documentSymbol),
    Case("E/CN.4/Sub.2/2004/5", ["E/CN.4/Sub.2/2004/5"], .documentSymbol),
    Case("PCT/CN2020/123456", ["PCT/CN2020/123456"], .documentSymbol),
    Case("CDIP/24/8、CDIP/24/9", ["CDIP/24/8", "CDIP/24/9"], .documentSymbol),
    Case("符合ISO/IEC 27001:2013的要求", ["ISO/IEC 27001:2013"], .documentSymbol),
    Case("ISO 9001认证", ["ISO 9001"], .documentSymbol),
    Case("标准ST.26规定", ["ST.26"], .documentSymbol),
    Case("WIPO/GRTKF/IC/40/18 PROV. 2", ["WIPO/GRTKF/IC/40/18 PROV. 2"], .documentSymbol),
    Case("A/C.1/65/L.13号", ["A/C.1/65/L.13"], .documentSymbol),
    Case("A/RES/2200(XXI)号", ["A/RES/2200(XXI)"], .documentSymbol),
    Case("FCCC/CP/2015/10/Add.1.", ["FCCC/CP/2015/10/Add.1"], .documentSymbol),
    Case("（SCCR/39/4 Corr.1）", ["SCCR/39/4 Corr.1"], .documentSymbol),
    Case("RFC 2616", ["RFC 2616"], .documentSymbol),
  ]

  static let markup: [Case] = [
    Case("影响[footnoteRef:2]。", ["[footnoteRef:2]"], .footnoteMark),
    Case("意见[^3]，", ["[^3]"], .footnoteMark),
    Case("研究[12]表明", ["[12]"], .footnoteMark),
    Case("研究[1, 2]表明", ["[1, 2]"], .footnoteMark),
    Case("研究［3］表明", ["［3］"], .footnoteMark),
    Case("结论¹²。", ["¹²"], .footnoteMark),
    Case("{name}您好", ["{name}"], .placeholder),
    Case("第{0}页，共{1:N0}页", ["{0}", "{1:N0}"], .placeholder),
    Case("{{ user.name }}您好", ["{{ user.name }}"], .placeholder),
    Case("共%d个，%1$s", ["%d", "%1$s"], .placeholder),
    Case("%@已保存%.2f秒", ["%@", "%.2f"], .placeholder),
    Case("%(count)d个", ["%(count)d"], .placeholder),
    Case("把%1移到%2", ["%1", "%2"], .placeholder),
    Case("变量${HOME}和$PATH_X", ["${HOME}", "$PATH_X"], .placeholder),
    Case("%APPDATA%目录", ["%APPDATA%"], .placeholder),
    Case("甲&nbsp;乙", ["&nbsp;"], .placeholder),
    Case("点击<x id=\"1\"/>这里", ["<x id=\"1\"/>"], .tag),
    Case("<b>重要</b>", ["<b>", "</b>"], .tag),
    Case("<a href='x>y' class=\"z\">这里</a>", ["<a href='x>y' class=\"z\">", "</a>"], .tag),
    Case("第一行<br>第二行", ["<br>"], .tag),
    Case("运行`swift build`命令", ["`swift build`"], .code),
    Case("运行``a`b``命令", ["``a`b``"], .code),
  ]

  static let paths: [Case] = [
    Case("打开/etc/hosts文件", ["/etc/hosts"], .filePath),
    Case("在 /srv 中", ["/srv"], .filePath),
    Case("~/notes/a.txt", ["~/notes/a.txt"], .filePath),
    Case("运行./build.sh", ["./build.sh"], .filePath),
    Case("位于C:\\Data\\a.txt。", ["C:\\Data\\a.txt"], .filePath),
    Case("阅读README.md。", ["README.md"], .filePath),
    Case("见Sources/App/main.swift", ["Sources/App/main.swift"], .filePath),
    Case("\\\\server\\share\\x", ["\\\\server\\share\\x"], .filePath),
  ]

  static let identifiers: [Case] = [
    Case("编号550e8400-e29b-41d4-a716-446655440000。", ["550e8400-e29b-41d4-a716-446655440000"], .identifier),
    Case("错误0x80070002", ["0x80070002"], .identifier),
    Case("提交a1b2c3d修复", ["a1b2c3d"], .identifier),
    Case("地址192.168.0.1:8080", ["192.168.0.1:8080"], .identifier),
    Case("专利CN101234567A有效", ["CN101234567A"], .identifier),
    Case("专利ZL201910123456.7有效", ["ZL201910123456.7"], .identifier),
    Case("版本v1.2.3", ["v1.2.3"], .identifier),
    Case("电话+41 22 555 01 23。", ["+41 22 555 01 23"], .identifier),
    Case("00:1A:2B:3C:4D:5E", ["00:1A:2B:3C:4D:5E"], .identifier),
    Case("参见10.1234/abc.5。", ["10.1234/abc.5"], .identifier),
  ]

  static let plain: [String] = [
    "和/或", "24/7全天候", "A4纸", "速度为100 km/h", "1/2的人", "上午10:30", "价格为$100", "US$5.5", "增长12%的人",
    "50%d", "TCP/IP协议", "N/A", "I/O端口", "CD/DVD", "2019年9月27日", "2019-09-27", "2019/09/27", "3.14",
    "1,234,567",
    "[2019]年", "[注]", "C#语言", "a < b and c > d", "3<x>2", "第#1号", "G20峰会", "COVID-19疫情", "e.g. this",
    "U.S.政府",
    "他说：“好。”", "男/女", "公里/h", "A/B测试", "{不是占位符}", "{ a b }", "100 %", "邮箱@", "@ 符号", "$ 符号", "`未闭合",
    "m²", "1.", "（一）", "PM2.5", "Mr. Smith", "AT&T;", "x@y", "://", "www.", "http://", "...", "……", "---",
    "No.5", "",
  ]
}
