import DragomanServer
import TestSupport
import Testing

@Suite struct MultipartReaderTests {
  private func parts(_ body: String, boundary: String = "b") throws -> [MultipartPart] {
    try MultipartReader.parts(of: Array(body.utf8), boundary: boundary)
  }

  @Test func `fields and files are told apart`() throws {
    let found = try parts(
      "preamble\r\n--b\r\nContent-Disposition: form-data; name=\"to\"\r\n\r\nzh\r\n--b \t\r\n"
        + "content-disposition:form-data;name=file;filename=\"a \\\"b\\\".txt\"\r\nContent-Type: text/plain\r\n\r\n"
        + "one --b\r\ntwo\r\n\r\n--b--\r\nepilogue")
    #expect(
      found == [
        MultipartPart(name: "to", content: Array("zh".utf8)),
        MultipartPart(
          name: "file", fileName: "a \"b\".txt", contentType: "text/plain",
          content: Array("one --b\r\ntwo\r\n".utf8)),
      ])
  }

  @Test func `contents may be empty, have line ends, and be any bytes`() throws {
    let body =
      Array(
        "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n--b\r\nContent-Disposition: form-data; name=y\r\n\r\n"
          .utf8)
      + [0x00, 0xFF, 0x0D, 0x0A, 0x2D, 0x2D, 0x0D, 0x0A] + Array("\r\n--b--".utf8)
    let found = try MultipartReader.parts(of: body, boundary: "b")
    #expect(found.map(\.content) == [[], [0x00, 0xFF, 0x0D, 0x0A, 0x2D, 0x2D, 0x0D, 0x0A]])
  }

  @Test func `bare line feeds are taken, too`() throws {
    let found = try parts("--b\nContent-Disposition: form-data; name=x\n\nvalue\n--b--\n")
    #expect(found.map(\.content) == [Array("value".utf8)])
  }

  @Test(arguments: [
    ("filename=plain.txt", "plain.txt"), ("filename=\"a;b.txt\"", "a;b.txt"),
    ("filename=\"old.txt\"; filename*=UTF-8''%E8%8C%B6.txt", "茶.txt"),
    ("filename*=utf-8'en'a%20b; filename=x", "a b"), ("filename*=ISO-8859-1''caf%e9", "café"),
    ("filename*=klingon''a; filename=x", "x"), ("filename=\"C:\\dir\\a.txt\"", "C:\\dir\\a.txt"),
    ("filename=\"a%22b\"", "a\"b"), ("filename=\"茶.docx\"", "茶.docx"), ("FileName = \"a\"", "a"),
  ])
  func `names are read in all their forms`(_ parameter: String, _ name: String) throws {
    let found = try parts("--b\r\nContent-Disposition: form-data; name=\"f\"; \(parameter)\r\n\r\nx\r\n--b--")
    #expect(found.first?.fileName == name)
  }

  @Test func `a file keeps no folders`() {
    #expect(UploadedFile(name: "../../etc/a.txt", bytes: []).name == "a.txt")
    #expect(UploadedFile(name: "C:\\x\\a\r\n.txt", bytes: []).name == "a.txt")
    #expect(UploadedFile(name: "/", bytes: []).name == "")
  }

  @Test(arguments: [
    "", "--c\r\n", "--b\r\nContent-Disposition: form-data; name=x\r\n\r\nendless", "--b", "--bx",
    "--b\r\n\r\nno name\r\n--b--", "--b\r\nno colon\r\n\r\nx\r\n--b--", "--b\r\nA: b",
    "--b\r\nContent-Disposition: attachment; name=x\r\n\r\nx\r\n--b--",
  ])
  func `what is damaged is refused`(_ body: String) {
    #expect(throws: ServiceError.self) { try parts(body) }
  }

  @Test func `parts, headers and boundaries are limited`() {
    let part = "--b\r\nContent-Disposition: form-data; name=x\r\n\r\n\r\n"
    #expect(throws: ServiceError.tooLarge(what: "parts", count: 1_001, limit: 1_000)) {
      try parts(String(repeating: part, count: 1_001) + "--b--")
    }
    let header =
      "--b\r\nContent-Disposition: form-data; name=x\r\nX: \(String(repeating: "y", count: 20_000))\r\n\r\n\r\n--b--"
    #expect(throws: ServiceError.self) { try parts(header) }
    #expect(throws: ServiceError.self) { try parts("x", boundary: String(repeating: "b", count: 71)) }
    #expect(throws: ServiceError.self) { try parts("--", boundary: "") }
  }

  @Test func `cuts and random bytes are refused or read, never worse`() {
    let whole = Array(
      "--b\r\nContent-Disposition: form-data; name=\"x\"; filename*=UTF-8''%41\r\n\r\nva\r\nlue\r\n--b\r\nContent-Disposition: form-data; name=y\r\n\r\n\r\n--b--\r\n"
        .utf8)
    for end in whole.indices { _ = try? MultipartReader.parts(of: Array(whole[..<end]), boundary: "b") }
    var generator = SeededGenerator(seed: 11)
    let alphabet = Array("--b\r\n:;=\"\\%'Content-Disposition: form-data; name=x".utf8)
    for _ in 0..<5_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...8, using: &generator) {
        let index = Int.random(in: bytes.indices, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes[index] = UInt8.random(in: 0...255, using: &generator)
        case 1: bytes.remove(at: index)
        default: bytes.insert(alphabet.randomElement(using: &generator) ?? 0, at: index)
        }
        if bytes.isEmpty { bytes = whole }
      }
      let found = (try? MultipartReader.parts(of: bytes, boundary: "b")) ?? []
      #expect(found.reduce(0) { $0 + $1.content.count } <= bytes.count)
    }
  }
}
