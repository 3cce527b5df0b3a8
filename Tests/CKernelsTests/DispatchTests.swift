import CKernels
import Testing

struct DispatchTests {
  @Test func portableIsAlwaysThere() throws {
    let table = try #require(dk_named("portable"))
    #expect(String(cString: table.pointee.name) == "portable")
  }

  @Test func unknownNamesGiveNothing() {
    #expect(dk_named("") == nil)
    #expect(dk_named("avx") == nil)
    #expect(dk_named("avx2 ") == nil)
  }

  @Test func theBestTableCanBeNamed() throws {
    let best = try #require(dk_best())
    #expect(dk_named(best.pointee.name) == best)
  }

  @Test func thePlainTableIsTheLastResort() throws {
    let best = try #require(dk_best())
    let hasFaster = dk_named("avx2") != nil || dk_named("neon") != nil
    #expect((String(cString: best.pointee.name) == "portable") == !hasFaster)
  }
}
