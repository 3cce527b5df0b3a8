/// The element types of `.bin`, by their codes.
extension MarianFile {
  enum BinaryType: Equatable {
    case float32, float16, intgemm8, intgemm16, bytes
    /// A plain number of another kind.
    case other(code: UInt64, width: Int)

    var width: Int {
      switch self {
      case .float32: 4
      case .float16, .intgemm16: 2
      case .intgemm8, .bytes: 1
      case .other(_, let width): width
      }
    }

    /// Whether a multiplier follows the elements.
    var isQuantised: Bool { self == .intgemm8 || self == .intgemm16 }

    func content(multiplier: () -> Float) -> MarianTensor.Content {
      switch self {
      case .float32: .float32
      case .float16: .float16
      case .intgemm8: .intgemm8(multiplier: multiplier())
      case .intgemm16: .intgemm16(multiplier: multiplier())
      case .bytes: .bytes
      case .other(let code, _): .other("type 0x\(String(code, radix: 16))")
      }
    }
  }

  /// Codes are a class and a width: 0x100 signed, 0x200 unsigned, 0x400 float, 0x800 packed for FBGEMM;
  /// intgemm is 0x10000 in Marian and 0x4000 beside 0x100 in Bergamot's branch, with more bits for one kind
  /// of processor.
  static func elementType(_ code: UInt64, refusal: (String) -> ModelFormatError) throws -> BinaryType {
    switch code {
    case 0x404: return .float32
    case 0x402: return .float16
    case 0x101: return .bytes
    case 0x10001, 0x4101: return .intgemm8
    case 0x10002, 0x4102: return .intgemm16
    case 0x102, 0x104, 0x108, 0x201, 0x202, 0x204, 0x208, 0x408:
      return .other(code: code, width: Int(code & 0xFF))
    default: break
    }
    let name = "0x\(String(code, radix: 16))"
    if code & 0x14000 != 0 {
      throw refusal(
        "packed for one kind of processor (type \(name)): convert the model again with marian-conv "
          + "and --gemm-type intgemm8 or intgemm16, without a processor's name")
    }
    if code & 0x800 != 0 {
      throw refusal(
        "packed for FBGEMM (type \(name)): convert the model again with marian-conv "
          + "and --gemm-type intgemm8 or float32")
    }
    throw refusal("type \(name) is none of Marian's")
  }
}
