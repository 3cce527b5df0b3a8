/* Defines DK_TABLE, named DK_TABLE_NAME, from the kernels; dot4 must be in scope. */
#include "activation.h"
#include "attention.h"
#include "gemm_f32.h"
#include "gemm_int8.h"
#include "layer_norm.h"
#include "quantize.h"
#include "recurrent_unit.h"
#include "reduce_logits.h"
#include "screen.h"

const dk_kernels DK_TABLE = {
  .name = DK_TABLE_NAME,
  .quantize = quantize,
  .gemm_int8 = gemm_int8,
  .gemm_f32 = gemm_f32,
  .layer_norm = layer_norm,
  .layer_norm_quantize = layer_norm_quantize,
  .attention = attention,
  .recurrent_unit = recurrent_unit,
  .reduce_logits = reduce_logits,
  .panel_maxima = panel_maxima,
  .choose_panels = choose_panels,
  .chosen_panels = chosen_panels,
  .exponential_sum = exponential_sum,
  .activate = activate,
};
