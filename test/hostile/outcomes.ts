/**
 * What LibTorch makes of a mistake that it is free to refuse, or to put up with, where that is not what the kind of the
 * argument usually ends in. `operator.argument`, the argument by its index and its name within keywords.
 */
import type { Outcome } from "./arguments";
import type { MutationName } from "./mutations";

const ROWS: readonly [mutations: readonly MutationName[], outcome: Outcome, of: string][] = [
  [
    ["dtype"],
    "valid",
    `
    neg.0 abs.0 sign.0 square.0 sqrt.0 rsqrt.0 reciprocal.0 exp.0 log.0 log1p.0 sin.0 cos.0 tanh.0 erf.0
    erfinv.0 sigmoid.0 floor.0 ceil.0 isnan.0 logical_not.0 round.0 add.0 add.1 sub.0 sub.1 div.0 div.1
    mul.0 mul.1 pow.0 pow.1 remainder.0 remainder.1 fmod.0 fmod.1 floor_divide.0 floor_divide.1 atan2.0
    atan2.1 maximum.0 maximum.1 minimum.0 minimum.1 logical_and.0 logical_and.1 eq.0 eq.1 ne.0 ne.1 lt.0
    lt.1 le.0 le.1 gt.0 gt.1 ge.0 ge.1 addcmul.0 addcmul.1 addcmul.2 addcdiv.0 addcdiv.1 addcdiv.2 clamp.0
    sum.0 prod.0 amax.0 aminmax.0 argmax.0 all.0 max.0 median.0 cumsum.0 logsumexp.0 softmax.0 log_softmax.0
    count_nonzero.0 reshape.0 view.0 flatten.0 unflatten.0 transpose.0 permute.0 movedim.0 squeeze.0
    unsqueeze.0 expand.0 broadcast_to.0 repeat.0 flip.0 roll.0 narrow.0 slice.0 select.0 split.0 chunk.0
    unbind.0 stack.0 cat.0 vstack.0 diagonal.0 diag.0 tril.0 t.0 contiguous.0 clone.0 detach.0 as_strided.0
    unfold.0 repeat_interleave.0 index.0 index_select.0 gather.0 index_fill.0 masked_fill.0 masked_select.0
    where.1 where.2 take.0 take_along_dim.0 nonzero.0 topk.0 sort.0 searchsorted.0 searchsorted.1
    embedding.0 kron.0 kron.1 trace.0 conv_transpose2d.2 max_pool2d.0 avg_pool2d.0 pixel_shuffle.0
    constant_pad_nd.0 reflection_pad2d.0 replication_pad2d.0 relu.0 hardtanh.0 mse_loss.0 mse_loss.1
    l1_loss.0 l1_loss.1 huber_loss.1 binary_cross_entropy.2 binary_cross_entropy_with_logits.2
    binary_cross_entropy_with_logits.3 cosine_similarity.0 cosine_similarity.1 cosine_embedding_loss.0
    cosine_embedding_loss.1 cosine_embedding_loss.2 margin_ranking_loss.0 margin_ranking_loss.1
    margin_ranking_loss.2 triplet_margin_loss.0 triplet_margin_loss.1 triplet_margin_loss.2 zeros_like.0
    full_like.0 add_.1 mul_.1 copy_.0 copy_.1 fill_.0 zero_.0 clamp_.0 relu_.0 masked_fill_.0 resize_.0
    add(out).0 add(out).1 exp(out).0 cat(out).0 sum(out).0 sum(out).3.out Tensor.toTypedArray.self
    Tensor.toArray.self Tensor.neg.self Tensor.abs.self Tensor.sign.self Tensor.square.self Tensor.sqrt.self
    Tensor.rsqrt.self Tensor.reciprocal.self Tensor.exp.self Tensor.log.self Tensor.sin.self Tensor.cos.self
    Tensor.tanh.self Tensor.erf.self Tensor.sigmoid.self Tensor.relu.self Tensor.floor.self Tensor.ceil.self
    Tensor.round.self Tensor.logicalNot.self Tensor.isnan.self Tensor.isfinite.self Tensor.prod.self
    Tensor.all.self Tensor.any.self Tensor.t.self Tensor.contiguous.self Tensor.clone.self
    Tensor.detach.self Tensor.zero_.self Tensor.add.self Tensor.add.other Tensor.sub.self Tensor.sub.other
    Tensor.add_.other Tensor.sub_.other Tensor.mul.self Tensor.mul.other Tensor.pow.self Tensor.pow.other
    Tensor.remainder.self Tensor.remainder.other Tensor.eq.self Tensor.eq.other Tensor.ne.self
    Tensor.ne.other Tensor.lt.self Tensor.lt.other Tensor.le.self Tensor.le.other Tensor.gt.self
    Tensor.gt.other Tensor.ge.self Tensor.ge.other Tensor.mul_.other Tensor.div_.other Tensor.div.self
    Tensor.div.other Tensor.maximum.self Tensor.maximum.other Tensor.minimum.self Tensor.minimum.other
    Tensor.logicalAnd.self Tensor.logicalAnd.other Tensor.logicalOr.self Tensor.logicalOr.other
    Tensor.equal.self Tensor.equal.other Tensor.clamp.self Tensor.clamp_.self Tensor.sum.self
    Tensor.amax.self Tensor.amin.self Tensor.logsumexp.self Tensor.argmax.self Tensor.argmin.self
    Tensor.cumsum.self Tensor.topk.self Tensor.sort.self Tensor.reshape.self Tensor.view.self
    Tensor.flatten.self Tensor.transpose.self Tensor.permute.self Tensor.squeeze.self Tensor.unsqueeze.self
    Tensor.expand.self Tensor.repeat.self Tensor.flip.self Tensor.select.self Tensor.narrow.self
    Tensor.slice.self Tensor.get.self Tensor.indexSelect.self Tensor.gather.self Tensor.where.self
    Tensor.where.other Tensor.maskedFill.self Tensor.split.self Tensor.chunk.self Tensor.unbind.self
    Tensor.to.self Tensor.fill_.self Tensor.copy_.self Tensor.copy_.source
    `,
  ],
  [
    ["dtype"],
    "NOT_IMPLEMENTED",
    `
    bitwise_and.0 bitwise_and.1 bincount.0 linalg_eigh.0 adaptive_avg_pool2d.0 adaptive_max_pool2d.0
    batch_norm.0 upsample_nearest2d.0 upsample_bilinear2d.0 grid_sampler.0 im2col.0 gelu.0 silu.0 elu.0
    leaky_relu.0 softplus.0 glu.0 cross_entropy_loss.0 losses.crossEntropy.logits nll_loss.0 binary_cross_entropy_with_logits.0
    uniform_.0 normal_.0 Tensor.gelu.self Tensor.silu.self Tensor.softmax.self Tensor.logSoftmax.self
    Tensor.adaptiveAvgPool2d.self
    `,
  ],
  [
    ["dtype", "a complex dtype"],
    "INDEX_OUT_OF_RANGE",
    `
    index.1 index_fill.2
    `,
  ],
  [
    ["dtype", "a complex dtype"],
    "INVALID_DTYPE",
    `
    Tensor.grad=.self Tensor.grad=.value
    `,
  ],
  [
    ["a complex dtype"],
    "valid",
    `
    neg.0 abs.0 square.0 sqrt.0 rsqrt.0 reciprocal.0 exp.0 log.0 log1p.0 sin.0 cos.0 tanh.0 sigmoid.0
    isnan.0 logical_not.0 add.0 add.1 sub.0 sub.1 mul.0 mul.1 pow.0 pow.1 logical_and.0 logical_and.1 eq.0
    eq.1 ne.0 ne.1 addcmul.0 addcmul.1 addcmul.2 addcdiv.0 addcdiv.1 addcdiv.2 sum.0 mean.0 std.0 var_mean.0
    prod.0 all.0 cumsum.0 logsumexp.0 softmax.0 log_softmax.0 norm.0 linalg_vector_norm.0 count_nonzero.0
    reshape.0 view.0 flatten.0 unflatten.0 transpose.0 permute.0 movedim.0 squeeze.0 unsqueeze.0 expand.0
    broadcast_to.0 repeat.0 flip.0 roll.0 narrow.0 slice.0 select.0 split.0 chunk.0 unbind.0 stack.0 cat.0
    vstack.0 diagonal.0 diag.0 tril.0 t.0 contiguous.0 clone.0 detach.0 as_strided.0 unfold.0
    repeat_interleave.0 index.0 index_select.0 gather.0 index_fill.0 masked_fill.0 masked_select.0 where.1
    where.2 take.0 take_along_dim.0 nonzero.0 embedding.0 kron.0 kron.1 linalg_inv.0 linalg_det.0
    linalg_qr.0 linalg_svd.0 linalg_cholesky.0 linalg_eigh.0 trace.0 pixel_shuffle.0 constant_pad_nd.0
    reflection_pad2d.0 replication_pad2d.0 im2col.0 silu.0 l1_loss.0 l1_loss.1 cosine_embedding_loss.2
    triplet_margin_loss.0 triplet_margin_loss.1 triplet_margin_loss.2 zeros_like.0 full_like.0 add_.0 mul_.0
    copy_.0 copy_.1 fill_.0 zero_.0 masked_fill_.0 uniform_.0 normal_.0 resize_.0 add(out).2.out
    exp(out).1.out cat(out).2.out sum(out).0 sum(out).3.out Tensor.toTypedArray.self Tensor.toArray.self
    Tensor.neg.self Tensor.abs.self Tensor.square.self Tensor.sqrt.self Tensor.rsqrt.self
    Tensor.reciprocal.self Tensor.exp.self Tensor.log.self Tensor.sin.self Tensor.cos.self Tensor.tanh.self
    Tensor.sigmoid.self Tensor.silu.self Tensor.logicalNot.self Tensor.isnan.self Tensor.isfinite.self
    Tensor.prod.self Tensor.all.self Tensor.any.self Tensor.t.self Tensor.contiguous.self Tensor.clone.self
    Tensor.detach.self Tensor.zero_.self Tensor.add.self Tensor.add.other Tensor.sub.self Tensor.sub.other
    Tensor.add_.self Tensor.sub_.self Tensor.mul.self Tensor.mul.other Tensor.pow.self Tensor.pow.other
    Tensor.eq.self Tensor.eq.other Tensor.ne.self Tensor.ne.other Tensor.mul_.self Tensor.div_.self
    Tensor.logicalAnd.self Tensor.logicalAnd.other Tensor.logicalOr.self Tensor.logicalOr.other
    Tensor.equal.self Tensor.equal.other Tensor.sum.self Tensor.mean.self Tensor.norm.self
    Tensor.logsumexp.self Tensor.std.self Tensor.var.self Tensor.cumsum.self Tensor.reshape.self
    Tensor.view.self Tensor.flatten.self Tensor.transpose.self Tensor.permute.self Tensor.squeeze.self
    Tensor.unsqueeze.self Tensor.expand.self Tensor.repeat.self Tensor.flip.self Tensor.select.self
    Tensor.narrow.self Tensor.slice.self Tensor.get.self Tensor.indexSelect.self Tensor.gather.self
    Tensor.where.self Tensor.where.other Tensor.maskedFill.self Tensor.split.self Tensor.chunk.self
    Tensor.unbind.self Tensor.to.self Tensor.fill_.self Tensor.copy_.self Tensor.copy_.source
    Tensor.requiresGrad=.self
    `,
  ],
  [
    ["a complex dtype"],
    "NOT_IMPLEMENTED",
    `
    sign.0 erf.0 erfinv.0 floor.0 ceil.0 round.0 div.0 div.1 remainder.0 remainder.1 fmod.0 fmod.1
    floor_divide.0 floor_divide.1 atan2.0 atan2.1 bitwise_and.0 bitwise_and.1 lt.0 lt.1 le.0 le.1 gt.0 gt.1
    ge.0 ge.1 clamp.0 amax.0 aminmax.0 median.0 searchsorted.0 searchsorted.1 bincount.0 max_pool2d.0
    avg_pool2d.0 adaptive_avg_pool2d.0 adaptive_max_pool2d.0 batch_norm.0 upsample_nearest2d.0
    upsample_bilinear2d.0 grid_sampler.0 relu.0 gelu.0 elu.0 leaky_relu.0 hardtanh.0 softplus.0 glu.0
    dropout.0 mse_loss.0 mse_loss.1 huber_loss.0 cross_entropy_loss.0 losses.crossEntropy.logits nll_loss.0
    binary_cross_entropy_with_logits.0 cosine_embedding_loss.0 cosine_embedding_loss.1 margin_ranking_loss.0
    margin_ranking_loss.1 margin_ranking_loss.2 clamp_.0 relu_.0 Tensor.sign.self Tensor.erf.self
    Tensor.relu.self Tensor.gelu.self Tensor.floor.self Tensor.ceil.self Tensor.round.self
    Tensor.remainder.self Tensor.remainder.other Tensor.lt.self Tensor.lt.other Tensor.le.self
    Tensor.le.other Tensor.gt.self Tensor.gt.other Tensor.ge.self Tensor.ge.other Tensor.div.self
    Tensor.div.other Tensor.clamp.self Tensor.clamp_.self Tensor.amax.self Tensor.amin.self
    Tensor.softmax.self Tensor.logSoftmax.self Tensor.adaptiveAvgPool2d.self
    `,
  ],
  [
    ["shape"],
    "valid",
    `
    neg.0 abs.0 sign.0 square.0 sqrt.0 rsqrt.0 reciprocal.0 exp.0 log.0 log1p.0 sin.0 cos.0 tanh.0 erf.0
    erfinv.0 sigmoid.0 floor.0 ceil.0 isnan.0 logical_not.0 round.0 clamp.0 sum.0 mean.0 std.0 var_mean.0
    prod.0 amax.0 aminmax.0 argmax.0 all.0 max.0 median.0 cumsum.0 logsumexp.0 softmax.0 log_softmax.0
    norm.0 linalg_vector_norm.0 count_nonzero.0 flatten.0 transpose.0 movedim.0 squeeze.0 unsqueeze.0 flip.0
    roll.0 narrow.0 slice.0 select.0 split.0 chunk.0 unbind.0 diagonal.0 tril.0 contiguous.0 clone.0
    detach.0 as_strided.0 unfold.0 repeat_interleave.0 index.0 index.1 index_select.0 index_fill.0 take.0
    take.1 nonzero.0 topk.0 sort.0 searchsorted.1 one_hot.0 embedding.1 matmul.0 kron.0 kron.1 linalg_qr.0
    linalg_svd.0 cdist.0 cdist.1 linear.0 max_pool2d.0 avg_pool2d.0 adaptive_avg_pool2d.0
    adaptive_max_pool2d.0 layer_norm.0 constant_pad_nd.0 reflection_pad2d.0 replication_pad2d.0 im2col.0
    relu.0 gelu.0 silu.0 elu.0 leaky_relu.0 hardtanh.0 softplus.0 dropout.0 zeros_like.0 full_like.0 fill_.0
    zero_.0 clamp_.0 relu_.0 uniform_.0 normal_.0 resize_.0 add(out).2.out exp(out).0 exp(out).1.out
    matmul(out).0 matmul(out).2.out cat(out).2.out sum(out).0 sum(out).3.out Tensor.toTypedArray.self
    Tensor.toArray.self Tensor.neg.self Tensor.abs.self Tensor.sign.self Tensor.square.self Tensor.sqrt.self
    Tensor.rsqrt.self Tensor.reciprocal.self Tensor.exp.self Tensor.log.self Tensor.sin.self Tensor.cos.self
    Tensor.tanh.self Tensor.erf.self Tensor.sigmoid.self Tensor.relu.self Tensor.gelu.self Tensor.silu.self
    Tensor.floor.self Tensor.ceil.self Tensor.round.self Tensor.logicalNot.self Tensor.isnan.self
    Tensor.isfinite.self Tensor.prod.self Tensor.all.self Tensor.any.self Tensor.contiguous.self
    Tensor.clone.self Tensor.detach.self Tensor.zero_.self Tensor.equal.self Tensor.equal.other
    Tensor.clamp.self Tensor.clamp_.self Tensor.sum.self Tensor.mean.self Tensor.amax.self Tensor.amin.self
    Tensor.norm.self Tensor.logsumexp.self Tensor.std.self Tensor.var.self Tensor.argmax.self
    Tensor.argmin.self Tensor.cumsum.self Tensor.softmax.self Tensor.logSoftmax.self Tensor.topk.self
    Tensor.sort.self Tensor.matmul.self Tensor.flatten.self Tensor.transpose.self Tensor.squeeze.self
    Tensor.unsqueeze.self Tensor.flip.self Tensor.select.self Tensor.narrow.self Tensor.slice.self
    Tensor.get.self Tensor.indexSelect.self Tensor.split.self Tensor.chunk.self Tensor.unbind.self
    Tensor.adaptiveAvgPool2d.self Tensor.layerNorm.self Tensor.to.self Tensor.fill_.self
    Tensor.requiresGrad=.self
    `,
  ],
  [
    ["shape"],
    "INDEX_OUT_OF_RANGE",
    `
    index_select.2 index_add.2 index_add_.2 Tensor.indexSelect.index
    `,
  ],
  [
    ["shape"],
    "INVALID_ARGUMENT",
    `
    cross_entropy_loss.0 losses.crossEntropy.logits cross_entropy_loss.1 losses.crossEntropy.labels
    `,
  ],
  [
    ["shape", "no dimensions"],
    "INVALID_SHAPE",
    `
    Tensor.grad=.self Tensor.grad=.value
    `,
  ],
  [
    ["no dimensions"],
    "valid",
    `
    neg.0 abs.0 sign.0 square.0 sqrt.0 rsqrt.0 reciprocal.0 exp.0 log.0 log1p.0 sin.0 cos.0 tanh.0 erf.0
    erfinv.0 sigmoid.0 floor.0 ceil.0 isnan.0 logical_not.0 round.0 add.0 add.1 sub.0 sub.1 div.0 div.1
    mul.0 mul.1 pow.0 pow.1 remainder.0 remainder.1 fmod.0 fmod.1 floor_divide.0 floor_divide.1 atan2.0
    atan2.1 maximum.0 maximum.1 minimum.0 minimum.1 logical_and.0 logical_and.1 bitwise_and.0 bitwise_and.1
    eq.0 eq.1 ne.0 ne.1 lt.0 lt.1 le.0 le.1 gt.0 gt.1 ge.0 ge.1 isclose.0 isclose.1 lerp.0 lerp.1 lerp.2
    addcmul.0 addcmul.1 addcmul.2 addcdiv.0 addcdiv.1 addcdiv.2 clamp.0 std.0 var_mean.0 prod.0 aminmax.0
    argmax.0 all.0 max.0 median.0 cumsum.0 softmax.0 log_softmax.0 norm.0 linalg_vector_norm.0
    count_nonzero.0 expand.0 broadcast_to.0 repeat.0 t.0 contiguous.0 clone.0 detach.0 index.1
    index_select.2 index_fill.2 masked_fill.0 masked_fill.1 masked_select.0 masked_select.1 where.0 where.1
    where.2 take.1 nonzero.0 searchsorted.1 one_hot.0 embedding.1 addmm.0 baddbmm.0 kron.0 kron.1 linear.2
    relu.0 gelu.0 silu.0 elu.0 leaky_relu.0 hardtanh.0 softplus.0 prelu.1 dropout.0 mse_loss.0 mse_loss.1
    l1_loss.0 l1_loss.1 huber_loss.0 huber_loss.1 binary_cross_entropy.1 binary_cross_entropy.2
    binary_cross_entropy_with_logits.2 binary_cross_entropy_with_logits.3 kl_div.0 kl_div.1
    cosine_similarity.0 cosine_similarity.1 margin_ranking_loss.0 margin_ranking_loss.1
    margin_ranking_loss.2 zeros_like.0 full_like.0 add_.1 mul_.1 copy_.1 fill_.0 zero_.0 clamp_.0 relu_.0
    masked_fill_.1 uniform_.0 normal_.0 resize_.0 add(out).0 add(out).1 add(out).2.out exp(out).0
    exp(out).1.out matmul(out).2.out cat(out).2.out sum(out).0 sum(out).3.out Tensor.toTypedArray.self
    Tensor.toArray.self Tensor.neg.self Tensor.abs.self Tensor.sign.self Tensor.square.self Tensor.sqrt.self
    Tensor.rsqrt.self Tensor.reciprocal.self Tensor.exp.self Tensor.log.self Tensor.sin.self Tensor.cos.self
    Tensor.tanh.self Tensor.erf.self Tensor.sigmoid.self Tensor.relu.self Tensor.gelu.self Tensor.silu.self
    Tensor.floor.self Tensor.ceil.self Tensor.round.self Tensor.logicalNot.self Tensor.isnan.self
    Tensor.isfinite.self Tensor.prod.self Tensor.all.self Tensor.any.self Tensor.t.self
    Tensor.contiguous.self Tensor.clone.self Tensor.detach.self Tensor.zero_.self Tensor.add.self
    Tensor.add.other Tensor.sub.self Tensor.sub.other Tensor.add_.other Tensor.sub_.other Tensor.mul.self
    Tensor.mul.other Tensor.pow.self Tensor.pow.other Tensor.remainder.self Tensor.remainder.other
    Tensor.eq.self Tensor.eq.other Tensor.ne.self Tensor.ne.other Tensor.lt.self Tensor.lt.other
    Tensor.le.self Tensor.le.other Tensor.gt.self Tensor.gt.other Tensor.ge.self Tensor.ge.other
    Tensor.mul_.other Tensor.div_.other Tensor.div.self Tensor.div.other Tensor.maximum.self
    Tensor.maximum.other Tensor.minimum.self Tensor.minimum.other Tensor.logicalAnd.self
    Tensor.logicalAnd.other Tensor.logicalOr.self Tensor.logicalOr.other Tensor.equal.self
    Tensor.equal.other Tensor.allclose.self Tensor.allclose.other Tensor.clamp.self Tensor.clamp_.self
    Tensor.lerp.self Tensor.lerp.end Tensor.lerp.weight Tensor.argmax.self Tensor.argmin.self
    Tensor.cumsum.self Tensor.softmax.self Tensor.logSoftmax.self Tensor.sort.self Tensor.unsqueeze.self
    Tensor.expand.self Tensor.repeat.self Tensor.indexSelect.index Tensor.where.self Tensor.where.condition
    Tensor.where.other Tensor.maskedFill.self Tensor.maskedFill.mask Tensor.to.self Tensor.fill_.self
    Tensor.copy_.source Tensor.requiresGrad=.self
    `,
  ],
  [
    ["no dimensions"],
    "INDEX_OUT_OF_RANGE",
    `
    sum.0 mean.0 amax.0 logsumexp.0 flatten.0 unflatten.0 transpose.0 movedim.0 squeeze.0 unsqueeze.0 flip.0
    roll.0 slice.0 select.0 unbind.0 diagonal.0 unfold.0 repeat_interleave.0 index.0 index_fill.0
    index_add.3 take.0 topk.0 sort.0 mv.0 baddbmm.1 baddbmm.2 tensordot.0 tensordot.1 bilinear.2 bilinear.3
    avg_pool2d.0 group_norm.0 grid_sampler.0 grid_sampler.1 im2col.0 cross_entropy_loss.0 losses.crossEntropy.logits nll_loss.1
    index_add_.3 Tensor.sum.self Tensor.mean.self Tensor.amax.self Tensor.amin.self Tensor.norm.self
    Tensor.logsumexp.self Tensor.std.self Tensor.var.self Tensor.flatten.self Tensor.transpose.self
    Tensor.squeeze.self Tensor.flip.self Tensor.select.self Tensor.slice.self Tensor.get.self
    Tensor.unbind.self
    `,
  ],
  [
    ["no dimensions"],
    "INVALID_ARGUMENT",
    `
    cross_entropy_loss.1 losses.crossEntropy.labels
    `,
  ],
  [
    ["null"],
    "valid",
    `
    div.2.rounding_mode clamp.1 clamp.2 sum.1 mean.1 std.1 var_mean.1 aminmax.1.dim argmax.1 all.1
    cumsum.2.dtype softmax.2 log_softmax.2 norm.1 linalg_vector_norm.2 count_nonzero.1 slice.2 slice.3
    clone.1.memory_format as_strided.3 repeat_interleave.2 take_along_dim.2 cross.2 linear.2 bilinear.3
    conv1d.2 conv2d.2 conv3d.2 conv_transpose2d.2 batch_norm.1 batch_norm.2 layer_norm.2 layer_norm.3
    group_norm.2 group_norm.3 cross_entropy_loss.2 nll_loss.2 binary_cross_entropy.2
    binary_cross_entropy_with_logits.2 binary_cross_entropy_with_logits.3 zeros.1.dtype ones.1.dtype
    full.2.dtype rand.1.dtype randint.3.dtype randperm.1.dtype arange.3.dtype linspace.3.dtype eye.2.dtype
    zeros_like.1.dtype zeros_like.1.device full_like.2.layout clamp_.1 clamp_.2 sum(out).1
    Tensor.div.options.roundingMode Tensor.sum.dim Tensor.mean.dim Tensor.norm.dim Tensor.std.dim
    Tensor.std.options.correction Tensor.var.dim Tensor.var.options.correction Tensor.grad=.value
    `,
  ],
  [
    ["an unknown name"],
    "TORCH_ERROR",
    `
    div.2.rounding_mode einsum.0 linalg_qr.1 linalg_eigh.1 gelu.1.approximate
    Tensor.div.options.roundingMode
    `,
  ],
  [
    ["a number"],
    "valid",
    `
    pow.0 remainder.0 bitwise_and.0 bitwise_and.1 sum.1 mean.1 std.1 var_mean.1 amax.1 logsumexp.1 norm.2
    linalg_vector_norm.2 count_nonzero.1 scatter.3 where.1 conv1d.3 conv1d.4 conv1d.5 conv2d.3 conv2d.4
    conv2d.5 conv3d.3 conv_transpose2d.3 max_pool2d.1 max_pool2d.2 max_pool2d.3 max_pool2d.4 avg_pool2d.1
    avg_pool2d.2 avg_pool2d.3 adaptive_avg_pool2d.1 adaptive_max_pool2d.1 reflection_pad2d.1
    replication_pad2d.1 upsample_nearest2d.1 upsample_bilinear2d.1 im2col.1 im2col.2 im2col.3 im2col.4
    add(out).1 sum(out).1 Tensor.sum.dim Tensor.mean.dim Tensor.amax.dim Tensor.amin.dim Tensor.norm.dim
    Tensor.logsumexp.dim Tensor.std.dim Tensor.var.dim Tensor.flip.dim Tensor.adaptiveAvgPool2d.size
    Tensor.conv2d.options.stride Tensor.conv2d.options.padding Tensor.conv2d.options.dilation
    `,
  ],
  [
    ["a number", "a bigint"],
    "TORCH_ERROR",
    `
    roll.1 roll.2
    `,
  ],
  [
    ["a boolean"],
    "valid",
    `
    pow.0 remainder.0 bitwise_and.0 bitwise_and.1 scatter.3 where.1 add(out).1
    `,
  ],
  [
    ["a bigint"],
    "valid",
    `
    pow.0 remainder.0 bitwise_and.0 bitwise_and.1 sum.1 mean.1 std.1 var_mean.1 amax.1 logsumexp.1 norm.2
    linalg_vector_norm.2 count_nonzero.1 scatter.3 where.1 conv1d.3 conv1d.4 conv1d.5 conv2d.3 conv2d.4
    conv2d.5 conv3d.3 conv_transpose2d.3 max_pool2d.1 max_pool2d.2 max_pool2d.3 max_pool2d.4 avg_pool2d.1
    avg_pool2d.2 avg_pool2d.3 adaptive_avg_pool2d.1 adaptive_max_pool2d.1 reflection_pad2d.1
    replication_pad2d.1 upsample_nearest2d.1 upsample_bilinear2d.1 im2col.1 im2col.2 im2col.3 im2col.4
    add(out).1 sum(out).1 Tensor.sum.dim Tensor.mean.dim Tensor.amax.dim Tensor.amin.dim Tensor.norm.dim
    Tensor.logsumexp.dim Tensor.std.dim Tensor.var.dim Tensor.adaptiveAvgPool2d.size
    Tensor.conv2d.options.stride Tensor.conv2d.options.padding Tensor.conv2d.options.dilation
    `,
  ],
  [
    ["NaN"],
    "TORCH_ERROR",
    `
    isclose.2 isclose.3 cdist.2 dropout.1 huber_loss.3 cosine_similarity.3 arange.0 arange.1 arange.2
    uniform_.1 uniform_.2 normal_.2 Tensor.allclose.options.rtol Tensor.allclose.options.atol
    `,
  ],
  [
    ["NaN"],
    "valid",
    `
    Tensor.layerNorm.options.eps
    `,
  ],
  [
    ["-Infinity"],
    "TORCH_ERROR",
    `
    isclose.2 isclose.3 cdist.2 dropout.1 huber_loss.3 cosine_similarity.3 arange.0 arange.1 arange.2
    uniform_.1 uniform_.2 normal_.2
    `,
  ],
  [
    ["negative"],
    "TORCH_ERROR",
    `
    isclose.2 isclose.3 cdist.2 dropout.1 huber_loss.3 cosine_similarity.3 arange.1 arange.2 uniform_.2
    normal_.2 Tensor.allclose.options.rtol Tensor.allclose.options.atol
    `,
  ],
  [
    ["negative"],
    "valid",
    `
    roll.1 slice.2 slice.3 diagonal.1 diag.1 tril.1 embedding.2 grid_sampler.2 grid_sampler.3 l1_loss.2
    huber_loss.2 cross_entropy_loss.4 nll_loss.3 nll_loss.4 binary_cross_entropy.3
    binary_cross_entropy_with_logits.4 kl_div.2 cosine_embedding_loss.4 margin_ranking_loss.4 randint.0
    Tensor.slice.start Tensor.slice.end Tensor.layerNorm.options.eps
    `,
  ],
  [
    ["-2^40"],
    "TORCH_ERROR",
    `
    isclose.2 isclose.3 cdist.2 dropout.1 huber_loss.3 cosine_similarity.3 arange.1 arange.2 uniform_.2
    normal_.2
    `,
  ],
  [
    ["-2^40"],
    "valid",
    `
    roll.1 slice.2 slice.3 diagonal.1 tril.1 embedding.2 grid_sampler.2 grid_sampler.3 l1_loss.2
    huber_loss.2 cross_entropy_loss.4 nll_loss.3 nll_loss.4 binary_cross_entropy.3
    binary_cross_entropy_with_logits.4 kl_div.2 cosine_embedding_loss.4 margin_ranking_loss.4 randint.0
    Tensor.slice.start Tensor.slice.end
    `,
  ],
  [
    ["-2^40"],
    "OUT_OF_MEMORY",
    `
    arange.0
    `,
  ],
  [
    ["an empty array"],
    "valid",
    `
    all.1 squeeze.1 Tensor.squeeze.dim
    `,
  ],
  [
    ["an empty array"],
    "TORCH_ERROR",
    `
    split.1 Tensor.split.size
    `,
  ],
  [
    ["missing"],
    "valid",
    `
    all.1 norm.1 linalg_vector_norm.1 count_nonzero.1 flatten.1 flatten.2 squeeze.1 slice.1 split.2 chunk.2
    unbind.1 diagonal.1 diagonal.2 diagonal.3 diag.1 tril.1 take_along_dim.2 topk.2 sort.1 one_hot.1
    embedding.2 conv1d.3 conv1d.4 conv1d.5 conv1d.6 conv2d.3 conv2d.4 conv2d.5 conv2d.6 conv3d.3
    conv_transpose2d.3 max_pool2d.2 max_pool2d.3 max_pool2d.4 max_pool2d.5 avg_pool2d.2 avg_pool2d.3
    avg_pool2d.4 avg_pool2d.5 layer_norm.4 group_norm.4 constant_pad_nd.2 hardtanh.1 hardtanh.2 softplus.1
    softplus.2 glu.1 mse_loss.2 l1_loss.2 huber_loss.2 huber_loss.3 cross_entropy_loss.3
    cross_entropy_loss.4 cross_entropy_loss.5 nll_loss.3 nll_loss.4 binary_cross_entropy.3
    binary_cross_entropy_with_logits.4 kl_div.2 cosine_similarity.2 cosine_similarity.3
    cosine_embedding_loss.3 cosine_embedding_loss.4 margin_ranking_loss.3 margin_ranking_loss.4
    triplet_margin_loss.3 triplet_margin_loss.4 arange.2 uniform_.1 uniform_.2 normal_.1 normal_.2
    add(out).2.out exp(out).1.out matmul(out).2.out cat(out).1 cat(out).2.out sum(out).1 sum(out).2
    sum(out).3.out Tensor.slice.dim
    `,
  ],
  [
    ["missing"],
    "TORCH_ERROR",
    `
    roll.2
    `,
  ],
  [
    ["missing"],
    "INVALID_ARGUMENT",
    `
    batch_norm.3 batch_norm.4
    `,
  ],
  [
    ["longer"],
    "INVALID_ARGUMENT",
    `
    Tensor.adaptiveAvgPool2d.size Tensor.conv2d.options.dilation Tensor.conv2d.options.padding
    Tensor.conv2d.options.stride adaptive_avg_pool2d.1 adaptive_max_pool2d.1 avg_pool2d.1 avg_pool2d.2
    avg_pool2d.3 conv2d.3 conv2d.4 conv2d.5 conv3d.3 conv_transpose2d.3 im2col.1 im2col.2 im2col.3 im2col.4
    max_pool2d.1 max_pool2d.2 max_pool2d.3 max_pool2d.4 reflection_pad2d.1 replication_pad2d.1
    upsample_bilinear2d.1 upsample_nearest2d.1
    `,
  ],
  [
    ["longer"],
    "valid",
    `
    unflatten.2 repeat.1 zeros.0 ones.0 full.0 rand.0 randint.2 resize_.1 Tensor.repeat.times
    `,
  ],
  [
    ["huge", "2^53"],
    "OUT_OF_MEMORY",
    `
    repeat.1 repeat_interleave.1 one_hot.1 conv1d.4 conv2d.4 adaptive_avg_pool2d.1 adaptive_max_pool2d.1
    constant_pad_nd.1 replication_pad2d.1 upsample_nearest2d.1 upsample_bilinear2d.1 im2col.3 zeros.0 ones.0
    full.0 rand.0 randint.2 randperm.0 linspace.2 eye.0 eye.1 resize_.1 Tensor.repeat.times
    Tensor.adaptiveAvgPool2d.size Tensor.conv2d.options.padding
    `,
  ],
  [
    ["huge", "2^53"],
    "valid",
    `
    roll.1 slice.2 slice.3 slice.4 split.1 chunk.1 diagonal.1 tril.1 unfold.3 embedding.2 conv1d.3 conv2d.3
    conv3d.3 grid_sampler.2 grid_sampler.3 im2col.4 l1_loss.2 huber_loss.2 cross_entropy_loss.4 nll_loss.3
    nll_loss.4 binary_cross_entropy.3 binary_cross_entropy_with_logits.4 kl_div.2 cosine_embedding_loss.4
    margin_ranking_loss.4 randint.1 Tensor.slice.start Tensor.slice.end Tensor.slice.step Tensor.split.size
    Tensor.chunk.count Tensor.conv2d.options.stride
    `,
  ],
  [
    ["huge", "2^53"],
    "INVALID_ARGUMENT",
    `
    pixel_shuffle.1
    `,
  ],
  [
    ["a tensor"],
    "TORCH_ERROR",
    `
    narrow.2 index_fill.3 masked_fill.2 linspace.0 linspace.1 fill_.1 masked_fill_.2 Tensor.narrow.start
    Tensor.maskedFill.value Tensor.fill_.value
    `,
  ],
  [
    ["a tensor"],
    "NOT_IMPLEMENTED",
    `
    repeat_interleave.1
    `,
  ],
  [
    ["empty"],
    "INVALID_ARGUMENT",
    `
    cat.0 cat(out).0
    `,
  ],
  [
    ["empty"],
    "INDEX_OUT_OF_RANGE",
    `
    index.1
    `,
  ],
  [
    ["sparse"],
    "TORCH_ERROR",
    `
    index.1
    `,
  ],
  [
    ["a string"],
    "TORCH_ERROR",
    `
    conv1d.4 conv2d.4 Tensor.conv2d.options.padding
    `,
  ],
  [
    ["Infinity"],
    "TORCH_ERROR",
    `
    dropout.1 cross_entropy_loss.5 arange.0 arange.1 arange.2 uniform_.1 uniform_.2
    `,
  ],
  [
    ["Infinity"],
    "valid",
    `
    Tensor.allclose.options.rtol Tensor.allclose.options.atol Tensor.layerNorm.options.eps
    `,
  ],
  [
    ["a wrong entry"],
    ["INVALID_ARGUMENT", "TORCH_ERROR"],
    `
    index.1
    `,
  ],
  [["null"], "INVALID_ARGUMENT", "batch_norm.3 batch_norm.4"],
];

const unused = new Set<string>();
const outcomes = new Map<string, Outcome>();
for (const [mutations, outcome, of] of ROWS)
  for (const argument of of.trim().split(/\s+/))
    for (const mutation of mutations) {
      const key = `${argument}: ${mutation}`;
      if (outcomes.has(key)) throw new Error(`${key} stands there twice`);
      outcomes.set(key, outcome);
      unused.add(key);
    }

export function outcomeOf(argument: string, mutation: string): Outcome | undefined {
  const key = `${argument.replace(/^aten\./, "")}: ${mutation}`;
  unused.delete(key);
  return outcomes.get(key);
}

/** Rows that no case has asked for. */
export const unusedOutcomes = (): string[] => [...unused];
