import Documents
import Testing

struct ValueTextTests {
  @Test(arguments: [
    "Save", "Save changes", "Loading...", "loading…", "and then", "Sign-in", "Yes/No", "会议", "Größe",
    "File(s)",
    "{count} files", "%d items", "Hello, {{name}}!", "Use iPhone", "Version 1.2.3", "a well-known problem",
    "12 May 2024",
    "well-known problem", "See https://example.org for more", "Don't panic", "3 files", "Über", "Привет",
    "The file /etc/hosts is missing", "e.g. a list", "note: this is important", "OK, thanks",
  ])
  func prose(text: String) { #expect(ValueText.judge(text) == .text) }

  @Test(arguments: [
    "", " ", "42", "3.14", "https://example.org/a", "mail@example.org", "btn-primary", "btn btn-primary",
    "app.title",
    "userName", "MyClass", "src/lib/index.js", "/usr/bin", "./run.sh", "#fff", "#a0b1c2", "rgb(0, 0, 0)",
    "12px",
    "1px solid #ccc", "2024-01-05", "2024-01-05T10:00:00Z", "12:30", "yyyy-MM-dd HH:mm", "MMM d, yyyy",
    "%Y-%m-%d",
    "color: red; margin: 0 auto;", "{name}", "{{ user.name }}", "text/html", "utf-8", "UTF-8", "v1.2.3",
    ">=1.0 <2.0",
    "MAX_SIZE", "snake_case_name", "--watch", "build && test --all", "^[a-z]+$", "10 MB", "10 km", "h1",
    "com.example.app",
    "flex items-center justify-between", "example.com", "deadbeef01", "A/RES/70/1", "%@", "---", "🙂",
  ])
  func symbols(text: String) { #expect(ValueText.judge(text) == .symbol) }

  @Test(arguments: ["save", "OK", "dark", "center"])
  func eitherByItself(text: String) { #expect(ValueText.judge(text) == .unsure) }

  @Test func keysOfProgramsSpeakAgainstSmallLetters() {
    #expect(ValueText.judge("flex wrap", path: ["header", "className"]) == .symbol)
    #expect(ValueText.judge("node index", path: ["command"]) == .symbol)
    #expect(ValueText.judge("red", path: ["color"]) == .symbol)
    #expect(ValueText.judge("Type", path: ["label", "type"]) == .text)
    #expect(ValueText.judge("the color of the sea.", path: ["color"]) == .text)
    #expect(
      MachineKeys.contains("imageUrl") && MachineKeys.contains("border-style") && MachineKeys.contains("ID"))
    #expect(!MachineKeys.contains("title") && !MachineKeys.contains("") && !MachineKeys.contains("prototype"))
  }

  @Test(arguments: ["a", "<", "{", "'", " ", "-", "%", "会", "a-", "a b"])
  func longSoupTakesLittleTime(part: String) {
    _ = ValueText.judge(String(repeating: part, count: 20_000))
    for syntax in [MessageSyntax.none, .icu, .java] {
      _ = ValueContent(String(repeating: part, count: 10_000), syntax: syntax)
    }
  }
}
