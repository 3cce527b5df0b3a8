import DragomanServer
import Testing

@Suite struct ConfigurationTests {
  @Test func flagsGoBeforeEnvironmentBeforeFile() throws {
    let file =
      "host: 10.0.0.1\nport: 1\ngrace: 1.5\nbody-bytes: 2M\ncors-origins: [https://a.example, https://b.example]\n"
    let settings = try ServerConfiguration(
      file: ("s.yaml", file),
      environment: ["DRAGOMAN_PORT": "2", "DRAGOMAN_HOST": "10.0.0.2", "DRAGOMAN_HOME": "/x"],
      flags: [("host", "10.0.0.3")])
    #expect(settings.host == "10.0.0.3" && settings.port == 2 && settings.grace == 1.5)
    #expect(
      settings.bodyBytes == 2 << 20 && settings.corsOrigins == ["https://a.example", "https://b.example"])
    #expect(settings.lineBytes == 64 << 10)
  }

  @Test func isReadAsItIsPrinted() throws {
    var settings = ServerConfiguration()
    (settings.port, settings.keys, settings.logText, settings.grace) = (0, "a \"b\" c.yaml", true, 2.5)
    let again = try ServerConfiguration(file: ("s.yaml", settings.yaml), environment: [:], flags: [])
    #expect(again.yaml == settings.yaml && again.keys == settings.keys && again.logText)
  }

  @Test(arguments: [
    ("port: 1\nprot: 2\n", "s.yaml, line 2", "prot"), ("\nport: many\n", "s.yaml, line 2", "port"),
    ("port: 70000\n", "s.yaml, line 1", "port"), ("port: {a: 1}\n", "s.yaml, line 1", "port"),
    ("log-level: loud\n", "s.yaml, line 1", "log-level"), ("grace: -1\n", "s.yaml, line 1", "grace"),
    ("allow-anonymous: perhaps\n", "s.yaml, line 1", "allow-anonymous"), ("- a\n", "s.yaml", nil),
    ("a: [\n", "s.yaml", nil),
    ("tls-key: k.pem\n", "the settings", "tls-key"), ("port: 80\nhttp-port: 80\n", "the settings", "port"),
  ])
  func saysWhereItIsWrong(file: String, place: String, field: String?) {
    do {
      _ = try ServerConfiguration(file: ("s.yaml", file), environment: [:], flags: [])
      Issue.record("it was read")
    } catch {
      let error = error as? ConfigurationError
      #expect(error?.place == place && error?.field == field)
    }
  }

  @Test func namesVariablesAndFlags() {
    for (environment, flags, place) in [
      (["DRAGOMAN_PORT": "x"], [], "DRAGOMAN_PORT"), ([:], [("port", "x")], "--port"),
    ] as [([String: String], [(name: String, value: String)], String)] {
      do {
        _ = try ServerConfiguration(file: nil, environment: environment, flags: flags)
        Issue.record("it was read")
      } catch {
        #expect((error as? ConfigurationError)?.place == place)
      }
    }
  }

  @Test func isNotOpenToEverybodyByAccident() async throws {
    await #expect(throws: ServerStartError.anonymous(host: "0.0.0.0")) {
      try await ServerFixture.run {
        $0.host = "0.0.0.0"
      } _: { _ in
      }
    }
    try await ServerFixture.run {
      ($0.host, $0.allowAnonymous) = ("0.0.0.0", true)
    } _: { (server: ServerFixture) async throws in
      #expect(try await server.isWell())
    }
  }

  @Test func saysThatAPortIsTaken() async throws {
    try await ServerFixture.run { (server: ServerFixture) async throws in
      let port = server.port
      await #expect(throws: ServerStartError.self) {
        try await ServerFixture.run {
          $0.port = port
        } _: { _ in
        }
      }
    }
  }
}
