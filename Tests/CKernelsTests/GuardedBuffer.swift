import Foundation

/// Memory of exactly `count` elements that ends where an inaccessible page begins: a kernel that
/// reads or writes one byte too far kills the test run instead of passing by luck.
/// Keep it in a variable while its `base` is in use: a temporary is unmapped at once.
final class GuardedBuffer<Element: BitwiseCopyable> {
  let base: UnsafeMutablePointer<Element>
  let count: Int
  private let mapping: UnsafeMutableRawPointer
  private let mappedBytes: Int

  init(_ elements: [Element]) {
    let page = Int(sysconf(Int32(_SC_PAGESIZE)))
    let bytes = elements.count * MemoryLayout<Element>.stride
    let usable = (bytes + page - 1) / page * page
    mappedBytes = usable + page
    guard
      let mapping = mmap(nil, mappedBytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANON, -1, 0),
      mapping != MAP_FAILED, mprotect(mapping + usable, page, PROT_NONE) == 0
    else { preconditionFailure("no memory for a guarded buffer") }
    self.mapping = mapping
    count = elements.count
    base = (mapping + (usable - bytes)).bindMemory(to: Element.self, capacity: elements.count)
    base.initialize(from: elements, count: elements.count)
  }

  convenience init(count: Int, repeating element: Element) {
    self.init([Element](repeating: element, count: count))
  }

  deinit { munmap(mapping, mappedBytes) }

  var elements: [Element] { Array(UnsafeBufferPointer(start: base, count: count)) }

  subscript(index: Int) -> Element { base[index] }
}
