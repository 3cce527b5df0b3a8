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

  @Test func theBestTableIsTheFirstOfTheAvailable() throws {
    let best = try #require(dk_best())
    #expect(KernelTable.available.first?.name == String(cString: best.pointee.name))
  }
}
