/// The alternatives of a constraint, as a tree of tokens.
struct TermTrie {
  struct Node {
    var children: [(token: Int32, node: Int)] = []
    /// Whether an alternative ends here.
    var isEnd = false
    /// How many tokens lead here.
    var depth = 0
  }

  static let root = 0

  private var nodes = [Node()]

  init(_ alternatives: [[Int32]]) {
    for tokens in alternatives where !tokens.isEmpty {
      var node = Self.root
      for token in tokens {
        if let child = child(of: node, token) {
          node = child
        } else {
          nodes.append(Node(depth: nodes[node].depth + 1))
          nodes[node].children.append((token, nodes.count - 1))
          node = nodes.count - 1
        }
      }
      nodes[node].isEnd = true
    }
  }

  subscript(node: Int) -> Node { nodes[node] }

  func child(of node: Int, _ token: Int32) -> Int? {
    nodes[node].children.first { $0.token == token }?.node
  }

  /// Where a text is in the tree with one more token, which may be the first of another alternative.
  func next(_ node: Int, _ token: Int32) -> Int {
    child(of: node, token) ?? child(of: Self.root, token) ?? Self.root
  }
}
