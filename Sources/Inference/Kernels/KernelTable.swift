import CKernels

/// The C kernels of one instruction set, chosen once at start.
///
/// `@unchecked Sendable`: the functions are plain C without state.
package struct KernelTable: @unchecked Sendable {
  package typealias PanelMaxima =
    @convention(c) (dk_u7_rows, Int, UnsafePointer<dk_int8_matrix>?, UnsafeMutablePointer<Float>?, Int) ->
    Void
  package typealias GemmInt8 =
    @convention(c) (
      dk_u7_rows, Int, UnsafePointer<dk_int8_matrix>?, dk_activation, UnsafePointer<Float>?,
      UnsafeMutablePointer<Float>?, Int
    ) -> Void
  package typealias GemmFloat32 =
    @convention(c) (
      UnsafePointer<Float>?, Int, UnsafePointer<dk_f32_matrix>?, dk_activation,
      UnsafePointer<Float>?, UnsafeMutablePointer<Float>?, Int
    ) -> Void

  package let name: String
  package let quantize: @convention(c) (UnsafePointer<Float>?, Int, Int, dk_u7_rows) -> Void
  package let gemmInt8: GemmInt8
  package let gemmFloat32: GemmFloat32
  package let layerNorm:
    @convention(c) (
      UnsafePointer<Float>?, Int, Int, UnsafePointer<Float>?, UnsafePointer<Float>?, Float,
      UnsafeMutablePointer<Float>?
    ) -> Void
  package let layerNormQuantize:
    @convention(c) (
      UnsafePointer<Float>?, Int, Int, UnsafePointer<Float>?, UnsafePointer<Float>?, Float,
      UnsafeMutablePointer<Float>?, dk_u7_rows
    ) -> Void
  package let attention: @convention(c) (UnsafePointer<dk_attention>?) -> Void
  package let recurrentUnit:
    @convention(c) (
      UnsafePointer<Float>?, UnsafePointer<Float>?, UnsafePointer<Float>?, Int, UnsafeMutablePointer<Float>?,
      UnsafePointer<Float>?, UnsafeMutablePointer<Float>?
    ) -> Void
  package let reduceLogits:
    @convention(c) (
      UnsafePointer<Float>?, Int, Int32, UnsafeMutablePointer<dk_logits_row>?
    ) -> Void
  package let panelMaxima: PanelMaxima
  package let choosePanels:
    @convention(c) (
      UnsafePointer<Float>?, Int, Int, UnsafeMutablePointer<Float>?, UnsafeMutablePointer<Int32>?
    ) -> Int
  package let chosenPanels:
    @convention(c) (
      dk_u7_rows, Int, UnsafePointer<dk_int8_matrix>?, UnsafePointer<dk_panel_list>?,
      UnsafeMutablePointer<Int>?, UnsafeMutablePointer<Float>?, Int
    ) -> Void
  package let exponentialSum: @convention(c) (UnsafePointer<Float>?, Int, Float) -> Float
  package let activate: @convention(c) (UnsafeMutablePointer<Float>?, Int, dk_activation) -> Void

  /// The fastest table that this CPU runs.
  package static let best: KernelTable = {
    guard let table = KernelTable(dk_best()) else {
      preconditionFailure("the portable kernels are always compiled in")
    }
    return table
  }()

  /// The table of this name, when it is compiled in and the CPU can run it.
  package init?(named name: String) {
    self.init(dk_named(name))
  }

  private init?(_ table: UnsafePointer<dk_kernels>?) {
    guard let table = table?.pointee, let quantize = table.quantize, let gemmInt8 = table.gemm_int8,
      let gemmFloat32 = table.gemm_f32, let layerNorm = table.layer_norm,
      let layerNormQuantize = table.layer_norm_quantize, let attention = table.attention,
      let recurrentUnit = table.recurrent_unit, let reduceLogits = table.reduce_logits,
      let panelMaxima = table.panel_maxima, let choosePanels = table.choose_panels,
      let chosenPanels = table.chosen_panels, let exponentialSum = table.exponential_sum,
      let activate = table.activate
    else { return nil }
    name = String(cString: table.name)
    self.quantize = quantize
    self.gemmInt8 = gemmInt8
    self.gemmFloat32 = gemmFloat32
    self.layerNorm = layerNorm
    self.layerNormQuantize = layerNormQuantize
    self.attention = attention
    self.recurrentUnit = recurrentUnit
    self.reduceLogits = reduceLogits
    self.panelMaxima = panelMaxima
    self.choosePanels = choosePanels
    self.chosenPanels = chosenPanels
    self.exponentialSum = exponentialSum
    self.activate = activate
  }
}

extension ActivationFunction {
  var kernelCode: dk_activation {
    switch self {
    case .relu: DK_RELU
    case .geluTanh: DK_GELU_TANH
    case .swish: DK_SWISH
    case .gelu: DK_GELU
    case .geluSigmoid: DK_GELU_SIGMOID
    }
  }
}
