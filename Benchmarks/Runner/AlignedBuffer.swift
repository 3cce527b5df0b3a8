/// Memory on a cache line's boundary, as the engine's arenas have it.
final class AlignedBuffer<Element: BitwiseCopyable> {
  let base: UnsafeMutablePointer<Element>

  init(count: Int, _ element: (Int) -> Element) {
    let bytes = max(count * MemoryLayout<Element>.stride, 1)
    let memory = UnsafeMutableRawPointer.allocate(byteCount: bytes, alignment: 64)
    base = memory.bindMemory(to: Element.self, capacity: count)
    for i in 0..<count { (base + i).initialize(to: element(i)) }
  }

  deinit { UnsafeMutableRawPointer(base).deallocate() }
}
