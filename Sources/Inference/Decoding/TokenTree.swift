/// The hypotheses of one search, as a tree of tokens: those with a common beginning share its nodes, and a
/// branch copies nothing.
///
/// The root is the beginning of the sentence, before any token. A node is also a position of the decoder: the
/// one that reads the node's token and so makes the logits of the next.
struct TokenTree {
  struct Node {
    /// Meaningless at the root.
    var token: Int32
    /// 0 for a forced token.
    var logProbability: Float
    /// The node before; the root is its own.
    var parent: Int
    /// The constraint whose words the token was given for.
    var constraint: Int?
    /// What the decoder remembers of the position; nil until the token has been read.
    var cacheRow: Int32?
  }

  static let root = 0

  private var nodes: [Node]
  private let attention: AlignedBuffer<Float>?  // [nodes, sourceLength]
  private let sourceLength: Int

  /// - Parameters:
  ///   - capacity: Nodes that the tree can hold beside the root.
  ///   - recordsAttention: Whether nodes have room for their cross-attention.
  init(capacity: Int, sourceLength: Int, recordsAttention: Bool) throws(InferenceError) {
    nodes = [Node(token: -1, logProbability: 0, parent: Self.root)]
    nodes.reserveCapacity(capacity + 1)
    self.sourceLength = sourceLength
    attention = recordsAttention ? try AlignedBuffer(count: (capacity + 1) * sourceLength) : nil
  }

  subscript(node: Int) -> Node {
    get { nodes[node] }
    set { nodes[node] = newValue }
  }

  /// A new node below `parent`, not yet read.
  mutating func append(_ token: Int32, logProbability: Float, parent: Int) -> Int {
    nodes.append(Node(token: token, logProbability: logProbability, parent: parent))
    return nodes.count - 1
  }

  /// Forgets the nodes from `node` on, on which no hypothesis stands.
  mutating func removeAll(from node: Int) {
    // Nodes that come in their place and are never read have no attention.
    attention(of: node)?.update(repeating: 0, count: (nodes.count - node) * sourceLength)
    nodes.removeSubrange(node...)
  }

  /// The row that a hypothesis on `node` keeps alive: that of the last token read.
  func cacheRow(under node: Int) -> Int32? {
    nodes[node].cacheRow ?? nodes[nodes[node].parent].cacheRow
  }

  /// Where the cross-attention of `node` goes, [source length]; nil where none is recorded.
  func attention(of node: Int) -> UnsafeMutablePointer<Float>? {
    attention.map { $0.pointer + node * sourceLength }
  }

  /// Calls `body` with `node` and those above it, `count` in all, and their places from `count - 1` down to 0.
  func climb(from node: Int, count: Int, _ body: (_ place: Int, _ node: Int) -> Void) {
    var current = node
    for place in stride(from: count - 1, through: 0, by: -1) {
      body(place, current)
      current = nodes[current].parent
    }
  }
}
