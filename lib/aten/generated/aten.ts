// Written by scripts/gen-aten.mjs from the 3098 schemas of LibTorch 2.13.0 that JavaScript can call. Do not edit.
import type { DType } from "../../tensor/dtype";
import type { Generator } from "../../tensor/generator";
import type { Device, Tensor } from "../../tensor/tensor";
import type { Complex } from "../invoke";
import type {
  AnyScalar, Int, IntOrInts, Ints, Layout, MemoryFormat, Mode, Operator, OperatorDType, Result, TensorOf,
} from "../types";

/** Every operator of LibTorch, with its overloads in the order in which they are tried. */
export interface Aten {
  readonly __and__: Operator<O___and__<"sync">, O___and__<"async">>;
  readonly __iand__: Operator<O___iand__<"sync">, O___iand__<"async">>;
  readonly __ilshift__: Operator<O___ilshift__<"sync">, O___ilshift__<"async">>;
  readonly __ior__: Operator<O___ior__<"sync">, O___ior__<"async">>;
  readonly __irshift__: Operator<O___irshift__<"sync">, O___irshift__<"async">>;
  readonly __ixor__: Operator<O___ixor__<"sync">, O___ixor__<"async">>;
  readonly __lshift__: Operator<O___lshift__<"sync">, O___lshift__<"async">>;
  readonly __or__: Operator<O___or__<"sync">, O___or__<"async">>;
  readonly __rshift__: Operator<O___rshift__<"sync">, O___rshift__<"async">>;
  readonly __xor__: Operator<O___xor__<"sync">, O___xor__<"async">>;
  readonly _adaptive_avg_pool2d: Operator<O__adaptive_avg_pool2d<"sync">, O__adaptive_avg_pool2d<"async">>;
  readonly _adaptive_avg_pool2d_backward: Operator<O__adaptive_avg_pool2d_backward<"sync">, O__adaptive_avg_pool2d_backward<"async">>;
  readonly _adaptive_avg_pool3d: Operator<O__adaptive_avg_pool3d<"sync">, O__adaptive_avg_pool3d<"async">>;
  readonly _adaptive_avg_pool3d_backward: Operator<O__adaptive_avg_pool3d_backward<"sync">, O__adaptive_avg_pool3d_backward<"async">>;
  readonly _add_batch_dim: Operator<O__add_batch_dim<"sync">, O__add_batch_dim<"async">>;
  readonly _add_relu: Operator<O__add_relu<"sync">, O__add_relu<"async">>;
  readonly _add_relu_: Operator<O__add_relu_<"sync">, O__add_relu_<"async">>;
  readonly _addmm_activation: Operator<O__addmm_activation<"sync">, O__addmm_activation<"async">>;
  readonly _aminmax: Operator<O__aminmax<"sync">, O__aminmax<"async">>;
  readonly _amp_foreach_non_finite_check_and_unscale: Operator<O__amp_foreach_non_finite_check_and_unscale<"sync">, O__amp_foreach_non_finite_check_and_unscale<"async">>;
  readonly _amp_foreach_non_finite_check_and_unscale_: Operator<O__amp_foreach_non_finite_check_and_unscale_<"sync">, O__amp_foreach_non_finite_check_and_unscale_<"async">>;
  readonly _amp_update_scale: Operator<O__amp_update_scale<"sync">, O__amp_update_scale<"async">>;
  readonly _amp_update_scale_: Operator<O__amp_update_scale_<"sync">, O__amp_update_scale_<"async">>;
  readonly _assert_async: Operator<O__assert_async<"sync">, O__assert_async<"async">>;
  readonly _assert_scalar: Operator<O__assert_scalar<"sync">, O__assert_scalar<"async">>;
  readonly _assert_tensor_metadata: Operator<O__assert_tensor_metadata<"sync">, O__assert_tensor_metadata<"async">>;
  readonly _autocast_to_full_precision: Operator<O__autocast_to_full_precision<"sync">, O__autocast_to_full_precision<"async">>;
  readonly _autocast_to_reduced_precision: Operator<O__autocast_to_reduced_precision<"sync">, O__autocast_to_reduced_precision<"async">>;
  readonly _backward: Operator<O__backward<"sync">, O__backward<"async">>;
  readonly _batch_norm_impl_index: Operator<O__batch_norm_impl_index<"sync">, O__batch_norm_impl_index<"async">>;
  readonly _batch_norm_impl_index_backward: Operator<O__batch_norm_impl_index_backward<"sync">, O__batch_norm_impl_index_backward<"async">>;
  readonly _batch_norm_no_update: Operator<O__batch_norm_no_update<"sync">, O__batch_norm_no_update<"async">>;
  readonly _batch_norm_with_update: Operator<O__batch_norm_with_update<"sync">, O__batch_norm_with_update<"async">>;
  readonly _batch_norm_with_update_functional: Operator<O__batch_norm_with_update_functional<"sync">, O__batch_norm_with_update_functional<"async">>;
  readonly _cast_Byte: Operator<O__cast_Byte<"sync">, O__cast_Byte<"async">>;
  readonly _cast_Char: Operator<O__cast_Char<"sync">, O__cast_Char<"async">>;
  readonly _cast_Double: Operator<O__cast_Double<"sync">, O__cast_Double<"async">>;
  readonly _cast_Float: Operator<O__cast_Float<"sync">, O__cast_Float<"async">>;
  readonly _cast_Half: Operator<O__cast_Half<"sync">, O__cast_Half<"async">>;
  readonly _cast_Int: Operator<O__cast_Int<"sync">, O__cast_Int<"async">>;
  readonly _cast_Long: Operator<O__cast_Long<"sync">, O__cast_Long<"async">>;
  readonly _cast_Short: Operator<O__cast_Short<"sync">, O__cast_Short<"async">>;
  readonly _cdist_backward: Operator<O__cdist_backward<"sync">, O__cdist_backward<"async">>;
  readonly _cdist_forward: Operator<O__cdist_forward<"sync">, O__cdist_forward<"async">>;
  readonly _cholesky_solve_helper: Operator<O__cholesky_solve_helper<"sync">, O__cholesky_solve_helper<"async">>;
  readonly _choose_qparams_per_tensor: Operator<O__choose_qparams_per_tensor<"sync">, O__choose_qparams_per_tensor<"async">>;
  readonly _chunk_cat: Operator<O__chunk_cat<"sync">, O__chunk_cat<"async">>;
  readonly _coalesce: Operator<O__coalesce<"sync">, O__coalesce<"async">>;
  readonly _coalesced: Operator<O__coalesced<"sync">, O__coalesced<"async">>;
  readonly _coalesced_: Operator<O__coalesced_<"sync">, O__coalesced_<"async">>;
  readonly _compute_linear_combination: Operator<O__compute_linear_combination<"sync">, O__compute_linear_combination<"async">>;
  readonly _conj: Operator<O__conj<"sync">, O__conj<"async">>;
  readonly _conj_copy: Operator<O__conj_copy<"sync">, O__conj_copy<"async">>;
  readonly _conj_physical: Operator<O__conj_physical<"sync">, O__conj_physical<"async">>;
  readonly _conv_depthwise2d: Operator<O__conv_depthwise2d<"sync">, O__conv_depthwise2d<"async">>;
  readonly _convert_indices_from_coo_to_csr: Operator<O__convert_indices_from_coo_to_csr<"sync">, O__convert_indices_from_coo_to_csr<"async">>;
  readonly _convert_indices_from_csr_to_coo: Operator<O__convert_indices_from_csr_to_coo<"sync">, O__convert_indices_from_csr_to_coo<"async">>;
  readonly _convert_weight_to_int4pack: Operator<O__convert_weight_to_int4pack<"sync">, O__convert_weight_to_int4pack<"async">>;
  readonly _convert_weight_to_int4pack_for_cpu: Operator<O__convert_weight_to_int4pack_for_cpu<"sync">, O__convert_weight_to_int4pack_for_cpu<"async">>;
  readonly _convolution: Operator<O__convolution<"sync">, O__convolution<"async">>;
  readonly _convolution_double_backward: Operator<O__convolution_double_backward<"sync">, O__convolution_double_backward<"async">>;
  readonly _convolution_mode: Operator<O__convolution_mode<"sync">, O__convolution_mode<"async">>;
  readonly _copy_from: Operator<O__copy_from<"sync">, O__copy_from<"async">>;
  readonly _copy_from_and_resize: Operator<O__copy_from_and_resize<"sync">, O__copy_from_and_resize<"async">>;
  readonly _cslt_compress: Operator<O__cslt_compress<"sync">, O__cslt_compress<"async">>;
  readonly _cslt_sparse_mm: Operator<O__cslt_sparse_mm<"sync">, O__cslt_sparse_mm<"async">>;
  readonly _cslt_sparse_mm_search: Operator<O__cslt_sparse_mm_search<"sync">, O__cslt_sparse_mm_search<"async">>;
  readonly _ctc_loss: Operator<O__ctc_loss<"sync">, O__ctc_loss<"async">>;
  readonly _ctc_loss_backward: Operator<O__ctc_loss_backward<"sync">, O__ctc_loss_backward<"async">>;
  readonly _cudnn_attention_backward: Operator<O__cudnn_attention_backward<"sync">, O__cudnn_attention_backward<"async">>;
  readonly _cudnn_attention_forward: Operator<O__cudnn_attention_forward<"sync">, O__cudnn_attention_forward<"async">>;
  readonly _cudnn_ctc_loss: Operator<O__cudnn_ctc_loss<"sync">, O__cudnn_ctc_loss<"async">>;
  readonly _cudnn_init_dropout_state: Operator<O__cudnn_init_dropout_state<"sync">, O__cudnn_init_dropout_state<"async">>;
  readonly _cudnn_rnn: Operator<O__cudnn_rnn<"sync">, O__cudnn_rnn<"async">>;
  readonly _cudnn_rnn_backward: Operator<O__cudnn_rnn_backward<"sync">, O__cudnn_rnn_backward<"async">>;
  readonly _cudnn_rnn_flatten_weight: Operator<O__cudnn_rnn_flatten_weight<"sync">, O__cudnn_rnn_flatten_weight<"async">>;
  readonly _cufft_clear_plan_cache: Operator<O__cufft_clear_plan_cache<"sync">, O__cufft_clear_plan_cache<"async">>;
  readonly _cufft_get_plan_cache_max_size: Operator<O__cufft_get_plan_cache_max_size<"sync">, O__cufft_get_plan_cache_max_size<"async">>;
  readonly _cufft_get_plan_cache_size: Operator<O__cufft_get_plan_cache_size<"sync">, O__cufft_get_plan_cache_size<"async">>;
  readonly _cufft_set_plan_cache_max_size: Operator<O__cufft_set_plan_cache_max_size<"sync">, O__cufft_set_plan_cache_max_size<"async">>;
  readonly _cummax_helper: Operator<O__cummax_helper<"sync">, O__cummax_helper<"async">>;
  readonly _cummin_helper: Operator<O__cummin_helper<"sync">, O__cummin_helper<"async">>;
  readonly _debug_has_internal_overlap: Operator<O__debug_has_internal_overlap<"sync">, O__debug_has_internal_overlap<"async">>;
  readonly _dimI: Operator<O__dimI<"sync">, O__dimI<"async">>;
  readonly _dimV: Operator<O__dimV<"sync">, O__dimV<"async">>;
  readonly _dim_arange: Operator<O__dim_arange<"sync">, O__dim_arange<"async">>;
  readonly _dirichlet_grad: Operator<O__dirichlet_grad<"sync">, O__dirichlet_grad<"async">>;
  readonly _dyn_quant_matmul_4bit: Operator<O__dyn_quant_matmul_4bit<"sync">, O__dyn_quant_matmul_4bit<"async">>;
  readonly _dyn_quant_pack_4bit_weight: Operator<O__dyn_quant_pack_4bit_weight<"sync">, O__dyn_quant_pack_4bit_weight<"async">>;
  readonly _efficient_attention_backward: Operator<O__efficient_attention_backward<"sync">, O__efficient_attention_backward<"async">>;
  readonly _efficient_attention_forward: Operator<O__efficient_attention_forward<"sync">, O__efficient_attention_forward<"async">>;
  readonly _efficientzerotensor: Operator<O__efficientzerotensor<"sync">, O__efficientzerotensor<"async">>;
  readonly _embedding_bag: Operator<O__embedding_bag<"sync">, O__embedding_bag<"async">>;
  readonly _embedding_bag_backward: Operator<O__embedding_bag_backward<"sync">, O__embedding_bag_backward<"async">>;
  readonly _embedding_bag_dense_backward: Operator<O__embedding_bag_dense_backward<"sync">, O__embedding_bag_dense_backward<"async">>;
  readonly _embedding_bag_forward_only: Operator<O__embedding_bag_forward_only<"sync">, O__embedding_bag_forward_only<"async">>;
  readonly _embedding_bag_per_sample_weights_backward: Operator<O__embedding_bag_per_sample_weights_backward<"sync">, O__embedding_bag_per_sample_weights_backward<"async">>;
  readonly _embedding_bag_sparse_backward: Operator<O__embedding_bag_sparse_backward<"sync">, O__embedding_bag_sparse_backward<"async">>;
  readonly _empty_affine_quantized: Operator<O__empty_affine_quantized<"sync">, O__empty_affine_quantized<"async">>;
  readonly _empty_per_channel_affine_quantized: Operator<O__empty_per_channel_affine_quantized<"sync">, O__empty_per_channel_affine_quantized<"async">>;
  readonly _euclidean_dist: Operator<O__euclidean_dist<"sync">, O__euclidean_dist<"async">>;
  readonly _fake_quantize_learnable_per_channel_affine: Operator<O__fake_quantize_learnable_per_channel_affine<"sync">, O__fake_quantize_learnable_per_channel_affine<"async">>;
  readonly _fake_quantize_learnable_per_channel_affine_backward: Operator<O__fake_quantize_learnable_per_channel_affine_backward<"sync">, O__fake_quantize_learnable_per_channel_affine_backward<"async">>;
  readonly _fake_quantize_learnable_per_tensor_affine: Operator<O__fake_quantize_learnable_per_tensor_affine<"sync">, O__fake_quantize_learnable_per_tensor_affine<"async">>;
  readonly _fake_quantize_learnable_per_tensor_affine_backward: Operator<O__fake_quantize_learnable_per_tensor_affine_backward<"sync">, O__fake_quantize_learnable_per_tensor_affine_backward<"async">>;
  readonly _fake_quantize_per_tensor_affine_cachemask_tensor_qparams: Operator<O__fake_quantize_per_tensor_affine_cachemask_tensor_qparams<"sync">, O__fake_quantize_per_tensor_affine_cachemask_tensor_qparams<"async">>;
  readonly _fft_c2c: Operator<O__fft_c2c<"sync">, O__fft_c2c<"async">>;
  readonly _fft_c2r: Operator<O__fft_c2r<"sync">, O__fft_c2r<"async">>;
  readonly _fft_r2c: Operator<O__fft_r2c<"sync">, O__fft_r2c<"async">>;
  readonly _fill_mem_eff_dropout_mask_: Operator<O__fill_mem_eff_dropout_mask_<"sync">, O__fill_mem_eff_dropout_mask_<"async">>;
  readonly _flash_attention_backward: Operator<O__flash_attention_backward<"sync">, O__flash_attention_backward<"async">>;
  readonly _flash_attention_forward: Operator<O__flash_attention_forward<"sync">, O__flash_attention_forward<"async">>;
  readonly _flash_attention_forward_no_dropout_inplace: Operator<O__flash_attention_forward_no_dropout_inplace<"sync">, O__flash_attention_forward_no_dropout_inplace<"async">>;
  readonly _foobar: Operator<O__foobar<"sync">, O__foobar<"async">>;
  readonly _foreach_abs: Operator<O__foreach_abs<"sync">, O__foreach_abs<"async">>;
  readonly _foreach_abs_: Operator<O__foreach_abs_<"sync">, O__foreach_abs_<"async">>;
  readonly _foreach_acos: Operator<O__foreach_acos<"sync">, O__foreach_acos<"async">>;
  readonly _foreach_acos_: Operator<O__foreach_acos_<"sync">, O__foreach_acos_<"async">>;
  readonly _foreach_add: Operator<O__foreach_add<"sync">, O__foreach_add<"async">>;
  readonly _foreach_add_: Operator<O__foreach_add_<"sync">, O__foreach_add_<"async">>;
  readonly _foreach_addcdiv: Operator<O__foreach_addcdiv<"sync">, O__foreach_addcdiv<"async">>;
  readonly _foreach_addcdiv_: Operator<O__foreach_addcdiv_<"sync">, O__foreach_addcdiv_<"async">>;
  readonly _foreach_addcmul: Operator<O__foreach_addcmul<"sync">, O__foreach_addcmul<"async">>;
  readonly _foreach_addcmul_: Operator<O__foreach_addcmul_<"sync">, O__foreach_addcmul_<"async">>;
  readonly _foreach_asin: Operator<O__foreach_asin<"sync">, O__foreach_asin<"async">>;
  readonly _foreach_asin_: Operator<O__foreach_asin_<"sync">, O__foreach_asin_<"async">>;
  readonly _foreach_atan: Operator<O__foreach_atan<"sync">, O__foreach_atan<"async">>;
  readonly _foreach_atan_: Operator<O__foreach_atan_<"sync">, O__foreach_atan_<"async">>;
  readonly _foreach_ceil: Operator<O__foreach_ceil<"sync">, O__foreach_ceil<"async">>;
  readonly _foreach_ceil_: Operator<O__foreach_ceil_<"sync">, O__foreach_ceil_<"async">>;
  readonly _foreach_clamp_max: Operator<O__foreach_clamp_max<"sync">, O__foreach_clamp_max<"async">>;
  readonly _foreach_clamp_max_: Operator<O__foreach_clamp_max_<"sync">, O__foreach_clamp_max_<"async">>;
  readonly _foreach_clamp_min: Operator<O__foreach_clamp_min<"sync">, O__foreach_clamp_min<"async">>;
  readonly _foreach_clamp_min_: Operator<O__foreach_clamp_min_<"sync">, O__foreach_clamp_min_<"async">>;
  readonly _foreach_clone: Operator<O__foreach_clone<"sync">, O__foreach_clone<"async">>;
  readonly _foreach_copy: Operator<O__foreach_copy<"sync">, O__foreach_copy<"async">>;
  readonly _foreach_copy_: Operator<O__foreach_copy_<"sync">, O__foreach_copy_<"async">>;
  readonly _foreach_cos: Operator<O__foreach_cos<"sync">, O__foreach_cos<"async">>;
  readonly _foreach_cos_: Operator<O__foreach_cos_<"sync">, O__foreach_cos_<"async">>;
  readonly _foreach_cosh: Operator<O__foreach_cosh<"sync">, O__foreach_cosh<"async">>;
  readonly _foreach_cosh_: Operator<O__foreach_cosh_<"sync">, O__foreach_cosh_<"async">>;
  readonly _foreach_div: Operator<O__foreach_div<"sync">, O__foreach_div<"async">>;
  readonly _foreach_div_: Operator<O__foreach_div_<"sync">, O__foreach_div_<"async">>;
  readonly _foreach_erf: Operator<O__foreach_erf<"sync">, O__foreach_erf<"async">>;
  readonly _foreach_erf_: Operator<O__foreach_erf_<"sync">, O__foreach_erf_<"async">>;
  readonly _foreach_erfc: Operator<O__foreach_erfc<"sync">, O__foreach_erfc<"async">>;
  readonly _foreach_erfc_: Operator<O__foreach_erfc_<"sync">, O__foreach_erfc_<"async">>;
  readonly _foreach_exp: Operator<O__foreach_exp<"sync">, O__foreach_exp<"async">>;
  readonly _foreach_exp_: Operator<O__foreach_exp_<"sync">, O__foreach_exp_<"async">>;
  readonly _foreach_expm1: Operator<O__foreach_expm1<"sync">, O__foreach_expm1<"async">>;
  readonly _foreach_expm1_: Operator<O__foreach_expm1_<"sync">, O__foreach_expm1_<"async">>;
  readonly _foreach_floor: Operator<O__foreach_floor<"sync">, O__foreach_floor<"async">>;
  readonly _foreach_floor_: Operator<O__foreach_floor_<"sync">, O__foreach_floor_<"async">>;
  readonly _foreach_frac: Operator<O__foreach_frac<"sync">, O__foreach_frac<"async">>;
  readonly _foreach_frac_: Operator<O__foreach_frac_<"sync">, O__foreach_frac_<"async">>;
  readonly _foreach_lerp: Operator<O__foreach_lerp<"sync">, O__foreach_lerp<"async">>;
  readonly _foreach_lerp_: Operator<O__foreach_lerp_<"sync">, O__foreach_lerp_<"async">>;
  readonly _foreach_lgamma: Operator<O__foreach_lgamma<"sync">, O__foreach_lgamma<"async">>;
  readonly _foreach_lgamma_: Operator<O__foreach_lgamma_<"sync">, O__foreach_lgamma_<"async">>;
  readonly _foreach_log: Operator<O__foreach_log<"sync">, O__foreach_log<"async">>;
  readonly _foreach_log10: Operator<O__foreach_log10<"sync">, O__foreach_log10<"async">>;
  readonly _foreach_log10_: Operator<O__foreach_log10_<"sync">, O__foreach_log10_<"async">>;
  readonly _foreach_log1p: Operator<O__foreach_log1p<"sync">, O__foreach_log1p<"async">>;
  readonly _foreach_log1p_: Operator<O__foreach_log1p_<"sync">, O__foreach_log1p_<"async">>;
  readonly _foreach_log2: Operator<O__foreach_log2<"sync">, O__foreach_log2<"async">>;
  readonly _foreach_log2_: Operator<O__foreach_log2_<"sync">, O__foreach_log2_<"async">>;
  readonly _foreach_log_: Operator<O__foreach_log_<"sync">, O__foreach_log_<"async">>;
  readonly _foreach_max: Operator<O__foreach_max<"sync">, O__foreach_max<"async">>;
  readonly _foreach_maximum: Operator<O__foreach_maximum<"sync">, O__foreach_maximum<"async">>;
  readonly _foreach_maximum_: Operator<O__foreach_maximum_<"sync">, O__foreach_maximum_<"async">>;
  readonly _foreach_minimum: Operator<O__foreach_minimum<"sync">, O__foreach_minimum<"async">>;
  readonly _foreach_minimum_: Operator<O__foreach_minimum_<"sync">, O__foreach_minimum_<"async">>;
  readonly _foreach_mm: Operator<O__foreach_mm<"sync">, O__foreach_mm<"async">>;
  readonly _foreach_mul: Operator<O__foreach_mul<"sync">, O__foreach_mul<"async">>;
  readonly _foreach_mul_: Operator<O__foreach_mul_<"sync">, O__foreach_mul_<"async">>;
  readonly _foreach_neg: Operator<O__foreach_neg<"sync">, O__foreach_neg<"async">>;
  readonly _foreach_neg_: Operator<O__foreach_neg_<"sync">, O__foreach_neg_<"async">>;
  readonly _foreach_norm: Operator<O__foreach_norm<"sync">, O__foreach_norm<"async">>;
  readonly _foreach_pow: Operator<O__foreach_pow<"sync">, O__foreach_pow<"async">>;
  readonly _foreach_pow_: Operator<O__foreach_pow_<"sync">, O__foreach_pow_<"async">>;
  readonly _foreach_powsum: Operator<O__foreach_powsum<"sync">, O__foreach_powsum<"async">>;
  readonly _foreach_reciprocal: Operator<O__foreach_reciprocal<"sync">, O__foreach_reciprocal<"async">>;
  readonly _foreach_reciprocal_: Operator<O__foreach_reciprocal_<"sync">, O__foreach_reciprocal_<"async">>;
  readonly _foreach_round: Operator<O__foreach_round<"sync">, O__foreach_round<"async">>;
  readonly _foreach_round_: Operator<O__foreach_round_<"sync">, O__foreach_round_<"async">>;
  readonly _foreach_rsqrt: Operator<O__foreach_rsqrt<"sync">, O__foreach_rsqrt<"async">>;
  readonly _foreach_rsqrt_: Operator<O__foreach_rsqrt_<"sync">, O__foreach_rsqrt_<"async">>;
  readonly _foreach_sigmoid: Operator<O__foreach_sigmoid<"sync">, O__foreach_sigmoid<"async">>;
  readonly _foreach_sigmoid_: Operator<O__foreach_sigmoid_<"sync">, O__foreach_sigmoid_<"async">>;
  readonly _foreach_sign: Operator<O__foreach_sign<"sync">, O__foreach_sign<"async">>;
  readonly _foreach_sign_: Operator<O__foreach_sign_<"sync">, O__foreach_sign_<"async">>;
  readonly _foreach_sin: Operator<O__foreach_sin<"sync">, O__foreach_sin<"async">>;
  readonly _foreach_sin_: Operator<O__foreach_sin_<"sync">, O__foreach_sin_<"async">>;
  readonly _foreach_sinh: Operator<O__foreach_sinh<"sync">, O__foreach_sinh<"async">>;
  readonly _foreach_sinh_: Operator<O__foreach_sinh_<"sync">, O__foreach_sinh_<"async">>;
  readonly _foreach_sqrt: Operator<O__foreach_sqrt<"sync">, O__foreach_sqrt<"async">>;
  readonly _foreach_sqrt_: Operator<O__foreach_sqrt_<"sync">, O__foreach_sqrt_<"async">>;
  readonly _foreach_sub: Operator<O__foreach_sub<"sync">, O__foreach_sub<"async">>;
  readonly _foreach_sub_: Operator<O__foreach_sub_<"sync">, O__foreach_sub_<"async">>;
  readonly _foreach_tan: Operator<O__foreach_tan<"sync">, O__foreach_tan<"async">>;
  readonly _foreach_tan_: Operator<O__foreach_tan_<"sync">, O__foreach_tan_<"async">>;
  readonly _foreach_tanh: Operator<O__foreach_tanh<"sync">, O__foreach_tanh<"async">>;
  readonly _foreach_tanh_: Operator<O__foreach_tanh_<"sync">, O__foreach_tanh_<"async">>;
  readonly _foreach_trunc: Operator<O__foreach_trunc<"sync">, O__foreach_trunc<"async">>;
  readonly _foreach_trunc_: Operator<O__foreach_trunc_<"sync">, O__foreach_trunc_<"async">>;
  readonly _foreach_zero: Operator<O__foreach_zero<"sync">, O__foreach_zero<"async">>;
  readonly _foreach_zero_: Operator<O__foreach_zero_<"sync">, O__foreach_zero_<"async">>;
  readonly _functional_assert_async: Operator<O__functional_assert_async<"sync">, O__functional_assert_async<"async">>;
  readonly _functional_assert_scalar: Operator<O__functional_assert_scalar<"sync">, O__functional_assert_scalar<"async">>;
  readonly _functional_sym_constrain_range: Operator<O__functional_sym_constrain_range<"sync">, O__functional_sym_constrain_range<"async">>;
  readonly _functional_sym_constrain_range_for_size: Operator<O__functional_sym_constrain_range_for_size<"sync">, O__functional_sym_constrain_range_for_size<"async">>;
  readonly _fused_adagrad: Operator<O__fused_adagrad<"sync">, O__fused_adagrad<"async">>;
  readonly _fused_adagrad_: Operator<O__fused_adagrad_<"sync">, O__fused_adagrad_<"async">>;
  readonly _fused_adam: Operator<O__fused_adam<"sync">, O__fused_adam<"async">>;
  readonly _fused_adam_: Operator<O__fused_adam_<"sync">, O__fused_adam_<"async">>;
  readonly _fused_adamw: Operator<O__fused_adamw<"sync">, O__fused_adamw<"async">>;
  readonly _fused_adamw_: Operator<O__fused_adamw_<"sync">, O__fused_adamw_<"async">>;
  readonly _fused_dropout: Operator<O__fused_dropout<"sync">, O__fused_dropout<"async">>;
  readonly _fused_moving_avg_obs_fq_helper: Operator<O__fused_moving_avg_obs_fq_helper<"sync">, O__fused_moving_avg_obs_fq_helper<"async">>;
  readonly _fused_moving_avg_obs_fq_helper_functional: Operator<O__fused_moving_avg_obs_fq_helper_functional<"sync">, O__fused_moving_avg_obs_fq_helper_functional<"async">>;
  readonly _fused_rms_norm: Operator<O__fused_rms_norm<"sync">, O__fused_rms_norm<"async">>;
  readonly _fused_rms_norm_backward: Operator<O__fused_rms_norm_backward<"sync">, O__fused_rms_norm_backward<"async">>;
  readonly _fused_sdp_choice: Operator<O__fused_sdp_choice<"sync">, O__fused_sdp_choice<"async">>;
  readonly _fused_sgd: Operator<O__fused_sgd<"sync">, O__fused_sgd<"async">>;
  readonly _fused_sgd_: Operator<O__fused_sgd_<"sync">, O__fused_sgd_<"async">>;
  readonly _fw_primal: Operator<O__fw_primal<"sync">, O__fw_primal<"async">>;
  readonly _fw_primal_copy: Operator<O__fw_primal_copy<"sync">, O__fw_primal_copy<"async">>;
  readonly _gather_sparse_backward: Operator<O__gather_sparse_backward<"sync">, O__gather_sparse_backward<"async">>;
  readonly _grid_sampler_2d_cpu_fallback: Operator<O__grid_sampler_2d_cpu_fallback<"sync">, O__grid_sampler_2d_cpu_fallback<"async">>;
  readonly _grid_sampler_2d_cpu_fallback_backward: Operator<O__grid_sampler_2d_cpu_fallback_backward<"sync">, O__grid_sampler_2d_cpu_fallback_backward<"async">>;
  readonly _grouped_mm: Operator<O__grouped_mm<"sync">, O__grouped_mm<"async">>;
  readonly _has_compatible_shallow_copy_type: Operator<O__has_compatible_shallow_copy_type<"sync">, O__has_compatible_shallow_copy_type<"async">>;
  readonly _has_same_storage_numel: Operator<O__has_same_storage_numel<"sync">, O__has_same_storage_numel<"async">>;
  readonly _histogramdd_bin_edges: Operator<O__histogramdd_bin_edges<"sync">, O__histogramdd_bin_edges<"async">>;
  readonly _histogramdd_from_bin_cts: Operator<O__histogramdd_from_bin_cts<"sync">, O__histogramdd_from_bin_cts<"async">>;
  readonly _histogramdd_from_bin_tensors: Operator<O__histogramdd_from_bin_tensors<"sync">, O__histogramdd_from_bin_tensors<"async">>;
  readonly _index_put_impl: Operator<O__index_put_impl<"sync">, O__index_put_impl<"async">>;
  readonly _index_put_impl_: Operator<O__index_put_impl_<"sync">, O__index_put_impl_<"async">>;
  readonly _indices: Operator<O__indices<"sync">, O__indices<"async">>;
  readonly _indices_copy: Operator<O__indices_copy<"sync">, O__indices_copy<"async">>;
  readonly _int_mm: Operator<O__int_mm<"sync">, O__int_mm<"async">>;
  readonly _is_all_true: Operator<O__is_all_true<"sync">, O__is_all_true<"async">>;
  readonly _is_any_true: Operator<O__is_any_true<"sync">, O__is_any_true<"async">>;
  readonly _is_zerotensor: Operator<O__is_zerotensor<"sync">, O__is_zerotensor<"async">>;
  readonly _jagged_to_padded_dense_forward: Operator<O__jagged_to_padded_dense_forward<"sync">, O__jagged_to_padded_dense_forward<"async">>;
  readonly _lazy_clone: Operator<O__lazy_clone<"sync">, O__lazy_clone<"async">>;
  readonly _linalg_check_errors: Operator<O__linalg_check_errors<"sync">, O__linalg_check_errors<"async">>;
  readonly _linalg_det: Operator<O__linalg_det<"sync">, O__linalg_det<"async">>;
  readonly _linalg_eigh: Operator<O__linalg_eigh<"sync">, O__linalg_eigh<"async">>;
  readonly _linalg_eigvals: Operator<O__linalg_eigvals<"sync">, O__linalg_eigvals<"async">>;
  readonly _linalg_slogdet: Operator<O__linalg_slogdet<"sync">, O__linalg_slogdet<"async">>;
  readonly _linalg_solve_ex: Operator<O__linalg_solve_ex<"sync">, O__linalg_solve_ex<"async">>;
  readonly _linalg_svd: Operator<O__linalg_svd<"sync">, O__linalg_svd<"async">>;
  readonly _local_scalar_dense: Operator<O__local_scalar_dense<"sync">, O__local_scalar_dense<"async">>;
  readonly _log_softmax: Operator<O__log_softmax<"sync">, O__log_softmax<"async">>;
  readonly _log_softmax_backward_data: Operator<O__log_softmax_backward_data<"sync">, O__log_softmax_backward_data<"async">>;
  readonly _logcumsumexp: Operator<O__logcumsumexp<"sync">, O__logcumsumexp<"async">>;
  readonly _lstm_mps: Operator<O__lstm_mps<"sync">, O__lstm_mps<"async">>;
  readonly _lu_with_info: Operator<O__lu_with_info<"sync">, O__lu_with_info<"async">>;
  readonly _make_dep_token: Operator<O__make_dep_token<"sync">, O__make_dep_token<"async">>;
  readonly _make_dual: Operator<O__make_dual<"sync">, O__make_dual<"async">>;
  readonly _make_dual_copy: Operator<O__make_dual_copy<"sync">, O__make_dual_copy<"async">>;
  readonly _make_per_channel_quantized_tensor: Operator<O__make_per_channel_quantized_tensor<"sync">, O__make_per_channel_quantized_tensor<"async">>;
  readonly _make_per_tensor_quantized_tensor: Operator<O__make_per_tensor_quantized_tensor<"sync">, O__make_per_tensor_quantized_tensor<"async">>;
  readonly _masked_scale: Operator<O__masked_scale<"sync">, O__masked_scale<"async">>;
  readonly _masked_softmax: Operator<O__masked_softmax<"sync">, O__masked_softmax<"async">>;
  readonly _masked_softmax_backward: Operator<O__masked_softmax_backward<"sync">, O__masked_softmax_backward<"async">>;
  readonly _mixed_dtypes_linear: Operator<O__mixed_dtypes_linear<"sync">, O__mixed_dtypes_linear<"async">>;
  readonly _mkldnn_reshape: Operator<O__mkldnn_reshape<"sync">, O__mkldnn_reshape<"async">>;
  readonly _mkldnn_transpose: Operator<O__mkldnn_transpose<"sync">, O__mkldnn_transpose<"async">>;
  readonly _mkldnn_transpose_: Operator<O__mkldnn_transpose_<"sync">, O__mkldnn_transpose_<"async">>;
  readonly _mps_convolution: Operator<O__mps_convolution<"sync">, O__mps_convolution<"async">>;
  readonly _mps_convolution_transpose: Operator<O__mps_convolution_transpose<"sync">, O__mps_convolution_transpose<"async">>;
  readonly _native_batch_norm_legit: Operator<O__native_batch_norm_legit<"sync">, O__native_batch_norm_legit<"async">>;
  readonly _native_batch_norm_legit_functional: Operator<O__native_batch_norm_legit_functional<"sync">, O__native_batch_norm_legit_functional<"async">>;
  readonly _native_batch_norm_legit_no_training: Operator<O__native_batch_norm_legit_no_training<"sync">, O__native_batch_norm_legit_no_training<"async">>;
  readonly _native_multi_head_attention: Operator<O__native_multi_head_attention<"sync">, O__native_multi_head_attention<"async">>;
  readonly _neg_view: Operator<O__neg_view<"sync">, O__neg_view<"async">>;
  readonly _neg_view_copy: Operator<O__neg_view_copy<"sync">, O__neg_view_copy<"async">>;
  readonly _nested_compute_contiguous_strides_offsets: Operator<O__nested_compute_contiguous_strides_offsets<"sync">, O__nested_compute_contiguous_strides_offsets<"async">>;
  readonly _nested_from_padded: Operator<O__nested_from_padded<"sync">, O__nested_from_padded<"async">>;
  readonly _nested_from_padded_and_nested_example: Operator<O__nested_from_padded_and_nested_example<"sync">, O__nested_from_padded_and_nested_example<"async">>;
  readonly _nested_from_padded_tensor: Operator<O__nested_from_padded_tensor<"sync">, O__nested_from_padded_tensor<"async">>;
  readonly _nested_get_jagged_dummy: Operator<O__nested_get_jagged_dummy<"sync">, O__nested_get_jagged_dummy<"async">>;
  readonly _nested_get_lengths: Operator<O__nested_get_lengths<"sync">, O__nested_get_lengths<"async">>;
  readonly _nested_get_max_seqlen: Operator<O__nested_get_max_seqlen<"sync">, O__nested_get_max_seqlen<"async">>;
  readonly _nested_get_min_seqlen: Operator<O__nested_get_min_seqlen<"sync">, O__nested_get_min_seqlen<"async">>;
  readonly _nested_get_offsets: Operator<O__nested_get_offsets<"sync">, O__nested_get_offsets<"async">>;
  readonly _nested_get_ragged_idx: Operator<O__nested_get_ragged_idx<"sync">, O__nested_get_ragged_idx<"async">>;
  readonly _nested_get_values: Operator<O__nested_get_values<"sync">, O__nested_get_values<"async">>;
  readonly _nested_get_values_copy: Operator<O__nested_get_values_copy<"sync">, O__nested_get_values_copy<"async">>;
  readonly _nested_select_backward: Operator<O__nested_select_backward<"sync">, O__nested_select_backward<"async">>;
  readonly _nested_sum_backward: Operator<O__nested_sum_backward<"sync">, O__nested_sum_backward<"async">>;
  readonly _nested_tensor_from_mask: Operator<O__nested_tensor_from_mask<"sync">, O__nested_tensor_from_mask<"async">>;
  readonly _nested_tensor_from_mask_left_aligned: Operator<O__nested_tensor_from_mask_left_aligned<"sync">, O__nested_tensor_from_mask_left_aligned<"async">>;
  readonly _nested_tensor_from_tensor_list: Operator<O__nested_tensor_from_tensor_list<"sync">, O__nested_tensor_from_tensor_list<"async">>;
  readonly _nested_tensor_size: Operator<O__nested_tensor_size<"sync">, O__nested_tensor_size<"async">>;
  readonly _nested_tensor_softmax_with_shape: Operator<O__nested_tensor_softmax_with_shape<"sync">, O__nested_tensor_softmax_with_shape<"async">>;
  readonly _nested_tensor_storage_offsets: Operator<O__nested_tensor_storage_offsets<"sync">, O__nested_tensor_storage_offsets<"async">>;
  readonly _nested_tensor_strides: Operator<O__nested_tensor_strides<"sync">, O__nested_tensor_strides<"async">>;
  readonly _nested_view_from_buffer: Operator<O__nested_view_from_buffer<"sync">, O__nested_view_from_buffer<"async">>;
  readonly _nested_view_from_buffer_copy: Operator<O__nested_view_from_buffer_copy<"sync">, O__nested_view_from_buffer_copy<"async">>;
  readonly _nested_view_from_jagged: Operator<O__nested_view_from_jagged<"sync">, O__nested_view_from_jagged<"async">>;
  readonly _nested_view_from_jagged_copy: Operator<O__nested_view_from_jagged_copy<"sync">, O__nested_view_from_jagged_copy<"async">>;
  readonly _new_zeros_with_same_feature_meta: Operator<O__new_zeros_with_same_feature_meta<"sync">, O__new_zeros_with_same_feature_meta<"async">>;
  readonly _nnpack_available: Operator<O__nnpack_available<"sync">, O__nnpack_available<"async">>;
  readonly _nnpack_spatial_convolution: Operator<O__nnpack_spatial_convolution<"sync">, O__nnpack_spatial_convolution<"async">>;
  readonly _nnz: Operator<O__nnz<"sync">, O__nnz<"async">>;
  readonly _pack_padded_sequence: Operator<O__pack_padded_sequence<"sync">, O__pack_padded_sequence<"async">>;
  readonly _pack_padded_sequence_backward: Operator<O__pack_padded_sequence_backward<"sync">, O__pack_padded_sequence_backward<"async">>;
  readonly _pad_circular: Operator<O__pad_circular<"sync">, O__pad_circular<"async">>;
  readonly _pad_enum: Operator<O__pad_enum<"sync">, O__pad_enum<"async">>;
  readonly _pad_packed_sequence: Operator<O__pad_packed_sequence<"sync">, O__pad_packed_sequence<"async">>;
  readonly _padded_dense_to_jagged_forward: Operator<O__padded_dense_to_jagged_forward<"sync">, O__padded_dense_to_jagged_forward<"async">>;
  readonly _pdist_backward: Operator<O__pdist_backward<"sync">, O__pdist_backward<"async">>;
  readonly _pdist_forward: Operator<O__pdist_forward<"sync">, O__pdist_forward<"async">>;
  readonly _philox_key_fold_in: Operator<O__philox_key_fold_in<"sync">, O__philox_key_fold_in<"async">>;
  readonly _philox_key_split: Operator<O__philox_key_split<"sync">, O__philox_key_split<"async">>;
  readonly _philox_normal: Operator<O__philox_normal<"sync">, O__philox_normal<"async">>;
  readonly _philox_normal_: Operator<O__philox_normal_<"sync">, O__philox_normal_<"async">>;
  readonly _philox_uniform: Operator<O__philox_uniform<"sync">, O__philox_uniform<"async">>;
  readonly _philox_uniform_: Operator<O__philox_uniform_<"sync">, O__philox_uniform_<"async">>;
  readonly _pin_memory: Operator<O__pin_memory<"sync">, O__pin_memory<"async">>;
  readonly _prelu_kernel: Operator<O__prelu_kernel<"sync">, O__prelu_kernel<"async">>;
  readonly _prelu_kernel_backward: Operator<O__prelu_kernel_backward<"sync">, O__prelu_kernel_backward<"async">>;
  readonly _print: Operator<O__print<"sync">, O__print<"async">>;
  readonly _propagate_xla_data: Operator<O__propagate_xla_data<"sync">, O__propagate_xla_data<"async">>;
  readonly _remove_batch_dim: Operator<O__remove_batch_dim<"sync">, O__remove_batch_dim<"async">>;
  readonly _reshape_alias: Operator<O__reshape_alias<"sync">, O__reshape_alias<"async">>;
  readonly _reshape_alias_copy: Operator<O__reshape_alias_copy<"sync">, O__reshape_alias_copy<"async">>;
  readonly _reshape_copy: Operator<O__reshape_copy<"sync">, O__reshape_copy<"async">>;
  readonly _reshape_from_tensor: Operator<O__reshape_from_tensor<"sync">, O__reshape_from_tensor<"async">>;
  readonly _resize_output: Operator<O__resize_output<"sync">, O__resize_output<"async">>;
  readonly _resize_output_: Operator<O__resize_output_<"sync">, O__resize_output_<"async">>;
  readonly _rowwise_prune: Operator<O__rowwise_prune<"sync">, O__rowwise_prune<"async">>;
  readonly _safe_softmax: Operator<O__safe_softmax<"sync">, O__safe_softmax<"async">>;
  readonly _sample_dirichlet: Operator<O__sample_dirichlet<"sync">, O__sample_dirichlet<"async">>;
  readonly _saturate_weight_to_fp16: Operator<O__saturate_weight_to_fp16<"sync">, O__saturate_weight_to_fp16<"async">>;
  readonly _scaled_dot_product_attention_math: Operator<O__scaled_dot_product_attention_math<"sync">, O__scaled_dot_product_attention_math<"async">>;
  readonly _scaled_dot_product_attention_math_for_mps: Operator<O__scaled_dot_product_attention_math_for_mps<"sync">, O__scaled_dot_product_attention_math_for_mps<"async">>;
  readonly _scaled_dot_product_cudnn_attention: Operator<O__scaled_dot_product_cudnn_attention<"sync">, O__scaled_dot_product_cudnn_attention<"async">>;
  readonly _scaled_dot_product_cudnn_attention_backward: Operator<O__scaled_dot_product_cudnn_attention_backward<"sync">, O__scaled_dot_product_cudnn_attention_backward<"async">>;
  readonly _scaled_dot_product_efficient_attention: Operator<O__scaled_dot_product_efficient_attention<"sync">, O__scaled_dot_product_efficient_attention<"async">>;
  readonly _scaled_dot_product_efficient_attention_backward: Operator<O__scaled_dot_product_efficient_attention_backward<"sync">, O__scaled_dot_product_efficient_attention_backward<"async">>;
  readonly _scaled_dot_product_flash_attention: Operator<O__scaled_dot_product_flash_attention<"sync">, O__scaled_dot_product_flash_attention<"async">>;
  readonly _scaled_dot_product_flash_attention_backward: Operator<O__scaled_dot_product_flash_attention_backward<"sync">, O__scaled_dot_product_flash_attention_backward<"async">>;
  readonly _scaled_dot_product_flash_attention_for_cpu: Operator<O__scaled_dot_product_flash_attention_for_cpu<"sync">, O__scaled_dot_product_flash_attention_for_cpu<"async">>;
  readonly _scaled_dot_product_flash_attention_for_cpu_backward: Operator<O__scaled_dot_product_flash_attention_for_cpu_backward<"sync">, O__scaled_dot_product_flash_attention_for_cpu_backward<"async">>;
  readonly _scaled_dot_product_fused_attention_overrideable: Operator<O__scaled_dot_product_fused_attention_overrideable<"sync">, O__scaled_dot_product_fused_attention_overrideable<"async">>;
  readonly _scaled_dot_product_fused_attention_overrideable_backward: Operator<O__scaled_dot_product_fused_attention_overrideable_backward<"sync">, O__scaled_dot_product_fused_attention_overrideable_backward<"async">>;
  readonly _scaled_grouped_mm: Operator<O__scaled_grouped_mm<"sync">, O__scaled_grouped_mm<"async">>;
  readonly _scaled_grouped_mm_v2: Operator<O__scaled_grouped_mm_v2<"sync">, O__scaled_grouped_mm_v2<"async">>;
  readonly _scaled_mm: Operator<O__scaled_mm<"sync">, O__scaled_mm<"async">>;
  readonly _scaled_mm_v2: Operator<O__scaled_mm_v2<"sync">, O__scaled_mm_v2<"async">>;
  readonly _segment_reduce_backward: Operator<O__segment_reduce_backward<"sync">, O__segment_reduce_backward<"async">>;
  readonly _shape_as_tensor: Operator<O__shape_as_tensor<"sync">, O__shape_as_tensor<"async">>;
  readonly _slow_conv2d_backward: Operator<O__slow_conv2d_backward<"sync">, O__slow_conv2d_backward<"async">>;
  readonly _slow_conv2d_forward: Operator<O__slow_conv2d_forward<"sync">, O__slow_conv2d_forward<"async">>;
  readonly _sobol_engine_draw: Operator<O__sobol_engine_draw<"sync">, O__sobol_engine_draw<"async">>;
  readonly _sobol_engine_ff_: Operator<O__sobol_engine_ff_<"sync">, O__sobol_engine_ff_<"async">>;
  readonly _sobol_engine_initialize_state_: Operator<O__sobol_engine_initialize_state_<"sync">, O__sobol_engine_initialize_state_<"async">>;
  readonly _sobol_engine_scramble_: Operator<O__sobol_engine_scramble_<"sync">, O__sobol_engine_scramble_<"async">>;
  readonly _softmax: Operator<O__softmax<"sync">, O__softmax<"async">>;
  readonly _softmax_backward_data: Operator<O__softmax_backward_data<"sync">, O__softmax_backward_data<"async">>;
  readonly _sparse_addmm: Operator<O__sparse_addmm<"sync">, O__sparse_addmm<"async">>;
  readonly _sparse_broadcast_to: Operator<O__sparse_broadcast_to<"sync">, O__sparse_broadcast_to<"async">>;
  readonly _sparse_broadcast_to_copy: Operator<O__sparse_broadcast_to_copy<"sync">, O__sparse_broadcast_to_copy<"async">>;
  readonly _sparse_bsc_tensor_unsafe: Operator<O__sparse_bsc_tensor_unsafe<"sync">, O__sparse_bsc_tensor_unsafe<"async">>;
  readonly _sparse_bsr_tensor_unsafe: Operator<O__sparse_bsr_tensor_unsafe<"sync">, O__sparse_bsr_tensor_unsafe<"async">>;
  readonly _sparse_compressed_tensor_unsafe: Operator<O__sparse_compressed_tensor_unsafe<"sync">, O__sparse_compressed_tensor_unsafe<"async">>;
  readonly _sparse_compressed_tensor_with_dims: Operator<O__sparse_compressed_tensor_with_dims<"sync">, O__sparse_compressed_tensor_with_dims<"async">>;
  readonly _sparse_coo_tensor_unsafe: Operator<O__sparse_coo_tensor_unsafe<"sync">, O__sparse_coo_tensor_unsafe<"async">>;
  readonly _sparse_coo_tensor_with_dims: Operator<O__sparse_coo_tensor_with_dims<"sync">, O__sparse_coo_tensor_with_dims<"async">>;
  readonly _sparse_coo_tensor_with_dims_and_tensors: Operator<O__sparse_coo_tensor_with_dims_and_tensors<"sync">, O__sparse_coo_tensor_with_dims_and_tensors<"async">>;
  readonly _sparse_csc_tensor_unsafe: Operator<O__sparse_csc_tensor_unsafe<"sync">, O__sparse_csc_tensor_unsafe<"async">>;
  readonly _sparse_csr_prod: Operator<O__sparse_csr_prod<"sync">, O__sparse_csr_prod<"async">>;
  readonly _sparse_csr_sum: Operator<O__sparse_csr_sum<"sync">, O__sparse_csr_sum<"async">>;
  readonly _sparse_csr_tensor_unsafe: Operator<O__sparse_csr_tensor_unsafe<"sync">, O__sparse_csr_tensor_unsafe<"async">>;
  readonly _sparse_log_softmax: Operator<O__sparse_log_softmax<"sync">, O__sparse_log_softmax<"async">>;
  readonly _sparse_log_softmax_backward_data: Operator<O__sparse_log_softmax_backward_data<"sync">, O__sparse_log_softmax_backward_data<"async">>;
  readonly _sparse_mask_projection: Operator<O__sparse_mask_projection<"sync">, O__sparse_mask_projection<"async">>;
  readonly _sparse_mm: Operator<O__sparse_mm<"sync">, O__sparse_mm<"async">>;
  readonly _sparse_mm_reduce_impl: Operator<O__sparse_mm_reduce_impl<"sync">, O__sparse_mm_reduce_impl<"async">>;
  readonly _sparse_mm_reduce_impl_backward: Operator<O__sparse_mm_reduce_impl_backward<"sync">, O__sparse_mm_reduce_impl_backward<"async">>;
  readonly _sparse_semi_structured_addmm: Operator<O__sparse_semi_structured_addmm<"sync">, O__sparse_semi_structured_addmm<"async">>;
  readonly _sparse_semi_structured_apply: Operator<O__sparse_semi_structured_apply<"sync">, O__sparse_semi_structured_apply<"async">>;
  readonly _sparse_semi_structured_apply_dense: Operator<O__sparse_semi_structured_apply_dense<"sync">, O__sparse_semi_structured_apply_dense<"async">>;
  readonly _sparse_semi_structured_linear: Operator<O__sparse_semi_structured_linear<"sync">, O__sparse_semi_structured_linear<"async">>;
  readonly _sparse_semi_structured_mm: Operator<O__sparse_semi_structured_mm<"sync">, O__sparse_semi_structured_mm<"async">>;
  readonly _sparse_semi_structured_tile: Operator<O__sparse_semi_structured_tile<"sync">, O__sparse_semi_structured_tile<"async">>;
  readonly _sparse_softmax: Operator<O__sparse_softmax<"sync">, O__sparse_softmax<"async">>;
  readonly _sparse_softmax_backward_data: Operator<O__sparse_softmax_backward_data<"sync">, O__sparse_softmax_backward_data<"async">>;
  readonly _sparse_sparse_matmul: Operator<O__sparse_sparse_matmul<"sync">, O__sparse_sparse_matmul<"async">>;
  readonly _sparse_sum: Operator<O__sparse_sum<"sync">, O__sparse_sum<"async">>;
  readonly _sparse_sum_backward: Operator<O__sparse_sum_backward<"sync">, O__sparse_sum_backward<"async">>;
  readonly _spdiags: Operator<O__spdiags<"sync">, O__spdiags<"async">>;
  readonly _spsolve: Operator<O__spsolve<"sync">, O__spsolve<"async">>;
  readonly _stack: Operator<O__stack<"sync">, O__stack<"async">>;
  readonly _standard_gamma: Operator<O__standard_gamma<"sync">, O__standard_gamma<"async">>;
  readonly _standard_gamma_grad: Operator<O__standard_gamma_grad<"sync">, O__standard_gamma_grad<"async">>;
  readonly _test_ambiguous_defaults: Operator<O__test_ambiguous_defaults<"sync">, O__test_ambiguous_defaults<"async">>;
  readonly _test_autograd_multiple_dispatch: Operator<O__test_autograd_multiple_dispatch<"sync">, O__test_autograd_multiple_dispatch<"async">>;
  readonly _test_autograd_multiple_dispatch_view: Operator<O__test_autograd_multiple_dispatch_view<"sync">, O__test_autograd_multiple_dispatch_view<"async">>;
  readonly _test_autograd_multiple_dispatch_view_copy: Operator<O__test_autograd_multiple_dispatch_view_copy<"sync">, O__test_autograd_multiple_dispatch_view_copy<"async">>;
  readonly _test_check_tensor: Operator<O__test_check_tensor<"sync">, O__test_check_tensor<"async">>;
  readonly _test_functorch_fallback: Operator<O__test_functorch_fallback<"sync">, O__test_functorch_fallback<"async">>;
  readonly _test_optional_filled_intlist: Operator<O__test_optional_filled_intlist<"sync">, O__test_optional_filled_intlist<"async">>;
  readonly _test_optional_floatlist: Operator<O__test_optional_floatlist<"sync">, O__test_optional_floatlist<"async">>;
  readonly _test_optional_intlist: Operator<O__test_optional_intlist<"sync">, O__test_optional_intlist<"async">>;
  readonly _test_parallel_materialize: Operator<O__test_parallel_materialize<"sync">, O__test_parallel_materialize<"async">>;
  readonly _test_serialization_subcmul: Operator<O__test_serialization_subcmul<"sync">, O__test_serialization_subcmul<"async">>;
  readonly _test_string_default: Operator<O__test_string_default<"sync">, O__test_string_default<"async">>;
  readonly _test_warn_in_autograd: Operator<O__test_warn_in_autograd<"sync">, O__test_warn_in_autograd<"async">>;
  readonly _thnn_differentiable_gru_cell_backward: Operator<O__thnn_differentiable_gru_cell_backward<"sync">, O__thnn_differentiable_gru_cell_backward<"async">>;
  readonly _thnn_differentiable_lstm_cell_backward: Operator<O__thnn_differentiable_lstm_cell_backward<"sync">, O__thnn_differentiable_lstm_cell_backward<"async">>;
  readonly _thnn_fused_gru_cell: Operator<O__thnn_fused_gru_cell<"sync">, O__thnn_fused_gru_cell<"async">>;
  readonly _thnn_fused_gru_cell_backward: Operator<O__thnn_fused_gru_cell_backward<"sync">, O__thnn_fused_gru_cell_backward<"async">>;
  readonly _thnn_fused_lstm_cell: Operator<O__thnn_fused_lstm_cell<"sync">, O__thnn_fused_lstm_cell<"async">>;
  readonly _thnn_fused_lstm_cell_backward: Operator<O__thnn_fused_lstm_cell_backward<"sync">, O__thnn_fused_lstm_cell_backward<"async">>;
  readonly _thnn_fused_lstm_cell_backward_impl: Operator<O__thnn_fused_lstm_cell_backward_impl<"sync">, O__thnn_fused_lstm_cell_backward_impl<"async">>;
  readonly _to_copy: Operator<O__to_copy<"sync">, O__to_copy<"async">>;
  readonly _to_cpu: Operator<O__to_cpu<"sync">, O__to_cpu<"async">>;
  readonly _to_dense: Operator<O__to_dense<"sync">, O__to_dense<"async">>;
  readonly _to_sparse: Operator<O__to_sparse<"sync">, O__to_sparse<"async">>;
  readonly _to_sparse_bsc: Operator<O__to_sparse_bsc<"sync">, O__to_sparse_bsc<"async">>;
  readonly _to_sparse_bsr: Operator<O__to_sparse_bsr<"sync">, O__to_sparse_bsr<"async">>;
  readonly _to_sparse_csc: Operator<O__to_sparse_csc<"sync">, O__to_sparse_csc<"async">>;
  readonly _to_sparse_csr: Operator<O__to_sparse_csr<"sync">, O__to_sparse_csr<"async">>;
  readonly _to_sparse_semi_structured: Operator<O__to_sparse_semi_structured<"sync">, O__to_sparse_semi_structured<"async">>;
  readonly _transform_bias_rescale_qkv: Operator<O__transform_bias_rescale_qkv<"sync">, O__transform_bias_rescale_qkv<"async">>;
  readonly _transformer_encoder_layer_fwd: Operator<O__transformer_encoder_layer_fwd<"sync">, O__transformer_encoder_layer_fwd<"async">>;
  readonly _trilinear: Operator<O__trilinear<"sync">, O__trilinear<"async">>;
  readonly _triton_multi_head_attention: Operator<O__triton_multi_head_attention<"sync">, O__triton_multi_head_attention<"async">>;
  readonly _triton_scaled_dot_attention: Operator<O__triton_scaled_dot_attention<"sync">, O__triton_scaled_dot_attention<"async">>;
  readonly _unique: Operator<O__unique<"sync">, O__unique<"async">>;
  readonly _unique2: Operator<O__unique2<"sync">, O__unique2<"async">>;
  readonly _unpack_dual: Operator<O__unpack_dual<"sync">, O__unpack_dual<"async">>;
  readonly _unsafe_index: Operator<O__unsafe_index<"sync">, O__unsafe_index<"async">>;
  readonly _unsafe_index_put: Operator<O__unsafe_index_put<"sync">, O__unsafe_index_put<"async">>;
  readonly _unsafe_masked_index: Operator<O__unsafe_masked_index<"sync">, O__unsafe_masked_index<"async">>;
  readonly _unsafe_masked_index_put_accumulate: Operator<O__unsafe_masked_index_put_accumulate<"sync">, O__unsafe_masked_index_put_accumulate<"async">>;
  readonly _unsafe_view: Operator<O__unsafe_view<"sync">, O__unsafe_view<"async">>;
  readonly _upsample_bicubic2d_aa: Operator<O__upsample_bicubic2d_aa<"sync">, O__upsample_bicubic2d_aa<"async">>;
  readonly _upsample_bicubic2d_aa_backward: Operator<O__upsample_bicubic2d_aa_backward<"sync">, O__upsample_bicubic2d_aa_backward<"async">>;
  readonly _upsample_bilinear2d_aa: Operator<O__upsample_bilinear2d_aa<"sync">, O__upsample_bilinear2d_aa<"async">>;
  readonly _upsample_bilinear2d_aa_backward: Operator<O__upsample_bilinear2d_aa_backward<"sync">, O__upsample_bilinear2d_aa_backward<"async">>;
  readonly _upsample_lanczos2d_aa: Operator<O__upsample_lanczos2d_aa<"sync">, O__upsample_lanczos2d_aa<"async">>;
  readonly _upsample_lanczos2d_aa_backward: Operator<O__upsample_lanczos2d_aa_backward<"sync">, O__upsample_lanczos2d_aa_backward<"async">>;
  readonly _upsample_nearest_exact1d: Operator<O__upsample_nearest_exact1d<"sync">, O__upsample_nearest_exact1d<"async">>;
  readonly _upsample_nearest_exact1d_backward: Operator<O__upsample_nearest_exact1d_backward<"sync">, O__upsample_nearest_exact1d_backward<"async">>;
  readonly _upsample_nearest_exact2d: Operator<O__upsample_nearest_exact2d<"sync">, O__upsample_nearest_exact2d<"async">>;
  readonly _upsample_nearest_exact2d_backward: Operator<O__upsample_nearest_exact2d_backward<"sync">, O__upsample_nearest_exact2d_backward<"async">>;
  readonly _upsample_nearest_exact3d: Operator<O__upsample_nearest_exact3d<"sync">, O__upsample_nearest_exact3d<"async">>;
  readonly _upsample_nearest_exact3d_backward: Operator<O__upsample_nearest_exact3d_backward<"sync">, O__upsample_nearest_exact3d_backward<"async">>;
  readonly _use_cudnn_ctc_loss: Operator<O__use_cudnn_ctc_loss<"sync">, O__use_cudnn_ctc_loss<"async">>;
  readonly _use_cudnn_rnn_flatten_weight: Operator<O__use_cudnn_rnn_flatten_weight<"sync">, O__use_cudnn_rnn_flatten_weight<"async">>;
  readonly _use_miopen_ctc_loss: Operator<O__use_miopen_ctc_loss<"sync">, O__use_miopen_ctc_loss<"async">>;
  readonly _validate_compressed_sparse_indices: Operator<O__validate_compressed_sparse_indices<"sync">, O__validate_compressed_sparse_indices<"async">>;
  readonly _validate_sparse_bsc_tensor_args: Operator<O__validate_sparse_bsc_tensor_args<"sync">, O__validate_sparse_bsc_tensor_args<"async">>;
  readonly _validate_sparse_bsr_tensor_args: Operator<O__validate_sparse_bsr_tensor_args<"sync">, O__validate_sparse_bsr_tensor_args<"async">>;
  readonly _validate_sparse_compressed_tensor_args: Operator<O__validate_sparse_compressed_tensor_args<"sync">, O__validate_sparse_compressed_tensor_args<"async">>;
  readonly _validate_sparse_coo_tensor_args: Operator<O__validate_sparse_coo_tensor_args<"sync">, O__validate_sparse_coo_tensor_args<"async">>;
  readonly _validate_sparse_csc_tensor_args: Operator<O__validate_sparse_csc_tensor_args<"sync">, O__validate_sparse_csc_tensor_args<"async">>;
  readonly _validate_sparse_csr_tensor_args: Operator<O__validate_sparse_csr_tensor_args<"sync">, O__validate_sparse_csr_tensor_args<"async">>;
  readonly _values: Operator<O__values<"sync">, O__values<"async">>;
  readonly _values_copy: Operator<O__values_copy<"sync">, O__values_copy<"async">>;
  readonly _version: Operator<O__version<"sync">, O__version<"async">>;
  readonly _weight_int4pack_mm: Operator<O__weight_int4pack_mm<"sync">, O__weight_int4pack_mm<"async">>;
  readonly _weight_int4pack_mm_for_cpu: Operator<O__weight_int4pack_mm_for_cpu<"sync">, O__weight_int4pack_mm_for_cpu<"async">>;
  readonly _weight_int4pack_mm_with_scales_and_zeros: Operator<O__weight_int4pack_mm_with_scales_and_zeros<"sync">, O__weight_int4pack_mm_with_scales_and_zeros<"async">>;
  readonly _weight_int8pack_mm: Operator<O__weight_int8pack_mm<"sync">, O__weight_int8pack_mm<"async">>;
  readonly _weight_norm: Operator<O__weight_norm<"sync">, O__weight_norm<"async">>;
  readonly _weight_norm_differentiable_backward: Operator<O__weight_norm_differentiable_backward<"sync">, O__weight_norm_differentiable_backward<"async">>;
  readonly _weight_norm_interface: Operator<O__weight_norm_interface<"sync">, O__weight_norm_interface<"async">>;
  readonly _weight_norm_interface_backward: Operator<O__weight_norm_interface_backward<"sync">, O__weight_norm_interface_backward<"async">>;
  readonly _wrapped_linear_prepack: Operator<O__wrapped_linear_prepack<"sync">, O__wrapped_linear_prepack<"async">>;
  readonly _wrapped_quantized_linear_prepacked: Operator<O__wrapped_quantized_linear_prepacked<"sync">, O__wrapped_quantized_linear_prepacked<"async">>;
  readonly abs: Operator<O_abs<"sync">, O_abs<"async">>;
  readonly abs_: Operator<O_abs_<"sync">, O_abs_<"async">>;
  readonly absolute: Operator<O_absolute<"sync">, O_absolute<"async">>;
  readonly absolute_: Operator<O_absolute_<"sync">, O_absolute_<"async">>;
  readonly acos: Operator<O_acos<"sync">, O_acos<"async">>;
  readonly acos_: Operator<O_acos_<"sync">, O_acos_<"async">>;
  readonly acosh: Operator<O_acosh<"sync">, O_acosh<"async">>;
  readonly acosh_: Operator<O_acosh_<"sync">, O_acosh_<"async">>;
  readonly adaptive_avg_pool1d: Operator<O_adaptive_avg_pool1d<"sync">, O_adaptive_avg_pool1d<"async">>;
  readonly adaptive_avg_pool2d: Operator<O_adaptive_avg_pool2d<"sync">, O_adaptive_avg_pool2d<"async">>;
  readonly adaptive_avg_pool3d: Operator<O_adaptive_avg_pool3d<"sync">, O_adaptive_avg_pool3d<"async">>;
  readonly adaptive_avg_pool3d_backward: Operator<O_adaptive_avg_pool3d_backward<"sync">, O_adaptive_avg_pool3d_backward<"async">>;
  readonly adaptive_max_pool1d: Operator<O_adaptive_max_pool1d<"sync">, O_adaptive_max_pool1d<"async">>;
  readonly adaptive_max_pool2d: Operator<O_adaptive_max_pool2d<"sync">, O_adaptive_max_pool2d<"async">>;
  readonly adaptive_max_pool2d_backward: Operator<O_adaptive_max_pool2d_backward<"sync">, O_adaptive_max_pool2d_backward<"async">>;
  readonly adaptive_max_pool3d: Operator<O_adaptive_max_pool3d<"sync">, O_adaptive_max_pool3d<"async">>;
  readonly adaptive_max_pool3d_backward: Operator<O_adaptive_max_pool3d_backward<"sync">, O_adaptive_max_pool3d_backward<"async">>;
  readonly add: Operator<O_add<"sync">, O_add<"async">>;
  readonly add_: Operator<O_add_<"sync">, O_add_<"async">>;
  readonly addbmm: Operator<O_addbmm<"sync">, O_addbmm<"async">>;
  readonly addbmm_: Operator<O_addbmm_<"sync">, O_addbmm_<"async">>;
  readonly addcdiv: Operator<O_addcdiv<"sync">, O_addcdiv<"async">>;
  readonly addcdiv_: Operator<O_addcdiv_<"sync">, O_addcdiv_<"async">>;
  readonly addcmul: Operator<O_addcmul<"sync">, O_addcmul<"async">>;
  readonly addcmul_: Operator<O_addcmul_<"sync">, O_addcmul_<"async">>;
  readonly addmm: Operator<O_addmm<"sync">, O_addmm<"async">>;
  readonly addmm_: Operator<O_addmm_<"sync">, O_addmm_<"async">>;
  readonly addmv: Operator<O_addmv<"sync">, O_addmv<"async">>;
  readonly addmv_: Operator<O_addmv_<"sync">, O_addmv_<"async">>;
  readonly addr: Operator<O_addr<"sync">, O_addr<"async">>;
  readonly addr_: Operator<O_addr_<"sync">, O_addr_<"async">>;
  readonly adjoint: Operator<O_adjoint<"sync">, O_adjoint<"async">>;
  readonly affine_grid_generator: Operator<O_affine_grid_generator<"sync">, O_affine_grid_generator<"async">>;
  readonly affine_grid_generator_backward: Operator<O_affine_grid_generator_backward<"sync">, O_affine_grid_generator_backward<"async">>;
  readonly alias: Operator<O_alias<"sync">, O_alias<"async">>;
  readonly alias_copy: Operator<O_alias_copy<"sync">, O_alias_copy<"async">>;
  readonly all: Operator<O_all<"sync">, O_all<"async">>;
  readonly allclose: Operator<O_allclose<"sync">, O_allclose<"async">>;
  readonly alpha_dropout: Operator<O_alpha_dropout<"sync">, O_alpha_dropout<"async">>;
  readonly alpha_dropout_: Operator<O_alpha_dropout_<"sync">, O_alpha_dropout_<"async">>;
  readonly amax: Operator<O_amax<"sync">, O_amax<"async">>;
  readonly amin: Operator<O_amin<"sync">, O_amin<"async">>;
  readonly aminmax: Operator<O_aminmax<"sync">, O_aminmax<"async">>;
  readonly angle: Operator<O_angle<"sync">, O_angle<"async">>;
  readonly any: Operator<O_any<"sync">, O_any<"async">>;
  readonly arange: Operator<O_arange<"sync">, O_arange<"async">>;
  readonly arccos: Operator<O_arccos<"sync">, O_arccos<"async">>;
  readonly arccos_: Operator<O_arccos_<"sync">, O_arccos_<"async">>;
  readonly arccosh: Operator<O_arccosh<"sync">, O_arccosh<"async">>;
  readonly arccosh_: Operator<O_arccosh_<"sync">, O_arccosh_<"async">>;
  readonly arcsin: Operator<O_arcsin<"sync">, O_arcsin<"async">>;
  readonly arcsin_: Operator<O_arcsin_<"sync">, O_arcsin_<"async">>;
  readonly arcsinh: Operator<O_arcsinh<"sync">, O_arcsinh<"async">>;
  readonly arcsinh_: Operator<O_arcsinh_<"sync">, O_arcsinh_<"async">>;
  readonly arctan: Operator<O_arctan<"sync">, O_arctan<"async">>;
  readonly arctan2: Operator<O_arctan2<"sync">, O_arctan2<"async">>;
  readonly arctan2_: Operator<O_arctan2_<"sync">, O_arctan2_<"async">>;
  readonly arctan_: Operator<O_arctan_<"sync">, O_arctan_<"async">>;
  readonly arctanh: Operator<O_arctanh<"sync">, O_arctanh<"async">>;
  readonly arctanh_: Operator<O_arctanh_<"sync">, O_arctanh_<"async">>;
  readonly argmax: Operator<O_argmax<"sync">, O_argmax<"async">>;
  readonly argmin: Operator<O_argmin<"sync">, O_argmin<"async">>;
  readonly argsort: Operator<O_argsort<"sync">, O_argsort<"async">>;
  readonly argwhere: Operator<O_argwhere<"sync">, O_argwhere<"async">>;
  readonly as_strided: Operator<O_as_strided<"sync">, O_as_strided<"async">>;
  readonly as_strided_: Operator<O_as_strided_<"sync">, O_as_strided_<"async">>;
  readonly as_strided_copy: Operator<O_as_strided_copy<"sync">, O_as_strided_copy<"async">>;
  readonly as_strided_scatter: Operator<O_as_strided_scatter<"sync">, O_as_strided_scatter<"async">>;
  readonly asin: Operator<O_asin<"sync">, O_asin<"async">>;
  readonly asin_: Operator<O_asin_<"sync">, O_asin_<"async">>;
  readonly asinh: Operator<O_asinh<"sync">, O_asinh<"async">>;
  readonly asinh_: Operator<O_asinh_<"sync">, O_asinh_<"async">>;
  readonly atan: Operator<O_atan<"sync">, O_atan<"async">>;
  readonly atan2: Operator<O_atan2<"sync">, O_atan2<"async">>;
  readonly atan2_: Operator<O_atan2_<"sync">, O_atan2_<"async">>;
  readonly atan_: Operator<O_atan_<"sync">, O_atan_<"async">>;
  readonly atanh: Operator<O_atanh<"sync">, O_atanh<"async">>;
  readonly atanh_: Operator<O_atanh_<"sync">, O_atanh_<"async">>;
  readonly atleast_1d: Operator<O_atleast_1d<"sync">, O_atleast_1d<"async">>;
  readonly atleast_2d: Operator<O_atleast_2d<"sync">, O_atleast_2d<"async">>;
  readonly atleast_3d: Operator<O_atleast_3d<"sync">, O_atleast_3d<"async">>;
  readonly avg_pool1d: Operator<O_avg_pool1d<"sync">, O_avg_pool1d<"async">>;
  readonly avg_pool2d: Operator<O_avg_pool2d<"sync">, O_avg_pool2d<"async">>;
  readonly avg_pool2d_backward: Operator<O_avg_pool2d_backward<"sync">, O_avg_pool2d_backward<"async">>;
  readonly avg_pool3d: Operator<O_avg_pool3d<"sync">, O_avg_pool3d<"async">>;
  readonly avg_pool3d_backward: Operator<O_avg_pool3d_backward<"sync">, O_avg_pool3d_backward<"async">>;
  readonly baddbmm: Operator<O_baddbmm<"sync">, O_baddbmm<"async">>;
  readonly baddbmm_: Operator<O_baddbmm_<"sync">, O_baddbmm_<"async">>;
  readonly bartlett_window: Operator<O_bartlett_window<"sync">, O_bartlett_window<"async">>;
  readonly batch_norm: Operator<O_batch_norm<"sync">, O_batch_norm<"async">>;
  readonly batch_norm_backward: Operator<O_batch_norm_backward<"sync">, O_batch_norm_backward<"async">>;
  readonly batch_norm_backward_elemt: Operator<O_batch_norm_backward_elemt<"sync">, O_batch_norm_backward_elemt<"async">>;
  readonly batch_norm_backward_reduce: Operator<O_batch_norm_backward_reduce<"sync">, O_batch_norm_backward_reduce<"async">>;
  readonly batch_norm_elemt: Operator<O_batch_norm_elemt<"sync">, O_batch_norm_elemt<"async">>;
  readonly batch_norm_gather_stats: Operator<O_batch_norm_gather_stats<"sync">, O_batch_norm_gather_stats<"async">>;
  readonly batch_norm_gather_stats_with_counts: Operator<O_batch_norm_gather_stats_with_counts<"sync">, O_batch_norm_gather_stats_with_counts<"async">>;
  readonly batch_norm_stats: Operator<O_batch_norm_stats<"sync">, O_batch_norm_stats<"async">>;
  readonly batch_norm_update_stats: Operator<O_batch_norm_update_stats<"sync">, O_batch_norm_update_stats<"async">>;
  readonly bernoulli: Operator<O_bernoulli<"sync">, O_bernoulli<"async">>;
  readonly bernoulli_: Operator<O_bernoulli_<"sync">, O_bernoulli_<"async">>;
  readonly bilinear: Operator<O_bilinear<"sync">, O_bilinear<"async">>;
  readonly binary_cross_entropy: Operator<O_binary_cross_entropy<"sync">, O_binary_cross_entropy<"async">>;
  readonly binary_cross_entropy_backward: Operator<O_binary_cross_entropy_backward<"sync">, O_binary_cross_entropy_backward<"async">>;
  readonly binary_cross_entropy_with_logits: Operator<O_binary_cross_entropy_with_logits<"sync">, O_binary_cross_entropy_with_logits<"async">>;
  readonly bincount: Operator<O_bincount<"sync">, O_bincount<"async">>;
  readonly binomial: Operator<O_binomial<"sync">, O_binomial<"async">>;
  readonly bitwise_and: Operator<O_bitwise_and<"sync">, O_bitwise_and<"async">>;
  readonly bitwise_and_: Operator<O_bitwise_and_<"sync">, O_bitwise_and_<"async">>;
  readonly bitwise_left_shift: Operator<O_bitwise_left_shift<"sync">, O_bitwise_left_shift<"async">>;
  readonly bitwise_left_shift_: Operator<O_bitwise_left_shift_<"sync">, O_bitwise_left_shift_<"async">>;
  readonly bitwise_not: Operator<O_bitwise_not<"sync">, O_bitwise_not<"async">>;
  readonly bitwise_not_: Operator<O_bitwise_not_<"sync">, O_bitwise_not_<"async">>;
  readonly bitwise_or: Operator<O_bitwise_or<"sync">, O_bitwise_or<"async">>;
  readonly bitwise_or_: Operator<O_bitwise_or_<"sync">, O_bitwise_or_<"async">>;
  readonly bitwise_right_shift: Operator<O_bitwise_right_shift<"sync">, O_bitwise_right_shift<"async">>;
  readonly bitwise_right_shift_: Operator<O_bitwise_right_shift_<"sync">, O_bitwise_right_shift_<"async">>;
  readonly bitwise_xor: Operator<O_bitwise_xor<"sync">, O_bitwise_xor<"async">>;
  readonly bitwise_xor_: Operator<O_bitwise_xor_<"sync">, O_bitwise_xor_<"async">>;
  readonly blackman_window: Operator<O_blackman_window<"sync">, O_blackman_window<"async">>;
  readonly block_diag: Operator<O_block_diag<"sync">, O_block_diag<"async">>;
  readonly bmm: Operator<O_bmm<"sync">, O_bmm<"async">>;
  readonly broadcast_tensors: Operator<O_broadcast_tensors<"sync">, O_broadcast_tensors<"async">>;
  readonly broadcast_to: Operator<O_broadcast_to<"sync">, O_broadcast_to<"async">>;
  readonly bucketize: Operator<O_bucketize<"sync">, O_bucketize<"async">>;
  readonly can_cast: Operator<O_can_cast<"sync">, O_can_cast<"async">>;
  readonly cartesian_prod: Operator<O_cartesian_prod<"sync">, O_cartesian_prod<"async">>;
  readonly cat: Operator<O_cat<"sync">, O_cat<"async">>;
  readonly cauchy: Operator<O_cauchy<"sync">, O_cauchy<"async">>;
  readonly cauchy_: Operator<O_cauchy_<"sync">, O_cauchy_<"async">>;
  readonly ccol_indices: Operator<O_ccol_indices<"sync">, O_ccol_indices<"async">>;
  readonly ccol_indices_copy: Operator<O_ccol_indices_copy<"sync">, O_ccol_indices_copy<"async">>;
  readonly cdist: Operator<O_cdist<"sync">, O_cdist<"async">>;
  readonly ceil: Operator<O_ceil<"sync">, O_ceil<"async">>;
  readonly ceil_: Operator<O_ceil_<"sync">, O_ceil_<"async">>;
  readonly celu: Operator<O_celu<"sync">, O_celu<"async">>;
  readonly celu_: Operator<O_celu_<"sync">, O_celu_<"async">>;
  readonly chain_matmul: Operator<O_chain_matmul<"sync">, O_chain_matmul<"async">>;
  readonly chalf: Operator<O_chalf<"sync">, O_chalf<"async">>;
  readonly channel_shuffle: Operator<O_channel_shuffle<"sync">, O_channel_shuffle<"async">>;
  readonly cholesky: Operator<O_cholesky<"sync">, O_cholesky<"async">>;
  readonly cholesky_inverse: Operator<O_cholesky_inverse<"sync">, O_cholesky_inverse<"async">>;
  readonly cholesky_solve: Operator<O_cholesky_solve<"sync">, O_cholesky_solve<"async">>;
  readonly choose_qparams_optimized: Operator<O_choose_qparams_optimized<"sync">, O_choose_qparams_optimized<"async">>;
  readonly chunk: Operator<O_chunk<"sync">, O_chunk<"async">>;
  readonly clamp: Operator<O_clamp<"sync">, O_clamp<"async">>;
  readonly clamp_: Operator<O_clamp_<"sync">, O_clamp_<"async">>;
  readonly clamp_max: Operator<O_clamp_max<"sync">, O_clamp_max<"async">>;
  readonly clamp_max_: Operator<O_clamp_max_<"sync">, O_clamp_max_<"async">>;
  readonly clamp_min: Operator<O_clamp_min<"sync">, O_clamp_min<"async">>;
  readonly clamp_min_: Operator<O_clamp_min_<"sync">, O_clamp_min_<"async">>;
  readonly clip: Operator<O_clip<"sync">, O_clip<"async">>;
  readonly clip_: Operator<O_clip_<"sync">, O_clip_<"async">>;
  readonly clone: Operator<O_clone<"sync">, O_clone<"async">>;
  readonly coalesce: Operator<O_coalesce<"sync">, O_coalesce<"async">>;
  readonly col2im: Operator<O_col2im<"sync">, O_col2im<"async">>;
  readonly col_indices: Operator<O_col_indices<"sync">, O_col_indices<"async">>;
  readonly col_indices_copy: Operator<O_col_indices_copy<"sync">, O_col_indices_copy<"async">>;
  readonly column_stack: Operator<O_column_stack<"sync">, O_column_stack<"async">>;
  readonly combinations: Operator<O_combinations<"sync">, O_combinations<"async">>;
  readonly complex: Operator<O_complex<"sync">, O_complex<"async">>;
  readonly concat: Operator<O_concat<"sync">, O_concat<"async">>;
  readonly concatenate: Operator<O_concatenate<"sync">, O_concatenate<"async">>;
  readonly conj: Operator<O_conj<"sync">, O_conj<"async">>;
  readonly conj_physical: Operator<O_conj_physical<"sync">, O_conj_physical<"async">>;
  readonly conj_physical_: Operator<O_conj_physical_<"sync">, O_conj_physical_<"async">>;
  readonly constant_pad_nd: Operator<O_constant_pad_nd<"sync">, O_constant_pad_nd<"async">>;
  readonly contiguous: Operator<O_contiguous<"sync">, O_contiguous<"async">>;
  readonly conv1d: Operator<O_conv1d<"sync">, O_conv1d<"async">>;
  readonly conv2d: Operator<O_conv2d<"sync">, O_conv2d<"async">>;
  readonly conv3d: Operator<O_conv3d<"sync">, O_conv3d<"async">>;
  readonly conv_depthwise3d: Operator<O_conv_depthwise3d<"sync">, O_conv_depthwise3d<"async">>;
  readonly conv_tbc: Operator<O_conv_tbc<"sync">, O_conv_tbc<"async">>;
  readonly conv_tbc_backward: Operator<O_conv_tbc_backward<"sync">, O_conv_tbc_backward<"async">>;
  readonly conv_transpose1d: Operator<O_conv_transpose1d<"sync">, O_conv_transpose1d<"async">>;
  readonly conv_transpose2d: Operator<O_conv_transpose2d<"sync">, O_conv_transpose2d<"async">>;
  readonly conv_transpose3d: Operator<O_conv_transpose3d<"sync">, O_conv_transpose3d<"async">>;
  readonly convolution: Operator<O_convolution<"sync">, O_convolution<"async">>;
  readonly convolution_backward: Operator<O_convolution_backward<"sync">, O_convolution_backward<"async">>;
  readonly convolution_backward_overrideable: Operator<O_convolution_backward_overrideable<"sync">, O_convolution_backward_overrideable<"async">>;
  readonly convolution_overrideable: Operator<O_convolution_overrideable<"sync">, O_convolution_overrideable<"async">>;
  readonly copy: Operator<O_copy<"sync">, O_copy<"async">>;
  readonly copy_: Operator<O_copy_<"sync">, O_copy_<"async">>;
  readonly copy_sparse_to_sparse: Operator<O_copy_sparse_to_sparse<"sync">, O_copy_sparse_to_sparse<"async">>;
  readonly copy_sparse_to_sparse_: Operator<O_copy_sparse_to_sparse_<"sync">, O_copy_sparse_to_sparse_<"async">>;
  readonly copysign: Operator<O_copysign<"sync">, O_copysign<"async">>;
  readonly copysign_: Operator<O_copysign_<"sync">, O_copysign_<"async">>;
  readonly corrcoef: Operator<O_corrcoef<"sync">, O_corrcoef<"async">>;
  readonly cos: Operator<O_cos<"sync">, O_cos<"async">>;
  readonly cos_: Operator<O_cos_<"sync">, O_cos_<"async">>;
  readonly cosh: Operator<O_cosh<"sync">, O_cosh<"async">>;
  readonly cosh_: Operator<O_cosh_<"sync">, O_cosh_<"async">>;
  readonly cosine_embedding_loss: Operator<O_cosine_embedding_loss<"sync">, O_cosine_embedding_loss<"async">>;
  readonly cosine_similarity: Operator<O_cosine_similarity<"sync">, O_cosine_similarity<"async">>;
  readonly count_nonzero: Operator<O_count_nonzero<"sync">, O_count_nonzero<"async">>;
  readonly cov: Operator<O_cov<"sync">, O_cov<"async">>;
  readonly cross: Operator<O_cross<"sync">, O_cross<"async">>;
  readonly cross_entropy_loss: Operator<O_cross_entropy_loss<"sync">, O_cross_entropy_loss<"async">>;
  readonly crow_indices: Operator<O_crow_indices<"sync">, O_crow_indices<"async">>;
  readonly crow_indices_copy: Operator<O_crow_indices_copy<"sync">, O_crow_indices_copy<"async">>;
  readonly ctc_loss: Operator<O_ctc_loss<"sync">, O_ctc_loss<"async">>;
  readonly cudnn_affine_grid_generator: Operator<O_cudnn_affine_grid_generator<"sync">, O_cudnn_affine_grid_generator<"async">>;
  readonly cudnn_affine_grid_generator_backward: Operator<O_cudnn_affine_grid_generator_backward<"sync">, O_cudnn_affine_grid_generator_backward<"async">>;
  readonly cudnn_batch_norm: Operator<O_cudnn_batch_norm<"sync">, O_cudnn_batch_norm<"async">>;
  readonly cudnn_batch_norm_backward: Operator<O_cudnn_batch_norm_backward<"sync">, O_cudnn_batch_norm_backward<"async">>;
  readonly cudnn_convolution: Operator<O_cudnn_convolution<"sync">, O_cudnn_convolution<"async">>;
  readonly cudnn_convolution_add_relu: Operator<O_cudnn_convolution_add_relu<"sync">, O_cudnn_convolution_add_relu<"async">>;
  readonly cudnn_convolution_relu: Operator<O_cudnn_convolution_relu<"sync">, O_cudnn_convolution_relu<"async">>;
  readonly cudnn_convolution_transpose: Operator<O_cudnn_convolution_transpose<"sync">, O_cudnn_convolution_transpose<"async">>;
  readonly cudnn_grid_sampler: Operator<O_cudnn_grid_sampler<"sync">, O_cudnn_grid_sampler<"async">>;
  readonly cudnn_grid_sampler_backward: Operator<O_cudnn_grid_sampler_backward<"sync">, O_cudnn_grid_sampler_backward<"async">>;
  readonly cudnn_is_acceptable: Operator<O_cudnn_is_acceptable<"sync">, O_cudnn_is_acceptable<"async">>;
  readonly cummax: Operator<O_cummax<"sync">, O_cummax<"async">>;
  readonly cummaxmin_backward: Operator<O_cummaxmin_backward<"sync">, O_cummaxmin_backward<"async">>;
  readonly cummin: Operator<O_cummin<"sync">, O_cummin<"async">>;
  readonly cumprod: Operator<O_cumprod<"sync">, O_cumprod<"async">>;
  readonly cumprod_: Operator<O_cumprod_<"sync">, O_cumprod_<"async">>;
  readonly cumprod_backward: Operator<O_cumprod_backward<"sync">, O_cumprod_backward<"async">>;
  readonly cumsum: Operator<O_cumsum<"sync">, O_cumsum<"async">>;
  readonly cumsum_: Operator<O_cumsum_<"sync">, O_cumsum_<"async">>;
  readonly cumulative_trapezoid: Operator<O_cumulative_trapezoid<"sync">, O_cumulative_trapezoid<"async">>;
  readonly data: Operator<O_data<"sync">, O_data<"async">>;
  readonly deg2rad: Operator<O_deg2rad<"sync">, O_deg2rad<"async">>;
  readonly deg2rad_: Operator<O_deg2rad_<"sync">, O_deg2rad_<"async">>;
  readonly dense_dim: Operator<O_dense_dim<"sync">, O_dense_dim<"async">>;
  readonly dequantize: Operator<O_dequantize<"sync">, O_dequantize<"async">>;
  readonly det: Operator<O_det<"sync">, O_det<"async">>;
  readonly detach: Operator<O_detach<"sync">, O_detach<"async">>;
  readonly detach_: Operator<O_detach_<"sync">, O_detach_<"async">>;
  readonly detach_copy: Operator<O_detach_copy<"sync">, O_detach_copy<"async">>;
  readonly diag: Operator<O_diag<"sync">, O_diag<"async">>;
  readonly diag_embed: Operator<O_diag_embed<"sync">, O_diag_embed<"async">>;
  readonly diagflat: Operator<O_diagflat<"sync">, O_diagflat<"async">>;
  readonly diagonal: Operator<O_diagonal<"sync">, O_diagonal<"async">>;
  readonly diagonal_backward: Operator<O_diagonal_backward<"sync">, O_diagonal_backward<"async">>;
  readonly diagonal_copy: Operator<O_diagonal_copy<"sync">, O_diagonal_copy<"async">>;
  readonly diagonal_scatter: Operator<O_diagonal_scatter<"sync">, O_diagonal_scatter<"async">>;
  readonly diff: Operator<O_diff<"sync">, O_diff<"async">>;
  readonly digamma: Operator<O_digamma<"sync">, O_digamma<"async">>;
  readonly digamma_: Operator<O_digamma_<"sync">, O_digamma_<"async">>;
  readonly dim: Operator<O_dim<"sync">, O_dim<"async">>;
  readonly dist: Operator<O_dist<"sync">, O_dist<"async">>;
  readonly div: Operator<O_div<"sync">, O_div<"async">>;
  readonly div_: Operator<O_div_<"sync">, O_div_<"async">>;
  readonly divide: Operator<O_divide<"sync">, O_divide<"async">>;
  readonly divide_: Operator<O_divide_<"sync">, O_divide_<"async">>;
  readonly dot: Operator<O_dot<"sync">, O_dot<"async">>;
  readonly dropout: Operator<O_dropout<"sync">, O_dropout<"async">>;
  readonly dropout_: Operator<O_dropout_<"sync">, O_dropout_<"async">>;
  readonly dsplit: Operator<O_dsplit<"sync">, O_dsplit<"async">>;
  readonly dstack: Operator<O_dstack<"sync">, O_dstack<"async">>;
  readonly einsum: Operator<O_einsum<"sync">, O_einsum<"async">>;
  readonly elu: Operator<O_elu<"sync">, O_elu<"async">>;
  readonly elu_: Operator<O_elu_<"sync">, O_elu_<"async">>;
  readonly elu_backward: Operator<O_elu_backward<"sync">, O_elu_backward<"async">>;
  readonly embedding: Operator<O_embedding<"sync">, O_embedding<"async">>;
  readonly embedding_backward: Operator<O_embedding_backward<"sync">, O_embedding_backward<"async">>;
  readonly embedding_bag: Operator<O_embedding_bag<"sync">, O_embedding_bag<"async">>;
  readonly embedding_dense_backward: Operator<O_embedding_dense_backward<"sync">, O_embedding_dense_backward<"async">>;
  readonly embedding_renorm: Operator<O_embedding_renorm<"sync">, O_embedding_renorm<"async">>;
  readonly embedding_renorm_: Operator<O_embedding_renorm_<"sync">, O_embedding_renorm_<"async">>;
  readonly embedding_sparse_backward: Operator<O_embedding_sparse_backward<"sync">, O_embedding_sparse_backward<"async">>;
  readonly empty: Operator<O_empty<"sync">, O_empty<"async">>;
  readonly empty_like: Operator<O_empty_like<"sync">, O_empty_like<"async">>;
  readonly empty_permuted: Operator<O_empty_permuted<"sync">, O_empty_permuted<"async">>;
  readonly empty_quantized: Operator<O_empty_quantized<"sync">, O_empty_quantized<"async">>;
  readonly empty_strided: Operator<O_empty_strided<"sync">, O_empty_strided<"async">>;
  readonly eq: Operator<O_eq<"sync">, O_eq<"async">>;
  readonly eq_: Operator<O_eq_<"sync">, O_eq_<"async">>;
  readonly equal: Operator<O_equal<"sync">, O_equal<"async">>;
  readonly erf: Operator<O_erf<"sync">, O_erf<"async">>;
  readonly erf_: Operator<O_erf_<"sync">, O_erf_<"async">>;
  readonly erfc: Operator<O_erfc<"sync">, O_erfc<"async">>;
  readonly erfc_: Operator<O_erfc_<"sync">, O_erfc_<"async">>;
  readonly erfinv: Operator<O_erfinv<"sync">, O_erfinv<"async">>;
  readonly erfinv_: Operator<O_erfinv_<"sync">, O_erfinv_<"async">>;
  readonly exp: Operator<O_exp<"sync">, O_exp<"async">>;
  readonly exp2: Operator<O_exp2<"sync">, O_exp2<"async">>;
  readonly exp2_: Operator<O_exp2_<"sync">, O_exp2_<"async">>;
  readonly exp_: Operator<O_exp_<"sync">, O_exp_<"async">>;
  readonly expand: Operator<O_expand<"sync">, O_expand<"async">>;
  readonly expand_as: Operator<O_expand_as<"sync">, O_expand_as<"async">>;
  readonly expand_copy: Operator<O_expand_copy<"sync">, O_expand_copy<"async">>;
  readonly expm1: Operator<O_expm1<"sync">, O_expm1<"async">>;
  readonly expm1_: Operator<O_expm1_<"sync">, O_expm1_<"async">>;
  readonly exponential: Operator<O_exponential<"sync">, O_exponential<"async">>;
  readonly exponential_: Operator<O_exponential_<"sync">, O_exponential_<"async">>;
  readonly eye: Operator<O_eye<"sync">, O_eye<"async">>;
  readonly fake_quantize_per_channel_affine: Operator<O_fake_quantize_per_channel_affine<"sync">, O_fake_quantize_per_channel_affine<"async">>;
  readonly fake_quantize_per_channel_affine_cachemask: Operator<O_fake_quantize_per_channel_affine_cachemask<"sync">, O_fake_quantize_per_channel_affine_cachemask<"async">>;
  readonly fake_quantize_per_channel_affine_cachemask_backward: Operator<O_fake_quantize_per_channel_affine_cachemask_backward<"sync">, O_fake_quantize_per_channel_affine_cachemask_backward<"async">>;
  readonly fake_quantize_per_tensor_affine: Operator<O_fake_quantize_per_tensor_affine<"sync">, O_fake_quantize_per_tensor_affine<"async">>;
  readonly fake_quantize_per_tensor_affine_cachemask: Operator<O_fake_quantize_per_tensor_affine_cachemask<"sync">, O_fake_quantize_per_tensor_affine_cachemask<"async">>;
  readonly fake_quantize_per_tensor_affine_cachemask_backward: Operator<O_fake_quantize_per_tensor_affine_cachemask_backward<"sync">, O_fake_quantize_per_tensor_affine_cachemask_backward<"async">>;
  readonly fbgemm_linear_fp16_weight: Operator<O_fbgemm_linear_fp16_weight<"sync">, O_fbgemm_linear_fp16_weight<"async">>;
  readonly fbgemm_linear_fp16_weight_fp32_activation: Operator<O_fbgemm_linear_fp16_weight_fp32_activation<"sync">, O_fbgemm_linear_fp16_weight_fp32_activation<"async">>;
  readonly fbgemm_linear_int8_weight: Operator<O_fbgemm_linear_int8_weight<"sync">, O_fbgemm_linear_int8_weight<"async">>;
  readonly fbgemm_linear_int8_weight_fp32_activation: Operator<O_fbgemm_linear_int8_weight_fp32_activation<"sync">, O_fbgemm_linear_int8_weight_fp32_activation<"async">>;
  readonly fbgemm_linear_quantize_weight: Operator<O_fbgemm_linear_quantize_weight<"sync">, O_fbgemm_linear_quantize_weight<"async">>;
  readonly fbgemm_pack_gemm_matrix_fp16: Operator<O_fbgemm_pack_gemm_matrix_fp16<"sync">, O_fbgemm_pack_gemm_matrix_fp16<"async">>;
  readonly fbgemm_pack_quantized_matrix: Operator<O_fbgemm_pack_quantized_matrix<"sync">, O_fbgemm_pack_quantized_matrix<"async">>;
  readonly feature_alpha_dropout: Operator<O_feature_alpha_dropout<"sync">, O_feature_alpha_dropout<"async">>;
  readonly feature_alpha_dropout_: Operator<O_feature_alpha_dropout_<"sync">, O_feature_alpha_dropout_<"async">>;
  readonly feature_dropout: Operator<O_feature_dropout<"sync">, O_feature_dropout<"async">>;
  readonly feature_dropout_: Operator<O_feature_dropout_<"sync">, O_feature_dropout_<"async">>;
  readonly fft_fft: Operator<O_fft_fft<"sync">, O_fft_fft<"async">>;
  readonly fft_fft2: Operator<O_fft_fft2<"sync">, O_fft_fft2<"async">>;
  readonly fft_fftfreq: Operator<O_fft_fftfreq<"sync">, O_fft_fftfreq<"async">>;
  readonly fft_fftn: Operator<O_fft_fftn<"sync">, O_fft_fftn<"async">>;
  readonly fft_fftshift: Operator<O_fft_fftshift<"sync">, O_fft_fftshift<"async">>;
  readonly fft_hfft: Operator<O_fft_hfft<"sync">, O_fft_hfft<"async">>;
  readonly fft_hfft2: Operator<O_fft_hfft2<"sync">, O_fft_hfft2<"async">>;
  readonly fft_hfftn: Operator<O_fft_hfftn<"sync">, O_fft_hfftn<"async">>;
  readonly fft_ifft: Operator<O_fft_ifft<"sync">, O_fft_ifft<"async">>;
  readonly fft_ifft2: Operator<O_fft_ifft2<"sync">, O_fft_ifft2<"async">>;
  readonly fft_ifftn: Operator<O_fft_ifftn<"sync">, O_fft_ifftn<"async">>;
  readonly fft_ifftshift: Operator<O_fft_ifftshift<"sync">, O_fft_ifftshift<"async">>;
  readonly fft_ihfft: Operator<O_fft_ihfft<"sync">, O_fft_ihfft<"async">>;
  readonly fft_ihfft2: Operator<O_fft_ihfft2<"sync">, O_fft_ihfft2<"async">>;
  readonly fft_ihfftn: Operator<O_fft_ihfftn<"sync">, O_fft_ihfftn<"async">>;
  readonly fft_irfft: Operator<O_fft_irfft<"sync">, O_fft_irfft<"async">>;
  readonly fft_irfft2: Operator<O_fft_irfft2<"sync">, O_fft_irfft2<"async">>;
  readonly fft_irfftn: Operator<O_fft_irfftn<"sync">, O_fft_irfftn<"async">>;
  readonly fft_rfft: Operator<O_fft_rfft<"sync">, O_fft_rfft<"async">>;
  readonly fft_rfft2: Operator<O_fft_rfft2<"sync">, O_fft_rfft2<"async">>;
  readonly fft_rfftfreq: Operator<O_fft_rfftfreq<"sync">, O_fft_rfftfreq<"async">>;
  readonly fft_rfftn: Operator<O_fft_rfftn<"sync">, O_fft_rfftn<"async">>;
  readonly fill: Operator<O_fill<"sync">, O_fill<"async">>;
  readonly fill_: Operator<O_fill_<"sync">, O_fill_<"async">>;
  readonly fill_diagonal_: Operator<O_fill_diagonal_<"sync">, O_fill_diagonal_<"async">>;
  readonly fix: Operator<O_fix<"sync">, O_fix<"async">>;
  readonly fix_: Operator<O_fix_<"sync">, O_fix_<"async">>;
  readonly flatten: Operator<O_flatten<"sync">, O_flatten<"async">>;
  readonly flatten_dense_tensors: Operator<O_flatten_dense_tensors<"sync">, O_flatten_dense_tensors<"async">>;
  readonly flip: Operator<O_flip<"sync">, O_flip<"async">>;
  readonly fliplr: Operator<O_fliplr<"sync">, O_fliplr<"async">>;
  readonly flipud: Operator<O_flipud<"sync">, O_flipud<"async">>;
  readonly float_power: Operator<O_float_power<"sync">, O_float_power<"async">>;
  readonly float_power_: Operator<O_float_power_<"sync">, O_float_power_<"async">>;
  readonly floor: Operator<O_floor<"sync">, O_floor<"async">>;
  readonly floor_: Operator<O_floor_<"sync">, O_floor_<"async">>;
  readonly floor_divide: Operator<O_floor_divide<"sync">, O_floor_divide<"async">>;
  readonly floor_divide_: Operator<O_floor_divide_<"sync">, O_floor_divide_<"async">>;
  readonly fmax: Operator<O_fmax<"sync">, O_fmax<"async">>;
  readonly fmin: Operator<O_fmin<"sync">, O_fmin<"async">>;
  readonly fmod: Operator<O_fmod<"sync">, O_fmod<"async">>;
  readonly fmod_: Operator<O_fmod_<"sync">, O_fmod_<"async">>;
  readonly frac: Operator<O_frac<"sync">, O_frac<"async">>;
  readonly frac_: Operator<O_frac_<"sync">, O_frac_<"async">>;
  readonly fractional_max_pool2d: Operator<O_fractional_max_pool2d<"sync">, O_fractional_max_pool2d<"async">>;
  readonly fractional_max_pool2d_backward: Operator<O_fractional_max_pool2d_backward<"sync">, O_fractional_max_pool2d_backward<"async">>;
  readonly fractional_max_pool3d: Operator<O_fractional_max_pool3d<"sync">, O_fractional_max_pool3d<"async">>;
  readonly fractional_max_pool3d_backward: Operator<O_fractional_max_pool3d_backward<"sync">, O_fractional_max_pool3d_backward<"async">>;
  readonly frexp: Operator<O_frexp<"sync">, O_frexp<"async">>;
  readonly frobenius_norm: Operator<O_frobenius_norm<"sync">, O_frobenius_norm<"async">>;
  readonly from_file: Operator<O_from_file<"sync">, O_from_file<"async">>;
  readonly full: Operator<O_full<"sync">, O_full<"async">>;
  readonly full_like: Operator<O_full_like<"sync">, O_full_like<"async">>;
  readonly fused_moving_avg_obs_fake_quant: Operator<O_fused_moving_avg_obs_fake_quant<"sync">, O_fused_moving_avg_obs_fake_quant<"async">>;
  readonly gather: Operator<O_gather<"sync">, O_gather<"async">>;
  readonly gather_backward: Operator<O_gather_backward<"sync">, O_gather_backward<"async">>;
  readonly gcd: Operator<O_gcd<"sync">, O_gcd<"async">>;
  readonly gcd_: Operator<O_gcd_<"sync">, O_gcd_<"async">>;
  readonly ge: Operator<O_ge<"sync">, O_ge<"async">>;
  readonly ge_: Operator<O_ge_<"sync">, O_ge_<"async">>;
  readonly gelu: Operator<O_gelu<"sync">, O_gelu<"async">>;
  readonly gelu_: Operator<O_gelu_<"sync">, O_gelu_<"async">>;
  readonly gelu_backward: Operator<O_gelu_backward<"sync">, O_gelu_backward<"async">>;
  readonly geometric: Operator<O_geometric<"sync">, O_geometric<"async">>;
  readonly geometric_: Operator<O_geometric_<"sync">, O_geometric_<"async">>;
  readonly geqrf: Operator<O_geqrf<"sync">, O_geqrf<"async">>;
  readonly ger: Operator<O_ger<"sync">, O_ger<"async">>;
  readonly get_device: Operator<O_get_device<"sync">, O_get_device<"async">>;
  readonly get_gradients: Operator<O_get_gradients<"sync">, O_get_gradients<"async">>;
  readonly glu: Operator<O_glu<"sync">, O_glu<"async">>;
  readonly glu_backward: Operator<O_glu_backward<"sync">, O_glu_backward<"async">>;
  readonly glu_backward_jvp: Operator<O_glu_backward_jvp<"sync">, O_glu_backward_jvp<"async">>;
  readonly glu_jvp: Operator<O_glu_jvp<"sync">, O_glu_jvp<"async">>;
  readonly gradient: Operator<O_gradient<"sync">, O_gradient<"async">>;
  readonly greater: Operator<O_greater<"sync">, O_greater<"async">>;
  readonly greater_: Operator<O_greater_<"sync">, O_greater_<"async">>;
  readonly greater_equal: Operator<O_greater_equal<"sync">, O_greater_equal<"async">>;
  readonly greater_equal_: Operator<O_greater_equal_<"sync">, O_greater_equal_<"async">>;
  readonly grid_sampler: Operator<O_grid_sampler<"sync">, O_grid_sampler<"async">>;
  readonly grid_sampler_2d: Operator<O_grid_sampler_2d<"sync">, O_grid_sampler_2d<"async">>;
  readonly grid_sampler_2d_backward: Operator<O_grid_sampler_2d_backward<"sync">, O_grid_sampler_2d_backward<"async">>;
  readonly grid_sampler_3d: Operator<O_grid_sampler_3d<"sync">, O_grid_sampler_3d<"async">>;
  readonly grid_sampler_3d_backward: Operator<O_grid_sampler_3d_backward<"sync">, O_grid_sampler_3d_backward<"async">>;
  readonly group_norm: Operator<O_group_norm<"sync">, O_group_norm<"async">>;
  readonly gru: Operator<O_gru<"sync">, O_gru<"async">>;
  readonly gru_cell: Operator<O_gru_cell<"sync">, O_gru_cell<"async">>;
  readonly gt: Operator<O_gt<"sync">, O_gt<"async">>;
  readonly gt_: Operator<O_gt_<"sync">, O_gt_<"async">>;
  readonly hamming_window: Operator<O_hamming_window<"sync">, O_hamming_window<"async">>;
  readonly hann_window: Operator<O_hann_window<"sync">, O_hann_window<"async">>;
  readonly hardshrink: Operator<O_hardshrink<"sync">, O_hardshrink<"async">>;
  readonly hardshrink_backward: Operator<O_hardshrink_backward<"sync">, O_hardshrink_backward<"async">>;
  readonly hardsigmoid: Operator<O_hardsigmoid<"sync">, O_hardsigmoid<"async">>;
  readonly hardsigmoid_: Operator<O_hardsigmoid_<"sync">, O_hardsigmoid_<"async">>;
  readonly hardsigmoid_backward: Operator<O_hardsigmoid_backward<"sync">, O_hardsigmoid_backward<"async">>;
  readonly hardswish: Operator<O_hardswish<"sync">, O_hardswish<"async">>;
  readonly hardswish_: Operator<O_hardswish_<"sync">, O_hardswish_<"async">>;
  readonly hardswish_backward: Operator<O_hardswish_backward<"sync">, O_hardswish_backward<"async">>;
  readonly hardtanh: Operator<O_hardtanh<"sync">, O_hardtanh<"async">>;
  readonly hardtanh_: Operator<O_hardtanh_<"sync">, O_hardtanh_<"async">>;
  readonly hardtanh_backward: Operator<O_hardtanh_backward<"sync">, O_hardtanh_backward<"async">>;
  readonly hash_tensor: Operator<O_hash_tensor<"sync">, O_hash_tensor<"async">>;
  readonly heaviside: Operator<O_heaviside<"sync">, O_heaviside<"async">>;
  readonly heaviside_: Operator<O_heaviside_<"sync">, O_heaviside_<"async">>;
  readonly hinge_embedding_loss: Operator<O_hinge_embedding_loss<"sync">, O_hinge_embedding_loss<"async">>;
  readonly histc: Operator<O_histc<"sync">, O_histc<"async">>;
  readonly histogram: Operator<O_histogram<"sync">, O_histogram<"async">>;
  readonly histogramdd: Operator<O_histogramdd<"sync">, O_histogramdd<"async">>;
  readonly hsplit: Operator<O_hsplit<"sync">, O_hsplit<"async">>;
  readonly hspmm: Operator<O_hspmm<"sync">, O_hspmm<"async">>;
  readonly hstack: Operator<O_hstack<"sync">, O_hstack<"async">>;
  readonly huber_loss: Operator<O_huber_loss<"sync">, O_huber_loss<"async">>;
  readonly huber_loss_backward: Operator<O_huber_loss_backward<"sync">, O_huber_loss_backward<"async">>;
  readonly hypot: Operator<O_hypot<"sync">, O_hypot<"async">>;
  readonly hypot_: Operator<O_hypot_<"sync">, O_hypot_<"async">>;
  readonly i0: Operator<O_i0<"sync">, O_i0<"async">>;
  readonly i0_: Operator<O_i0_<"sync">, O_i0_<"async">>;
  readonly igamma: Operator<O_igamma<"sync">, O_igamma<"async">>;
  readonly igamma_: Operator<O_igamma_<"sync">, O_igamma_<"async">>;
  readonly igammac: Operator<O_igammac<"sync">, O_igammac<"async">>;
  readonly igammac_: Operator<O_igammac_<"sync">, O_igammac_<"async">>;
  readonly im2col: Operator<O_im2col<"sync">, O_im2col<"async">>;
  readonly imag: Operator<O_imag<"sync">, O_imag<"async">>;
  readonly index: Operator<O_index<"sync">, O_index<"async">>;
  readonly index_add: Operator<O_index_add<"sync">, O_index_add<"async">>;
  readonly index_add_: Operator<O_index_add_<"sync">, O_index_add_<"async">>;
  readonly index_copy: Operator<O_index_copy<"sync">, O_index_copy<"async">>;
  readonly index_copy_: Operator<O_index_copy_<"sync">, O_index_copy_<"async">>;
  readonly index_fill: Operator<O_index_fill<"sync">, O_index_fill<"async">>;
  readonly index_fill_: Operator<O_index_fill_<"sync">, O_index_fill_<"async">>;
  readonly index_put: Operator<O_index_put<"sync">, O_index_put<"async">>;
  readonly index_put_: Operator<O_index_put_<"sync">, O_index_put_<"async">>;
  readonly index_reduce: Operator<O_index_reduce<"sync">, O_index_reduce<"async">>;
  readonly index_reduce_: Operator<O_index_reduce_<"sync">, O_index_reduce_<"async">>;
  readonly index_select: Operator<O_index_select<"sync">, O_index_select<"async">>;
  readonly index_select_backward: Operator<O_index_select_backward<"sync">, O_index_select_backward<"async">>;
  readonly indices: Operator<O_indices<"sync">, O_indices<"async">>;
  readonly indices_copy: Operator<O_indices_copy<"sync">, O_indices_copy<"async">>;
  readonly infinitely_differentiable_gelu_backward: Operator<O_infinitely_differentiable_gelu_backward<"sync">, O_infinitely_differentiable_gelu_backward<"async">>;
  readonly inner: Operator<O_inner<"sync">, O_inner<"async">>;
  readonly instance_norm: Operator<O_instance_norm<"sync">, O_instance_norm<"async">>;
  readonly int_repr: Operator<O_int_repr<"sync">, O_int_repr<"async">>;
  readonly inverse: Operator<O_inverse<"sync">, O_inverse<"async">>;
  readonly is_coalesced: Operator<O_is_coalesced<"sync">, O_is_coalesced<"async">>;
  readonly is_complex: Operator<O_is_complex<"sync">, O_is_complex<"async">>;
  readonly is_conj: Operator<O_is_conj<"sync">, O_is_conj<"async">>;
  readonly is_contiguous: Operator<O_is_contiguous<"sync">, O_is_contiguous<"async">>;
  readonly is_distributed: Operator<O_is_distributed<"sync">, O_is_distributed<"async">>;
  readonly is_floating_point: Operator<O_is_floating_point<"sync">, O_is_floating_point<"async">>;
  readonly is_inference: Operator<O_is_inference<"sync">, O_is_inference<"async">>;
  readonly is_leaf: Operator<O_is_leaf<"sync">, O_is_leaf<"async">>;
  readonly is_neg: Operator<O_is_neg<"sync">, O_is_neg<"async">>;
  readonly is_nonzero: Operator<O_is_nonzero<"sync">, O_is_nonzero<"async">>;
  readonly is_pinned: Operator<O_is_pinned<"sync">, O_is_pinned<"async">>;
  readonly is_same_size: Operator<O_is_same_size<"sync">, O_is_same_size<"async">>;
  readonly is_set_to: Operator<O_is_set_to<"sync">, O_is_set_to<"async">>;
  readonly is_signed: Operator<O_is_signed<"sync">, O_is_signed<"async">>;
  readonly is_vulkan_available: Operator<O_is_vulkan_available<"sync">, O_is_vulkan_available<"async">>;
  readonly isclose: Operator<O_isclose<"sync">, O_isclose<"async">>;
  readonly isfinite: Operator<O_isfinite<"sync">, O_isfinite<"async">>;
  readonly isin: Operator<O_isin<"sync">, O_isin<"async">>;
  readonly isinf: Operator<O_isinf<"sync">, O_isinf<"async">>;
  readonly isnan: Operator<O_isnan<"sync">, O_isnan<"async">>;
  readonly isneginf: Operator<O_isneginf<"sync">, O_isneginf<"async">>;
  readonly isposinf: Operator<O_isposinf<"sync">, O_isposinf<"async">>;
  readonly isreal: Operator<O_isreal<"sync">, O_isreal<"async">>;
  readonly istft: Operator<O_istft<"sync">, O_istft<"async">>;
  readonly item: Operator<O_item<"sync">, O_item<"async">>;
  readonly kaiser_window: Operator<O_kaiser_window<"sync">, O_kaiser_window<"async">>;
  readonly kl_div: Operator<O_kl_div<"sync">, O_kl_div<"async">>;
  readonly kron: Operator<O_kron<"sync">, O_kron<"async">>;
  readonly kthvalue: Operator<O_kthvalue<"sync">, O_kthvalue<"async">>;
  readonly l1_loss: Operator<O_l1_loss<"sync">, O_l1_loss<"async">>;
  readonly layer_norm: Operator<O_layer_norm<"sync">, O_layer_norm<"async">>;
  readonly lcm: Operator<O_lcm<"sync">, O_lcm<"async">>;
  readonly lcm_: Operator<O_lcm_<"sync">, O_lcm_<"async">>;
  readonly ldexp: Operator<O_ldexp<"sync">, O_ldexp<"async">>;
  readonly ldexp_: Operator<O_ldexp_<"sync">, O_ldexp_<"async">>;
  readonly le: Operator<O_le<"sync">, O_le<"async">>;
  readonly le_: Operator<O_le_<"sync">, O_le_<"async">>;
  readonly leaky_relu: Operator<O_leaky_relu<"sync">, O_leaky_relu<"async">>;
  readonly leaky_relu_: Operator<O_leaky_relu_<"sync">, O_leaky_relu_<"async">>;
  readonly leaky_relu_backward: Operator<O_leaky_relu_backward<"sync">, O_leaky_relu_backward<"async">>;
  readonly lerp: Operator<O_lerp<"sync">, O_lerp<"async">>;
  readonly lerp_: Operator<O_lerp_<"sync">, O_lerp_<"async">>;
  readonly less: Operator<O_less<"sync">, O_less<"async">>;
  readonly less_: Operator<O_less_<"sync">, O_less_<"async">>;
  readonly less_equal: Operator<O_less_equal<"sync">, O_less_equal<"async">>;
  readonly less_equal_: Operator<O_less_equal_<"sync">, O_less_equal_<"async">>;
  readonly lgamma: Operator<O_lgamma<"sync">, O_lgamma<"async">>;
  readonly lgamma_: Operator<O_lgamma_<"sync">, O_lgamma_<"async">>;
  readonly lift: Operator<O_lift<"sync">, O_lift<"async">>;
  readonly lift_fresh: Operator<O_lift_fresh<"sync">, O_lift_fresh<"async">>;
  readonly lift_fresh_copy: Operator<O_lift_fresh_copy<"sync">, O_lift_fresh_copy<"async">>;
  readonly linalg__powsum: Operator<O_linalg__powsum<"sync">, O_linalg__powsum<"async">>;
  readonly linalg_cholesky: Operator<O_linalg_cholesky<"sync">, O_linalg_cholesky<"async">>;
  readonly linalg_cholesky_ex: Operator<O_linalg_cholesky_ex<"sync">, O_linalg_cholesky_ex<"async">>;
  readonly linalg_cond: Operator<O_linalg_cond<"sync">, O_linalg_cond<"async">>;
  readonly linalg_cross: Operator<O_linalg_cross<"sync">, O_linalg_cross<"async">>;
  readonly linalg_det: Operator<O_linalg_det<"sync">, O_linalg_det<"async">>;
  readonly linalg_diagonal: Operator<O_linalg_diagonal<"sync">, O_linalg_diagonal<"async">>;
  readonly linalg_eig: Operator<O_linalg_eig<"sync">, O_linalg_eig<"async">>;
  readonly linalg_eigh: Operator<O_linalg_eigh<"sync">, O_linalg_eigh<"async">>;
  readonly linalg_eigvals: Operator<O_linalg_eigvals<"sync">, O_linalg_eigvals<"async">>;
  readonly linalg_eigvalsh: Operator<O_linalg_eigvalsh<"sync">, O_linalg_eigvalsh<"async">>;
  readonly linalg_householder_product: Operator<O_linalg_householder_product<"sync">, O_linalg_householder_product<"async">>;
  readonly linalg_inv: Operator<O_linalg_inv<"sync">, O_linalg_inv<"async">>;
  readonly linalg_inv_ex: Operator<O_linalg_inv_ex<"sync">, O_linalg_inv_ex<"async">>;
  readonly linalg_ldl_factor: Operator<O_linalg_ldl_factor<"sync">, O_linalg_ldl_factor<"async">>;
  readonly linalg_ldl_factor_ex: Operator<O_linalg_ldl_factor_ex<"sync">, O_linalg_ldl_factor_ex<"async">>;
  readonly linalg_ldl_solve: Operator<O_linalg_ldl_solve<"sync">, O_linalg_ldl_solve<"async">>;
  readonly linalg_lstsq: Operator<O_linalg_lstsq<"sync">, O_linalg_lstsq<"async">>;
  readonly linalg_lu: Operator<O_linalg_lu<"sync">, O_linalg_lu<"async">>;
  readonly linalg_lu_factor: Operator<O_linalg_lu_factor<"sync">, O_linalg_lu_factor<"async">>;
  readonly linalg_lu_factor_ex: Operator<O_linalg_lu_factor_ex<"sync">, O_linalg_lu_factor_ex<"async">>;
  readonly linalg_lu_solve: Operator<O_linalg_lu_solve<"sync">, O_linalg_lu_solve<"async">>;
  readonly linalg_matmul: Operator<O_linalg_matmul<"sync">, O_linalg_matmul<"async">>;
  readonly linalg_matrix_exp: Operator<O_linalg_matrix_exp<"sync">, O_linalg_matrix_exp<"async">>;
  readonly linalg_matrix_norm: Operator<O_linalg_matrix_norm<"sync">, O_linalg_matrix_norm<"async">>;
  readonly linalg_matrix_power: Operator<O_linalg_matrix_power<"sync">, O_linalg_matrix_power<"async">>;
  readonly linalg_matrix_rank: Operator<O_linalg_matrix_rank<"sync">, O_linalg_matrix_rank<"async">>;
  readonly linalg_multi_dot: Operator<O_linalg_multi_dot<"sync">, O_linalg_multi_dot<"async">>;
  readonly linalg_norm: Operator<O_linalg_norm<"sync">, O_linalg_norm<"async">>;
  readonly linalg_pinv: Operator<O_linalg_pinv<"sync">, O_linalg_pinv<"async">>;
  readonly linalg_qr: Operator<O_linalg_qr<"sync">, O_linalg_qr<"async">>;
  readonly linalg_slogdet: Operator<O_linalg_slogdet<"sync">, O_linalg_slogdet<"async">>;
  readonly linalg_solve: Operator<O_linalg_solve<"sync">, O_linalg_solve<"async">>;
  readonly linalg_solve_ex: Operator<O_linalg_solve_ex<"sync">, O_linalg_solve_ex<"async">>;
  readonly linalg_solve_triangular: Operator<O_linalg_solve_triangular<"sync">, O_linalg_solve_triangular<"async">>;
  readonly linalg_svd: Operator<O_linalg_svd<"sync">, O_linalg_svd<"async">>;
  readonly linalg_svdvals: Operator<O_linalg_svdvals<"sync">, O_linalg_svdvals<"async">>;
  readonly linalg_tensorinv: Operator<O_linalg_tensorinv<"sync">, O_linalg_tensorinv<"async">>;
  readonly linalg_tensorsolve: Operator<O_linalg_tensorsolve<"sync">, O_linalg_tensorsolve<"async">>;
  readonly linalg_vander: Operator<O_linalg_vander<"sync">, O_linalg_vander<"async">>;
  readonly linalg_vecdot: Operator<O_linalg_vecdot<"sync">, O_linalg_vecdot<"async">>;
  readonly linalg_vector_norm: Operator<O_linalg_vector_norm<"sync">, O_linalg_vector_norm<"async">>;
  readonly linear: Operator<O_linear<"sync">, O_linear<"async">>;
  readonly linear_backward: Operator<O_linear_backward<"sync">, O_linear_backward<"async">>;
  readonly linspace: Operator<O_linspace<"sync">, O_linspace<"async">>;
  readonly log: Operator<O_log<"sync">, O_log<"async">>;
  readonly log10: Operator<O_log10<"sync">, O_log10<"async">>;
  readonly log10_: Operator<O_log10_<"sync">, O_log10_<"async">>;
  readonly log1p: Operator<O_log1p<"sync">, O_log1p<"async">>;
  readonly log1p_: Operator<O_log1p_<"sync">, O_log1p_<"async">>;
  readonly log2: Operator<O_log2<"sync">, O_log2<"async">>;
  readonly log2_: Operator<O_log2_<"sync">, O_log2_<"async">>;
  readonly log_: Operator<O_log_<"sync">, O_log_<"async">>;
  readonly log_normal: Operator<O_log_normal<"sync">, O_log_normal<"async">>;
  readonly log_normal_: Operator<O_log_normal_<"sync">, O_log_normal_<"async">>;
  readonly log_sigmoid: Operator<O_log_sigmoid<"sync">, O_log_sigmoid<"async">>;
  readonly log_sigmoid_backward: Operator<O_log_sigmoid_backward<"sync">, O_log_sigmoid_backward<"async">>;
  readonly log_sigmoid_forward: Operator<O_log_sigmoid_forward<"sync">, O_log_sigmoid_forward<"async">>;
  readonly log_softmax: Operator<O_log_softmax<"sync">, O_log_softmax<"async">>;
  readonly logaddexp: Operator<O_logaddexp<"sync">, O_logaddexp<"async">>;
  readonly logaddexp2: Operator<O_logaddexp2<"sync">, O_logaddexp2<"async">>;
  readonly logcumsumexp: Operator<O_logcumsumexp<"sync">, O_logcumsumexp<"async">>;
  readonly logdet: Operator<O_logdet<"sync">, O_logdet<"async">>;
  readonly logical_and: Operator<O_logical_and<"sync">, O_logical_and<"async">>;
  readonly logical_and_: Operator<O_logical_and_<"sync">, O_logical_and_<"async">>;
  readonly logical_not: Operator<O_logical_not<"sync">, O_logical_not<"async">>;
  readonly logical_not_: Operator<O_logical_not_<"sync">, O_logical_not_<"async">>;
  readonly logical_or: Operator<O_logical_or<"sync">, O_logical_or<"async">>;
  readonly logical_or_: Operator<O_logical_or_<"sync">, O_logical_or_<"async">>;
  readonly logical_xor: Operator<O_logical_xor<"sync">, O_logical_xor<"async">>;
  readonly logical_xor_: Operator<O_logical_xor_<"sync">, O_logical_xor_<"async">>;
  readonly logit: Operator<O_logit<"sync">, O_logit<"async">>;
  readonly logit_: Operator<O_logit_<"sync">, O_logit_<"async">>;
  readonly logit_backward: Operator<O_logit_backward<"sync">, O_logit_backward<"async">>;
  readonly logspace: Operator<O_logspace<"sync">, O_logspace<"async">>;
  readonly logsumexp: Operator<O_logsumexp<"sync">, O_logsumexp<"async">>;
  readonly lstm: Operator<O_lstm<"sync">, O_lstm<"async">>;
  readonly lstm_cell: Operator<O_lstm_cell<"sync">, O_lstm_cell<"async">>;
  readonly lstm_mps_backward: Operator<O_lstm_mps_backward<"sync">, O_lstm_mps_backward<"async">>;
  readonly lt: Operator<O_lt<"sync">, O_lt<"async">>;
  readonly lt_: Operator<O_lt_<"sync">, O_lt_<"async">>;
  readonly lu_solve: Operator<O_lu_solve<"sync">, O_lu_solve<"async">>;
  readonly lu_unpack: Operator<O_lu_unpack<"sync">, O_lu_unpack<"async">>;
  readonly mH: Operator<O_mH<"sync">, O_mH<"async">>;
  readonly mT: Operator<O_mT<"sync">, O_mT<"async">>;
  readonly margin_ranking_loss: Operator<O_margin_ranking_loss<"sync">, O_margin_ranking_loss<"async">>;
  readonly masked_fill: Operator<O_masked_fill<"sync">, O_masked_fill<"async">>;
  readonly masked_fill_: Operator<O_masked_fill_<"sync">, O_masked_fill_<"async">>;
  readonly masked_scatter: Operator<O_masked_scatter<"sync">, O_masked_scatter<"async">>;
  readonly masked_scatter_: Operator<O_masked_scatter_<"sync">, O_masked_scatter_<"async">>;
  readonly masked_scatter_backward: Operator<O_masked_scatter_backward<"sync">, O_masked_scatter_backward<"async">>;
  readonly masked_select: Operator<O_masked_select<"sync">, O_masked_select<"async">>;
  readonly masked_select_backward: Operator<O_masked_select_backward<"sync">, O_masked_select_backward<"async">>;
  readonly matmul: Operator<O_matmul<"sync">, O_matmul<"async">>;
  readonly matmul_backward: Operator<O_matmul_backward<"sync">, O_matmul_backward<"async">>;
  readonly matrix_H: Operator<O_matrix_H<"sync">, O_matrix_H<"async">>;
  readonly matrix_exp: Operator<O_matrix_exp<"sync">, O_matrix_exp<"async">>;
  readonly matrix_exp_backward: Operator<O_matrix_exp_backward<"sync">, O_matrix_exp_backward<"async">>;
  readonly matrix_power: Operator<O_matrix_power<"sync">, O_matrix_power<"async">>;
  readonly max: Operator<O_max<"sync">, O_max<"async">>;
  readonly max_pool1d: Operator<O_max_pool1d<"sync">, O_max_pool1d<"async">>;
  readonly max_pool1d_with_indices: Operator<O_max_pool1d_with_indices<"sync">, O_max_pool1d_with_indices<"async">>;
  readonly max_pool2d: Operator<O_max_pool2d<"sync">, O_max_pool2d<"async">>;
  readonly max_pool2d_backward: Operator<O_max_pool2d_backward<"sync">, O_max_pool2d_backward<"async">>;
  readonly max_pool2d_with_indices: Operator<O_max_pool2d_with_indices<"sync">, O_max_pool2d_with_indices<"async">>;
  readonly max_pool2d_with_indices_backward: Operator<O_max_pool2d_with_indices_backward<"sync">, O_max_pool2d_with_indices_backward<"async">>;
  readonly max_pool3d: Operator<O_max_pool3d<"sync">, O_max_pool3d<"async">>;
  readonly max_pool3d_with_indices: Operator<O_max_pool3d_with_indices<"sync">, O_max_pool3d_with_indices<"async">>;
  readonly max_pool3d_with_indices_backward: Operator<O_max_pool3d_with_indices_backward<"sync">, O_max_pool3d_with_indices_backward<"async">>;
  readonly max_unpool2d: Operator<O_max_unpool2d<"sync">, O_max_unpool2d<"async">>;
  readonly max_unpool3d: Operator<O_max_unpool3d<"sync">, O_max_unpool3d<"async">>;
  readonly maximum: Operator<O_maximum<"sync">, O_maximum<"async">>;
  readonly mean: Operator<O_mean<"sync">, O_mean<"async">>;
  readonly median: Operator<O_median<"sync">, O_median<"async">>;
  readonly meshgrid: Operator<O_meshgrid<"sync">, O_meshgrid<"async">>;
  readonly min: Operator<O_min<"sync">, O_min<"async">>;
  readonly minimum: Operator<O_minimum<"sync">, O_minimum<"async">>;
  readonly miopen_batch_norm: Operator<O_miopen_batch_norm<"sync">, O_miopen_batch_norm<"async">>;
  readonly miopen_batch_norm_backward: Operator<O_miopen_batch_norm_backward<"sync">, O_miopen_batch_norm_backward<"async">>;
  readonly miopen_convolution: Operator<O_miopen_convolution<"sync">, O_miopen_convolution<"async">>;
  readonly miopen_convolution_add_relu: Operator<O_miopen_convolution_add_relu<"sync">, O_miopen_convolution_add_relu<"async">>;
  readonly miopen_convolution_relu: Operator<O_miopen_convolution_relu<"sync">, O_miopen_convolution_relu<"async">>;
  readonly miopen_convolution_transpose: Operator<O_miopen_convolution_transpose<"sync">, O_miopen_convolution_transpose<"async">>;
  readonly miopen_ctc_loss: Operator<O_miopen_ctc_loss<"sync">, O_miopen_ctc_loss<"async">>;
  readonly miopen_depthwise_convolution: Operator<O_miopen_depthwise_convolution<"sync">, O_miopen_depthwise_convolution<"async">>;
  readonly miopen_rnn: Operator<O_miopen_rnn<"sync">, O_miopen_rnn<"async">>;
  readonly miopen_rnn_backward: Operator<O_miopen_rnn_backward<"sync">, O_miopen_rnn_backward<"async">>;
  readonly mish: Operator<O_mish<"sync">, O_mish<"async">>;
  readonly mish_: Operator<O_mish_<"sync">, O_mish_<"async">>;
  readonly mish_backward: Operator<O_mish_backward<"sync">, O_mish_backward<"async">>;
  readonly mkldnn_adaptive_avg_pool2d: Operator<O_mkldnn_adaptive_avg_pool2d<"sync">, O_mkldnn_adaptive_avg_pool2d<"async">>;
  readonly mkldnn_adaptive_avg_pool2d_backward: Operator<O_mkldnn_adaptive_avg_pool2d_backward<"sync">, O_mkldnn_adaptive_avg_pool2d_backward<"async">>;
  readonly mkldnn_convolution: Operator<O_mkldnn_convolution<"sync">, O_mkldnn_convolution<"async">>;
  readonly mkldnn_linear: Operator<O_mkldnn_linear<"sync">, O_mkldnn_linear<"async">>;
  readonly mkldnn_linear_backward: Operator<O_mkldnn_linear_backward<"sync">, O_mkldnn_linear_backward<"async">>;
  readonly mkldnn_linear_backward_input: Operator<O_mkldnn_linear_backward_input<"sync">, O_mkldnn_linear_backward_input<"async">>;
  readonly mkldnn_linear_backward_weights: Operator<O_mkldnn_linear_backward_weights<"sync">, O_mkldnn_linear_backward_weights<"async">>;
  readonly mkldnn_max_pool2d: Operator<O_mkldnn_max_pool2d<"sync">, O_mkldnn_max_pool2d<"async">>;
  readonly mkldnn_max_pool2d_backward: Operator<O_mkldnn_max_pool2d_backward<"sync">, O_mkldnn_max_pool2d_backward<"async">>;
  readonly mkldnn_max_pool3d: Operator<O_mkldnn_max_pool3d<"sync">, O_mkldnn_max_pool3d<"async">>;
  readonly mkldnn_max_pool3d_backward: Operator<O_mkldnn_max_pool3d_backward<"sync">, O_mkldnn_max_pool3d_backward<"async">>;
  readonly mkldnn_reorder_conv2d_weight: Operator<O_mkldnn_reorder_conv2d_weight<"sync">, O_mkldnn_reorder_conv2d_weight<"async">>;
  readonly mkldnn_reorder_conv3d_weight: Operator<O_mkldnn_reorder_conv3d_weight<"sync">, O_mkldnn_reorder_conv3d_weight<"async">>;
  readonly mkldnn_rnn_layer: Operator<O_mkldnn_rnn_layer<"sync">, O_mkldnn_rnn_layer<"async">>;
  readonly mkldnn_rnn_layer_backward: Operator<O_mkldnn_rnn_layer_backward<"sync">, O_mkldnn_rnn_layer_backward<"async">>;
  readonly mm: Operator<O_mm<"sync">, O_mm<"async">>;
  readonly mode: Operator<O_mode<"sync">, O_mode<"async">>;
  readonly moveaxis: Operator<O_moveaxis<"sync">, O_moveaxis<"async">>;
  readonly movedim: Operator<O_movedim<"sync">, O_movedim<"async">>;
  readonly mps_convolution_backward: Operator<O_mps_convolution_backward<"sync">, O_mps_convolution_backward<"async">>;
  readonly mps_convolution_transpose_backward: Operator<O_mps_convolution_transpose_backward<"sync">, O_mps_convolution_transpose_backward<"async">>;
  readonly mse_loss: Operator<O_mse_loss<"sync">, O_mse_loss<"async">>;
  readonly mse_loss_backward: Operator<O_mse_loss_backward<"sync">, O_mse_loss_backward<"async">>;
  readonly msort: Operator<O_msort<"sync">, O_msort<"async">>;
  readonly mul: Operator<O_mul<"sync">, O_mul<"async">>;
  readonly mul_: Operator<O_mul_<"sync">, O_mul_<"async">>;
  readonly multi_margin_loss: Operator<O_multi_margin_loss<"sync">, O_multi_margin_loss<"async">>;
  readonly multi_margin_loss_backward: Operator<O_multi_margin_loss_backward<"sync">, O_multi_margin_loss_backward<"async">>;
  readonly multilabel_margin_loss: Operator<O_multilabel_margin_loss<"sync">, O_multilabel_margin_loss<"async">>;
  readonly multilabel_margin_loss_backward: Operator<O_multilabel_margin_loss_backward<"sync">, O_multilabel_margin_loss_backward<"async">>;
  readonly multilabel_margin_loss_forward: Operator<O_multilabel_margin_loss_forward<"sync">, O_multilabel_margin_loss_forward<"async">>;
  readonly multinomial: Operator<O_multinomial<"sync">, O_multinomial<"async">>;
  readonly multiply: Operator<O_multiply<"sync">, O_multiply<"async">>;
  readonly multiply_: Operator<O_multiply_<"sync">, O_multiply_<"async">>;
  readonly mv: Operator<O_mv<"sync">, O_mv<"async">>;
  readonly mvlgamma: Operator<O_mvlgamma<"sync">, O_mvlgamma<"async">>;
  readonly mvlgamma_: Operator<O_mvlgamma_<"sync">, O_mvlgamma_<"async">>;
  readonly nan_to_num: Operator<O_nan_to_num<"sync">, O_nan_to_num<"async">>;
  readonly nan_to_num_: Operator<O_nan_to_num_<"sync">, O_nan_to_num_<"async">>;
  readonly nanmean: Operator<O_nanmean<"sync">, O_nanmean<"async">>;
  readonly nanmedian: Operator<O_nanmedian<"sync">, O_nanmedian<"async">>;
  readonly nanquantile: Operator<O_nanquantile<"sync">, O_nanquantile<"async">>;
  readonly nansum: Operator<O_nansum<"sync">, O_nansum<"async">>;
  readonly narrow: Operator<O_narrow<"sync">, O_narrow<"async">>;
  readonly narrow_copy: Operator<O_narrow_copy<"sync">, O_narrow_copy<"async">>;
  readonly native_batch_norm: Operator<O_native_batch_norm<"sync">, O_native_batch_norm<"async">>;
  readonly native_batch_norm_backward: Operator<O_native_batch_norm_backward<"sync">, O_native_batch_norm_backward<"async">>;
  readonly native_channel_shuffle: Operator<O_native_channel_shuffle<"sync">, O_native_channel_shuffle<"async">>;
  readonly native_dropout: Operator<O_native_dropout<"sync">, O_native_dropout<"async">>;
  readonly native_dropout_backward: Operator<O_native_dropout_backward<"sync">, O_native_dropout_backward<"async">>;
  readonly native_group_norm: Operator<O_native_group_norm<"sync">, O_native_group_norm<"async">>;
  readonly native_group_norm_backward: Operator<O_native_group_norm_backward<"sync">, O_native_group_norm_backward<"async">>;
  readonly native_layer_norm: Operator<O_native_layer_norm<"sync">, O_native_layer_norm<"async">>;
  readonly native_layer_norm_backward: Operator<O_native_layer_norm_backward<"sync">, O_native_layer_norm_backward<"async">>;
  readonly native_norm: Operator<O_native_norm<"sync">, O_native_norm<"async">>;
  readonly ne: Operator<O_ne<"sync">, O_ne<"async">>;
  readonly ne_: Operator<O_ne_<"sync">, O_ne_<"async">>;
  readonly neg: Operator<O_neg<"sync">, O_neg<"async">>;
  readonly neg_: Operator<O_neg_<"sync">, O_neg_<"async">>;
  readonly negative: Operator<O_negative<"sync">, O_negative<"async">>;
  readonly negative_: Operator<O_negative_<"sync">, O_negative_<"async">>;
  readonly nested_to_padded_tensor: Operator<O_nested_to_padded_tensor<"sync">, O_nested_to_padded_tensor<"async">>;
  readonly new_empty: Operator<O_new_empty<"sync">, O_new_empty<"async">>;
  readonly new_empty_strided: Operator<O_new_empty_strided<"sync">, O_new_empty_strided<"async">>;
  readonly new_full: Operator<O_new_full<"sync">, O_new_full<"async">>;
  readonly new_ones: Operator<O_new_ones<"sync">, O_new_ones<"async">>;
  readonly new_zeros: Operator<O_new_zeros<"sync">, O_new_zeros<"async">>;
  readonly nextafter: Operator<O_nextafter<"sync">, O_nextafter<"async">>;
  readonly nextafter_: Operator<O_nextafter_<"sync">, O_nextafter_<"async">>;
  readonly nll_loss: Operator<O_nll_loss<"sync">, O_nll_loss<"async">>;
  readonly nll_loss2d: Operator<O_nll_loss2d<"sync">, O_nll_loss2d<"async">>;
  readonly nll_loss2d_backward: Operator<O_nll_loss2d_backward<"sync">, O_nll_loss2d_backward<"async">>;
  readonly nll_loss2d_forward: Operator<O_nll_loss2d_forward<"sync">, O_nll_loss2d_forward<"async">>;
  readonly nll_loss_backward: Operator<O_nll_loss_backward<"sync">, O_nll_loss_backward<"async">>;
  readonly nll_loss_forward: Operator<O_nll_loss_forward<"sync">, O_nll_loss_forward<"async">>;
  readonly nll_loss_nd: Operator<O_nll_loss_nd<"sync">, O_nll_loss_nd<"async">>;
  readonly nonzero: Operator<O_nonzero<"sync">, O_nonzero<"async">>;
  readonly nonzero_numpy: Operator<O_nonzero_numpy<"sync">, O_nonzero_numpy<"async">>;
  readonly nonzero_static: Operator<O_nonzero_static<"sync">, O_nonzero_static<"async">>;
  readonly norm: Operator<O_norm<"sync">, O_norm<"async">>;
  readonly norm_except_dim: Operator<O_norm_except_dim<"sync">, O_norm_except_dim<"async">>;
  readonly normal: Operator<O_normal<"sync">, O_normal<"async">>;
  readonly normal_: Operator<O_normal_<"sync">, O_normal_<"async">>;
  readonly normal_functional: Operator<O_normal_functional<"sync">, O_normal_functional<"async">>;
  readonly not_equal: Operator<O_not_equal<"sync">, O_not_equal<"async">>;
  readonly not_equal_: Operator<O_not_equal_<"sync">, O_not_equal_<"async">>;
  readonly nuclear_norm: Operator<O_nuclear_norm<"sync">, O_nuclear_norm<"async">>;
  readonly numel: Operator<O_numel<"sync">, O_numel<"async">>;
  readonly numpy_T: Operator<O_numpy_T<"sync">, O_numpy_T<"async">>;
  readonly one_hot: Operator<O_one_hot<"sync">, O_one_hot<"async">>;
  readonly ones: Operator<O_ones<"sync">, O_ones<"async">>;
  readonly ones_like: Operator<O_ones_like<"sync">, O_ones_like<"async">>;
  readonly orgqr: Operator<O_orgqr<"sync">, O_orgqr<"async">>;
  readonly ormqr: Operator<O_ormqr<"sync">, O_ormqr<"async">>;
  readonly outer: Operator<O_outer<"sync">, O_outer<"async">>;
  readonly output_nr: Operator<O_output_nr<"sync">, O_output_nr<"async">>;
  readonly pad: Operator<O_pad<"sync">, O_pad<"async">>;
  readonly pad_sequence: Operator<O_pad_sequence<"sync">, O_pad_sequence<"async">>;
  readonly pairwise_distance: Operator<O_pairwise_distance<"sync">, O_pairwise_distance<"async">>;
  readonly pdist: Operator<O_pdist<"sync">, O_pdist<"async">>;
  readonly permute: Operator<O_permute<"sync">, O_permute<"async">>;
  readonly permute_copy: Operator<O_permute_copy<"sync">, O_permute_copy<"async">>;
  readonly pin_memory: Operator<O_pin_memory<"sync">, O_pin_memory<"async">>;
  readonly pinverse: Operator<O_pinverse<"sync">, O_pinverse<"async">>;
  readonly pixel_shuffle: Operator<O_pixel_shuffle<"sync">, O_pixel_shuffle<"async">>;
  readonly pixel_unshuffle: Operator<O_pixel_unshuffle<"sync">, O_pixel_unshuffle<"async">>;
  readonly poisson: Operator<O_poisson<"sync">, O_poisson<"async">>;
  readonly poisson_nll_loss: Operator<O_poisson_nll_loss<"sync">, O_poisson_nll_loss<"async">>;
  readonly polar: Operator<O_polar<"sync">, O_polar<"async">>;
  readonly polygamma: Operator<O_polygamma<"sync">, O_polygamma<"async">>;
  readonly polygamma_: Operator<O_polygamma_<"sync">, O_polygamma_<"async">>;
  readonly positive: Operator<O_positive<"sync">, O_positive<"async">>;
  readonly pow: Operator<O_pow<"sync">, O_pow<"async">>;
  readonly pow_: Operator<O_pow_<"sync">, O_pow_<"async">>;
  readonly prelu: Operator<O_prelu<"sync">, O_prelu<"async">>;
  readonly prod: Operator<O_prod<"sync">, O_prod<"async">>;
  readonly promote_types: Operator<O_promote_types<"sync">, O_promote_types<"async">>;
  readonly put: Operator<O_put<"sync">, O_put<"async">>;
  readonly put_: Operator<O_put_<"sync">, O_put_<"async">>;
  readonly q_per_channel_axis: Operator<O_q_per_channel_axis<"sync">, O_q_per_channel_axis<"async">>;
  readonly q_per_channel_scales: Operator<O_q_per_channel_scales<"sync">, O_q_per_channel_scales<"async">>;
  readonly q_per_channel_zero_points: Operator<O_q_per_channel_zero_points<"sync">, O_q_per_channel_zero_points<"async">>;
  readonly q_scale: Operator<O_q_scale<"sync">, O_q_scale<"async">>;
  readonly q_zero_point: Operator<O_q_zero_point<"sync">, O_q_zero_point<"async">>;
  readonly qr: Operator<O_qr<"sync">, O_qr<"async">>;
  readonly qscheme: Operator<O_qscheme<"sync">, O_qscheme<"async">>;
  readonly quantile: Operator<O_quantile<"sync">, O_quantile<"async">>;
  readonly quantize_per_channel: Operator<O_quantize_per_channel<"sync">, O_quantize_per_channel<"async">>;
  readonly quantize_per_tensor: Operator<O_quantize_per_tensor<"sync">, O_quantize_per_tensor<"async">>;
  readonly quantize_per_tensor_dynamic: Operator<O_quantize_per_tensor_dynamic<"sync">, O_quantize_per_tensor_dynamic<"async">>;
  readonly quantized_batch_norm: Operator<O_quantized_batch_norm<"sync">, O_quantized_batch_norm<"async">>;
  readonly quantized_gru: Operator<O_quantized_gru<"sync">, O_quantized_gru<"async">>;
  readonly quantized_gru_cell: Operator<O_quantized_gru_cell<"sync">, O_quantized_gru_cell<"async">>;
  readonly quantized_lstm: Operator<O_quantized_lstm<"sync">, O_quantized_lstm<"async">>;
  readonly quantized_lstm_cell: Operator<O_quantized_lstm_cell<"sync">, O_quantized_lstm_cell<"async">>;
  readonly quantized_max_pool1d: Operator<O_quantized_max_pool1d<"sync">, O_quantized_max_pool1d<"async">>;
  readonly quantized_max_pool2d: Operator<O_quantized_max_pool2d<"sync">, O_quantized_max_pool2d<"async">>;
  readonly quantized_max_pool3d: Operator<O_quantized_max_pool3d<"sync">, O_quantized_max_pool3d<"async">>;
  readonly quantized_rnn_relu_cell: Operator<O_quantized_rnn_relu_cell<"sync">, O_quantized_rnn_relu_cell<"async">>;
  readonly quantized_rnn_tanh_cell: Operator<O_quantized_rnn_tanh_cell<"sync">, O_quantized_rnn_tanh_cell<"async">>;
  readonly rad2deg: Operator<O_rad2deg<"sync">, O_rad2deg<"async">>;
  readonly rad2deg_: Operator<O_rad2deg_<"sync">, O_rad2deg_<"async">>;
  readonly rand: Operator<O_rand<"sync">, O_rand<"async">>;
  readonly rand_like: Operator<O_rand_like<"sync">, O_rand_like<"async">>;
  readonly randint: Operator<O_randint<"sync">, O_randint<"async">>;
  readonly randint_like: Operator<O_randint_like<"sync">, O_randint_like<"async">>;
  readonly randn: Operator<O_randn<"sync">, O_randn<"async">>;
  readonly randn_like: Operator<O_randn_like<"sync">, O_randn_like<"async">>;
  readonly random: Operator<O_random<"sync">, O_random<"async">>;
  readonly random_: Operator<O_random_<"sync">, O_random_<"async">>;
  readonly randperm: Operator<O_randperm<"sync">, O_randperm<"async">>;
  readonly range: Operator<O_range<"sync">, O_range<"async">>;
  readonly ravel: Operator<O_ravel<"sync">, O_ravel<"async">>;
  readonly real: Operator<O_real<"sync">, O_real<"async">>;
  readonly reciprocal: Operator<O_reciprocal<"sync">, O_reciprocal<"async">>;
  readonly reciprocal_: Operator<O_reciprocal_<"sync">, O_reciprocal_<"async">>;
  readonly reflection_pad1d: Operator<O_reflection_pad1d<"sync">, O_reflection_pad1d<"async">>;
  readonly reflection_pad1d_backward: Operator<O_reflection_pad1d_backward<"sync">, O_reflection_pad1d_backward<"async">>;
  readonly reflection_pad2d: Operator<O_reflection_pad2d<"sync">, O_reflection_pad2d<"async">>;
  readonly reflection_pad2d_backward: Operator<O_reflection_pad2d_backward<"sync">, O_reflection_pad2d_backward<"async">>;
  readonly reflection_pad3d: Operator<O_reflection_pad3d<"sync">, O_reflection_pad3d<"async">>;
  readonly reflection_pad3d_backward: Operator<O_reflection_pad3d_backward<"sync">, O_reflection_pad3d_backward<"async">>;
  readonly relu: Operator<O_relu<"sync">, O_relu<"async">>;
  readonly relu6: Operator<O_relu6<"sync">, O_relu6<"async">>;
  readonly relu6_: Operator<O_relu6_<"sync">, O_relu6_<"async">>;
  readonly relu_: Operator<O_relu_<"sync">, O_relu_<"async">>;
  readonly remainder: Operator<O_remainder<"sync">, O_remainder<"async">>;
  readonly remainder_: Operator<O_remainder_<"sync">, O_remainder_<"async">>;
  readonly renorm: Operator<O_renorm<"sync">, O_renorm<"async">>;
  readonly renorm_: Operator<O_renorm_<"sync">, O_renorm_<"async">>;
  readonly repeat: Operator<O_repeat<"sync">, O_repeat<"async">>;
  readonly repeat_interleave: Operator<O_repeat_interleave<"sync">, O_repeat_interleave<"async">>;
  readonly replication_pad1d: Operator<O_replication_pad1d<"sync">, O_replication_pad1d<"async">>;
  readonly replication_pad1d_backward: Operator<O_replication_pad1d_backward<"sync">, O_replication_pad1d_backward<"async">>;
  readonly replication_pad2d: Operator<O_replication_pad2d<"sync">, O_replication_pad2d<"async">>;
  readonly replication_pad2d_backward: Operator<O_replication_pad2d_backward<"sync">, O_replication_pad2d_backward<"async">>;
  readonly replication_pad3d: Operator<O_replication_pad3d<"sync">, O_replication_pad3d<"async">>;
  readonly replication_pad3d_backward: Operator<O_replication_pad3d_backward<"sync">, O_replication_pad3d_backward<"async">>;
  readonly requires_grad_: Operator<O_requires_grad_<"sync">, O_requires_grad_<"async">>;
  readonly reshape: Operator<O_reshape<"sync">, O_reshape<"async">>;
  readonly reshape_as: Operator<O_reshape_as<"sync">, O_reshape_as<"async">>;
  readonly resize: Operator<O_resize<"sync">, O_resize<"async">>;
  readonly resize_: Operator<O_resize_<"sync">, O_resize_<"async">>;
  readonly resize_as: Operator<O_resize_as<"sync">, O_resize_as<"async">>;
  readonly resize_as_: Operator<O_resize_as_<"sync">, O_resize_as_<"async">>;
  readonly resize_as_sparse: Operator<O_resize_as_sparse<"sync">, O_resize_as_sparse<"async">>;
  readonly resize_as_sparse_: Operator<O_resize_as_sparse_<"sync">, O_resize_as_sparse_<"async">>;
  readonly resolve_conj: Operator<O_resolve_conj<"sync">, O_resolve_conj<"async">>;
  readonly resolve_neg: Operator<O_resolve_neg<"sync">, O_resolve_neg<"async">>;
  readonly result_type: Operator<O_result_type<"sync">, O_result_type<"async">>;
  readonly retain_grad: Operator<O_retain_grad<"sync">, O_retain_grad<"async">>;
  readonly retains_grad: Operator<O_retains_grad<"sync">, O_retains_grad<"async">>;
  readonly rms_norm: Operator<O_rms_norm<"sync">, O_rms_norm<"async">>;
  readonly rnn_relu: Operator<O_rnn_relu<"sync">, O_rnn_relu<"async">>;
  readonly rnn_relu_cell: Operator<O_rnn_relu_cell<"sync">, O_rnn_relu_cell<"async">>;
  readonly rnn_tanh: Operator<O_rnn_tanh<"sync">, O_rnn_tanh<"async">>;
  readonly rnn_tanh_cell: Operator<O_rnn_tanh_cell<"sync">, O_rnn_tanh_cell<"async">>;
  readonly roll: Operator<O_roll<"sync">, O_roll<"async">>;
  readonly rot90: Operator<O_rot90<"sync">, O_rot90<"async">>;
  readonly round: Operator<O_round<"sync">, O_round<"async">>;
  readonly round_: Operator<O_round_<"sync">, O_round_<"async">>;
  readonly row_indices: Operator<O_row_indices<"sync">, O_row_indices<"async">>;
  readonly row_indices_copy: Operator<O_row_indices_copy<"sync">, O_row_indices_copy<"async">>;
  readonly row_stack: Operator<O_row_stack<"sync">, O_row_stack<"async">>;
  readonly rrelu: Operator<O_rrelu<"sync">, O_rrelu<"async">>;
  readonly rrelu_: Operator<O_rrelu_<"sync">, O_rrelu_<"async">>;
  readonly rrelu_with_noise: Operator<O_rrelu_with_noise<"sync">, O_rrelu_with_noise<"async">>;
  readonly rrelu_with_noise_: Operator<O_rrelu_with_noise_<"sync">, O_rrelu_with_noise_<"async">>;
  readonly rrelu_with_noise_backward: Operator<O_rrelu_with_noise_backward<"sync">, O_rrelu_with_noise_backward<"async">>;
  readonly rrelu_with_noise_functional: Operator<O_rrelu_with_noise_functional<"sync">, O_rrelu_with_noise_functional<"async">>;
  readonly rsqrt: Operator<O_rsqrt<"sync">, O_rsqrt<"async">>;
  readonly rsqrt_: Operator<O_rsqrt_<"sync">, O_rsqrt_<"async">>;
  readonly rsub: Operator<O_rsub<"sync">, O_rsub<"async">>;
  readonly scalar_tensor: Operator<O_scalar_tensor<"sync">, O_scalar_tensor<"async">>;
  readonly scaled_dot_product_attention: Operator<O_scaled_dot_product_attention<"sync">, O_scaled_dot_product_attention<"async">>;
  readonly scatter: Operator<O_scatter<"sync">, O_scatter<"async">>;
  readonly scatter_: Operator<O_scatter_<"sync">, O_scatter_<"async">>;
  readonly scatter_add: Operator<O_scatter_add<"sync">, O_scatter_add<"async">>;
  readonly scatter_add_: Operator<O_scatter_add_<"sync">, O_scatter_add_<"async">>;
  readonly scatter_reduce: Operator<O_scatter_reduce<"sync">, O_scatter_reduce<"async">>;
  readonly scatter_reduce_: Operator<O_scatter_reduce_<"sync">, O_scatter_reduce_<"async">>;
  readonly searchsorted: Operator<O_searchsorted<"sync">, O_searchsorted<"async">>;
  readonly segment_reduce: Operator<O_segment_reduce<"sync">, O_segment_reduce<"async">>;
  readonly select: Operator<O_select<"sync">, O_select<"async">>;
  readonly select_backward: Operator<O_select_backward<"sync">, O_select_backward<"async">>;
  readonly select_copy: Operator<O_select_copy<"sync">, O_select_copy<"async">>;
  readonly select_scatter: Operator<O_select_scatter<"sync">, O_select_scatter<"async">>;
  readonly selu: Operator<O_selu<"sync">, O_selu<"async">>;
  readonly selu_: Operator<O_selu_<"sync">, O_selu_<"async">>;
  readonly set: Operator<O_set<"sync">, O_set<"async">>;
  readonly set_: Operator<O_set_<"sync">, O_set_<"async">>;
  readonly set_data: Operator<O_set_data<"sync">, O_set_data<"async">>;
  readonly sgn: Operator<O_sgn<"sync">, O_sgn<"async">>;
  readonly sgn_: Operator<O_sgn_<"sync">, O_sgn_<"async">>;
  readonly sigmoid: Operator<O_sigmoid<"sync">, O_sigmoid<"async">>;
  readonly sigmoid_: Operator<O_sigmoid_<"sync">, O_sigmoid_<"async">>;
  readonly sigmoid_backward: Operator<O_sigmoid_backward<"sync">, O_sigmoid_backward<"async">>;
  readonly sign: Operator<O_sign<"sync">, O_sign<"async">>;
  readonly sign_: Operator<O_sign_<"sync">, O_sign_<"async">>;
  readonly signbit: Operator<O_signbit<"sync">, O_signbit<"async">>;
  readonly silu: Operator<O_silu<"sync">, O_silu<"async">>;
  readonly silu_: Operator<O_silu_<"sync">, O_silu_<"async">>;
  readonly silu_backward: Operator<O_silu_backward<"sync">, O_silu_backward<"async">>;
  readonly sin: Operator<O_sin<"sync">, O_sin<"async">>;
  readonly sin_: Operator<O_sin_<"sync">, O_sin_<"async">>;
  readonly sinc: Operator<O_sinc<"sync">, O_sinc<"async">>;
  readonly sinc_: Operator<O_sinc_<"sync">, O_sinc_<"async">>;
  readonly sinh: Operator<O_sinh<"sync">, O_sinh<"async">>;
  readonly sinh_: Operator<O_sinh_<"sync">, O_sinh_<"async">>;
  readonly size: Operator<O_size<"sync">, O_size<"async">>;
  readonly slice: Operator<O_slice<"sync">, O_slice<"async">>;
  readonly slice_backward: Operator<O_slice_backward<"sync">, O_slice_backward<"async">>;
  readonly slice_copy: Operator<O_slice_copy<"sync">, O_slice_copy<"async">>;
  readonly slice_inverse: Operator<O_slice_inverse<"sync">, O_slice_inverse<"async">>;
  readonly slice_scatter: Operator<O_slice_scatter<"sync">, O_slice_scatter<"async">>;
  readonly slogdet: Operator<O_slogdet<"sync">, O_slogdet<"async">>;
  readonly slow_conv3d: Operator<O_slow_conv3d<"sync">, O_slow_conv3d<"async">>;
  readonly slow_conv3d_forward: Operator<O_slow_conv3d_forward<"sync">, O_slow_conv3d_forward<"async">>;
  readonly slow_conv_dilated2d: Operator<O_slow_conv_dilated2d<"sync">, O_slow_conv_dilated2d<"async">>;
  readonly slow_conv_dilated3d: Operator<O_slow_conv_dilated3d<"sync">, O_slow_conv_dilated3d<"async">>;
  readonly slow_conv_transpose2d: Operator<O_slow_conv_transpose2d<"sync">, O_slow_conv_transpose2d<"async">>;
  readonly slow_conv_transpose3d: Operator<O_slow_conv_transpose3d<"sync">, O_slow_conv_transpose3d<"async">>;
  readonly smm: Operator<O_smm<"sync">, O_smm<"async">>;
  readonly smooth_l1_loss: Operator<O_smooth_l1_loss<"sync">, O_smooth_l1_loss<"async">>;
  readonly smooth_l1_loss_backward: Operator<O_smooth_l1_loss_backward<"sync">, O_smooth_l1_loss_backward<"async">>;
  readonly soft_margin_loss: Operator<O_soft_margin_loss<"sync">, O_soft_margin_loss<"async">>;
  readonly soft_margin_loss_backward: Operator<O_soft_margin_loss_backward<"sync">, O_soft_margin_loss_backward<"async">>;
  readonly softmax: Operator<O_softmax<"sync">, O_softmax<"async">>;
  readonly softplus: Operator<O_softplus<"sync">, O_softplus<"async">>;
  readonly softplus_backward: Operator<O_softplus_backward<"sync">, O_softplus_backward<"async">>;
  readonly softshrink: Operator<O_softshrink<"sync">, O_softshrink<"async">>;
  readonly softshrink_backward: Operator<O_softshrink_backward<"sync">, O_softshrink_backward<"async">>;
  readonly sort: Operator<O_sort<"sync">, O_sort<"async">>;
  readonly sparse_bsc_tensor: Operator<O_sparse_bsc_tensor<"sync">, O_sparse_bsc_tensor<"async">>;
  readonly sparse_bsr_tensor: Operator<O_sparse_bsr_tensor<"sync">, O_sparse_bsr_tensor<"async">>;
  readonly sparse_compressed_tensor: Operator<O_sparse_compressed_tensor<"sync">, O_sparse_compressed_tensor<"async">>;
  readonly sparse_coo_tensor: Operator<O_sparse_coo_tensor<"sync">, O_sparse_coo_tensor<"async">>;
  readonly sparse_csc_tensor: Operator<O_sparse_csc_tensor<"sync">, O_sparse_csc_tensor<"async">>;
  readonly sparse_csr_tensor: Operator<O_sparse_csr_tensor<"sync">, O_sparse_csr_tensor<"async">>;
  readonly sparse_dim: Operator<O_sparse_dim<"sync">, O_sparse_dim<"async">>;
  readonly sparse_mask: Operator<O_sparse_mask<"sync">, O_sparse_mask<"async">>;
  readonly sparse_resize: Operator<O_sparse_resize<"sync">, O_sparse_resize<"async">>;
  readonly sparse_resize_: Operator<O_sparse_resize_<"sync">, O_sparse_resize_<"async">>;
  readonly sparse_resize_and_clear: Operator<O_sparse_resize_and_clear<"sync">, O_sparse_resize_and_clear<"async">>;
  readonly sparse_resize_and_clear_: Operator<O_sparse_resize_and_clear_<"sync">, O_sparse_resize_and_clear_<"async">>;
  readonly sparse_sampled_addmm: Operator<O_sparse_sampled_addmm<"sync">, O_sparse_sampled_addmm<"async">>;
  readonly special_airy_ai: Operator<O_special_airy_ai<"sync">, O_special_airy_ai<"async">>;
  readonly special_bessel_j0: Operator<O_special_bessel_j0<"sync">, O_special_bessel_j0<"async">>;
  readonly special_bessel_j1: Operator<O_special_bessel_j1<"sync">, O_special_bessel_j1<"async">>;
  readonly special_bessel_y0: Operator<O_special_bessel_y0<"sync">, O_special_bessel_y0<"async">>;
  readonly special_bessel_y1: Operator<O_special_bessel_y1<"sync">, O_special_bessel_y1<"async">>;
  readonly special_chebyshev_polynomial_t: Operator<O_special_chebyshev_polynomial_t<"sync">, O_special_chebyshev_polynomial_t<"async">>;
  readonly special_chebyshev_polynomial_u: Operator<O_special_chebyshev_polynomial_u<"sync">, O_special_chebyshev_polynomial_u<"async">>;
  readonly special_chebyshev_polynomial_v: Operator<O_special_chebyshev_polynomial_v<"sync">, O_special_chebyshev_polynomial_v<"async">>;
  readonly special_chebyshev_polynomial_w: Operator<O_special_chebyshev_polynomial_w<"sync">, O_special_chebyshev_polynomial_w<"async">>;
  readonly special_digamma: Operator<O_special_digamma<"sync">, O_special_digamma<"async">>;
  readonly special_entr: Operator<O_special_entr<"sync">, O_special_entr<"async">>;
  readonly special_erf: Operator<O_special_erf<"sync">, O_special_erf<"async">>;
  readonly special_erfc: Operator<O_special_erfc<"sync">, O_special_erfc<"async">>;
  readonly special_erfcx: Operator<O_special_erfcx<"sync">, O_special_erfcx<"async">>;
  readonly special_erfinv: Operator<O_special_erfinv<"sync">, O_special_erfinv<"async">>;
  readonly special_exp2: Operator<O_special_exp2<"sync">, O_special_exp2<"async">>;
  readonly special_expit: Operator<O_special_expit<"sync">, O_special_expit<"async">>;
  readonly special_expm1: Operator<O_special_expm1<"sync">, O_special_expm1<"async">>;
  readonly special_gammainc: Operator<O_special_gammainc<"sync">, O_special_gammainc<"async">>;
  readonly special_gammaincc: Operator<O_special_gammaincc<"sync">, O_special_gammaincc<"async">>;
  readonly special_gammaln: Operator<O_special_gammaln<"sync">, O_special_gammaln<"async">>;
  readonly special_hermite_polynomial_h: Operator<O_special_hermite_polynomial_h<"sync">, O_special_hermite_polynomial_h<"async">>;
  readonly special_hermite_polynomial_he: Operator<O_special_hermite_polynomial_he<"sync">, O_special_hermite_polynomial_he<"async">>;
  readonly special_i0: Operator<O_special_i0<"sync">, O_special_i0<"async">>;
  readonly special_i0e: Operator<O_special_i0e<"sync">, O_special_i0e<"async">>;
  readonly special_i1: Operator<O_special_i1<"sync">, O_special_i1<"async">>;
  readonly special_i1e: Operator<O_special_i1e<"sync">, O_special_i1e<"async">>;
  readonly special_laguerre_polynomial_l: Operator<O_special_laguerre_polynomial_l<"sync">, O_special_laguerre_polynomial_l<"async">>;
  readonly special_legendre_polynomial_p: Operator<O_special_legendre_polynomial_p<"sync">, O_special_legendre_polynomial_p<"async">>;
  readonly special_log1p: Operator<O_special_log1p<"sync">, O_special_log1p<"async">>;
  readonly special_log_ndtr: Operator<O_special_log_ndtr<"sync">, O_special_log_ndtr<"async">>;
  readonly special_log_softmax: Operator<O_special_log_softmax<"sync">, O_special_log_softmax<"async">>;
  readonly special_logit: Operator<O_special_logit<"sync">, O_special_logit<"async">>;
  readonly special_logsumexp: Operator<O_special_logsumexp<"sync">, O_special_logsumexp<"async">>;
  readonly special_modified_bessel_i0: Operator<O_special_modified_bessel_i0<"sync">, O_special_modified_bessel_i0<"async">>;
  readonly special_modified_bessel_i1: Operator<O_special_modified_bessel_i1<"sync">, O_special_modified_bessel_i1<"async">>;
  readonly special_modified_bessel_k0: Operator<O_special_modified_bessel_k0<"sync">, O_special_modified_bessel_k0<"async">>;
  readonly special_modified_bessel_k1: Operator<O_special_modified_bessel_k1<"sync">, O_special_modified_bessel_k1<"async">>;
  readonly special_multigammaln: Operator<O_special_multigammaln<"sync">, O_special_multigammaln<"async">>;
  readonly special_ndtr: Operator<O_special_ndtr<"sync">, O_special_ndtr<"async">>;
  readonly special_ndtri: Operator<O_special_ndtri<"sync">, O_special_ndtri<"async">>;
  readonly special_polygamma: Operator<O_special_polygamma<"sync">, O_special_polygamma<"async">>;
  readonly special_psi: Operator<O_special_psi<"sync">, O_special_psi<"async">>;
  readonly special_round: Operator<O_special_round<"sync">, O_special_round<"async">>;
  readonly special_scaled_modified_bessel_k0: Operator<O_special_scaled_modified_bessel_k0<"sync">, O_special_scaled_modified_bessel_k0<"async">>;
  readonly special_scaled_modified_bessel_k1: Operator<O_special_scaled_modified_bessel_k1<"sync">, O_special_scaled_modified_bessel_k1<"async">>;
  readonly special_shifted_chebyshev_polynomial_t: Operator<O_special_shifted_chebyshev_polynomial_t<"sync">, O_special_shifted_chebyshev_polynomial_t<"async">>;
  readonly special_shifted_chebyshev_polynomial_u: Operator<O_special_shifted_chebyshev_polynomial_u<"sync">, O_special_shifted_chebyshev_polynomial_u<"async">>;
  readonly special_shifted_chebyshev_polynomial_v: Operator<O_special_shifted_chebyshev_polynomial_v<"sync">, O_special_shifted_chebyshev_polynomial_v<"async">>;
  readonly special_shifted_chebyshev_polynomial_w: Operator<O_special_shifted_chebyshev_polynomial_w<"sync">, O_special_shifted_chebyshev_polynomial_w<"async">>;
  readonly special_sinc: Operator<O_special_sinc<"sync">, O_special_sinc<"async">>;
  readonly special_softmax: Operator<O_special_softmax<"sync">, O_special_softmax<"async">>;
  readonly special_spherical_bessel_j0: Operator<O_special_spherical_bessel_j0<"sync">, O_special_spherical_bessel_j0<"async">>;
  readonly special_xlog1py: Operator<O_special_xlog1py<"sync">, O_special_xlog1py<"async">>;
  readonly special_xlogy: Operator<O_special_xlogy<"sync">, O_special_xlogy<"async">>;
  readonly special_zeta: Operator<O_special_zeta<"sync">, O_special_zeta<"async">>;
  readonly split: Operator<O_split<"sync">, O_split<"async">>;
  readonly split_copy: Operator<O_split_copy<"sync">, O_split_copy<"async">>;
  readonly split_with_sizes: Operator<O_split_with_sizes<"sync">, O_split_with_sizes<"async">>;
  readonly split_with_sizes_copy: Operator<O_split_with_sizes_copy<"sync">, O_split_with_sizes_copy<"async">>;
  readonly sqrt: Operator<O_sqrt<"sync">, O_sqrt<"async">>;
  readonly sqrt_: Operator<O_sqrt_<"sync">, O_sqrt_<"async">>;
  readonly square: Operator<O_square<"sync">, O_square<"async">>;
  readonly square_: Operator<O_square_<"sync">, O_square_<"async">>;
  readonly squeeze: Operator<O_squeeze<"sync">, O_squeeze<"async">>;
  readonly squeeze_: Operator<O_squeeze_<"sync">, O_squeeze_<"async">>;
  readonly squeeze_copy: Operator<O_squeeze_copy<"sync">, O_squeeze_copy<"async">>;
  readonly sspaddmm: Operator<O_sspaddmm<"sync">, O_sspaddmm<"async">>;
  readonly stack: Operator<O_stack<"sync">, O_stack<"async">>;
  readonly std: Operator<O_std<"sync">, O_std<"async">>;
  readonly std_mean: Operator<O_std_mean<"sync">, O_std_mean<"async">>;
  readonly stft: Operator<O_stft<"sync">, O_stft<"async">>;
  readonly storage_offset: Operator<O_storage_offset<"sync">, O_storage_offset<"async">>;
  readonly stride: Operator<O_stride<"sync">, O_stride<"async">>;
  readonly sub: Operator<O_sub<"sync">, O_sub<"async">>;
  readonly sub_: Operator<O_sub_<"sync">, O_sub_<"async">>;
  readonly subtract: Operator<O_subtract<"sync">, O_subtract<"async">>;
  readonly subtract_: Operator<O_subtract_<"sync">, O_subtract_<"async">>;
  readonly sum: Operator<O_sum<"sync">, O_sum<"async">>;
  readonly sum_to_size: Operator<O_sum_to_size<"sync">, O_sum_to_size<"async">>;
  readonly svd: Operator<O_svd<"sync">, O_svd<"async">>;
  readonly swapaxes: Operator<O_swapaxes<"sync">, O_swapaxes<"async">>;
  readonly swapaxes_: Operator<O_swapaxes_<"sync">, O_swapaxes_<"async">>;
  readonly swapdims: Operator<O_swapdims<"sync">, O_swapdims<"async">>;
  readonly swapdims_: Operator<O_swapdims_<"sync">, O_swapdims_<"async">>;
  readonly sym_constrain_range: Operator<O_sym_constrain_range<"sync">, O_sym_constrain_range<"async">>;
  readonly sym_constrain_range_for_size: Operator<O_sym_constrain_range_for_size<"sync">, O_sym_constrain_range_for_size<"async">>;
  readonly sym_is_contiguous: Operator<O_sym_is_contiguous<"sync">, O_sym_is_contiguous<"async">>;
  readonly sym_numel: Operator<O_sym_numel<"sync">, O_sym_numel<"async">>;
  readonly sym_size: Operator<O_sym_size<"sync">, O_sym_size<"async">>;
  readonly sym_storage_offset: Operator<O_sym_storage_offset<"sync">, O_sym_storage_offset<"async">>;
  readonly sym_stride: Operator<O_sym_stride<"sync">, O_sym_stride<"async">>;
  readonly t: Operator<O_t<"sync">, O_t<"async">>;
  readonly t_: Operator<O_t_<"sync">, O_t_<"async">>;
  readonly t_copy: Operator<O_t_copy<"sync">, O_t_copy<"async">>;
  readonly take: Operator<O_take<"sync">, O_take<"async">>;
  readonly take_along_dim: Operator<O_take_along_dim<"sync">, O_take_along_dim<"async">>;
  readonly tan: Operator<O_tan<"sync">, O_tan<"async">>;
  readonly tan_: Operator<O_tan_<"sync">, O_tan_<"async">>;
  readonly tanh: Operator<O_tanh<"sync">, O_tanh<"async">>;
  readonly tanh_: Operator<O_tanh_<"sync">, O_tanh_<"async">>;
  readonly tanh_backward: Operator<O_tanh_backward<"sync">, O_tanh_backward<"async">>;
  readonly tensor_split: Operator<O_tensor_split<"sync">, O_tensor_split<"async">>;
  readonly tensordot: Operator<O_tensordot<"sync">, O_tensordot<"async">>;
  readonly thnn_conv2d: Operator<O_thnn_conv2d<"sync">, O_thnn_conv2d<"async">>;
  readonly threshold: Operator<O_threshold<"sync">, O_threshold<"async">>;
  readonly threshold_: Operator<O_threshold_<"sync">, O_threshold_<"async">>;
  readonly threshold_backward: Operator<O_threshold_backward<"sync">, O_threshold_backward<"async">>;
  readonly tile: Operator<O_tile<"sync">, O_tile<"async">>;
  readonly to: Operator<O_to<"sync">, O_to<"async">>;
  readonly to_dense: Operator<O_to_dense<"sync">, O_to_dense<"async">>;
  readonly to_dense_backward: Operator<O_to_dense_backward<"sync">, O_to_dense_backward<"async">>;
  readonly to_mkldnn: Operator<O_to_mkldnn<"sync">, O_to_mkldnn<"async">>;
  readonly to_mkldnn_backward: Operator<O_to_mkldnn_backward<"sync">, O_to_mkldnn_backward<"async">>;
  readonly to_padded_tensor: Operator<O_to_padded_tensor<"sync">, O_to_padded_tensor<"async">>;
  readonly to_sparse: Operator<O_to_sparse<"sync">, O_to_sparse<"async">>;
  readonly to_sparse_bsc: Operator<O_to_sparse_bsc<"sync">, O_to_sparse_bsc<"async">>;
  readonly to_sparse_bsr: Operator<O_to_sparse_bsr<"sync">, O_to_sparse_bsr<"async">>;
  readonly to_sparse_csc: Operator<O_to_sparse_csc<"sync">, O_to_sparse_csc<"async">>;
  readonly to_sparse_csr: Operator<O_to_sparse_csr<"sync">, O_to_sparse_csr<"async">>;
  readonly topk: Operator<O_topk<"sync">, O_topk<"async">>;
  readonly trace: Operator<O_trace<"sync">, O_trace<"async">>;
  readonly trace_backward: Operator<O_trace_backward<"sync">, O_trace_backward<"async">>;
  readonly transpose: Operator<O_transpose<"sync">, O_transpose<"async">>;
  readonly transpose_: Operator<O_transpose_<"sync">, O_transpose_<"async">>;
  readonly transpose_copy: Operator<O_transpose_copy<"sync">, O_transpose_copy<"async">>;
  readonly trapezoid: Operator<O_trapezoid<"sync">, O_trapezoid<"async">>;
  readonly trapz: Operator<O_trapz<"sync">, O_trapz<"async">>;
  readonly triangular_solve: Operator<O_triangular_solve<"sync">, O_triangular_solve<"async">>;
  readonly tril: Operator<O_tril<"sync">, O_tril<"async">>;
  readonly tril_: Operator<O_tril_<"sync">, O_tril_<"async">>;
  readonly tril_indices: Operator<O_tril_indices<"sync">, O_tril_indices<"async">>;
  readonly triplet_margin_loss: Operator<O_triplet_margin_loss<"sync">, O_triplet_margin_loss<"async">>;
  readonly triu: Operator<O_triu<"sync">, O_triu<"async">>;
  readonly triu_: Operator<O_triu_<"sync">, O_triu_<"async">>;
  readonly triu_indices: Operator<O_triu_indices<"sync">, O_triu_indices<"async">>;
  readonly true_divide: Operator<O_true_divide<"sync">, O_true_divide<"async">>;
  readonly true_divide_: Operator<O_true_divide_<"sync">, O_true_divide_<"async">>;
  readonly trunc: Operator<O_trunc<"sync">, O_trunc<"async">>;
  readonly trunc_: Operator<O_trunc_<"sync">, O_trunc_<"async">>;
  readonly type_as: Operator<O_type_as<"sync">, O_type_as<"async">>;
  readonly unbind: Operator<O_unbind<"sync">, O_unbind<"async">>;
  readonly unbind_copy: Operator<O_unbind_copy<"sync">, O_unbind_copy<"async">>;
  readonly unflatten: Operator<O_unflatten<"sync">, O_unflatten<"async">>;
  readonly unflatten_dense_tensors: Operator<O_unflatten_dense_tensors<"sync">, O_unflatten_dense_tensors<"async">>;
  readonly unfold: Operator<O_unfold<"sync">, O_unfold<"async">>;
  readonly unfold_backward: Operator<O_unfold_backward<"sync">, O_unfold_backward<"async">>;
  readonly unfold_copy: Operator<O_unfold_copy<"sync">, O_unfold_copy<"async">>;
  readonly uniform: Operator<O_uniform<"sync">, O_uniform<"async">>;
  readonly uniform_: Operator<O_uniform_<"sync">, O_uniform_<"async">>;
  readonly unique_consecutive: Operator<O_unique_consecutive<"sync">, O_unique_consecutive<"async">>;
  readonly unique_dim: Operator<O_unique_dim<"sync">, O_unique_dim<"async">>;
  readonly unique_dim_consecutive: Operator<O_unique_dim_consecutive<"sync">, O_unique_dim_consecutive<"async">>;
  readonly unsafe_chunk: Operator<O_unsafe_chunk<"sync">, O_unsafe_chunk<"async">>;
  readonly unsafe_split: Operator<O_unsafe_split<"sync">, O_unsafe_split<"async">>;
  readonly unsafe_split_with_sizes: Operator<O_unsafe_split_with_sizes<"sync">, O_unsafe_split_with_sizes<"async">>;
  readonly unsqueeze: Operator<O_unsqueeze<"sync">, O_unsqueeze<"async">>;
  readonly unsqueeze_: Operator<O_unsqueeze_<"sync">, O_unsqueeze_<"async">>;
  readonly unsqueeze_copy: Operator<O_unsqueeze_copy<"sync">, O_unsqueeze_copy<"async">>;
  readonly upsample_bicubic2d: Operator<O_upsample_bicubic2d<"sync">, O_upsample_bicubic2d<"async">>;
  readonly upsample_bicubic2d_backward: Operator<O_upsample_bicubic2d_backward<"sync">, O_upsample_bicubic2d_backward<"async">>;
  readonly upsample_bilinear2d: Operator<O_upsample_bilinear2d<"sync">, O_upsample_bilinear2d<"async">>;
  readonly upsample_bilinear2d_backward: Operator<O_upsample_bilinear2d_backward<"sync">, O_upsample_bilinear2d_backward<"async">>;
  readonly upsample_linear1d: Operator<O_upsample_linear1d<"sync">, O_upsample_linear1d<"async">>;
  readonly upsample_linear1d_backward: Operator<O_upsample_linear1d_backward<"sync">, O_upsample_linear1d_backward<"async">>;
  readonly upsample_nearest1d: Operator<O_upsample_nearest1d<"sync">, O_upsample_nearest1d<"async">>;
  readonly upsample_nearest1d_backward: Operator<O_upsample_nearest1d_backward<"sync">, O_upsample_nearest1d_backward<"async">>;
  readonly upsample_nearest2d: Operator<O_upsample_nearest2d<"sync">, O_upsample_nearest2d<"async">>;
  readonly upsample_nearest2d_backward: Operator<O_upsample_nearest2d_backward<"sync">, O_upsample_nearest2d_backward<"async">>;
  readonly upsample_nearest3d: Operator<O_upsample_nearest3d<"sync">, O_upsample_nearest3d<"async">>;
  readonly upsample_nearest3d_backward: Operator<O_upsample_nearest3d_backward<"sync">, O_upsample_nearest3d_backward<"async">>;
  readonly upsample_trilinear3d: Operator<O_upsample_trilinear3d<"sync">, O_upsample_trilinear3d<"async">>;
  readonly upsample_trilinear3d_backward: Operator<O_upsample_trilinear3d_backward<"sync">, O_upsample_trilinear3d_backward<"async">>;
  readonly value_selecting_reduction_backward: Operator<O_value_selecting_reduction_backward<"sync">, O_value_selecting_reduction_backward<"async">>;
  readonly values: Operator<O_values<"sync">, O_values<"async">>;
  readonly values_copy: Operator<O_values_copy<"sync">, O_values_copy<"async">>;
  readonly vander: Operator<O_vander<"sync">, O_vander<"async">>;
  readonly var: Operator<O_var<"sync">, O_var<"async">>;
  readonly var_mean: Operator<O_var_mean<"sync">, O_var_mean<"async">>;
  readonly vdot: Operator<O_vdot<"sync">, O_vdot<"async">>;
  readonly view: Operator<O_view<"sync">, O_view<"async">>;
  readonly view_as: Operator<O_view_as<"sync">, O_view_as<"async">>;
  readonly view_as_complex: Operator<O_view_as_complex<"sync">, O_view_as_complex<"async">>;
  readonly view_as_complex_copy: Operator<O_view_as_complex_copy<"sync">, O_view_as_complex_copy<"async">>;
  readonly view_as_real: Operator<O_view_as_real<"sync">, O_view_as_real<"async">>;
  readonly view_as_real_copy: Operator<O_view_as_real_copy<"sync">, O_view_as_real_copy<"async">>;
  readonly view_copy: Operator<O_view_copy<"sync">, O_view_copy<"async">>;
  readonly vsplit: Operator<O_vsplit<"sync">, O_vsplit<"async">>;
  readonly vstack: Operator<O_vstack<"sync">, O_vstack<"async">>;
  readonly where: Operator<O_where<"sync">, O_where<"async">>;
  readonly xlogy: Operator<O_xlogy<"sync">, O_xlogy<"async">>;
  readonly xlogy_: Operator<O_xlogy_<"sync">, O_xlogy_<"async">>;
  readonly zero: Operator<O_zero<"sync">, O_zero<"async">>;
  readonly zero_: Operator<O_zero_<"sync">, O_zero_<"async">>;
  readonly zeros: Operator<O_zeros<"sync">, O_zeros<"async">>;
  readonly zeros_like: Operator<O_zeros_like<"sync">, O_zeros_like<"async">>;
}

interface O___and__<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
}

interface O___iand__<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O___ilshift__<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O___ior__<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O___irshift__<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O___ixor__<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O___lshift__<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O___or__<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
}

interface O___rshift__<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O___xor__<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
}

interface O__adaptive_avg_pool2d<M extends Mode> {
  (self: Tensor, output_size: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__adaptive_avg_pool2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__adaptive_avg_pool3d<M extends Mode> {
  (self: Tensor, output_size: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__adaptive_avg_pool3d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__add_batch_dim<M extends Mode> {
  (self: Tensor, batch_dim: Int, level: Int): Result<M, Tensor>;
}

interface O__add_relu<M extends Mode> {
  (self: Tensor, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, alpha: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__add_relu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O__addmm_activation<M extends Mode> {
  (self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; use_gelu?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; use_gelu?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__aminmax<M extends Mode> {
  (self: Tensor): Result<M, [Tensor, Tensor]>;
  (self: Tensor, dim: Int, keepdim?: boolean): Result<M, [Tensor, Tensor]>;
  (self: Tensor, dim: Int, options: { keepdim?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, keepdim: boolean | undefined, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__amp_foreach_non_finite_check_and_unscale<M extends Mode> {
  (self: readonly Tensor[], found_inf: Tensor, inv_scale: Tensor): Result<M, [Tensor[], Tensor]>;
  (self: readonly Tensor[], found_inf: Tensor, inv_scale: Tensor, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__amp_foreach_non_finite_check_and_unscale_<M extends Mode> {
  (self: readonly Tensor[], found_inf: Tensor, inv_scale: Tensor): Result<M, null>;
}

interface O__amp_update_scale<M extends Mode> {
  (self: Tensor, growth_tracker: Tensor, found_inf: Tensor, scale_growth_factor: number, scale_backoff_factor: number, growth_interval: Int): Result<M, [Tensor, Tensor]>;
  <D extends DType>(self: Tensor, growth_tracker: Tensor, found_inf: Tensor, scale_growth_factor: number, scale_backoff_factor: number, growth_interval: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__amp_update_scale_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, growth_tracker: Tensor, found_inf: Tensor, scale_growth_factor: number, scale_backoff_factor: number, growth_interval: Int): Result<M, Tensor<D>>;
}

interface O__assert_async<M extends Mode> {
  (self: Tensor): Result<M, null>;
  (self: Tensor, assert_msg: string): Result<M, null>;
}

interface O__assert_scalar<M extends Mode> {
  (self: AnyScalar, assert_msg: string): Result<M, null>;
}

interface O__assert_tensor_metadata<M extends Mode> {
  (a: Tensor, size?: Ints | null, stride?: Ints | null, dtype?: OperatorDType | null, options?: { device?: Device | null | undefined; layout?: Layout | null | undefined }): Result<M, null>;
  (a: Tensor, options: { size?: Ints | null | undefined; stride?: Ints | null | undefined; dtype?: OperatorDType | null | undefined; device?: Device | null | undefined; layout?: Layout | null | undefined }): Result<M, null>;
}

interface O__autocast_to_full_precision<M extends Mode> {
  (self: Tensor, cuda_enabled: boolean, cpu_enabled: boolean): Result<M, Tensor>;
}

interface O__autocast_to_reduced_precision<M extends Mode> {
  (self: Tensor, cuda_enabled: boolean, cpu_enabled: boolean, cuda_dtype: OperatorDType, cpu_dtype: OperatorDType): Result<M, Tensor>;
}

interface O__backward<M extends Mode> {
  (self: Tensor, inputs: readonly Tensor[], gradient?: Tensor | null, retain_graph?: boolean | null, create_graph?: boolean): Result<M, null>;
  (self: Tensor, inputs: readonly Tensor[], options: { gradient?: Tensor | null | undefined; retain_graph?: boolean | null | undefined; create_graph?: boolean | undefined }): Result<M, null>;
}

interface O__batch_norm_impl_index<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, eps: number, cudnn_enabled: boolean): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint]>;
}

interface O__batch_norm_impl_index_backward<M extends Mode> {
  (impl_index: Int, input: Tensor, grad_output: Tensor, weight: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var_transform: Tensor | null, train: boolean, eps: number, output_mask: boolean | readonly boolean[], reservedSpace: Tensor, options?: { unsafe?: boolean }): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
}

interface O__batch_norm_no_update<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O__batch_norm_with_update<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, momentum: number, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, momentum: number, eps: number, options: { out: Tensor<D>; save_mean: Tensor<E>; save_invstd: Tensor<F>; reserve: Tensor<G>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O__batch_norm_with_update_functional<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, momentum: number, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O__cast_Byte<M extends Mode> {
  (self: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
}

interface O__cast_Char<M extends Mode> {
  (self: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
}

interface O__cast_Double<M extends Mode> {
  (self: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
}

interface O__cast_Float<M extends Mode> {
  (self: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
}

interface O__cast_Half<M extends Mode> {
  (self: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
}

interface O__cast_Int<M extends Mode> {
  (self: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
}

interface O__cast_Long<M extends Mode> {
  (self: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
}

interface O__cast_Short<M extends Mode> {
  (self: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
}

interface O__cdist_backward<M extends Mode> {
  (grad: Tensor, x1: Tensor, x2: Tensor, p: number, cdist: Tensor, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad: Tensor, x1: Tensor, x2: Tensor, p: number, cdist: Tensor, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__cdist_forward<M extends Mode> {
  (x1: Tensor, x2: Tensor, p: number, compute_mode: Int | null): Result<M, Tensor>;
  <D extends DType>(x1: Tensor, x2: Tensor, p: number, compute_mode: Int | null, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__cholesky_solve_helper<M extends Mode> {
  (self: Tensor, A: Tensor, upper: boolean, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, A: Tensor, upper: boolean, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__choose_qparams_per_tensor<M extends Mode> {
  (self: Tensor, reduce_range?: boolean): Result<M, [number, number | bigint]>;
  (self: Tensor, options: { reduce_range?: boolean | undefined }): Result<M, [number, number | bigint]>;
}

interface O__chunk_cat<M extends Mode> {
  (tensors: readonly Tensor[], dim: Int, num_chunks: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], dim: Int, num_chunks: Int, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__coalesce<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__coalesced<M extends Mode> {
  (self: Tensor, coalesced: boolean): Result<M, Tensor>;
  <D extends DType>(self: Tensor, coalesced: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__coalesced_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, coalesced: boolean): Result<M, Tensor<D>>;
}

interface O__compute_linear_combination<M extends Mode> {
  (input: Tensor, coefficients: Tensor): Result<M, Tensor>;
  <D extends DType>(input: Tensor, coefficients: Tensor, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__conj<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O__conj_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__conj_physical<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__conv_depthwise2d<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null, stride: IntOrInts, padding: IntOrInts, dilation: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null, stride: IntOrInts, padding: IntOrInts, dilation: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__convert_indices_from_coo_to_csr<M extends Mode> {
  (self: Tensor, size: Int, options?: { out_int32?: boolean | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, size: Int, options: { out_int32?: boolean | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__convert_indices_from_csr_to_coo<M extends Mode> {
  (crow_indices: Tensor, col_indices: Tensor, options?: { out_int32?: boolean | undefined; transpose?: boolean | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(crow_indices: Tensor, col_indices: Tensor, options: { out_int32?: boolean | undefined; transpose?: boolean | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__convert_weight_to_int4pack<M extends Mode> {
  (self: Tensor, innerKTiles: Int): Result<M, Tensor>;
}

interface O__convert_weight_to_int4pack_for_cpu<M extends Mode> {
  (self: Tensor, innerKTiles: Int): Result<M, Tensor>;
}

interface O__convolution<M extends Mode> {
  (input: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, benchmark: boolean, deterministic: boolean, cudnn_enabled: boolean, allow_tf32: boolean): Result<M, Tensor>;
  (input: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, benchmark: boolean, deterministic: boolean, cudnn_enabled: boolean): Result<M, Tensor>;
  <D extends DType>(input: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, benchmark: boolean, deterministic: boolean, cudnn_enabled: boolean, allow_tf32: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__convolution_double_backward<M extends Mode> {
  (ggI: Tensor | null, ggW: Tensor | null, ggb: Tensor | null, gO: Tensor, weight: Tensor, self: Tensor, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, output_mask: boolean | readonly boolean[], options?: { unsafe?: boolean }): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
}

interface O__convolution_mode<M extends Mode> {
  (input: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: string, dilation: Ints, groups: Int): Result<M, Tensor>;
}

interface O__copy_from<M extends Mode> {
  (self: Tensor, dst: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, dst: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dst: Tensor, non_blocking: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dst: Tensor, options: { non_blocking?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__copy_from_and_resize<M extends Mode> {
  (self: Tensor, dst: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dst: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__cslt_compress<M extends Mode> {
  (input: Tensor): Result<M, Tensor>;
}

interface O__cslt_sparse_mm<M extends Mode> {
  (compressed_A: Tensor, dense_B: Tensor, bias?: Tensor | null, alpha?: Tensor | null, out_dtype?: OperatorDType | null, transpose_result?: boolean, alg_id?: Int, split_k?: Int, split_k_mode?: Int): Result<M, Tensor>;
  (compressed_A: Tensor, dense_B: Tensor, options: { bias?: Tensor | null | undefined; alpha?: Tensor | null | undefined; out_dtype?: OperatorDType | null | undefined; transpose_result?: boolean | undefined; alg_id?: Int | undefined; split_k?: Int | undefined; split_k_mode?: Int | undefined }): Result<M, Tensor>;
}

interface O__cslt_sparse_mm_search<M extends Mode> {
  (compressed_A: Tensor, dense_B: Tensor, bias?: Tensor | null, alpha?: Tensor | null, out_dtype?: OperatorDType | null, transpose_result?: boolean): Result<M, number | bigint>;
  (compressed_A: Tensor, dense_B: Tensor, options: { bias?: Tensor | null | undefined; alpha?: Tensor | null | undefined; out_dtype?: OperatorDType | null | undefined; transpose_result?: boolean | undefined }): Result<M, number | bigint>;
}

interface O__ctc_loss<M extends Mode> {
  (log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank?: Int, zero_infinity?: boolean): Result<M, [Tensor, Tensor]>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, options: { blank?: Int | undefined; zero_infinity?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank?: Int, zero_infinity?: boolean): Result<M, [Tensor, Tensor]>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, options: { blank?: Int | undefined; zero_infinity?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: Int | undefined, zero_infinity: boolean | undefined, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, options: { blank?: Int | undefined; zero_infinity?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank: Int | undefined, zero_infinity: boolean | undefined, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, options: { blank?: Int | undefined; zero_infinity?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__ctc_loss_backward<M extends Mode> {
  (grad: Tensor, log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, neg_log_likelihood: Tensor, log_alpha: Tensor, blank: Int, zero_infinity?: boolean, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (grad: Tensor, log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, neg_log_likelihood: Tensor, log_alpha: Tensor, blank: Int, options: { zero_infinity?: boolean | undefined; unsafe?: boolean }): Result<M, Tensor>;
  (grad: Tensor, log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, neg_log_likelihood: Tensor, log_alpha: Tensor, blank: Int, zero_infinity?: boolean): Result<M, Tensor>;
  (grad: Tensor, log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, neg_log_likelihood: Tensor, log_alpha: Tensor, blank: Int, options: { zero_infinity?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(grad: Tensor, log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, neg_log_likelihood: Tensor, log_alpha: Tensor, blank: Int, zero_infinity: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad: Tensor, log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, neg_log_likelihood: Tensor, log_alpha: Tensor, blank: Int, options: { zero_infinity?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__cudnn_attention_backward<M extends Mode> {
  (grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor, attn_bias: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: Int, max_k: Int, dropout_p: number, is_causal: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O__cudnn_attention_forward<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: Int, max_k: Int, compute_log_sumexp: boolean, dropout_p?: number, is_causal?: boolean, return_debug_mask?: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: Int, max_k: Int, compute_log_sumexp: boolean, options: { dropout_p?: number | undefined; is_causal?: boolean | undefined; return_debug_mask?: boolean | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
}

interface O__cudnn_ctc_loss<M extends Mode> {
  (log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank: Int, deterministic: boolean, zero_infinity: boolean): Result<M, [Tensor, Tensor]>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: Int, deterministic: boolean, zero_infinity: boolean): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank: Int, deterministic: boolean, zero_infinity: boolean, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__cudnn_init_dropout_state<M extends Mode> {
  <X extends OperatorDType = DType>(dropout: number, train: boolean, dropout_seed: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(dropout: number, train: boolean, dropout_seed: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__cudnn_rnn<M extends Mode> {
  (input: Tensor, weight: readonly Tensor[], weight_stride0: Int, weight_buf: Tensor | null, hx: Tensor, cx: Tensor | null, mode: Int, hidden_size: Int, proj_size: Int, num_layers: Int, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: Ints, dropout_state: Tensor | null): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType, H extends DType>(input: Tensor, weight: readonly Tensor[], weight_stride0: Int, weight_buf: Tensor | null, hx: Tensor, cx: Tensor | null, mode: Int, hidden_size: Int, proj_size: Int, num_layers: Int, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: Ints, dropout_state: Tensor | null, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; out4: Tensor<H> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>, Tensor<H>]>;
}

interface O__cudnn_rnn_backward<M extends Mode> {
  (input: Tensor, weight: readonly Tensor[], weight_stride0: Int, weight_buf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, grad_output: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, mode: Int, hidden_size: Int, proj_size: Int, num_layers: Int, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: Ints, dropout_state: Tensor | null, reserve: Tensor, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null, Tensor | null[]]>;
  (input: Tensor, weight: readonly Tensor[], weight_stride0: Int, weight_buf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, grad_output: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, mode: Int, hidden_size: Int, proj_size: Int, num_layers: Int, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: Ints, dropout_state: Tensor | null, reserve: Tensor, output_mask: boolean | readonly boolean[], options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: readonly Tensor[] }): Result<M, null>;
}

interface O__cudnn_rnn_flatten_weight<M extends Mode> {
  (weight_arr: readonly Tensor[], weight_stride0: Int, input_size: Int, mode: Int, hidden_size: Int, proj_size: Int, num_layers: Int, batch_first: boolean, bidirectional: boolean): Result<M, Tensor>;
  <D extends DType>(weight_arr: readonly Tensor[], weight_stride0: Int, input_size: Int, mode: Int, hidden_size: Int, proj_size: Int, num_layers: Int, batch_first: boolean, bidirectional: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__cufft_clear_plan_cache<M extends Mode> {
  (device_index: Int): Result<M, null>;
}

interface O__cufft_get_plan_cache_max_size<M extends Mode> {
  (device_index: Int): Result<M, number | bigint>;
}

interface O__cufft_get_plan_cache_size<M extends Mode> {
  (device_index: Int): Result<M, number | bigint>;
}

interface O__cufft_set_plan_cache_max_size<M extends Mode> {
  (device_index: Int, max_size: Int): Result<M, null>;
}

interface O__cummax_helper<M extends Mode> {
  (self: Tensor, values: Tensor, indices: Tensor, dim: Int, options?: { unsafe?: boolean }): Result<M, null>;
}

interface O__cummin_helper<M extends Mode> {
  (self: Tensor, values: Tensor, indices: Tensor, dim: Int, options?: { unsafe?: boolean }): Result<M, null>;
}

interface O__debug_has_internal_overlap<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O__dimI<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O__dimV<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O__dim_arange<M extends Mode> {
  (like: Tensor, dim: Int): Result<M, Tensor<"int64">>;
}

interface O__dirichlet_grad<M extends Mode> {
  (x: Tensor, alpha: Tensor, total: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, alpha: Tensor, total: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__dyn_quant_matmul_4bit<M extends Mode> {
  (inp: Tensor, packed_weights: Tensor, block_size: Int, in_features: Int, out_features: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
}

interface O__dyn_quant_pack_4bit_weight<M extends Mode> {
  (weights: Tensor, scales_zeros: Tensor, bias: Tensor | null, block_size: Int, in_features: Int, out_features: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
}

interface O__efficient_attention_backward<M extends Mode> {
  (grad_out_: Tensor, query: Tensor, key: Tensor, value: Tensor, bias: Tensor | null, out: Tensor, cu_seqlens_q: Tensor | null, cu_seqlens_k: Tensor | null, max_seqlen_q: Int, max_seqlen_k: Int, logsumexp: Tensor, dropout_p: number, philox_seed: Tensor, philox_offset: Tensor, custom_mask_type: Int, bias_requires_grad: boolean, options?: { scale?: number | null | undefined; num_splits_key?: Int | null | undefined; window_size?: Int | null | undefined; shared_storage_dqdkdv?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
}

interface O__efficient_attention_forward<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, bias: Tensor | null, cu_seqlens_q: Tensor | null, cu_seqlens_k: Tensor | null, max_seqlen_q: Int | null, max_seqlen_k: Int | null, dropout_p: number, custom_mask_type: Int, compute_log_sumexp?: boolean, options?: { scale?: number | null | undefined; seqlen_k?: Tensor | null | undefined; window_size?: Int | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint]>;
  (query: Tensor, key: Tensor, value: Tensor, bias: Tensor | null, cu_seqlens_q: Tensor | null, cu_seqlens_k: Tensor | null, max_seqlen_q: Int | null, max_seqlen_k: Int | null, dropout_p: number, custom_mask_type: Int, options: { compute_log_sumexp?: boolean | undefined; scale?: number | null | undefined; seqlen_k?: Tensor | null | undefined; window_size?: Int | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint]>;
}

interface O__efficientzerotensor<M extends Mode> {
  <X extends OperatorDType = DType>(size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__embedding_bag<M extends Mode> {
  (weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq?: boolean, mode?: Int, sparse?: boolean, per_sample_weights?: Tensor | null, include_last_offset?: boolean, padding_idx?: Int, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  (weight: Tensor, indices: Tensor, offsets: Tensor, options: { scale_grad_by_freq?: boolean | undefined; mode?: Int | undefined; sparse?: boolean | undefined; per_sample_weights?: Tensor | null | undefined; include_last_offset?: boolean | undefined; padding_idx?: Int | undefined; unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean | undefined, mode: Int | undefined, sparse: boolean | undefined, per_sample_weights: Tensor | null | undefined, include_last_offset: boolean | undefined, padding_idx: Int | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(weight: Tensor, indices: Tensor, offsets: Tensor, options: { scale_grad_by_freq?: boolean | undefined; mode?: Int | undefined; sparse?: boolean | undefined; per_sample_weights?: Tensor | null | undefined; include_last_offset?: boolean | undefined; padding_idx?: Int | undefined; out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O__embedding_bag_backward<M extends Mode> {
  (grad: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, bag_size: Tensor, maximum_indices: Tensor, num_weights: Int, scale_grad_by_freq: boolean, mode: Int, sparse: boolean, per_sample_weights: Tensor | null, padding_idx?: Int): Result<M, Tensor>;
  (grad: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, bag_size: Tensor, maximum_indices: Tensor, num_weights: Int, scale_grad_by_freq: boolean, mode: Int, sparse: boolean, per_sample_weights: Tensor | null, options: { padding_idx?: Int | undefined }): Result<M, Tensor>;
}

interface O__embedding_bag_dense_backward<M extends Mode> {
  (grad: Tensor, indices: Tensor, offset2bag: Tensor, bag_size: Tensor, maximum_indices: Tensor, num_weights: Int, scale_grad_by_freq: boolean, mode: Int, per_sample_weights: Tensor | null, padding_idx?: Int): Result<M, Tensor>;
  (grad: Tensor, indices: Tensor, offset2bag: Tensor, bag_size: Tensor, maximum_indices: Tensor, num_weights: Int, scale_grad_by_freq: boolean, mode: Int, per_sample_weights: Tensor | null, options: { padding_idx?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(grad: Tensor, indices: Tensor, offset2bag: Tensor, bag_size: Tensor, maximum_indices: Tensor, num_weights: Int, scale_grad_by_freq: boolean, mode: Int, per_sample_weights: Tensor | null, padding_idx: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad: Tensor, indices: Tensor, offset2bag: Tensor, bag_size: Tensor, maximum_indices: Tensor, num_weights: Int, scale_grad_by_freq: boolean, mode: Int, per_sample_weights: Tensor | null, options: { padding_idx?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__embedding_bag_forward_only<M extends Mode> {
  (weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq?: boolean, mode?: Int, sparse?: boolean, per_sample_weights?: Tensor | null, include_last_offset?: boolean, padding_idx?: Int, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  (weight: Tensor, indices: Tensor, offsets: Tensor, options: { scale_grad_by_freq?: boolean | undefined; mode?: Int | undefined; sparse?: boolean | undefined; per_sample_weights?: Tensor | null | undefined; include_last_offset?: boolean | undefined; padding_idx?: Int | undefined; unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean | undefined, mode: Int | undefined, sparse: boolean | undefined, per_sample_weights: Tensor | null | undefined, include_last_offset: boolean | undefined, padding_idx: Int | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(weight: Tensor, indices: Tensor, offsets: Tensor, options: { scale_grad_by_freq?: boolean | undefined; mode?: Int | undefined; sparse?: boolean | undefined; per_sample_weights?: Tensor | null | undefined; include_last_offset?: boolean | undefined; padding_idx?: Int | undefined; out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O__embedding_bag_per_sample_weights_backward<M extends Mode> {
  (grad: Tensor, weight: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, mode: Int, padding_idx?: Int): Result<M, Tensor>;
  (grad: Tensor, weight: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, mode: Int, options: { padding_idx?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(grad: Tensor, weight: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, mode: Int, padding_idx: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad: Tensor, weight: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, mode: Int, options: { padding_idx?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__embedding_bag_sparse_backward<M extends Mode> {
  (grad: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, bag_size: Tensor, num_weights: Int, scale_grad_by_freq: boolean, mode: Int, per_sample_weights: Tensor | null, padding_idx?: Int): Result<M, Tensor>;
  (grad: Tensor, indices: Tensor, offsets: Tensor, offset2bag: Tensor, bag_size: Tensor, num_weights: Int, scale_grad_by_freq: boolean, mode: Int, per_sample_weights: Tensor | null, options: { padding_idx?: Int | undefined }): Result<M, Tensor>;
}

interface O__empty_affine_quantized<M extends Mode> {
  <X extends OperatorDType = DType>(size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; scale?: number | undefined; zero_point?: Int | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, options: { scale?: number | undefined; zero_point?: Int | undefined; memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__empty_per_channel_affine_quantized<M extends Mode> {
  <X extends OperatorDType = DType>(size: Ints, options: { scales: Tensor; zero_points: Tensor; axis: Int; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, options: { scales: Tensor; zero_points: Tensor; axis: Int; memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__euclidean_dist<M extends Mode> {
  (x1: Tensor, x2: Tensor): Result<M, Tensor>;
  <D extends DType>(x1: Tensor, x2: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__fake_quantize_learnable_per_channel_affine<M extends Mode> {
  (self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int, grad_factor?: number): Result<M, Tensor>;
  (self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int, options: { grad_factor?: number | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int, grad_factor: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int, options: { grad_factor?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__fake_quantize_learnable_per_channel_affine_backward<M extends Mode> {
  (grad: Tensor, self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int, grad_factor?: number): Result<M, [Tensor, Tensor, Tensor]>;
  (grad: Tensor, self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int, options: { grad_factor?: number | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O__fake_quantize_learnable_per_tensor_affine<M extends Mode> {
  (self: Tensor, scale: Tensor, zero_point: Tensor, quant_min: Int, quant_max: Int, grad_factor?: number): Result<M, Tensor>;
  (self: Tensor, scale: Tensor, zero_point: Tensor, quant_min: Int, quant_max: Int, options: { grad_factor?: number | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, scale: Tensor, zero_point: Tensor, quant_min: Int, quant_max: Int, grad_factor: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, scale: Tensor, zero_point: Tensor, quant_min: Int, quant_max: Int, options: { grad_factor?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__fake_quantize_learnable_per_tensor_affine_backward<M extends Mode> {
  (grad: Tensor, self: Tensor, scale: Tensor, zero_point: Tensor, quant_min: Int, quant_max: Int, grad_factor?: number): Result<M, [Tensor, Tensor, Tensor]>;
  (grad: Tensor, self: Tensor, scale: Tensor, zero_point: Tensor, quant_min: Int, quant_max: Int, options: { grad_factor?: number | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O__fake_quantize_per_tensor_affine_cachemask_tensor_qparams<M extends Mode> {
  (self: Tensor, scale: Tensor, zero_point: Tensor, fake_quant_enabled: Tensor, quant_min: Int, quant_max: Int): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, scale: Tensor, zero_point: Tensor, fake_quant_enabled: Tensor, quant_min: Int, quant_max: Int, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__fft_c2c<M extends Mode> {
  (self: Tensor, dim: Ints, normalization: Int, forward: boolean, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Ints, normalization: Int, forward: boolean, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__fft_c2r<M extends Mode> {
  (self: Tensor, dim: Ints, normalization: Int, last_dim_size: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Ints, normalization: Int, last_dim_size: Int, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__fft_r2c<M extends Mode> {
  (self: Tensor, dim: Ints, normalization: Int, onesided: boolean, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Ints, normalization: Int, onesided: boolean, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__fill_mem_eff_dropout_mask_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dropout_p: number, seed: Int, offset: Int): Result<M, Tensor<D>>;
}

interface O__flash_attention_backward<M extends Mode> {
  (grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: Int, max_k: Int, dropout_p: number, is_causal: boolean, rng_state: Tensor, unused: Tensor, options?: { scale?: number | null | undefined; window_size_left?: Int | null | undefined; window_size_right?: Int | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O__flash_attention_forward<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: Int, max_k: Int, dropout_p: number, is_causal: boolean, return_debug_mask: boolean, options?: { scale?: number | null | undefined; window_size_left?: Int | null | undefined; window_size_right?: Int | null | undefined; seqused_k?: Tensor | null | undefined; alibi_slopes?: Tensor | null | undefined; block_table?: Tensor | null | undefined; num_splits?: Int | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: Int, max_k: Int, dropout_p: number, is_causal: boolean, return_debug_mask: boolean, q_descale: Tensor | null, k_descale: Tensor | null, v_descale: Tensor | null, options?: { scale?: number | null | undefined; window_size_left?: Int | null | undefined; window_size_right?: Int | null | undefined; seqused_k?: Tensor | null | undefined; alibi_slopes?: Tensor | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O__flash_attention_forward_no_dropout_inplace<M extends Mode> {
  (out: Tensor, query: Tensor, key: Tensor, value: Tensor, cum_seq_q: Tensor | null, cum_seq_k: Tensor | null, max_q: Int, max_k: Int, dropout_p: number, is_causal: boolean, return_debug_mask: boolean, options?: { scale?: number | null | undefined; window_size_left?: Int | null | undefined; window_size_right?: Int | null | undefined; seqused_k?: Tensor | null | undefined; alibi_slopes?: Tensor | null | undefined; block_table?: Tensor | null | undefined; num_splits?: Int | null | undefined }): Result<M, Tensor>;
}

interface O__foobar<M extends Mode> {
  (self: Tensor, arg1?: boolean, arg2?: boolean, options?: { arg3?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { arg1?: boolean | undefined; arg2?: boolean | undefined; arg3?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, arg1: boolean | undefined, arg2: boolean | undefined, options: { arg3?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { arg1?: boolean | undefined; arg2?: boolean | undefined; arg3?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__foreach_abs<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_abs_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_acos<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_acos_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_add<M extends Mode> {
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options: { alpha?: AnyScalar | undefined; out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], other: Tensor, options: { alpha?: AnyScalar | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_add_<M extends Mode> {
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
  (self: readonly Tensor[], other: readonly Tensor[], options?: { alpha?: AnyScalar | undefined }): Result<M, null>;
  (self: readonly Tensor[], other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, null>;
}

interface O__foreach_addcdiv<M extends Mode> {
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value?: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options: { value?: AnyScalar | undefined }): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value: AnyScalar | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options: { value?: AnyScalar | undefined; out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_addcdiv_<M extends Mode> {
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value?: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options: { value?: AnyScalar | undefined }): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor): Result<M, null>;
}

interface O__foreach_addcmul<M extends Mode> {
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value?: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options: { value?: AnyScalar | undefined }): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value: AnyScalar | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options: { value?: AnyScalar | undefined; out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_addcmul_<M extends Mode> {
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], value?: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], options: { value?: AnyScalar | undefined }): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
  (self: readonly Tensor[], tensor1: readonly Tensor[], tensor2: readonly Tensor[], scalars: Tensor): Result<M, null>;
}

interface O__foreach_asin<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_asin_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_atan<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_atan_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_ceil<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_ceil_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_clamp_max<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_clamp_max_<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
}

interface O__foreach_clamp_min<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_clamp_min_<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
}

interface O__foreach_clone<M extends Mode> {
  (self: readonly Tensor[], options?: { memory_format?: MemoryFormat | null | undefined }): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { memory_format?: MemoryFormat | null | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_copy<M extends Mode> {
  (self: readonly Tensor[], src: readonly Tensor[], non_blocking?: boolean, options?: { unsafe?: boolean }): Result<M, Tensor[]>;
  (self: readonly Tensor[], src: readonly Tensor[], options: { non_blocking?: boolean | undefined; unsafe?: boolean }): Result<M, Tensor[]>;
  (self: readonly Tensor[], src: readonly Tensor[], non_blocking: boolean | undefined, options: { out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], src: readonly Tensor[], options: { non_blocking?: boolean | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
}

interface O__foreach_copy_<M extends Mode> {
  (self: readonly Tensor[], src: readonly Tensor[], non_blocking?: boolean): Result<M, null>;
  (self: readonly Tensor[], src: readonly Tensor[], options: { non_blocking?: boolean | undefined }): Result<M, null>;
}

interface O__foreach_cos<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_cos_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_cosh<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_cosh_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_div<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: Tensor): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], other: Tensor, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_div_<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
  (self: readonly Tensor[], other: Tensor): Result<M, null>;
}

interface O__foreach_erf<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_erf_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_erfc<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_erfc_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_exp<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_exp_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_expm1<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_expm1_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_floor<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_floor_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_frac<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_frac_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_lerp<M extends Mode> {
  (self: readonly Tensor[], tensors1: readonly Tensor[], weights: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensors1: readonly Tensor[], weight: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensors1: readonly Tensor[], weight: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], tensors1: readonly Tensor[], weights: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], tensors1: readonly Tensor[], weight: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], tensors1: readonly Tensor[], weight: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_lerp_<M extends Mode> {
  (self: readonly Tensor[], tensors1: readonly Tensor[], weights: readonly Tensor[]): Result<M, null>;
  (self: readonly Tensor[], tensors1: readonly Tensor[], weight: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], tensors1: readonly Tensor[], weight: readonly AnyScalar[]): Result<M, null>;
}

interface O__foreach_lgamma<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_lgamma_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_log<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_log10<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_log10_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_log1p<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_log1p_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_log2<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_log2_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_log_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_max<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_maximum<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_maximum_<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
}

interface O__foreach_minimum<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_minimum_<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
}

interface O__foreach_mm<M extends Mode> {
  (self: readonly Tensor[], mat2: readonly Tensor[]): Result<M, Tensor[]>;
}

interface O__foreach_mul<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: Tensor): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], other: Tensor, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_mul_<M extends Mode> {
  (self: readonly Tensor[], other: readonly Tensor[]): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
  (self: readonly Tensor[], other: Tensor): Result<M, null>;
}

interface O__foreach_neg<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_neg_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_norm<M extends Mode> {
  (self: readonly Tensor[], ord?: AnyScalar, dtype?: OperatorDType | null): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { ord?: AnyScalar | undefined; dtype?: OperatorDType | null | undefined }): Result<M, Tensor[]>;
  (self: readonly Tensor[], ord: AnyScalar | undefined, dtype: OperatorDType | null | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], options: { ord?: AnyScalar | undefined; dtype?: OperatorDType | null | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_pow<M extends Mode> {
  (self: readonly Tensor[], exponent: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], exponent: AnyScalar): Result<M, Tensor[]>;
  (self: AnyScalar, exponent: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], exponent: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], exponent: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], exponent: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], exponent: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_pow_<M extends Mode> {
  (self: readonly Tensor[], exponent: readonly Tensor[]): Result<M, null>;
  (self: readonly Tensor[], exponent: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], exponent: readonly AnyScalar[]): Result<M, null>;
}

interface O__foreach_powsum<M extends Mode> {
  (self: readonly Tensor[], ord?: AnyScalar, dtype?: OperatorDType | null): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { ord?: AnyScalar | undefined; dtype?: OperatorDType | null | undefined }): Result<M, Tensor[]>;
  (self: readonly Tensor[], ord: AnyScalar | undefined, dtype: OperatorDType | null | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], options: { ord?: AnyScalar | undefined; dtype?: OperatorDType | null | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_reciprocal<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_reciprocal_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_round<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_round_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_rsqrt<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_rsqrt_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_sigmoid<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_sigmoid_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_sign<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_sign_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_sin<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_sin_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_sinh<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_sinh_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_sqrt<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_sqrt_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_sub<M extends Mode> {
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], other: readonly Tensor[], options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor[]>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[], options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], scalar: AnyScalar, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: readonly Tensor[], other: readonly Tensor[], options: { alpha?: AnyScalar | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_sub_<M extends Mode> {
  (self: readonly Tensor[], scalar: AnyScalar): Result<M, null>;
  (self: readonly Tensor[], scalars: readonly AnyScalar[]): Result<M, null>;
  (self: readonly Tensor[], other: readonly Tensor[], options?: { alpha?: AnyScalar | undefined }): Result<M, null>;
}

interface O__foreach_tan<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_tan_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_tanh<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_tanh_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_trunc<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_trunc_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__foreach_zero<M extends Mode> {
  (self: readonly Tensor[]): Result<M, Tensor[]>;
  (self: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O__foreach_zero_<M extends Mode> {
  (self: readonly Tensor[]): Result<M, null>;
}

interface O__functional_assert_async<M extends Mode> {
  (self: Tensor, assert_msg: string, dep_token: Tensor): Result<M, Tensor>;
}

interface O__functional_assert_scalar<M extends Mode> {
  (self: AnyScalar, assert_msg: string, dep_token: Tensor): Result<M, Tensor>;
}

interface O__functional_sym_constrain_range<M extends Mode> {
  (size: AnyScalar, min: Int | null, max: Int | null, dep_token: Tensor): Result<M, Tensor>;
}

interface O__functional_sym_constrain_range_for_size<M extends Mode> {
  (size: AnyScalar, min: Int | null, max: Int | null, dep_token: Tensor): Result<M, Tensor>;
}

interface O__fused_adagrad<M extends Mode> {
  (self: readonly Tensor[], grads: readonly Tensor[], state_sums: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; lr_decay: number; weight_decay: number; eps: number; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, [Tensor[], Tensor[], Tensor[], Tensor[]]>;
  (self: readonly Tensor[], grads: readonly Tensor[], state_sums: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; lr_decay: number; weight_decay: number; eps: number; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, [Tensor[], Tensor[], Tensor[]]>;
  (self: readonly Tensor[], grads: readonly Tensor[], state_sums: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; lr_decay: number; weight_decay: number; eps: number; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], grads: readonly Tensor[], state_sums: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; lr_decay: number; weight_decay: number; eps: number; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
}

interface O__fused_adagrad_<M extends Mode> {
  (self: readonly Tensor[], grads: readonly Tensor[], state_sums: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; lr_decay: number; weight_decay: number; eps: number; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], grads: readonly Tensor[], state_sums: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; lr_decay: number; weight_decay: number; eps: number; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, null>;
}

interface O__fused_adam<M extends Mode> {
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, [Tensor[], Tensor[], Tensor[], Tensor[], Tensor[]]>;
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, [Tensor[], Tensor[], Tensor[], Tensor[], Tensor[]]>;
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
}

interface O__fused_adam_<M extends Mode> {
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, null>;
}

interface O__fused_adamw<M extends Mode> {
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, [Tensor[], Tensor[], Tensor[], Tensor[], Tensor[]]>;
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, [Tensor[], Tensor[], Tensor[], Tensor[], Tensor[]]>;
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
}

interface O__fused_adamw_<M extends Mode> {
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: number; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], grads: readonly Tensor[], exp_avgs: readonly Tensor[], exp_avg_sqs: readonly Tensor[], max_exp_avg_sqs: readonly Tensor[], state_steps: readonly Tensor[], options: { lr: Tensor; beta1: number; beta2: number; weight_decay: number; eps: number; amsgrad: boolean; maximize: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, null>;
}

interface O__fused_dropout<M extends Mode> {
  (self: Tensor, p: number, generator?: Generator | null): Result<M, [Tensor, Tensor]>;
  (self: Tensor, p: number, options: { generator?: Generator | null | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, p: number, generator: Generator | null | undefined, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, p: number, options: { generator?: Generator | null | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__fused_moving_avg_obs_fq_helper<M extends Mode> {
  (self: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: Int, quant_max: Int, ch_axis: Int, per_row_fake_quant?: boolean, symmetric_quant?: boolean, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: Int, quant_max: Int, ch_axis: Int, options: { per_row_fake_quant?: boolean | undefined; symmetric_quant?: boolean | undefined; unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: Int, quant_max: Int, ch_axis: Int, per_row_fake_quant: boolean | undefined, symmetric_quant: boolean | undefined, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: Int, quant_max: Int, ch_axis: Int, options: { per_row_fake_quant?: boolean | undefined; symmetric_quant?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__fused_moving_avg_obs_fq_helper_functional<M extends Mode> {
  (self: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: Int, quant_max: Int, ch_axis: Int, per_row_fake_quant?: boolean, symmetric_quant?: boolean): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]>;
  (self: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: Int, quant_max: Int, ch_axis: Int, options: { per_row_fake_quant?: boolean | undefined; symmetric_quant?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O__fused_rms_norm<M extends Mode> {
  (input: Tensor, normalized_shape: Ints, weight: Tensor | null, eps: number | null): Result<M, [Tensor, Tensor]>;
}

interface O__fused_rms_norm_backward<M extends Mode> {
  (grad_out: Tensor, input: Tensor, normalized_shape: Ints, rstd: Tensor, weight: Tensor | null, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null]>;
}

interface O__fused_sdp_choice<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, attn_mask?: Tensor | null, dropout_p?: number, is_causal?: boolean, options?: { scale?: number | null | undefined; enable_gqa?: boolean | undefined }): Result<M, number | bigint>;
  (query: Tensor, key: Tensor, value: Tensor, options: { attn_mask?: Tensor | null | undefined; dropout_p?: number | undefined; is_causal?: boolean | undefined; scale?: number | null | undefined; enable_gqa?: boolean | undefined }): Result<M, number | bigint>;
}

interface O__fused_sgd<M extends Mode> {
  (self: readonly Tensor[], grads: readonly Tensor[], momentum_buffer_list: readonly Tensor[], options: { weight_decay: number; momentum: number; lr: number; dampening: number; nesterov: boolean; maximize: boolean; is_first_step: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, [Tensor[], Tensor[], Tensor[]]>;
  (self: readonly Tensor[], grads: readonly Tensor[], momentum_buffer_list: readonly Tensor[], options: { weight_decay: number; momentum: number; lr: Tensor; dampening: number; nesterov: boolean; maximize: boolean; is_first_step: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, [Tensor[], Tensor[], Tensor[]]>;
  (self: readonly Tensor[], grads: readonly Tensor[], momentum_buffer_list: readonly Tensor[], options: { weight_decay: number; momentum: number; lr: number; dampening: number; nesterov: boolean; maximize: boolean; is_first_step: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], grads: readonly Tensor[], momentum_buffer_list: readonly Tensor[], options: { weight_decay: number; momentum: number; lr: Tensor; dampening: number; nesterov: boolean; maximize: boolean; is_first_step: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; out: readonly Tensor[]; unsafe?: boolean }): Result<M, null>;
}

interface O__fused_sgd_<M extends Mode> {
  (self: readonly Tensor[], grads: readonly Tensor[], momentum_buffer_list: readonly Tensor[], options: { weight_decay: number; momentum: number; lr: number; dampening: number; nesterov: boolean; maximize: boolean; is_first_step: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, null>;
  (self: readonly Tensor[], grads: readonly Tensor[], momentum_buffer_list: readonly Tensor[], options: { weight_decay: number; momentum: number; lr: Tensor; dampening: number; nesterov: boolean; maximize: boolean; is_first_step: boolean; grad_scale?: Tensor | null | undefined; found_inf?: Tensor | null | undefined; unsafe?: boolean }): Result<M, null>;
}

interface O__fw_primal<M extends Mode> {
  <D extends DType>(self: Tensor<D>, level: Int): Result<M, Tensor<D>>;
}

interface O__fw_primal_copy<M extends Mode> {
  (self: Tensor, level: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, level: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__gather_sparse_backward<M extends Mode> {
  (self: Tensor, dim: Int, index: Tensor, grad: Tensor): Result<M, Tensor>;
}

interface O__grid_sampler_2d_cpu_fallback<M extends Mode> {
  (input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean): Result<M, Tensor>;
  <D extends DType>(input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__grid_sampler_2d_cpu_fallback_backward<M extends Mode> {
  (grad_output: Tensor, input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean): Result<M, [Tensor, Tensor]>;
}

interface O__grouped_mm<M extends Mode> {
  (self: Tensor, mat2: Tensor, offs?: Tensor | null, bias?: Tensor | null, out_dtype?: OperatorDType | null): Result<M, Tensor>;
  (self: Tensor, mat2: Tensor, options: { offs?: Tensor | null | undefined; bias?: Tensor | null | undefined; out_dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
}

interface O__has_compatible_shallow_copy_type<M extends Mode> {
  (self: Tensor, from: Tensor): Result<M, boolean>;
}

interface O__has_same_storage_numel<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, boolean>;
}

interface O__histogramdd_bin_edges<M extends Mode> {
  (self: Tensor, bins: Ints, options?: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, Tensor[]>;
  (self: Tensor, bins: Ints, options: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O__histogramdd_from_bin_cts<M extends Mode> {
  (self: Tensor, bins: Ints, options?: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, bins: Ints, options: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__histogramdd_from_bin_tensors<M extends Mode> {
  (self: Tensor, bins: readonly Tensor[], options?: { weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, bins: readonly Tensor[], options: { weight?: Tensor | null | undefined; density?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__index_put_impl<M extends Mode> {
  (self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean, unsafe?: boolean): Result<M, Tensor>;
  (self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean | undefined; unsafe?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate: boolean | undefined, unsafe: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean | undefined; unsafe?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__index_put_impl_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean, unsafe?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean | undefined; unsafe?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O__indices<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__indices_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__int_mm<M extends Mode> {
  (self: Tensor, mat2: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mat2: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__is_all_true<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__is_any_true<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__is_zerotensor<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O__jagged_to_padded_dense_forward<M extends Mode> {
  (values: Tensor, offsets: readonly Tensor[], max_lengths: Ints, padding_value?: number): Result<M, Tensor>;
  (values: Tensor, offsets: readonly Tensor[], max_lengths: Ints, options: { padding_value?: number | undefined }): Result<M, Tensor>;
}

interface O__lazy_clone<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__linalg_check_errors<M extends Mode> {
  (info: Tensor, api_name: string, options: { is_matrix: boolean }): Result<M, null>;
}

interface O__linalg_det<M extends Mode> {
  (A: Tensor): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(A: Tensor, options: { result: Tensor<D>; LU: Tensor<E>; pivots: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O__linalg_eigh<M extends Mode> {
  (A: Tensor, UPLO?: string, compute_v?: boolean): Result<M, [Tensor, Tensor]>;
  (A: Tensor, options: { UPLO?: string | undefined; compute_v?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(A: Tensor, UPLO: string | undefined, compute_v: boolean | undefined, options: { eigenvalues: Tensor<D>; eigenvectors: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(A: Tensor, options: { UPLO?: string | undefined; compute_v?: boolean | undefined; eigenvalues: Tensor<D>; eigenvectors: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__linalg_eigvals<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__linalg_slogdet<M extends Mode> {
  (A: Tensor): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(A: Tensor, options: { sign: Tensor<D>; logabsdet: Tensor<E>; LU: Tensor<F>; pivots: Tensor<G> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O__linalg_solve_ex<M extends Mode> {
  (A: Tensor, B: Tensor, options?: { left?: boolean | undefined; check_errors?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(A: Tensor, B: Tensor, options: { left?: boolean | undefined; check_errors?: boolean | undefined; result: Tensor<D>; LU: Tensor<E>; pivots: Tensor<F>; info: Tensor<G> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O__linalg_svd<M extends Mode> {
  (A: Tensor, full_matrices?: boolean, compute_uv?: boolean, options?: { driver?: string | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  (A: Tensor, options: { full_matrices?: boolean | undefined; compute_uv?: boolean | undefined; driver?: string | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(A: Tensor, full_matrices: boolean | undefined, compute_uv: boolean | undefined, options: { driver?: string | null | undefined; U: Tensor<D>; S: Tensor<E>; Vh: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(A: Tensor, options: { full_matrices?: boolean | undefined; compute_uv?: boolean | undefined; driver?: string | null | undefined; U: Tensor<D>; S: Tensor<E>; Vh: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O__local_scalar_dense<M extends Mode> {
  (self: Tensor): Result<M, number | bigint | boolean | Complex>;
}

interface O__log_softmax<M extends Mode> {
  (self: Tensor, dim: Int, half_to_float: boolean): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Int, half_to_float: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__log_softmax_backward_data<M extends Mode> {
  (grad_output: Tensor, output: Tensor, dim: Int, input_dtype: OperatorDType, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, dim: Int, input_dtype: OperatorDType, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__logcumsumexp<M extends Mode> {
  (self: Tensor, dim: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Int, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__lstm_mps<M extends Mode> {
  (input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType, H extends DType, I extends DType>(input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; out4: Tensor<H>; out5: Tensor<I> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>, Tensor<H>, Tensor<I>]>;
}

interface O__lu_with_info<M extends Mode> {
  (self: Tensor, pivot?: boolean, check_errors?: boolean): Result<M, [Tensor, Tensor, Tensor]>;
  (self: Tensor, options: { pivot?: boolean | undefined; check_errors?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O__make_dep_token<M extends Mode> {
  <X extends OperatorDType = DType>(options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
}

interface O__make_dual<M extends Mode> {
  <D extends DType>(primal: Tensor<D>, tangent: Tensor, level: Int): Result<M, Tensor<D>>;
}

interface O__make_dual_copy<M extends Mode> {
  (primal: Tensor, tangent: Tensor, level: Int): Result<M, Tensor>;
  <D extends DType>(primal: Tensor, tangent: Tensor, level: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__make_per_channel_quantized_tensor<M extends Mode> {
  (self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__make_per_tensor_quantized_tensor<M extends Mode> {
  (self: Tensor, scale: number, zero_point: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, scale: number, zero_point: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__masked_scale<M extends Mode> {
  (self: Tensor, mask: Tensor, scale: number): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mask: Tensor, scale: number, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__masked_softmax<M extends Mode> {
  (self: Tensor, mask: Tensor, dim?: Int | null, mask_type?: Int | null): Result<M, Tensor>;
  (self: Tensor, mask: Tensor, options: { dim?: Int | null | undefined; mask_type?: Int | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mask: Tensor, dim: Int | null | undefined, mask_type: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mask: Tensor, options: { dim?: Int | null | undefined; mask_type?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__masked_softmax_backward<M extends Mode> {
  (grad_output: Tensor, output: Tensor, mask: Tensor, dim?: Int | null, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (grad_output: Tensor, output: Tensor, mask: Tensor, options: { dim?: Int | null | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, mask: Tensor, dim: Int | null | undefined, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output: Tensor, mask: Tensor, options: { dim?: Int | null | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__mixed_dtypes_linear<M extends Mode> {
  (input: Tensor, weight: Tensor, scale: Tensor, options?: { bias?: Tensor | null | undefined; activation?: string | null | undefined }): Result<M, Tensor>;
}

interface O__mkldnn_reshape<M extends Mode> {
  (self: Tensor, shape: Ints): Result<M, Tensor>;
  <D extends DType>(self: Tensor, shape: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__mkldnn_transpose<M extends Mode> {
  (self: Tensor, dim0: Int, dim1: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim0: Int, dim1: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__mkldnn_transpose_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim0: Int, dim1: Int): Result<M, Tensor<D>>;
}

interface O__mps_convolution<M extends Mode> {
  (self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, stride: Ints, dilation: Ints, groups: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, stride: Ints, dilation: Ints, groups: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__mps_convolution_transpose<M extends Mode> {
  (self: Tensor, weight: Tensor, padding: Ints, output_padding: Ints, stride: Ints, dilation: Ints, groups: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, padding: Ints, output_padding: Ints, stride: Ints, dilation: Ints, groups: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__native_batch_norm_legit<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, training: boolean, momentum: number, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor]>;
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, training: boolean, momentum: number, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, training: boolean, momentum: number, eps: number, options: { out: Tensor<D>; save_mean: Tensor<E>; save_invstd: Tensor<F>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, training: boolean, momentum: number, eps: number, options: { out: Tensor<D>; save_mean: Tensor<E>; save_invstd: Tensor<F>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O__native_batch_norm_legit_functional<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, training: boolean, momentum: number, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O__native_batch_norm_legit_no_training<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, momentum: number, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor, running_var: Tensor, momentum: number, eps: number, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O__native_multi_head_attention<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, embed_dim: Int, num_head: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, mask?: Tensor | null, need_weights?: boolean, average_attn_weights?: boolean, mask_type?: Int | null, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, embed_dim: Int, num_head: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, options: { mask?: Tensor | null | undefined; need_weights?: boolean | undefined; average_attn_weights?: boolean | undefined; mask_type?: Int | null | undefined; unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(query: Tensor, key: Tensor, value: Tensor, embed_dim: Int, num_head: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, mask: Tensor | null | undefined, need_weights: boolean | undefined, average_attn_weights: boolean | undefined, mask_type: Int | null | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(query: Tensor, key: Tensor, value: Tensor, embed_dim: Int, num_head: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, options: { mask?: Tensor | null | undefined; need_weights?: boolean | undefined; average_attn_weights?: boolean | undefined; mask_type?: Int | null | undefined; out0: Tensor<D>; out1: Tensor<E>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__neg_view<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O__neg_view_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_compute_contiguous_strides_offsets<M extends Mode> {
  (nested_size: Tensor, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
}

interface O__nested_from_padded<M extends Mode> {
  (padded: Tensor, cpu_nested_shape_example: Tensor, fuse_transform_0213?: boolean): Result<M, Tensor>;
  (padded: Tensor, cpu_nested_shape_example: Tensor, options: { fuse_transform_0213?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(padded: Tensor, cpu_nested_shape_example: Tensor, fuse_transform_0213: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(padded: Tensor, cpu_nested_shape_example: Tensor, options: { fuse_transform_0213?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_from_padded_and_nested_example<M extends Mode> {
  (padded: Tensor, nt_example: Tensor): Result<M, Tensor>;
  <D extends DType>(padded: Tensor, nt_example: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_from_padded_tensor<M extends Mode> {
  (padded: Tensor, offsets: Tensor, dummy: Tensor, ragged_idx?: Int, min_seqlen?: Tensor | null, max_seqlen?: Tensor | null, sum_S?: Int | null): Result<M, Tensor>;
  (padded: Tensor, offsets: Tensor, dummy: Tensor, options: { ragged_idx?: Int | undefined; min_seqlen?: Tensor | null | undefined; max_seqlen?: Tensor | null | undefined; sum_S?: Int | null | undefined }): Result<M, Tensor>;
}

interface O__nested_get_jagged_dummy<M extends Mode> {
  (any: Tensor): Result<M, Tensor>;
}

interface O__nested_get_lengths<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__nested_get_max_seqlen<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__nested_get_min_seqlen<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__nested_get_offsets<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__nested_get_ragged_idx<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O__nested_get_values<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O__nested_get_values_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_select_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, dim: Int, index: Int): Result<M, Tensor>;
}

interface O__nested_sum_backward<M extends Mode> {
  (grad: Tensor, self: Tensor, dim: IntOrInts | null, keepdim?: boolean): Result<M, Tensor>;
  (grad: Tensor, self: Tensor, dim: IntOrInts | null, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
}

interface O__nested_tensor_from_mask<M extends Mode> {
  (t: Tensor, mask: Tensor, mask_check?: boolean): Result<M, Tensor>;
  (t: Tensor, mask: Tensor, options: { mask_check?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(t: Tensor, mask: Tensor, mask_check: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(t: Tensor, mask: Tensor, options: { mask_check?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_tensor_from_mask_left_aligned<M extends Mode> {
  (t: Tensor, mask: Tensor): Result<M, boolean>;
}

interface O__nested_tensor_from_tensor_list<M extends Mode> {
  <X extends OperatorDType = DType>(list: readonly Tensor[], dtype?: X | null, layout?: Layout | null, device?: Device | null, pin_memory?: boolean | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(list: readonly Tensor[], options: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(list: readonly Tensor[], dtype: OperatorDType | null | undefined, layout: Layout | null | undefined, device: Device | null | undefined, pin_memory: boolean | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(list: readonly Tensor[], options: { dtype?: OperatorDType | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_tensor_size<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_tensor_softmax_with_shape<M extends Mode> {
  (self: Tensor, query: Tensor): Result<M, Tensor>;
}

interface O__nested_tensor_storage_offsets<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_tensor_strides<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__nested_view_from_buffer<M extends Mode> {
  <D extends DType>(self: Tensor<D>, nested_size: Tensor, nested_strides: Tensor, offsets: Tensor, options?: { unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__nested_view_from_buffer_copy<M extends Mode> {
  (self: Tensor, nested_size: Tensor, nested_strides: Tensor, offsets: Tensor, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, nested_size: Tensor, nested_strides: Tensor, offsets: Tensor, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__nested_view_from_jagged<M extends Mode> {
  <D extends DType>(self: Tensor<D>, offsets: Tensor, dummy: Tensor, lengths?: Tensor | null, ragged_idx?: Int, min_seqlen?: Tensor | null, max_seqlen?: Tensor | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, offsets: Tensor, dummy: Tensor, options: { lengths?: Tensor | null | undefined; ragged_idx?: Int | undefined; min_seqlen?: Tensor | null | undefined; max_seqlen?: Tensor | null | undefined }): Result<M, Tensor<D>>;
}

interface O__nested_view_from_jagged_copy<M extends Mode> {
  (self: Tensor, offsets: Tensor, dummy: Tensor, lengths?: Tensor | null, ragged_idx?: Int, min_seqlen?: Tensor | null, max_seqlen?: Tensor | null): Result<M, Tensor>;
  (self: Tensor, offsets: Tensor, dummy: Tensor, options: { lengths?: Tensor | null | undefined; ragged_idx?: Int | undefined; min_seqlen?: Tensor | null | undefined; max_seqlen?: Tensor | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, offsets: Tensor, dummy: Tensor, lengths: Tensor | null | undefined, ragged_idx: Int | undefined, min_seqlen: Tensor | null | undefined, max_seqlen: Tensor | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, offsets: Tensor, dummy: Tensor, options: { lengths?: Tensor | null | undefined; ragged_idx?: Int | undefined; min_seqlen?: Tensor | null | undefined; max_seqlen?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__new_zeros_with_same_feature_meta<M extends Mode> {
  (self: Tensor, other: Tensor, options?: { self_num_batch_dims?: Int | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { self_num_batch_dims?: Int | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__nnpack_available<M extends Mode> {
  (): Result<M, boolean>;
}

interface O__nnpack_spatial_convolution<M extends Mode> {
  (input: Tensor, weight: Tensor, bias: Tensor | null, padding: IntOrInts, stride?: IntOrInts, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (input: Tensor, weight: Tensor, bias: Tensor | null, padding: IntOrInts, options: { stride?: IntOrInts | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(input: Tensor, weight: Tensor, bias: Tensor | null, padding: IntOrInts, stride: IntOrInts | undefined, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor, weight: Tensor, bias: Tensor | null, padding: IntOrInts, options: { stride?: IntOrInts | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__nnz<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O__pack_padded_sequence<M extends Mode> {
  (input: Tensor, lengths: Tensor, batch_first: boolean): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(input: Tensor, lengths: Tensor, batch_first: boolean, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__pack_padded_sequence_backward<M extends Mode> {
  (grad: Tensor, input_size: Ints, batch_sizes: Tensor, batch_first: boolean): Result<M, Tensor>;
}

interface O__pad_circular<M extends Mode> {
  (self: Tensor, pad: Ints): Result<M, Tensor>;
}

interface O__pad_enum<M extends Mode> {
  (self: Tensor, pad: Ints, mode: Int, value?: number | null): Result<M, Tensor>;
  (self: Tensor, pad: Ints, mode: Int, options: { value?: number | null | undefined }): Result<M, Tensor>;
}

interface O__pad_packed_sequence<M extends Mode> {
  (data: Tensor, batch_sizes: Tensor, batch_first: boolean, padding_value: AnyScalar, total_length: Int, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
}

interface O__padded_dense_to_jagged_forward<M extends Mode> {
  (dense: Tensor, offsets: readonly Tensor[], total_L?: Int | null): Result<M, Tensor>;
  (dense: Tensor, offsets: readonly Tensor[], options: { total_L?: Int | null | undefined }): Result<M, Tensor>;
}

interface O__pdist_backward<M extends Mode> {
  (grad: Tensor, self: Tensor, p: number, pdist: Tensor, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad: Tensor, self: Tensor, p: number, pdist: Tensor, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__pdist_forward<M extends Mode> {
  (self: Tensor, p?: number): Result<M, Tensor>;
  (self: Tensor, options: { p?: number | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { p?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__philox_key_fold_in<M extends Mode> {
  (key: Tensor, data: Int): Result<M, Tensor>;
}

interface O__philox_key_split<M extends Mode> {
  (key: Tensor, num_splits: Int): Result<M, Tensor>;
}

interface O__philox_normal<M extends Mode> {
  (self: Tensor, key: Tensor, mean?: number, std?: number): Result<M, Tensor>;
  (self: Tensor, key: Tensor, options: { mean?: number | undefined; std?: number | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, key: Tensor, mean: number | undefined, std: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, key: Tensor, options: { mean?: number | undefined; std?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__philox_normal_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, key: Tensor, mean?: number, std?: number): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, key: Tensor, options: { mean?: number | undefined; std?: number | undefined }): Result<M, Tensor<D>>;
}

interface O__philox_uniform<M extends Mode> {
  (self: Tensor, key: Tensor, low?: number, high?: number): Result<M, Tensor>;
  (self: Tensor, key: Tensor, options: { low?: number | undefined; high?: number | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, key: Tensor, low: number | undefined, high: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, key: Tensor, options: { low?: number | undefined; high?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__philox_uniform_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, key: Tensor, low?: number, high?: number): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, key: Tensor, options: { low?: number | undefined; high?: number | undefined }): Result<M, Tensor<D>>;
}

interface O__pin_memory<M extends Mode> {
  (self: Tensor, device?: Device | null): Result<M, Tensor>;
  (self: Tensor, options: { device?: Device | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, device: Device | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { device?: Device | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__prelu_kernel<M extends Mode> {
  (self: Tensor, weight: Tensor): Result<M, Tensor>;
}

interface O__prelu_kernel_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, weight: Tensor): Result<M, [Tensor, Tensor]>;
}

interface O__print<M extends Mode> {
  (s: string): Result<M, null>;
}

interface O__propagate_xla_data<M extends Mode> {
  (input: Tensor, output: Tensor): Result<M, null>;
}

interface O__remove_batch_dim<M extends Mode> {
  (self: Tensor, level: Int, batch_size: Int, out_dim: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
}

interface O__reshape_alias<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, stride: Ints, options?: { unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__reshape_alias_copy<M extends Mode> {
  (self: Tensor, size: Ints, stride: Ints, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, size: Ints, stride: Ints, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__reshape_copy<M extends Mode> {
  (self: Tensor, size: Ints): Result<M, Tensor>;
}

interface O__reshape_from_tensor<M extends Mode> {
  (self: Tensor, shape: Tensor): Result<M, Tensor>;
}

interface O__resize_output<M extends Mode> {
  (self: Tensor, size: Ints, device: Device): Result<M, Tensor>;
  <D extends DType>(self: Tensor, size: Ints, device: Device, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__resize_output_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, device: Device): Result<M, Tensor<D>>;
}

interface O__rowwise_prune<M extends Mode> {
  (weight: Tensor, mask: Tensor, compressed_indices_dtype: OperatorDType): Result<M, [Tensor, Tensor]>;
}

interface O__safe_softmax<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, dtype?: X | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
}

interface O__sample_dirichlet<M extends Mode> {
  (self: Tensor, generator?: Generator | null): Result<M, Tensor>;
  (self: Tensor, options: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, generator: Generator | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__saturate_weight_to_fp16<M extends Mode> {
  (weight: Tensor): Result<M, Tensor>;
}

interface O__scaled_dot_product_attention_math<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, attn_mask?: Tensor | null, dropout_p?: number, is_causal?: boolean, dropout_mask?: Tensor | null, options?: { scale?: number | null | undefined; enable_gqa?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, options: { attn_mask?: Tensor | null | undefined; dropout_p?: number | undefined; is_causal?: boolean | undefined; dropout_mask?: Tensor | null | undefined; scale?: number | null | undefined; enable_gqa?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
}

interface O__scaled_dot_product_attention_math_for_mps<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, attn_mask?: Tensor | null, dropout_p?: number, is_causal?: boolean, dropout_mask?: Tensor | null, options?: { scale?: number | null | undefined; enable_gqa?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, options: { attn_mask?: Tensor | null | undefined; dropout_p?: number | undefined; is_causal?: boolean | undefined; dropout_mask?: Tensor | null | undefined; scale?: number | null | undefined; enable_gqa?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
}

interface O__scaled_dot_product_cudnn_attention<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, compute_log_sumexp: boolean, dropout_p?: number, is_causal?: boolean, return_debug_mask?: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, compute_log_sumexp: boolean, options: { dropout_p?: number | undefined; is_causal?: boolean | undefined; return_debug_mask?: boolean | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
}

interface O__scaled_dot_product_cudnn_attention_backward<M extends Mode> {
  (grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor, attn_bias: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: Int, max_k: Int, dropout_p: number, is_causal: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O__scaled_dot_product_efficient_attention<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, compute_log_sumexp: boolean, dropout_p?: number, is_causal?: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor | null, compute_log_sumexp: boolean, options: { dropout_p?: number | undefined; is_causal?: boolean | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
}

interface O__scaled_dot_product_efficient_attention_backward<M extends Mode> {
  (grad_out_: Tensor, query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor, out: Tensor, logsumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor, dropout_p: number, grad_input_mask: boolean | readonly boolean[], is_causal?: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor | null, Tensor | null, Tensor | null, Tensor | null]>;
  (grad_out_: Tensor, query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor, out: Tensor, logsumexp: Tensor, philox_seed: Tensor, philox_offset: Tensor, dropout_p: number, grad_input_mask: boolean | readonly boolean[], options: { is_causal?: boolean | undefined; scale?: number | null | undefined }): Result<M, [Tensor | null, Tensor | null, Tensor | null, Tensor | null]>;
}

interface O__scaled_dot_product_flash_attention<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, dropout_p?: number, is_causal?: boolean, return_debug_mask?: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, options: { dropout_p?: number | undefined; is_causal?: boolean | undefined; return_debug_mask?: boolean | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, q_descale: Tensor | null, k_descale: Tensor | null, v_descale: Tensor | null, dropout_p?: number, is_causal?: boolean, return_debug_mask?: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, q_descale: Tensor | null, k_descale: Tensor | null, v_descale: Tensor | null, options: { dropout_p?: number | undefined; is_causal?: boolean | undefined; return_debug_mask?: boolean | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
}

interface O__scaled_dot_product_flash_attention_backward<M extends Mode> {
  (grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: Int, max_k: Int, dropout_p: number, is_causal: boolean, philox_seed: Tensor, philox_offset: Tensor, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O__scaled_dot_product_flash_attention_for_cpu<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, dropout_p?: number, is_causal?: boolean, options?: { attn_mask?: Tensor | null | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, options: { dropout_p?: number | undefined; is_causal?: boolean | undefined; attn_mask?: Tensor | null | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor]>;
}

interface O__scaled_dot_product_flash_attention_for_cpu_backward<M extends Mode> {
  (grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, out: Tensor, logsumexp: Tensor, dropout_p: number, is_causal: boolean, options?: { attn_mask?: Tensor | null | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O__scaled_dot_product_fused_attention_overrideable<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, attn_bias?: Tensor | null, dropout_p?: number, is_causal?: boolean, return_debug_mask?: boolean, options?: { scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
  (query: Tensor, key: Tensor, value: Tensor, options: { attn_bias?: Tensor | null | undefined; dropout_p?: number | undefined; is_causal?: boolean | undefined; return_debug_mask?: boolean | undefined; scale?: number | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, number | bigint, number | bigint, Tensor, Tensor, Tensor]>;
}

interface O__scaled_dot_product_fused_attention_overrideable_backward<M extends Mode> {
  (grad_out: Tensor, query: Tensor, key: Tensor, value: Tensor, attn_bias: Tensor, grad_input_mask: boolean | readonly boolean[], out: Tensor, logsumexp: Tensor, cum_seq_q: Tensor, cum_seq_k: Tensor, max_q: Int, max_k: Int, dropout_p: number, is_causal: boolean, philox_seed: Tensor, philox_offset: Tensor, options?: { scale?: number | null | undefined }): Result<M, [Tensor | null, Tensor | null, Tensor | null, Tensor | null]>;
}

interface O__scaled_grouped_mm<M extends Mode> {
  (self: Tensor, mat2: Tensor, scale_a: Tensor, scale_b: Tensor, offs?: Tensor | null, bias?: Tensor | null, scale_result?: Tensor | null, out_dtype?: OperatorDType | null, use_fast_accum?: boolean): Result<M, Tensor>;
  (self: Tensor, mat2: Tensor, scale_a: Tensor, scale_b: Tensor, options: { offs?: Tensor | null | undefined; bias?: Tensor | null | undefined; scale_result?: Tensor | null | undefined; out_dtype?: OperatorDType | null | undefined; use_fast_accum?: boolean | undefined }): Result<M, Tensor>;
}

interface O__scaled_grouped_mm_v2<M extends Mode> {
  (self: Tensor, mat2: Tensor, scale_a: readonly Tensor[], recipe_a: Ints, swizzle_a: Ints, scale_b: readonly Tensor[], recipe_b: Ints, swizzle_b: Ints, offs?: Tensor | null, bias?: Tensor | null, out_dtype?: OperatorDType | null, contraction_dim?: Ints, use_fast_accum?: boolean): Result<M, Tensor>;
  (self: Tensor, mat2: Tensor, scale_a: readonly Tensor[], recipe_a: Ints, swizzle_a: Ints, scale_b: readonly Tensor[], recipe_b: Ints, swizzle_b: Ints, options: { offs?: Tensor | null | undefined; bias?: Tensor | null | undefined; out_dtype?: OperatorDType | null | undefined; contraction_dim?: Ints | undefined; use_fast_accum?: boolean | undefined }): Result<M, Tensor>;
}

interface O__scaled_mm<M extends Mode> {
  (self: Tensor, mat2: Tensor, scale_a: Tensor, scale_b: Tensor, bias?: Tensor | null, scale_result?: Tensor | null, out_dtype?: OperatorDType | null, use_fast_accum?: boolean): Result<M, Tensor>;
  (self: Tensor, mat2: Tensor, scale_a: Tensor, scale_b: Tensor, options: { bias?: Tensor | null | undefined; scale_result?: Tensor | null | undefined; out_dtype?: OperatorDType | null | undefined; use_fast_accum?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mat2: Tensor, scale_a: Tensor, scale_b: Tensor, bias: Tensor | null | undefined, scale_result: Tensor | null | undefined, out_dtype: OperatorDType | null | undefined, use_fast_accum: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat2: Tensor, scale_a: Tensor, scale_b: Tensor, options: { bias?: Tensor | null | undefined; scale_result?: Tensor | null | undefined; out_dtype?: OperatorDType | null | undefined; use_fast_accum?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__scaled_mm_v2<M extends Mode> {
  (self: Tensor, mat2: Tensor, scale_a: readonly Tensor[], recipe_a: Ints, swizzle_a: Ints, scale_b: readonly Tensor[], recipe_b: Ints, swizzle_b: Ints, bias: Tensor | null, out_dtype: OperatorDType | null, contraction_dim?: Ints, use_fast_accum?: boolean): Result<M, Tensor>;
  (self: Tensor, mat2: Tensor, scale_a: readonly Tensor[], recipe_a: Ints, swizzle_a: Ints, scale_b: readonly Tensor[], recipe_b: Ints, swizzle_b: Ints, bias: Tensor | null, out_dtype: OperatorDType | null, options: { contraction_dim?: Ints | undefined; use_fast_accum?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mat2: Tensor, scale_a: readonly Tensor[], recipe_a: Ints, swizzle_a: Ints, scale_b: readonly Tensor[], recipe_b: Ints, swizzle_b: Ints, bias: Tensor | null, out_dtype: OperatorDType | null, contraction_dim: Ints | undefined, use_fast_accum: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat2: Tensor, scale_a: readonly Tensor[], recipe_a: Ints, swizzle_a: Ints, scale_b: readonly Tensor[], recipe_b: Ints, swizzle_b: Ints, bias: Tensor | null, out_dtype: OperatorDType | null, options: { contraction_dim?: Ints | undefined; use_fast_accum?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__segment_reduce_backward<M extends Mode> {
  (grad: Tensor, output: Tensor, data: Tensor, reduce: string, options?: { lengths?: Tensor | null | undefined; offsets?: Tensor | null | undefined; axis?: Int | undefined; initial?: AnyScalar | null | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad: Tensor, output: Tensor, data: Tensor, reduce: string, options: { lengths?: Tensor | null | undefined; offsets?: Tensor | null | undefined; axis?: Int | undefined; initial?: AnyScalar | null | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__shape_as_tensor<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"int64">>;
}

interface O__slow_conv2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, weight: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(grad_output: Tensor, self: Tensor, weight: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, options: { grad_input: Tensor<D>; grad_weight: Tensor<E>; grad_bias: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(grad_output: Tensor, self: Tensor, weight: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O__slow_conv2d_forward<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null, stride: IntOrInts, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null, stride: IntOrInts, padding: IntOrInts, options: { output: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sobol_engine_draw<M extends Mode> {
  (quasi: Tensor, n: Int, sobolstate: Tensor, dimension: Int, num_generated: Int, dtype: OperatorDType | null, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
}

interface O__sobol_engine_ff_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, n: Int, sobolstate: Tensor, dimension: Int, num_generated: Int, options?: { unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__sobol_engine_initialize_state_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dimension: Int, options?: { unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__sobol_engine_scramble_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, ltm: Tensor, dimension: Int, options?: { unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__softmax<M extends Mode> {
  (self: Tensor, dim: Int, half_to_float: boolean): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Int, half_to_float: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__softmax_backward_data<M extends Mode> {
  (grad_output: Tensor, output: Tensor, dim: Int, input_dtype: OperatorDType): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, dim: Int, input_dtype: OperatorDType, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_addmm<M extends Mode> {
  (self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_broadcast_to<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints): Result<M, Tensor<D>>;
}

interface O__sparse_broadcast_to_copy<M extends Mode> {
  (self: Tensor, size: Ints): Result<M, Tensor>;
  <D extends DType>(self: Tensor, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_bsc_tensor_unsafe<M extends Mode> {
  <X extends OperatorDType = DType>(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; unsafe?: boolean }): Result<M, TensorOf<X>>;
}

interface O__sparse_bsr_tensor_unsafe<M extends Mode> {
  <X extends OperatorDType = DType>(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; unsafe?: boolean }): Result<M, TensorOf<X>>;
}

interface O__sparse_compressed_tensor_unsafe<M extends Mode> {
  <X extends OperatorDType = DType>(compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; unsafe?: boolean }): Result<M, TensorOf<X>>;
}

interface O__sparse_compressed_tensor_with_dims<M extends Mode> {
  <X extends OperatorDType = DType>(nnz: Int, dense_dim: Int, size: Ints, blocksize: Ints, index_dtype: OperatorDType, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O__sparse_coo_tensor_unsafe<M extends Mode> {
  (indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: OperatorDType | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; is_coalesced?: boolean | null | undefined; unsafe?: boolean }): Result<M, Tensor>;
}

interface O__sparse_coo_tensor_with_dims<M extends Mode> {
  <X extends OperatorDType = DType>(sparse_dim: Int, dense_dim: Int, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(sparse_dim: Int, dense_dim: Int, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_coo_tensor_with_dims_and_tensors<M extends Mode> {
  (sparse_dim: Int, dense_dim: Int, size: Ints, indices: Tensor, values: Tensor, options?: { dtype?: OperatorDType | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; is_coalesced?: boolean | null | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(sparse_dim: Int, dense_dim: Int, size: Ints, indices: Tensor, values: Tensor, options: { is_coalesced?: boolean | null | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__sparse_csc_tensor_unsafe<M extends Mode> {
  <X extends OperatorDType = DType>(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; unsafe?: boolean }): Result<M, TensorOf<X>>;
}

interface O__sparse_csr_prod<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: IntOrInts, keepdim?: boolean, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined; dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_csr_sum<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: IntOrInts, keepdim?: boolean, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined; dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_csr_tensor_unsafe<M extends Mode> {
  <X extends OperatorDType = DType>(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; unsafe?: boolean }): Result<M, TensorOf<X>>;
}

interface O__sparse_log_softmax<M extends Mode> {
  (self: Tensor, dim: Int, half_to_float: boolean): Result<M, Tensor>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, dtype?: X | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: Int, half_to_float: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_log_softmax_backward_data<M extends Mode> {
  (grad_output: Tensor, output: Tensor, dim: Int, self: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, dim: Int, self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_mask_projection<M extends Mode> {
  (self: Tensor, mask: Tensor, accumulate_matches?: boolean): Result<M, Tensor>;
  (self: Tensor, mask: Tensor, options: { accumulate_matches?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mask: Tensor, accumulate_matches: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mask: Tensor, options: { accumulate_matches?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_mm<M extends Mode> {
  (sparse: Tensor, dense: Tensor): Result<M, Tensor>;
  (sparse: Tensor, dense: Tensor, reduce: string): Result<M, Tensor>;
}

interface O__sparse_mm_reduce_impl<M extends Mode> {
  (self: Tensor, other: Tensor, reduce: string): Result<M, [Tensor, Tensor]>;
}

interface O__sparse_mm_reduce_impl_backward<M extends Mode> {
  (self: Tensor, grad_out: Tensor, weight: Tensor, reduce: string, arg_out: Tensor, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null]>;
}

interface O__sparse_semi_structured_addmm<M extends Mode> {
  (input: Tensor, mat1: Tensor, mat1_meta: Tensor, mat2: Tensor, options?: { alpha?: AnyScalar | undefined; beta?: AnyScalar | undefined; out_dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
}

interface O__sparse_semi_structured_apply<M extends Mode> {
  (input: Tensor, thread_masks: Tensor): Result<M, [Tensor, Tensor]>;
}

interface O__sparse_semi_structured_apply_dense<M extends Mode> {
  (input: Tensor, thread_masks: Tensor): Result<M, Tensor>;
}

interface O__sparse_semi_structured_linear<M extends Mode> {
  (input: Tensor, weight: Tensor, meta: Tensor, options?: { bias?: Tensor | null | undefined; activation?: string | null | undefined; out_dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
}

interface O__sparse_semi_structured_mm<M extends Mode> {
  (mat1: Tensor, mat1_meta: Tensor, mat2: Tensor, options?: { out_dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
}

interface O__sparse_semi_structured_tile<M extends Mode> {
  (input: Tensor, algorithm?: string, use_cutlass?: boolean): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
  (input: Tensor, options: { algorithm?: string | undefined; use_cutlass?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O__sparse_softmax<M extends Mode> {
  (self: Tensor, dim: Int, half_to_float: boolean): Result<M, Tensor>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, dtype?: X | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: Int, half_to_float: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_softmax_backward_data<M extends Mode> {
  (grad_output: Tensor, output: Tensor, dim: Int, self: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, dim: Int, self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_sparse_matmul<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_sum<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts): Result<M, Tensor>;
  <X extends OperatorDType>(self: Tensor, options: { dtype: X }): Result<M, TensorOf<X>>;
  <X extends OperatorDType>(self: Tensor, dim: IntOrInts, options: { dtype: X }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__sparse_sum_backward<M extends Mode> {
  (grad: Tensor, self: Tensor, dim: Ints): Result<M, Tensor>;
  <D extends DType>(grad: Tensor, self: Tensor, dim: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__spdiags<M extends Mode> {
  (diagonals: Tensor, offsets: Tensor, shape: Ints, layout?: Layout | null, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (diagonals: Tensor, offsets: Tensor, shape: Ints, options: { layout?: Layout | null | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(diagonals: Tensor, offsets: Tensor, shape: Ints, layout: Layout | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(diagonals: Tensor, offsets: Tensor, shape: Ints, options: { layout?: Layout | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__spsolve<M extends Mode> {
  (A: Tensor, B: Tensor, options?: { left?: boolean | undefined }): Result<M, Tensor>;
}

interface O__stack<M extends Mode> {
  (tensors: readonly Tensor[], dim?: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (tensors: readonly Tensor[], options: { dim?: Int | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], dim: Int | undefined, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(tensors: readonly Tensor[], options: { dim?: Int | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__standard_gamma<M extends Mode> {
  (self: Tensor, generator?: Generator | null): Result<M, Tensor>;
  (self: Tensor, options: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, generator: Generator | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__standard_gamma_grad<M extends Mode> {
  (self: Tensor, output: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__test_ambiguous_defaults<M extends Mode> {
  (dummy: Tensor, a?: Int, b?: Int): Result<M, Tensor>;
  (dummy: Tensor, options: { a?: Int | undefined; b?: Int | undefined }): Result<M, Tensor>;
  (dummy: Tensor, a?: Int, b?: string): Result<M, Tensor>;
  (dummy: Tensor, options: { a?: Int | undefined; b?: string | undefined }): Result<M, Tensor>;
}

interface O__test_autograd_multiple_dispatch<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, b: boolean): Result<M, Tensor>;
}

interface O__test_autograd_multiple_dispatch_view<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O__test_autograd_multiple_dispatch_view_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__test_check_tensor<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O__test_functorch_fallback<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__test_optional_filled_intlist<M extends Mode> {
  (values: Tensor, addends: IntOrInts | null): Result<M, Tensor>;
  <D extends DType>(values: Tensor, addends: IntOrInts | null, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__test_optional_floatlist<M extends Mode> {
  (values: Tensor, addends: readonly number[] | null): Result<M, Tensor>;
  <D extends DType>(values: Tensor, addends: readonly number[] | null, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__test_optional_intlist<M extends Mode> {
  (values: Tensor, addends: Ints | null): Result<M, Tensor>;
  <D extends DType>(values: Tensor, addends: Ints | null, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__test_parallel_materialize<M extends Mode> {
  (self: Tensor, num_parallel: Int, skip_first?: boolean): Result<M, Tensor>;
  (self: Tensor, num_parallel: Int, options: { skip_first?: boolean | undefined }): Result<M, Tensor>;
}

interface O__test_serialization_subcmul<M extends Mode> {
  (self: Tensor, other: Tensor, alpha?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
}

interface O__test_string_default<M extends Mode> {
  (dummy: Tensor, a?: string, b?: string): Result<M, Tensor>;
  (dummy: Tensor, options: { a?: string | undefined; b?: string | undefined }): Result<M, Tensor>;
}

interface O__test_warn_in_autograd<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__thnn_differentiable_gru_cell_backward<M extends Mode> {
  (grad_hy: Tensor, input_gates: Tensor, hidden_gates: Tensor, hx: Tensor, input_bias: Tensor | null, hidden_bias: Tensor | null, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O__thnn_differentiable_lstm_cell_backward<M extends Mode> {
  (grad_hy: Tensor | null, grad_cy: Tensor | null, input_gates: Tensor, hidden_gates: Tensor, input_bias: Tensor | null, hidden_bias: Tensor | null, cx: Tensor, cy: Tensor, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O__thnn_fused_gru_cell<M extends Mode> {
  (input_gates: Tensor, hidden_gates: Tensor, hx: Tensor, input_bias?: Tensor | null, hidden_bias?: Tensor | null): Result<M, [Tensor, Tensor]>;
  (input_gates: Tensor, hidden_gates: Tensor, hx: Tensor, options: { input_bias?: Tensor | null | undefined; hidden_bias?: Tensor | null | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(input_gates: Tensor, hidden_gates: Tensor, hx: Tensor, input_bias: Tensor | null | undefined, hidden_bias: Tensor | null | undefined, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(input_gates: Tensor, hidden_gates: Tensor, hx: Tensor, options: { input_bias?: Tensor | null | undefined; hidden_bias?: Tensor | null | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__thnn_fused_gru_cell_backward<M extends Mode> {
  (grad_hy: Tensor, workspace: Tensor, has_bias: boolean): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType, H extends DType>(grad_hy: Tensor, workspace: Tensor, has_bias: boolean, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; out4: Tensor<H> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>, Tensor<H>]>;
}

interface O__thnn_fused_lstm_cell<M extends Mode> {
  (input_gates: Tensor, hidden_gates: Tensor, cx: Tensor, input_bias?: Tensor | null, hidden_bias?: Tensor | null): Result<M, [Tensor, Tensor, Tensor]>;
  (input_gates: Tensor, hidden_gates: Tensor, cx: Tensor, options: { input_bias?: Tensor | null | undefined; hidden_bias?: Tensor | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input_gates: Tensor, hidden_gates: Tensor, cx: Tensor, input_bias: Tensor | null | undefined, hidden_bias: Tensor | null | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(input_gates: Tensor, hidden_gates: Tensor, cx: Tensor, options: { input_bias?: Tensor | null | undefined; hidden_bias?: Tensor | null | undefined; out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O__thnn_fused_lstm_cell_backward<M extends Mode> {
  (grad_hy: Tensor | null, grad_cy: Tensor | null, cx: Tensor, cy: Tensor, workspace: Tensor, has_bias: boolean): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O__thnn_fused_lstm_cell_backward_impl<M extends Mode> {
  (grad_hy: Tensor | null, grad_cy: Tensor | null, cx: Tensor, cy: Tensor, workspace: Tensor, has_bias: boolean): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(grad_hy: Tensor | null, grad_cy: Tensor | null, cx: Tensor, cy: Tensor, workspace: Tensor, has_bias: boolean, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O__to_copy<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; non_blocking?: boolean | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { non_blocking?: boolean | undefined; memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__to_cpu<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor[]>;
}

interface O__to_dense<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dtype?: X | null, masked_grad?: boolean | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, options: { dtype?: X | null | undefined; masked_grad?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dtype: OperatorDType | null | undefined, masked_grad: boolean | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dtype?: OperatorDType | null | undefined; masked_grad?: boolean | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__to_sparse<M extends Mode> {
  (self: Tensor, options?: { layout?: Layout | null | undefined; blocksize?: IntOrInts | null | undefined; dense_dim?: Int | null | undefined }): Result<M, Tensor>;
  (self: Tensor, sparse_dim: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, sparse_dim: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { layout?: Layout | null | undefined; blocksize?: IntOrInts | null | undefined; dense_dim?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__to_sparse_bsc<M extends Mode> {
  (self: Tensor, blocksize: IntOrInts, dense_dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, blocksize: IntOrInts, options: { dense_dim?: Int | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, blocksize: IntOrInts, dense_dim: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, blocksize: IntOrInts, options: { dense_dim?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__to_sparse_bsr<M extends Mode> {
  (self: Tensor, blocksize: IntOrInts, dense_dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, blocksize: IntOrInts, options: { dense_dim?: Int | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, blocksize: IntOrInts, dense_dim: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, blocksize: IntOrInts, options: { dense_dim?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__to_sparse_csc<M extends Mode> {
  (self: Tensor, dense_dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, options: { dense_dim?: Int | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dense_dim: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dense_dim?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__to_sparse_csr<M extends Mode> {
  (self: Tensor, dense_dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, options: { dense_dim?: Int | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dense_dim: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dense_dim?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__to_sparse_semi_structured<M extends Mode> {
  (dense: Tensor): Result<M, [Tensor, Tensor]>;
}

interface O__transform_bias_rescale_qkv<M extends Mode> {
  (qkv: Tensor, qkv_bias: Tensor, num_heads: Int, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(qkv: Tensor, qkv_bias: Tensor, num_heads: Int, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O__transformer_encoder_layer_fwd<M extends Mode> {
  (src: Tensor, embed_dim: Int, num_heads: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, use_gelu: boolean, norm_first: boolean, eps: number, norm_weight_1: Tensor, norm_bias_1: Tensor, norm_weight_2: Tensor, norm_bias_2: Tensor, ffn_weight_1: Tensor, ffn_bias_1: Tensor, ffn_weight_2: Tensor, ffn_bias_2: Tensor, mask?: Tensor | null, mask_type?: Int | null): Result<M, Tensor>;
  (src: Tensor, embed_dim: Int, num_heads: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, use_gelu: boolean, norm_first: boolean, eps: number, norm_weight_1: Tensor, norm_bias_1: Tensor, norm_weight_2: Tensor, norm_bias_2: Tensor, ffn_weight_1: Tensor, ffn_bias_1: Tensor, ffn_weight_2: Tensor, ffn_bias_2: Tensor, options: { mask?: Tensor | null | undefined; mask_type?: Int | null | undefined }): Result<M, Tensor>;
  <D extends DType>(src: Tensor, embed_dim: Int, num_heads: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, use_gelu: boolean, norm_first: boolean, eps: number, norm_weight_1: Tensor, norm_bias_1: Tensor, norm_weight_2: Tensor, norm_bias_2: Tensor, ffn_weight_1: Tensor, ffn_bias_1: Tensor, ffn_weight_2: Tensor, ffn_bias_2: Tensor, mask: Tensor | null | undefined, mask_type: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(src: Tensor, embed_dim: Int, num_heads: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, use_gelu: boolean, norm_first: boolean, eps: number, norm_weight_1: Tensor, norm_bias_1: Tensor, norm_weight_2: Tensor, norm_bias_2: Tensor, ffn_weight_1: Tensor, ffn_bias_1: Tensor, ffn_weight_2: Tensor, ffn_bias_2: Tensor, options: { mask?: Tensor | null | undefined; mask_type?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__trilinear<M extends Mode> {
  (i1: Tensor, i2: Tensor, i3: Tensor, expand1: Ints, expand2: Ints, expand3: Ints, sumdim: Ints, unroll_dim?: Int): Result<M, Tensor>;
  (i1: Tensor, i2: Tensor, i3: Tensor, expand1: Ints, expand2: Ints, expand3: Ints, sumdim: Ints, options: { unroll_dim?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(i1: Tensor, i2: Tensor, i3: Tensor, expand1: Ints, expand2: Ints, expand3: Ints, sumdim: Ints, unroll_dim: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(i1: Tensor, i2: Tensor, i3: Tensor, expand1: Ints, expand2: Ints, expand3: Ints, sumdim: Ints, options: { unroll_dim?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__triton_multi_head_attention<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, embed_dim: Int, num_head: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, mask?: Tensor | null): Result<M, Tensor>;
  (query: Tensor, key: Tensor, value: Tensor, embed_dim: Int, num_head: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, options: { mask?: Tensor | null | undefined }): Result<M, Tensor>;
  <D extends DType>(query: Tensor, key: Tensor, value: Tensor, embed_dim: Int, num_head: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, mask: Tensor | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(query: Tensor, key: Tensor, value: Tensor, embed_dim: Int, num_head: Int, qkv_weight: Tensor, qkv_bias: Tensor, proj_weight: Tensor, proj_bias: Tensor, options: { mask?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__triton_scaled_dot_attention<M extends Mode> {
  (q: Tensor, k: Tensor, v: Tensor, dropout_p?: number): Result<M, Tensor>;
  (q: Tensor, k: Tensor, v: Tensor, options: { dropout_p?: number | undefined }): Result<M, Tensor>;
  <D extends DType>(q: Tensor, k: Tensor, v: Tensor, dropout_p: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(q: Tensor, k: Tensor, v: Tensor, options: { dropout_p?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__unique<M extends Mode> {
  <D extends DType>(self: Tensor<D>, sorted?: boolean, return_inverse?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, options: { sorted?: boolean | undefined; return_inverse?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, sorted: boolean | undefined, return_inverse: boolean | undefined, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { sorted?: boolean | undefined; return_inverse?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__unique2<M extends Mode> {
  <D extends DType>(self: Tensor<D>, sorted?: boolean, return_inverse?: boolean, return_counts?: boolean): Result<M, [Tensor<D>, Tensor<"int64">, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, options: { sorted?: boolean | undefined; return_inverse?: boolean | undefined; return_counts?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">, Tensor<"int64">]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, sorted: boolean | undefined, return_inverse: boolean | undefined, return_counts: boolean | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, options: { sorted?: boolean | undefined; return_inverse?: boolean | undefined; return_counts?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O__unpack_dual<M extends Mode> {
  <D extends DType>(dual: Tensor<D>, level: Int): Result<M, [Tensor<D>, Tensor]>;
}

interface O__unsafe_index<M extends Mode> {
  (self: Tensor, indices: readonly (Tensor | null)[]): Result<M, Tensor>;
}

interface O__unsafe_index_put<M extends Mode> {
  (self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean): Result<M, Tensor>;
  (self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean | undefined }): Result<M, Tensor>;
}

interface O__unsafe_masked_index<M extends Mode> {
  (self: Tensor, mask: Tensor, indices: readonly (Tensor | null)[], fill: AnyScalar, options?: { unsafe?: boolean }): Result<M, Tensor>;
}

interface O__unsafe_masked_index_put_accumulate<M extends Mode> {
  (self: Tensor, mask: Tensor, indices: readonly (Tensor | null)[], values: Tensor): Result<M, Tensor>;
}

interface O__unsafe_view<M extends Mode> {
  (self: Tensor, size: Ints): Result<M, Tensor>;
  <D extends DType>(self: Tensor, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_bicubic2d_aa<M extends Mode> {
  (self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  (input: Tensor, output_size: Ints | null, align_corners: boolean, scale_factors: readonly number[] | null): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_bicubic2d_aa_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_bilinear2d_aa<M extends Mode> {
  (self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  (input: Tensor, output_size: Ints | null, align_corners: boolean, scale_factors: readonly number[] | null): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O__upsample_bilinear2d_aa_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_lanczos2d_aa<M extends Mode> {
  (self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  (input: Tensor, output_size: Ints | null, align_corners: boolean, scale_factors: readonly number[] | null): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_lanczos2d_aa_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_nearest_exact1d<M extends Mode> {
  (self: Tensor, output_size: IntOrInts, scales?: number | null): Result<M, Tensor>;
  (self: Tensor, output_size: IntOrInts, options: { scales?: number | null | undefined }): Result<M, Tensor>;
  (input: Tensor, output_size: Ints | null, scale_factors: readonly number[] | null): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, scales: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { scales?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_nearest_exact1d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_nearest_exact2d<M extends Mode> {
  (self: Tensor, output_size: IntOrInts, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (self: Tensor, output_size: IntOrInts, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  (input: Tensor, output_size: Ints | null, scale_factors: readonly number[] | null): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_nearest_exact2d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_nearest_exact3d<M extends Mode> {
  (self: Tensor, output_size: IntOrInts, scales_d?: number | null, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (self: Tensor, output_size: IntOrInts, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  (input: Tensor, output_size: Ints | null, scale_factors: readonly number[] | null): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, scales_d: number | null | undefined, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__upsample_nearest_exact3d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales_d?: number | null, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales_d: number | null | undefined, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__use_cudnn_ctc_loss<M extends Mode> {
  (log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank: Int): Result<M, boolean>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: Int): Result<M, boolean>;
}

interface O__use_cudnn_rnn_flatten_weight<M extends Mode> {
  (): Result<M, boolean>;
}

interface O__use_miopen_ctc_loss<M extends Mode> {
  (log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank: Int): Result<M, boolean>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: Int): Result<M, boolean>;
}

interface O__validate_compressed_sparse_indices<M extends Mode> {
  (is_crow: boolean, compressed_idx: Tensor, plain_idx: Tensor, cdim: Int, dim: Int, nnz: Int): Result<M, null>;
}

interface O__validate_sparse_bsc_tensor_args<M extends Mode> {
  (ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: Ints, check_pinning?: boolean | null): Result<M, null>;
  (ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: Ints, options: { check_pinning?: boolean | null | undefined }): Result<M, null>;
}

interface O__validate_sparse_bsr_tensor_args<M extends Mode> {
  (crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: Ints, check_pinning?: boolean | null): Result<M, null>;
  (crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: Ints, options: { check_pinning?: boolean | null | undefined }): Result<M, null>;
}

interface O__validate_sparse_compressed_tensor_args<M extends Mode> {
  (compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, size: Ints, layout: Layout, check_pinning?: boolean | null): Result<M, null>;
  (compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, size: Ints, layout: Layout, options: { check_pinning?: boolean | null | undefined }): Result<M, null>;
}

interface O__validate_sparse_coo_tensor_args<M extends Mode> {
  (indices: Tensor, values: Tensor, size: Ints, is_coalesced?: boolean | null, check_pinning?: boolean | null): Result<M, null>;
  (indices: Tensor, values: Tensor, size: Ints, options: { is_coalesced?: boolean | null | undefined; check_pinning?: boolean | null | undefined }): Result<M, null>;
}

interface O__validate_sparse_csc_tensor_args<M extends Mode> {
  (ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: Ints, check_pinning?: boolean | null): Result<M, null>;
  (ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: Ints, options: { check_pinning?: boolean | null | undefined }): Result<M, null>;
}

interface O__validate_sparse_csr_tensor_args<M extends Mode> {
  (crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: Ints, check_pinning?: boolean | null): Result<M, null>;
  (crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: Ints, options: { check_pinning?: boolean | null | undefined }): Result<M, null>;
}

interface O__values<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O__values_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O__version<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O__weight_int4pack_mm<M extends Mode> {
  (self: Tensor, mat2: Tensor, qGroupSize: Int, qScaleAndZeros: Tensor): Result<M, Tensor>;
}

interface O__weight_int4pack_mm_for_cpu<M extends Mode> {
  (self: Tensor, mat2: Tensor, qGroupSize: Int, qScaleAndZeros: Tensor): Result<M, Tensor>;
}

interface O__weight_int4pack_mm_with_scales_and_zeros<M extends Mode> {
  (self: Tensor, mat2: Tensor, qGroupSize: Int, qScale: Tensor, qZeros: Tensor): Result<M, Tensor>;
}

interface O__weight_int8pack_mm<M extends Mode> {
  (self: Tensor, mat2: Tensor, scales: Tensor): Result<M, Tensor>;
}

interface O__weight_norm<M extends Mode> {
  (v: Tensor, g: Tensor, dim?: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (v: Tensor, g: Tensor, options: { dim?: Int | undefined; unsafe?: boolean }): Result<M, Tensor>;
}

interface O__weight_norm_differentiable_backward<M extends Mode> {
  (grad_w: Tensor, saved_v: Tensor, saved_g: Tensor, saved_norms: Tensor, dim: Int): Result<M, [Tensor, Tensor]>;
}

interface O__weight_norm_interface<M extends Mode> {
  (v: Tensor, g: Tensor, dim?: Int, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  (v: Tensor, g: Tensor, options: { dim?: Int | undefined; unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(v: Tensor, g: Tensor, dim: Int | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(v: Tensor, g: Tensor, options: { dim?: Int | undefined; out0: Tensor<D>; out1: Tensor<E>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__weight_norm_interface_backward<M extends Mode> {
  (grad_w: Tensor, saved_v: Tensor, saved_g: Tensor, saved_norms: Tensor, dim: Int, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(grad_w: Tensor, saved_v: Tensor, saved_g: Tensor, saved_norms: Tensor, dim: Int, options: { out0: Tensor<D>; out1: Tensor<E>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O__wrapped_linear_prepack<M extends Mode> {
  (weight: Tensor, weight_scale: Tensor, weight_zero_point: Tensor, bias: Tensor): Result<M, Tensor>;
}

interface O__wrapped_quantized_linear_prepacked<M extends Mode> {
  (input: Tensor, input_scale: Tensor, input_zero_point: Tensor, packed_weight: Tensor, output_scale: Tensor, output_zero_point: Tensor, out_channel: Int): Result<M, Tensor>;
}

interface O_abs<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_abs_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_absolute<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_absolute_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_acos<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_acos_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_acosh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_acosh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_adaptive_avg_pool1d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_adaptive_avg_pool2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_adaptive_avg_pool3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_adaptive_avg_pool3d_backward<M extends Mode> {
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_adaptive_max_pool1d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts): Result<M, [Tensor<D>, Tensor<"int64">]>;
}

interface O_adaptive_max_pool2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, output_size: IntOrInts, options: { out: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_adaptive_max_pool2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, indices: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, indices: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_adaptive_max_pool3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, output_size: IntOrInts, options: { out: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_adaptive_max_pool3d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, indices: Tensor, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, indices: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_add<M extends Mode> {
  (self: Tensor, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, alpha: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_add_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_addbmm<M extends Mode> {
  <D extends DType>(self: Tensor<D>, batch1: Tensor, batch2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, batch1: Tensor, batch2: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_addbmm_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, batch1: Tensor, batch2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_addcdiv<M extends Mode> {
  (self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_addcdiv_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, tensor1: Tensor, tensor2: Tensor, options?: { value?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_addcmul<M extends Mode> {
  (self: Tensor, tensor1: Tensor, tensor2: Tensor, options?: { value?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, tensor1: Tensor, tensor2: Tensor, options: { value?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_addcmul_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, tensor1: Tensor, tensor2: Tensor, options?: { value?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_addmm<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mat1: Tensor, mat2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, mat1: Tensor, mat2: Tensor, out_dtype: OperatorDType, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat1: Tensor, mat2: Tensor, out_dtype: OperatorDType, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_addmm_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mat1: Tensor, mat2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_addmv<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mat: Tensor, vec: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat: Tensor, vec: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_addmv_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mat: Tensor, vec: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_addr<M extends Mode> {
  (self: Tensor, vec1: Tensor, vec2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, vec1: Tensor, vec2: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_addr_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, vec1: Tensor, vec2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_adjoint<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_affine_grid_generator<M extends Mode> {
  (theta: Tensor, size: Ints, align_corners: boolean): Result<M, Tensor>;
  <D extends DType>(theta: Tensor, size: Ints, align_corners: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_affine_grid_generator_backward<M extends Mode> {
  (grad: Tensor, size: Ints, align_corners: boolean): Result<M, Tensor>;
}

interface O_alias<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_alias_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_all<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, dim: Int, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, dim: Int, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, dim?: Ints | null, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { dim?: Ints | null | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Ints | null | undefined, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: Ints | null | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_allclose<M extends Mode> {
  (self: Tensor, other: Tensor, rtol?: number, atol?: number, equal_nan?: boolean): Result<M, boolean>;
  (self: Tensor, other: Tensor, options: { rtol?: number | undefined; atol?: number | undefined; equal_nan?: boolean | undefined }): Result<M, boolean>;
}

interface O_alpha_dropout<M extends Mode> {
  <D extends DType>(input: Tensor<D>, p: number, train: boolean): Result<M, Tensor<D>>;
}

interface O_alpha_dropout_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, p: number, train: boolean): Result<M, Tensor<D>>;
}

interface O_amax<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim?: IntOrInts, keepdim?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { dim?: IntOrInts | undefined; keepdim?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | undefined, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: IntOrInts | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_amin<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim?: IntOrInts, keepdim?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { dim?: IntOrInts | undefined; keepdim?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | undefined, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: IntOrInts | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_aminmax<M extends Mode> {
  <D extends DType>(self: Tensor<D>, options?: { dim?: Int | null | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<D>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; min: Tensor<D>; max: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_angle<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_any<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, dim: Int, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, dim: Int, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, dim?: Ints | null, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { dim?: Ints | null | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Ints | null | undefined, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: Ints | null | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_arange<M extends Mode> {
  <X extends OperatorDType = DType>(end: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(end: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: AnyScalar, end: AnyScalar, step: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: AnyScalar, end: AnyScalar, options: { step?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, step?: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, options: { step?: AnyScalar | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_arccos<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_arccos_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_arccosh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_arccosh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_arcsin<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_arcsin_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_arcsinh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_arcsinh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_arctan<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_arctan2<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_arctan2_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_arctan_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_arctanh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_arctanh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_argmax<M extends Mode> {
  (self: Tensor, dim?: Int | null, keepdim?: boolean): Result<M, Tensor<"int64">>;
  (self: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined }): Result<M, Tensor<"int64">>;
  <D extends DType>(self: Tensor, dim: Int | null | undefined, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_argmin<M extends Mode> {
  (self: Tensor, dim?: Int | null, keepdim?: boolean): Result<M, Tensor<"int64">>;
  (self: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined }): Result<M, Tensor<"int64">>;
  <D extends DType>(self: Tensor, dim: Int | null | undefined, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_argsort<M extends Mode> {
  (self: Tensor, dim?: Int, descending?: boolean): Result<M, Tensor<"int64">>;
  (self: Tensor, options: { dim?: Int | undefined; descending?: boolean | undefined }): Result<M, Tensor<"int64">>;
  (self: Tensor, options: { stable: boolean; dim?: Int | undefined; descending?: boolean | undefined }): Result<M, Tensor<"int64">>;
  <D extends DType>(self: Tensor, options: { stable: boolean; dim?: Int | undefined; descending?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_argwhere<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_as_strided<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, stride: Ints, storage_offset?: Int | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, size: Ints, stride: Ints, options: { storage_offset?: Int | null | undefined }): Result<M, Tensor<D>>;
}

interface O_as_strided_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, stride: Ints, storage_offset?: Int | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, size: Ints, stride: Ints, options: { storage_offset?: Int | null | undefined }): Result<M, Tensor<D>>;
}

interface O_as_strided_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, stride: Ints, storage_offset?: Int | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, size: Ints, stride: Ints, options: { storage_offset?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, size: Ints, stride: Ints, storage_offset: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, size: Ints, stride: Ints, options: { storage_offset?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_as_strided_scatter<M extends Mode> {
  <D extends DType>(self: Tensor<D>, src: Tensor, size: Ints, stride: Ints, storage_offset?: Int | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, src: Tensor, size: Ints, stride: Ints, options: { storage_offset?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, size: Ints, stride: Ints, storage_offset: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, size: Ints, stride: Ints, options: { storage_offset?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_asin<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_asin_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_asinh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_asinh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_atan<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_atan2<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_atan2_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_atan_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_atanh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_atanh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_atleast_1d<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  (tensors: readonly Tensor[]): Result<M, Tensor[]>;
}

interface O_atleast_2d<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  (tensors: readonly Tensor[]): Result<M, Tensor[]>;
}

interface O_atleast_3d<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  (tensors: readonly Tensor[]): Result<M, Tensor[]>;
}

interface O_avg_pool1d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, ceil_mode?: boolean, count_include_pad?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; ceil_mode?: boolean | undefined; count_include_pad?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, ceil_mode: boolean | undefined, count_include_pad: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; ceil_mode?: boolean | undefined; count_include_pad?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_avg_pool2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, ceil_mode?: boolean, count_include_pad?: boolean, divisor_override?: Int | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; ceil_mode?: boolean | undefined; count_include_pad?: boolean | undefined; divisor_override?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, ceil_mode: boolean | undefined, count_include_pad: boolean | undefined, divisor_override: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; ceil_mode?: boolean | undefined; count_include_pad?: boolean | undefined; divisor_override?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_avg_pool2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, ceil_mode: boolean, count_include_pad: boolean, divisor_override: Int | null): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, ceil_mode: boolean, count_include_pad: boolean, divisor_override: Int | null, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_avg_pool3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, ceil_mode?: boolean, count_include_pad?: boolean, divisor_override?: Int | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; ceil_mode?: boolean | undefined; count_include_pad?: boolean | undefined; divisor_override?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, ceil_mode: boolean | undefined, count_include_pad: boolean | undefined, divisor_override: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; ceil_mode?: boolean | undefined; count_include_pad?: boolean | undefined; divisor_override?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_avg_pool3d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, ceil_mode: boolean, count_include_pad: boolean, divisor_override: Int | null): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, ceil_mode: boolean, count_include_pad: boolean, divisor_override: Int | null, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_baddbmm<M extends Mode> {
  <D extends DType>(self: Tensor<D>, batch1: Tensor, batch2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, batch1: Tensor, batch2: Tensor, out_dtype: OperatorDType, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, batch1: Tensor, batch2: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, batch1: Tensor, batch2: Tensor, out_dtype: OperatorDType, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_baddbmm_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, batch1: Tensor, batch2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_bartlett_window<M extends Mode> {
  <X extends OperatorDType = "float32">(window_length: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(window_length: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(window_length: Int, periodic: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(window_length: Int, periodic: boolean, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_batch_norm<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, eps: number, cudnn_enabled: boolean): Result<M, Tensor<D>>;
}

interface O_batch_norm_backward<M extends Mode> {
  (grad_out: Tensor, input: Tensor, weight: Tensor, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var: Tensor | null, update: boolean, eps: number, output_mask: boolean | readonly boolean[], reserve: Tensor, options?: { unsafe?: boolean }): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
}

interface O_batch_norm_backward_elemt<M extends Mode> {
  (grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sum_dy: Tensor, sum_dy_xmu: Tensor, count: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, sum_dy: Tensor, sum_dy_xmu: Tensor, count: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_batch_norm_backward_reduce<M extends Mode> {
  (grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, input_g: boolean, weight_g: boolean, bias_g: boolean): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(grad_out: Tensor, input: Tensor, mean: Tensor, invstd: Tensor, weight: Tensor | null, input_g: boolean, weight_g: boolean, bias_g: boolean, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O_batch_norm_elemt<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, eps: number): Result<M, Tensor>;
  <D extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, invstd: Tensor, eps: number, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_batch_norm_gather_stats<M extends Mode> {
  (input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, count: Int): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, count: Int, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_batch_norm_gather_stats_with_counts<M extends Mode> {
  (input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, counts: Tensor): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(input: Tensor, mean: Tensor, invstd: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, eps: number, counts: Tensor, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_batch_norm_stats<M extends Mode> {
  (input: Tensor, eps: number): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(input: Tensor, eps: number, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_batch_norm_update_stats<M extends Mode> {
  (input: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(input: Tensor, running_mean: Tensor | null, running_var: Tensor | null, momentum: number, options: { out0: Tensor<D>; out1: Tensor<E>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_bernoulli<M extends Mode> {
  (self: Tensor, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (self: Tensor, p: Tensor, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, p: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, p: number | undefined, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { p?: number | undefined; generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bernoulli_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, p: Tensor, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, p?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { p?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_bilinear<M extends Mode> {
  (input1: Tensor, input2: Tensor, weight: Tensor, bias?: Tensor | null): Result<M, Tensor>;
  (input1: Tensor, input2: Tensor, weight: Tensor, options: { bias?: Tensor | null | undefined }): Result<M, Tensor>;
}

interface O_binary_cross_entropy<M extends Mode> {
  (self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, weight: Tensor | null | undefined, reduction: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_binary_cross_entropy_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: Int): Result<M, Tensor>;
  (grad_output: Tensor, self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, weight: Tensor | null | undefined, reduction: Int | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_binary_cross_entropy_with_logits<M extends Mode> {
  (self: Tensor, target: Tensor, weight?: Tensor | null, pos_weight?: Tensor | null, reduction?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; pos_weight?: Tensor | null | undefined; reduction?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, weight: Tensor | null | undefined, pos_weight: Tensor | null | undefined, reduction: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; pos_weight?: Tensor | null | undefined; reduction?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bincount<M extends Mode> {
  (self: Tensor, weights?: Tensor | null, minlength?: Int): Result<M, Tensor>;
  (self: Tensor, options: { weights?: Tensor | null | undefined; minlength?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weights: Tensor | null | undefined, minlength: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { weights?: Tensor | null | undefined; minlength?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_binomial<M extends Mode> {
  (count: Tensor, prob: Tensor, generator?: Generator | null): Result<M, Tensor>;
  (count: Tensor, prob: Tensor, options: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(count: Tensor, prob: Tensor, generator: Generator | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(count: Tensor, prob: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bitwise_and<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bitwise_and_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_bitwise_left_shift<M extends Mode> {
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bitwise_left_shift_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
}

interface O_bitwise_not<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bitwise_not_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_bitwise_or<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bitwise_or_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_bitwise_right_shift<M extends Mode> {
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bitwise_right_shift_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
}

interface O_bitwise_xor<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bitwise_xor_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_blackman_window<M extends Mode> {
  <X extends OperatorDType = "float32">(window_length: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(window_length: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(window_length: Int, periodic: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(window_length: Int, periodic: boolean, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_block_diag<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_bmm<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mat2: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, mat2: Tensor, out_dtype: OperatorDType): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat2: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat2: Tensor, out_dtype: OperatorDType, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_broadcast_tensors<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor[]>;
}

interface O_broadcast_to<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints): Result<M, Tensor<D>>;
}

interface O_bucketize<M extends Mode> {
  (self: AnyScalar, boundaries: Tensor, options?: { out_int32?: boolean | undefined; right?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, boundaries: Tensor, options?: { out_int32?: boolean | undefined; right?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, boundaries: Tensor, options: { out_int32?: boolean | undefined; right?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, boundaries: Tensor, options: { out_int32?: boolean | undefined; right?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_can_cast<M extends Mode> {
  (from_: OperatorDType, to: OperatorDType): Result<M, boolean>;
}

interface O_cartesian_prod<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
}

interface O_cat<M extends Mode> {
  (tensors: readonly Tensor[], dim?: Int): Result<M, Tensor>;
  (tensors: readonly Tensor[], options: { dim?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], dim: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(tensors: readonly Tensor[], options: { dim?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cauchy<M extends Mode> {
  (self: Tensor, median?: number, sigma?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { median?: number | undefined; sigma?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, median: number | undefined, sigma: number | undefined, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { median?: number | undefined; sigma?: number | undefined; generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cauchy_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, median?: number, sigma?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { median?: number | undefined; sigma?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_ccol_indices<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_ccol_indices_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cdist<M extends Mode> {
  (x1: Tensor, x2: Tensor, p?: number, compute_mode?: Int | null): Result<M, Tensor>;
  (x1: Tensor, x2: Tensor, options: { p?: number | undefined; compute_mode?: Int | null | undefined }): Result<M, Tensor>;
}

interface O_ceil<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_ceil_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_celu<M extends Mode> {
  <D extends DType>(self: Tensor<D>, alpha?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, alpha: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_celu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, alpha?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_chain_matmul<M extends Mode> {
  (matrices: readonly Tensor[]): Result<M, Tensor>;
  <D extends DType>(matrices: readonly Tensor[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_chalf<M extends Mode> {
  (self: Tensor, options?: { memory_format?: MemoryFormat | null | undefined }): Result<M, Tensor>;
}

interface O_channel_shuffle<M extends Mode> {
  <D extends DType>(self: Tensor<D>, groups: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, groups: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cholesky<M extends Mode> {
  <D extends DType>(self: Tensor<D>, upper?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { upper?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, upper: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { upper?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cholesky_inverse<M extends Mode> {
  (self: Tensor, upper?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { upper?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, upper: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { upper?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cholesky_solve<M extends Mode> {
  (self: Tensor, input2: Tensor, upper?: boolean): Result<M, Tensor>;
  (self: Tensor, input2: Tensor, options: { upper?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, input2: Tensor, upper: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, input2: Tensor, options: { upper?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_choose_qparams_optimized<M extends Mode> {
  (input: Tensor, numel: Int, n_bins: Int, ratio: number, bit_width: Int, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
}

interface O_chunk<M extends Mode> {
  <D extends DType>(self: Tensor<D>, chunks: Int, dim?: Int): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, chunks: Int, options: { dim?: Int | undefined }): Result<M, Tensor<D>[]>;
}

interface O_clamp<M extends Mode> {
  (self: Tensor, min?: AnyScalar | null, max?: AnyScalar | null): Result<M, Tensor>;
  (self: Tensor, options: { min?: AnyScalar | null | undefined; max?: AnyScalar | null | undefined }): Result<M, Tensor>;
  (self: Tensor, min?: Tensor | null, max?: Tensor | null): Result<M, Tensor>;
  (self: Tensor, options: { min?: Tensor | null | undefined; max?: Tensor | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, min: Tensor | null | undefined, max: Tensor | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { min?: Tensor | null | undefined; max?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, min: AnyScalar | null | undefined, max: AnyScalar | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { min?: AnyScalar | null | undefined; max?: AnyScalar | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_clamp_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, min?: AnyScalar | null, max?: AnyScalar | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { min?: AnyScalar | null | undefined; max?: AnyScalar | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, min?: Tensor | null, max?: Tensor | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { min?: Tensor | null | undefined; max?: Tensor | null | undefined }): Result<M, Tensor<D>>;
}

interface O_clamp_max<M extends Mode> {
  (self: Tensor, max: AnyScalar): Result<M, Tensor>;
  (self: Tensor, max: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, max: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, max: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_clamp_max_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, max: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, max: Tensor): Result<M, Tensor<D>>;
}

interface O_clamp_min<M extends Mode> {
  (self: Tensor, min: AnyScalar): Result<M, Tensor>;
  (self: Tensor, min: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, min: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, min: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_clamp_min_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, min: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, min: Tensor): Result<M, Tensor<D>>;
}

interface O_clip<M extends Mode> {
  (self: Tensor, min?: AnyScalar | null, max?: AnyScalar | null): Result<M, Tensor>;
  (self: Tensor, options: { min?: AnyScalar | null | undefined; max?: AnyScalar | null | undefined }): Result<M, Tensor>;
  (self: Tensor, min?: Tensor | null, max?: Tensor | null): Result<M, Tensor>;
  (self: Tensor, options: { min?: Tensor | null | undefined; max?: Tensor | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, min: Tensor | null | undefined, max: Tensor | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { min?: Tensor | null | undefined; max?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, min: AnyScalar | null | undefined, max: AnyScalar | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { min?: AnyScalar | null | undefined; max?: AnyScalar | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_clip_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, min?: AnyScalar | null, max?: AnyScalar | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { min?: AnyScalar | null | undefined; max?: AnyScalar | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, min?: Tensor | null, max?: Tensor | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { min?: Tensor | null | undefined; max?: Tensor | null | undefined }): Result<M, Tensor<D>>;
}

interface O_clone<M extends Mode> {
  <D extends DType>(self: Tensor<D>, options?: { memory_format?: MemoryFormat | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_coalesce<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_col2im<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, kernel_size: IntOrInts, dilation: IntOrInts, padding: IntOrInts, stride: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, kernel_size: IntOrInts, dilation: IntOrInts, padding: IntOrInts, stride: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_col_indices<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_col_indices_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_column_stack<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_combinations<M extends Mode> {
  (self: Tensor, r?: Int, with_replacement?: boolean, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (self: Tensor, options: { r?: Int | undefined; with_replacement?: boolean | undefined; unsafe?: boolean }): Result<M, Tensor>;
}

interface O_complex<M extends Mode> {
  (real: Tensor, imag: Tensor): Result<M, Tensor>;
  <D extends DType>(real: Tensor, imag: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_concat<M extends Mode> {
  (tensors: readonly Tensor[], dim?: Int): Result<M, Tensor>;
  (tensors: readonly Tensor[], options: { dim?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], dim: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(tensors: readonly Tensor[], options: { dim?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_concatenate<M extends Mode> {
  (tensors: readonly Tensor[], dim?: Int): Result<M, Tensor>;
  (tensors: readonly Tensor[], options: { dim?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], dim: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(tensors: readonly Tensor[], options: { dim?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_conj<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_conj_physical<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_conj_physical_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_constant_pad_nd<M extends Mode> {
  <D extends DType>(self: Tensor<D>, pad: Ints, value?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, pad: Ints, options: { value?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, pad: Ints, value: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, pad: Ints, options: { value?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_contiguous<M extends Mode> {
  <D extends DType>(self: Tensor<D>, options?: { memory_format?: MemoryFormat | undefined }): Result<M, Tensor<D>>;
}

interface O_conv1d<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, groups?: Int): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: string, dilation?: IntOrInts, groups?: Int): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: string | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_conv2d<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, groups?: Int): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: string, dilation?: IntOrInts, groups?: Int): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: string | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_conv3d<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, groups?: Int): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: string, dilation?: IntOrInts, groups?: Int): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: string | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_conv_depthwise3d<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null, stride: IntOrInts, padding: IntOrInts, dilation: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null, stride: IntOrInts, padding: IntOrInts, dilation: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_conv_tbc<M extends Mode> {
  (self: Tensor, weight: Tensor, bias: Tensor, pad?: Int): Result<M, Tensor>;
  (self: Tensor, weight: Tensor, bias: Tensor, options: { pad?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor, pad: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor, options: { pad?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_conv_tbc_backward<M extends Mode> {
  (self: Tensor, input: Tensor, weight: Tensor, bias: Tensor, pad: Int): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O_conv_transpose1d<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, output_padding?: IntOrInts, groups?: Int, dilation?: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; output_padding?: IntOrInts | undefined; groups?: Int | undefined; dilation?: IntOrInts | undefined }): Result<M, Tensor<D>>;
}

interface O_conv_transpose2d<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, output_padding?: IntOrInts, groups?: Int, dilation?: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; output_padding?: IntOrInts | undefined; groups?: Int | undefined; dilation?: IntOrInts | undefined }): Result<M, Tensor<D>>;
}

interface O_conv_transpose3d<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, output_padding?: IntOrInts, groups?: Int, dilation?: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, weight: Tensor, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; output_padding?: IntOrInts | undefined; groups?: Int | undefined; dilation?: IntOrInts | undefined }): Result<M, Tensor<D>>;
}

interface O_convolution<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_convolution_backward<M extends Mode> {
  (grad_output: Tensor, input: Tensor, weight: Tensor, bias_sizes: Ints | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(grad_output: Tensor, input: Tensor, weight: Tensor, bias_sizes: Ints | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O_convolution_backward_overrideable<M extends Mode> {
  (grad_output: Tensor, input: Tensor, weight: Tensor, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(grad_output: Tensor, input: Tensor, weight: Tensor, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O_convolution_overrideable<M extends Mode> {
  (input: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int): Result<M, Tensor>;
  <D extends DType>(input: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, transposed: boolean, output_padding: Ints, groups: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_copy<M extends Mode> {
  (self: Tensor, src: Tensor, non_blocking?: boolean, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (self: Tensor, src: Tensor, options: { non_blocking?: boolean | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, src: Tensor, non_blocking: boolean | undefined, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, options: { non_blocking?: boolean | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O_copy_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, src: Tensor, non_blocking?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, src: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_copy_sparse_to_sparse<M extends Mode> {
  (self: Tensor, src: Tensor, non_blocking?: boolean): Result<M, Tensor>;
  (self: Tensor, src: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, src: Tensor, non_blocking: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, options: { non_blocking?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_copy_sparse_to_sparse_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, src: Tensor, non_blocking?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, src: Tensor, options: { non_blocking?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_copysign<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_copysign_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_corrcoef<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_cos<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cos_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_cosh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cosh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_cosine_embedding_loss<M extends Mode> {
  (input1: Tensor, input2: Tensor, target: Tensor, margin?: number, reduction?: Int): Result<M, Tensor>;
  (input1: Tensor, input2: Tensor, target: Tensor, options: { margin?: number | undefined; reduction?: Int | undefined }): Result<M, Tensor>;
}

interface O_cosine_similarity<M extends Mode> {
  (x1: Tensor, x2: Tensor, dim?: Int, eps?: number): Result<M, Tensor>;
  (x1: Tensor, x2: Tensor, options: { dim?: Int | undefined; eps?: number | undefined }): Result<M, Tensor>;
}

interface O_count_nonzero<M extends Mode> {
  (self: Tensor, dim?: Int | null): Result<M, Tensor<"int64">>;
  (self: Tensor, options: { dim?: Int | null | undefined }): Result<M, Tensor<"int64">>;
  (self: Tensor, dim: Ints): Result<M, Tensor<"int64">>;
  <D extends DType>(self: Tensor, dim: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cov<M extends Mode> {
  (self: Tensor, options?: { correction?: Int | undefined; fweights?: Tensor | null | undefined; aweights?: Tensor | null | undefined }): Result<M, Tensor>;
}

interface O_cross<M extends Mode> {
  (self: Tensor, other: Tensor, dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options: { dim?: Int | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, dim: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { dim?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cross_entropy_loss<M extends Mode> {
  (self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: Int, ignore_index?: Int, label_smoothing?: number): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; ignore_index?: Int | undefined; label_smoothing?: number | undefined }): Result<M, Tensor>;
}

interface O_crow_indices<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_crow_indices_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_ctc_loss<M extends Mode> {
  (log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank?: Int, reduction?: Int, zero_infinity?: boolean): Result<M, Tensor>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, options: { blank?: Int | undefined; reduction?: Int | undefined; zero_infinity?: boolean | undefined }): Result<M, Tensor>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank?: Int, reduction?: Int, zero_infinity?: boolean): Result<M, Tensor>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, options: { blank?: Int | undefined; reduction?: Int | undefined; zero_infinity?: boolean | undefined }): Result<M, Tensor>;
}

interface O_cudnn_affine_grid_generator<M extends Mode> {
  (theta: Tensor, N: Int, C: Int, H: Int, W: Int): Result<M, Tensor>;
  <D extends DType>(theta: Tensor, N: Int, C: Int, H: Int, W: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cudnn_affine_grid_generator_backward<M extends Mode> {
  (grad: Tensor, N: Int, C: Int, H: Int, W: Int): Result<M, Tensor>;
  <D extends DType>(grad: Tensor, N: Int, C: Int, H: Int, W: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cudnn_batch_norm<M extends Mode> {
  (input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, exponential_average_factor: number, epsilon: number): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, exponential_average_factor: number, epsilon: number, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O_cudnn_batch_norm_backward<M extends Mode> {
  (input: Tensor, grad_output: Tensor, weight: Tensor, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var: Tensor | null, epsilon: number, reserveSpace: Tensor): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, grad_output: Tensor, weight: Tensor, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var: Tensor | null, epsilon: number, reserveSpace: Tensor, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_cudnn_convolution<M extends Mode> {
  (self: Tensor, weight: Tensor, padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean, allow_tf32: boolean): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean, allow_tf32: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cudnn_convolution_add_relu<M extends Mode> {
  (self: Tensor, weight: Tensor, z: Tensor, alpha: AnyScalar | null, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, groups: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, z: Tensor, alpha: AnyScalar | null, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, groups: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cudnn_convolution_relu<M extends Mode> {
  (self: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, groups: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, groups: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cudnn_convolution_transpose<M extends Mode> {
  (self: Tensor, weight: Tensor, padding: Ints, output_padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean, allow_tf32: boolean): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, padding: Ints, output_padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean, allow_tf32: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cudnn_grid_sampler<M extends Mode> {
  (self: Tensor, grid: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, grid: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cudnn_grid_sampler_backward<M extends Mode> {
  (self: Tensor, grid: Tensor, grad_output: Tensor): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, grid: Tensor, grad_output: Tensor, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_cudnn_is_acceptable<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_cummax<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, options: { values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_cummaxmin_backward<M extends Mode> {
  (grad: Tensor, input: Tensor, indices: Tensor, dim: Int): Result<M, Tensor>;
}

interface O_cummin<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, options: { values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_cumprod<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: Int, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cumprod_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, options?: { dtype?: OperatorDType | null | undefined }): Result<M, Tensor<D>>;
}

interface O_cumprod_backward<M extends Mode> {
  (grad: Tensor, input: Tensor, dim: Int, output: Tensor): Result<M, Tensor>;
}

interface O_cumsum<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: Int, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_cumsum_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, options?: { dtype?: OperatorDType | null | undefined }): Result<M, Tensor<D>>;
}

interface O_cumulative_trapezoid<M extends Mode> {
  (y: Tensor, options?: { dx?: AnyScalar | undefined; dim?: Int | undefined }): Result<M, Tensor>;
  (y: Tensor, x: Tensor, options?: { dim?: Int | undefined }): Result<M, Tensor>;
}

interface O_data<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_deg2rad<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_deg2rad_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_dense_dim<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_dequantize<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  (tensors: readonly Tensor[]): Result<M, Tensor[]>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  (tensors: readonly Tensor[], options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O_det<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_detach<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_detach_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_detach_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_diag<M extends Mode> {
  <D extends DType>(self: Tensor<D>, diagonal?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { diagonal?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, diagonal: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { diagonal?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_diag_embed<M extends Mode> {
  <D extends DType>(self: Tensor<D>, offset?: Int, dim1?: Int, dim2?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { offset?: Int | undefined; dim1?: Int | undefined; dim2?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, offset: Int | undefined, dim1: Int | undefined, dim2: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { offset?: Int | undefined; dim1?: Int | undefined; dim2?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_diagflat<M extends Mode> {
  <D extends DType>(self: Tensor<D>, offset?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { offset?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_diagonal<M extends Mode> {
  <D extends DType>(self: Tensor<D>, offset?: Int, dim1?: Int, dim2?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { offset?: Int | undefined; dim1?: Int | undefined; dim2?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_diagonal_backward<M extends Mode> {
  (grad_output: Tensor, input_sizes: Ints, offset: Int, dim1: Int, dim2: Int): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, input_sizes: Ints, offset: Int, dim1: Int, dim2: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_diagonal_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, offset?: Int, dim1?: Int, dim2?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { offset?: Int | undefined; dim1?: Int | undefined; dim2?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, offset: Int | undefined, dim1: Int | undefined, dim2: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { offset?: Int | undefined; dim1?: Int | undefined; dim2?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_diagonal_scatter<M extends Mode> {
  <D extends DType>(self: Tensor<D>, src: Tensor, offset?: Int, dim1?: Int, dim2?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, src: Tensor, options: { offset?: Int | undefined; dim1?: Int | undefined; dim2?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, offset: Int | undefined, dim1: Int | undefined, dim2: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, options: { offset?: Int | undefined; dim1?: Int | undefined; dim2?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_diff<M extends Mode> {
  (self: Tensor, n?: Int, dim?: Int, prepend?: Tensor | null, append?: Tensor | null): Result<M, Tensor>;
  (self: Tensor, options: { n?: Int | undefined; dim?: Int | undefined; prepend?: Tensor | null | undefined; append?: Tensor | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int | undefined, dim: Int | undefined, prepend: Tensor | null | undefined, append: Tensor | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { n?: Int | undefined; dim?: Int | undefined; prepend?: Tensor | null | undefined; append?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_digamma<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_digamma_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_dim<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_dist<M extends Mode> {
  (self: Tensor, other: Tensor, p?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options: { p?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, p: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { p?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_div<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar, options: { rounding_mode: string | null }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, other: Tensor, options: { rounding_mode: string | null }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { rounding_mode: string | null; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { rounding_mode: string | null; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_div_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: AnyScalar, options: { rounding_mode: string | null }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor, options: { rounding_mode: string | null }): Result<M, Tensor<D>>;
}

interface O_divide<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar, options: { rounding_mode: string | null }): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options: { rounding_mode: string | null }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { rounding_mode: string | null; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_divide_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: AnyScalar, options: { rounding_mode: string | null }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor, options: { rounding_mode: string | null }): Result<M, Tensor<D>>;
}

interface O_dot<M extends Mode> {
  (self: Tensor, tensor: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, tensor: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_dropout<M extends Mode> {
  <D extends DType>(input: Tensor<D>, p: number, train: boolean): Result<M, Tensor<D>>;
}

interface O_dropout_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, p: number, train: boolean): Result<M, Tensor<D>>;
}

interface O_dsplit<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: Ints): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, sections: Int): Result<M, Tensor<D>[]>;
}

interface O_dstack<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_einsum<M extends Mode> {
  (equation: string, tensors: readonly Tensor[], options?: { path?: Ints | null | undefined }): Result<M, Tensor>;
}

interface O_elu<M extends Mode> {
  <D extends DType>(self: Tensor<D>, alpha?: AnyScalar, scale?: AnyScalar, input_scale?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { alpha?: AnyScalar | undefined; scale?: AnyScalar | undefined; input_scale?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, alpha: AnyScalar | undefined, scale: AnyScalar | undefined, input_scale: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { alpha?: AnyScalar | undefined; scale?: AnyScalar | undefined; input_scale?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_elu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, alpha?: AnyScalar, scale?: AnyScalar, input_scale?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { alpha?: AnyScalar | undefined; scale?: AnyScalar | undefined; input_scale?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_elu_backward<M extends Mode> {
  (grad_output: Tensor, alpha: AnyScalar, scale: AnyScalar, input_scale: AnyScalar, is_result: boolean, self_or_result: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, alpha: AnyScalar, scale: AnyScalar, input_scale: AnyScalar, is_result: boolean, self_or_result: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_embedding<M extends Mode> {
  (weight: Tensor, indices: Tensor, padding_idx?: Int, scale_grad_by_freq?: boolean, sparse?: boolean): Result<M, Tensor>;
  (weight: Tensor, indices: Tensor, options: { padding_idx?: Int | undefined; scale_grad_by_freq?: boolean | undefined; sparse?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(weight: Tensor, indices: Tensor, padding_idx: Int | undefined, scale_grad_by_freq: boolean | undefined, sparse: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(weight: Tensor, indices: Tensor, options: { padding_idx?: Int | undefined; scale_grad_by_freq?: boolean | undefined; sparse?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_embedding_backward<M extends Mode> {
  (grad: Tensor, indices: Tensor, num_weights: Int, padding_idx: Int, scale_grad_by_freq: boolean, sparse: boolean, options?: { unsafe?: boolean }): Result<M, Tensor>;
}

interface O_embedding_bag<M extends Mode> {
  (weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq?: boolean, mode?: Int, sparse?: boolean, per_sample_weights?: Tensor | null, include_last_offset?: boolean, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  (weight: Tensor, indices: Tensor, offsets: Tensor, options: { scale_grad_by_freq?: boolean | undefined; mode?: Int | undefined; sparse?: boolean | undefined; per_sample_weights?: Tensor | null | undefined; include_last_offset?: boolean | undefined; unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  (weight: Tensor, indices: Tensor, offsets: Tensor, scale_grad_by_freq: boolean, mode: Int, sparse: boolean, per_sample_weights: Tensor | null, include_last_offset: boolean, padding_idx: Int | null, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
}

interface O_embedding_dense_backward<M extends Mode> {
  (grad_output: Tensor, indices: Tensor, num_weights: Int, padding_idx: Int, scale_grad_by_freq: boolean, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, indices: Tensor, num_weights: Int, padding_idx: Int, scale_grad_by_freq: boolean, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O_embedding_renorm<M extends Mode> {
  (self: Tensor, indices: Tensor, max_norm: number, norm_type: number): Result<M, Tensor>;
  <D extends DType>(self: Tensor, indices: Tensor, max_norm: number, norm_type: number, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_embedding_renorm_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: Tensor, max_norm: number, norm_type: number): Result<M, Tensor<D>>;
}

interface O_embedding_sparse_backward<M extends Mode> {
  (grad: Tensor, indices: Tensor, num_weights: Int, padding_idx: Int, scale_grad_by_freq: boolean): Result<M, Tensor>;
}

interface O_empty<M extends Mode> {
  <D extends DType>(size: Ints, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_empty_like<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_empty_permuted<M extends Mode> {
  <X extends OperatorDType = "float32">(size: Ints, physical_layout: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, physical_layout: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_empty_quantized<M extends Mode> {
  <X extends OperatorDType = DType>(size: Ints, qtensor: Tensor, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, qtensor: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_empty_strided<M extends Mode> {
  <X extends OperatorDType = "float32">(size: Ints, stride: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, stride: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_eq<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_eq_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_equal<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, boolean>;
}

interface O_erf<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_erf_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_erfc<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_erfc_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_erfinv<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_erfinv_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_exp<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_exp2<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_exp2_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_exp_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_expand<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, options?: { implicit?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_expand_as<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_expand_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, options?: { implicit?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, size: Ints, options: { implicit?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_expm1<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_expm1_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_exponential<M extends Mode> {
  (self: Tensor, lambd?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { lambd?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, lambd: number | undefined, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { lambd?: number | undefined; generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_exponential_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, lambd?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { lambd?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_eye<M extends Mode> {
  <X extends OperatorDType = "float32">(n: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(n: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(n: Int, m: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(n: Int, m: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_fake_quantize_per_channel_affine<M extends Mode> {
  (self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int): Result<M, Tensor>;
}

interface O_fake_quantize_per_channel_affine_cachemask<M extends Mode> {
  (self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, scale: Tensor, zero_point: Tensor, axis: Int, quant_min: Int, quant_max: Int, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_fake_quantize_per_channel_affine_cachemask_backward<M extends Mode> {
  (grad: Tensor, mask: Tensor): Result<M, Tensor>;
}

interface O_fake_quantize_per_tensor_affine<M extends Mode> {
  (self: Tensor, scale: number, zero_point: Int, quant_min: Int, quant_max: Int): Result<M, Tensor>;
  (self: Tensor, scale: Tensor, zero_point: Tensor, quant_min: Int, quant_max: Int): Result<M, Tensor>;
}

interface O_fake_quantize_per_tensor_affine_cachemask<M extends Mode> {
  (self: Tensor, scale: number, zero_point: Int, quant_min: Int, quant_max: Int): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, scale: number, zero_point: Int, quant_min: Int, quant_max: Int, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_fake_quantize_per_tensor_affine_cachemask_backward<M extends Mode> {
  (grad: Tensor, mask: Tensor): Result<M, Tensor>;
}

interface O_fbgemm_linear_fp16_weight<M extends Mode> {
  (input: Tensor, packed_weight: Tensor, bias: Tensor): Result<M, Tensor>;
  (input: Tensor, packed_weight: Tensor, bias: Tensor, output: Tensor): Result<M, Tensor>;
}

interface O_fbgemm_linear_fp16_weight_fp32_activation<M extends Mode> {
  (input: Tensor, packed_weight: Tensor, bias: Tensor | null): Result<M, Tensor>;
  (input: Tensor, packed_weight: Tensor, bias: Tensor | null, output: Tensor): Result<M, Tensor>;
}

interface O_fbgemm_linear_int8_weight<M extends Mode> {
  (input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, weight_scale: AnyScalar, weight_zero_point: AnyScalar, bias: Tensor): Result<M, Tensor>;
}

interface O_fbgemm_linear_int8_weight_fp32_activation<M extends Mode> {
  (input: Tensor, weight: Tensor, packed: Tensor, col_offsets: Tensor, weight_scale: AnyScalar, weight_zero_point: AnyScalar, bias: Tensor): Result<M, Tensor>;
}

interface O_fbgemm_linear_quantize_weight<M extends Mode> {
  (input: Tensor): Result<M, [Tensor, Tensor, number, number | bigint]>;
}

interface O_fbgemm_pack_gemm_matrix_fp16<M extends Mode> {
  (input: Tensor): Result<M, Tensor>;
}

interface O_fbgemm_pack_quantized_matrix<M extends Mode> {
  (input: Tensor): Result<M, Tensor>;
  (input: Tensor, K: Int, N: Int): Result<M, Tensor>;
}

interface O_feature_alpha_dropout<M extends Mode> {
  (input: Tensor, p: number, train: boolean): Result<M, Tensor>;
}

interface O_feature_alpha_dropout_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, p: number, train: boolean): Result<M, Tensor<D>>;
}

interface O_feature_dropout<M extends Mode> {
  <D extends DType>(input: Tensor<D>, p: number, train: boolean): Result<M, Tensor<D>>;
}

interface O_feature_dropout_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, p: number, train: boolean): Result<M, Tensor<D>>;
}

interface O_fft_fft<M extends Mode> {
  (self: Tensor, n?: Int | null, dim?: Int, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int | null | undefined, dim: Int | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_fft2<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_fftfreq<M extends Mode> {
  <X extends OperatorDType = "float32">(n: Int, d?: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "float32">(n: Int, options: { d?: number | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(n: Int, d: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(n: Int, options: { d?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_fftn<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts | null, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | null | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_fftshift<M extends Mode> {
  (self: Tensor, dim?: IntOrInts | null): Result<M, Tensor>;
  (self: Tensor, options: { dim?: IntOrInts | null | undefined }): Result<M, Tensor>;
}

interface O_fft_hfft<M extends Mode> {
  (self: Tensor, n?: Int | null, dim?: Int, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int | null | undefined, dim: Int | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_hfft2<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_hfftn<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts | null, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | null | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_ifft<M extends Mode> {
  (self: Tensor, n?: Int | null, dim?: Int, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int | null | undefined, dim: Int | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_ifft2<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_ifftn<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts | null, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | null | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_ifftshift<M extends Mode> {
  (self: Tensor, dim?: IntOrInts | null): Result<M, Tensor>;
  (self: Tensor, options: { dim?: IntOrInts | null | undefined }): Result<M, Tensor>;
}

interface O_fft_ihfft<M extends Mode> {
  (self: Tensor, n?: Int | null, dim?: Int, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int | null | undefined, dim: Int | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_ihfft2<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_ihfftn<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts | null, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | null | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_irfft<M extends Mode> {
  (self: Tensor, n?: Int | null, dim?: Int, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int | null | undefined, dim: Int | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_irfft2<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_irfftn<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts | null, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | null | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_rfft<M extends Mode> {
  (self: Tensor, n?: Int | null, dim?: Int, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int | null | undefined, dim: Int | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { n?: Int | null | undefined; dim?: Int | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_rfft2<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_rfftfreq<M extends Mode> {
  <X extends OperatorDType = "float32">(n: Int, d?: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "float32">(n: Int, options: { d?: number | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(n: Int, d: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(n: Int, options: { d?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fft_rfftn<M extends Mode> {
  (self: Tensor, s?: IntOrInts | null, dim?: IntOrInts | null, norm?: string | null): Result<M, Tensor>;
  (self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, s: IntOrInts | null | undefined, dim: IntOrInts | null | undefined, norm: string | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { s?: IntOrInts | null | undefined; dim?: IntOrInts | null | undefined; norm?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fill<M extends Mode> {
  (self: Tensor, value: AnyScalar): Result<M, Tensor>;
  (self: Tensor, value: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, value: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, value: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fill_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, value: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, value: Tensor): Result<M, Tensor<D>>;
}

interface O_fill_diagonal_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, fill_value: AnyScalar, wrap?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, fill_value: AnyScalar, options: { wrap?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_fix<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fix_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_flatten<M extends Mode> {
  <D extends DType>(self: Tensor<D>, start_dim?: Int, end_dim?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { start_dim?: Int | undefined; end_dim?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_flatten_dense_tensors<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
}

interface O_flip<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dims: Ints): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dims: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fliplr<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_flipud<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_float_power<M extends Mode> {
  (self: AnyScalar, exponent: Tensor): Result<M, Tensor>;
  (self: Tensor, exponent: AnyScalar): Result<M, Tensor>;
  (self: Tensor, exponent: Tensor): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, exponent: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, exponent: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, exponent: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_float_power_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, exponent: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, exponent: Tensor): Result<M, Tensor<D>>;
}

interface O_floor<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_floor_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_floor_divide<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_floor_divide_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_fmax<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fmin<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fmod<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fmod_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_frac<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_frac_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_fractional_max_pool2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, output_size: IntOrInts, random_samples: Tensor): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, kernel_size: IntOrInts, output_size: IntOrInts, random_samples: Tensor, options: { output: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_fractional_max_pool2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, output_size: IntOrInts, indices: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, output_size: IntOrInts, indices: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fractional_max_pool3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, output_size: IntOrInts, random_samples: Tensor): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, kernel_size: IntOrInts, output_size: IntOrInts, random_samples: Tensor, options: { output: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_fractional_max_pool3d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, output_size: IntOrInts, indices: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, output_size: IntOrInts, indices: Tensor, options: { grad_input: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O_frexp<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, [Tensor<D>, Tensor<"int32">]>;
  <D extends DType, E extends DType>(self: Tensor, options: { mantissa: Tensor<D>; exponent: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_frobenius_norm<M extends Mode> {
  (self: Tensor, dim: IntOrInts, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: IntOrInts, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_from_file<M extends Mode> {
  <X extends OperatorDType = DType>(filename: string, shared?: boolean | null, size?: Int | null, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(filename: string, options: { shared?: boolean | null | undefined; size?: Int | null | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(filename: string, shared: boolean | null | undefined, size: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(filename: string, options: { shared?: boolean | null | undefined; size?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_full<M extends Mode> {
  <X extends OperatorDType = DType>(size: Ints, fill_value: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, fill_value: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_full_like<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, fill_value: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, fill_value: AnyScalar, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_fused_moving_avg_obs_fake_quant<M extends Mode> {
  (self: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: Int, quant_max: Int, ch_axis: Int, per_row_fake_quant?: boolean, symmetric_quant?: boolean): Result<M, Tensor>;
  (self: Tensor, observer_on: Tensor, fake_quant_on: Tensor, running_min: Tensor, running_max: Tensor, scale: Tensor, zero_point: Tensor, averaging_const: number, quant_min: Int, quant_max: Int, ch_axis: Int, options: { per_row_fake_quant?: boolean | undefined; symmetric_quant?: boolean | undefined }): Result<M, Tensor>;
}

interface O_gather<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, options?: { sparse_grad?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, options: { sparse_grad?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_gather_backward<M extends Mode> {
  (grad: Tensor, self: Tensor, dim: Int, index: Tensor, sparse_grad: boolean): Result<M, Tensor>;
}

interface O_gcd<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_gcd_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_ge<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_ge_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_gelu<M extends Mode> {
  <D extends DType>(self: Tensor<D>, options?: { approximate?: string | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { approximate?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_gelu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, options?: { approximate?: string | undefined }): Result<M, Tensor<D>>;
}

interface O_gelu_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, options?: { approximate?: string | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { approximate?: string | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_geometric<M extends Mode> {
  (self: Tensor, p: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: number, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_geometric_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, p: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_geqrf<M extends Mode> {
  (self: Tensor): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, options: { a: Tensor<D>; tau: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_ger<M extends Mode> {
  (self: Tensor, vec2: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, vec2: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_get_device<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_get_gradients<M extends Mode> {
  (context_id: Int): Result<M, ReadonlyMap<Tensor, Tensor>>;
}

interface O_glu<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { dim?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_glu_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, dim: Int): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, dim: Int, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_glu_backward_jvp<M extends Mode> {
  (grad_x: Tensor, grad_glu: Tensor, x: Tensor, dgrad_glu: Tensor, dx: Tensor, dim: Int): Result<M, Tensor>;
  <D extends DType>(grad_x: Tensor, grad_glu: Tensor, x: Tensor, dgrad_glu: Tensor, dx: Tensor, dim: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_glu_jvp<M extends Mode> {
  (glu: Tensor, x: Tensor, dx: Tensor, dim: Int): Result<M, Tensor>;
  <D extends DType>(glu: Tensor, x: Tensor, dx: Tensor, dim: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_gradient<M extends Mode> {
  (self: Tensor, options: { dim: Ints; edge_order?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, options: { spacing: AnyScalar; dim: Ints; edge_order?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, options?: { spacing?: AnyScalar | null | undefined; dim?: Int | null | undefined; edge_order?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, options: { spacing: readonly AnyScalar[]; dim: Ints; edge_order?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, options: { spacing: readonly AnyScalar[]; dim?: Int | null | undefined; edge_order?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, options: { spacing: readonly Tensor[]; dim: Ints; edge_order?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, options: { spacing: readonly Tensor[]; dim?: Int | null | undefined; edge_order?: Int | undefined }): Result<M, Tensor[]>;
}

interface O_greater<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_greater_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_greater_equal<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_greater_equal_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_grid_sampler<M extends Mode> {
  <D extends DType>(input: Tensor<D>, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean): Result<M, Tensor<D>>;
}

interface O_grid_sampler_2d<M extends Mode> {
  (input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean): Result<M, Tensor>;
  <D extends DType>(input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_grid_sampler_2d_backward<M extends Mode> {
  (grad_output: Tensor, input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType>(grad_output: Tensor, input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D> | null, Tensor<E> | null]>;
}

interface O_grid_sampler_3d<M extends Mode> {
  (input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean): Result<M, Tensor>;
  <D extends DType>(input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_grid_sampler_3d_backward<M extends Mode> {
  (grad_output: Tensor, input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType>(grad_output: Tensor, input: Tensor, grid: Tensor, interpolation_mode: Int, padding_mode: Int, align_corners: boolean, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D> | null, Tensor<E> | null]>;
}

interface O_group_norm<M extends Mode> {
  <D extends DType>(input: Tensor<D>, num_groups: Int, weight?: Tensor | null, bias?: Tensor | null, eps?: number, cudnn_enabled?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, num_groups: Int, options: { weight?: Tensor | null | undefined; bias?: Tensor | null | undefined; eps?: number | undefined; cudnn_enabled?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_gru<M extends Mode> {
  (data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  (input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): Result<M, [Tensor, Tensor]>;
}

interface O_gru_cell<M extends Mode> {
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih?: Tensor | null, b_hh?: Tensor | null): Result<M, Tensor>;
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, options: { b_ih?: Tensor | null | undefined; b_hh?: Tensor | null | undefined }): Result<M, Tensor>;
}

interface O_gt<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_gt_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_hamming_window<M extends Mode> {
  <X extends OperatorDType = "float32">(window_length: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(window_length: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(window_length: Int, periodic: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(window_length: Int, periodic: boolean, alpha: number, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(window_length: Int, periodic: boolean, alpha: number, beta: number, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(window_length: Int, periodic: boolean, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "float32">(window_length: Int, periodic: boolean, alpha: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "float32">(window_length: Int, periodic: boolean, alpha: number, beta: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_hann_window<M extends Mode> {
  <X extends OperatorDType = "float32">(window_length: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(window_length: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(window_length: Int, periodic: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(window_length: Int, periodic: boolean, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_hardshrink<M extends Mode> {
  <D extends DType>(self: Tensor<D>, lambd?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { lambd?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, lambd: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { lambd?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hardshrink_backward<M extends Mode> {
  (grad_out: Tensor, self: Tensor, lambd: AnyScalar): Result<M, Tensor>;
  <D extends DType>(grad_out: Tensor, self: Tensor, lambd: AnyScalar, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hardsigmoid<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hardsigmoid_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_hardsigmoid_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hardswish<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hardswish_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_hardswish_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hardtanh<M extends Mode> {
  <D extends DType>(self: Tensor<D>, min_val?: AnyScalar, max_val?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { min_val?: AnyScalar | undefined; max_val?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, min_val: AnyScalar | undefined, max_val: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { min_val?: AnyScalar | undefined; max_val?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hardtanh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, min_val?: AnyScalar, max_val?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { min_val?: AnyScalar | undefined; max_val?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_hardtanh_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, min_val: AnyScalar, max_val: AnyScalar): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, min_val: AnyScalar, max_val: AnyScalar, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hash_tensor<M extends Mode> {
  (self: Tensor, dim?: IntOrInts, options?: { keepdim?: boolean | undefined; mode?: Int | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { dim?: IntOrInts | undefined; keepdim?: boolean | undefined; mode?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: IntOrInts | undefined, options: { keepdim?: boolean | undefined; mode?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: IntOrInts | undefined; keepdim?: boolean | undefined; mode?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_heaviside<M extends Mode> {
  (self: Tensor, values: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, values: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_heaviside_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, values: Tensor): Result<M, Tensor<D>>;
}

interface O_hinge_embedding_loss<M extends Mode> {
  (self: Tensor, target: Tensor, margin?: number, reduction?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { margin?: number | undefined; reduction?: Int | undefined }): Result<M, Tensor>;
}

interface O_histc<M extends Mode> {
  (self: Tensor, bins?: Int, min?: AnyScalar, max?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, options: { bins?: Int | undefined; min?: AnyScalar | undefined; max?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, bins: Int | undefined, min: AnyScalar | undefined, max: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { bins?: Int | undefined; min?: AnyScalar | undefined; max?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_histogram<M extends Mode> {
  (self: Tensor, bins: Tensor, options?: { weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, bins?: Int, options?: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, options: { bins?: Int | undefined; range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, bins: Tensor, options: { weight?: Tensor | null | undefined; density?: boolean | undefined; hist: Tensor<D>; bin_edges: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, bins: Int | undefined, options: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined; hist: Tensor<D>; bin_edges: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { bins?: Int | undefined; range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined; hist: Tensor<D>; bin_edges: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_histogramdd<M extends Mode> {
  (self: Tensor, bins: Ints, range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): Result<M, [Tensor, Tensor[]]>;
  (self: Tensor, bins: Ints, options: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, [Tensor, Tensor[]]>;
  (self: Tensor, bins: readonly Tensor[], range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): Result<M, [Tensor, Tensor[]]>;
  (self: Tensor, bins: readonly Tensor[], options: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, [Tensor, Tensor[]]>;
  (self: Tensor, bins: Int, range?: readonly number[] | null, weight?: Tensor | null, density?: boolean): Result<M, [Tensor, Tensor[]]>;
  (self: Tensor, bins: Int, options: { range?: readonly number[] | null | undefined; weight?: Tensor | null | undefined; density?: boolean | undefined }): Result<M, [Tensor, Tensor[]]>;
}

interface O_hsplit<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: Ints): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, sections: Int): Result<M, Tensor<D>[]>;
}

interface O_hspmm<M extends Mode> {
  (mat1: Tensor, mat2: Tensor): Result<M, Tensor>;
  <D extends DType>(mat1: Tensor, mat2: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hstack<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_huber_loss<M extends Mode> {
  (self: Tensor, target: Tensor, reduction?: Int, delta?: number): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { reduction?: Int | undefined; delta?: number | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, reduction: Int | undefined, delta: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { reduction?: Int | undefined; delta?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_huber_loss_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int, delta: number): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int, delta: number, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hypot<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_hypot_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_i0<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_i0_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_igamma<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_igamma_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_igammac<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_igammac_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_im2col<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, dilation: IntOrInts, padding: IntOrInts, stride: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, dilation: IntOrInts, padding: IntOrInts, stride: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_imag<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_index<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: readonly (Tensor | null)[]): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, indices: readonly (Tensor | null)[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_index_add<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, source: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, source: Tensor, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_index_add_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, source: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_index_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, source: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, source: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_index_copy_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, source: Tensor): Result<M, Tensor<D>>;
}

interface O_index_fill<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, value: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, value: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, value: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, value: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_index_fill_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, value: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, value: Tensor): Result<M, Tensor<D>>;
}

interface O_index_put<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, accumulate: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_index_put_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: readonly (Tensor | null)[], values: Tensor, accumulate?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, indices: readonly (Tensor | null)[], values: Tensor, options: { accumulate?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_index_reduce<M extends Mode> {
  (self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { include_self?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, source: Tensor, reduce: string, options: { include_self?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_index_reduce_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, source: Tensor, reduce: string, options?: { include_self?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_index_select<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_index_select_backward<M extends Mode> {
  (grad: Tensor, self_sizes: Ints, dim: Int, index: Tensor): Result<M, Tensor>;
}

interface O_indices<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_indices_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_infinitely_differentiable_gelu_backward<M extends Mode> {
  (grad: Tensor, self: Tensor): Result<M, Tensor>;
}

interface O_inner<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_instance_norm<M extends Mode> {
  <D extends DType>(input: Tensor<D>, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, use_input_stats: boolean, momentum: number, eps: number, cudnn_enabled: boolean): Result<M, Tensor<D>>;
}

interface O_int_repr<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_inverse<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_is_coalesced<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_complex<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_conj<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_contiguous<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
  (self: Tensor, memory_format: MemoryFormat): Result<M, boolean>;
}

interface O_is_distributed<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_floating_point<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_inference<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_leaf<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_neg<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_nonzero<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_pinned<M extends Mode> {
  (self: Tensor, device?: Device | null): Result<M, boolean>;
  (self: Tensor, options: { device?: Device | null | undefined }): Result<M, boolean>;
}

interface O_is_same_size<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, boolean>;
}

interface O_is_set_to<M extends Mode> {
  (self: Tensor, tensor: Tensor): Result<M, boolean>;
}

interface O_is_signed<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_is_vulkan_available<M extends Mode> {
  (): Result<M, boolean>;
}

interface O_isclose<M extends Mode> {
  (self: Tensor, other: Tensor, rtol?: number, atol?: number, equal_nan?: boolean): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor, options: { rtol?: number | undefined; atol?: number | undefined; equal_nan?: boolean | undefined }): Result<M, Tensor<"bool">>;
}

interface O_isfinite<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"bool">>;
}

interface O_isin<M extends Mode> {
  (element: AnyScalar, test_elements: Tensor, options?: { assume_unique?: boolean | undefined; invert?: boolean | undefined }): Result<M, Tensor<"bool">>;
  (elements: Tensor, test_element: AnyScalar, options?: { assume_unique?: boolean | undefined; invert?: boolean | undefined }): Result<M, Tensor<"bool">>;
  (elements: Tensor, test_elements: Tensor, options?: { assume_unique?: boolean | undefined; invert?: boolean | undefined }): Result<M, Tensor<"bool">>;
  <D extends DType>(element: AnyScalar, test_elements: Tensor, options: { assume_unique?: boolean | undefined; invert?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(elements: Tensor, test_element: AnyScalar, options: { assume_unique?: boolean | undefined; invert?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(elements: Tensor, test_elements: Tensor, options: { assume_unique?: boolean | undefined; invert?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_isinf<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_isnan<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_isneginf<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_isposinf<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_isreal<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"bool">>;
}

interface O_istft<M extends Mode> {
  (self: Tensor, n_fft: Int, hop_length?: Int | null, win_length?: Int | null, window?: Tensor | null, center?: boolean, normalized?: boolean, onesided?: boolean | null, length?: Int | null, return_complex?: boolean): Result<M, Tensor>;
  (self: Tensor, n_fft: Int, options: { hop_length?: Int | null | undefined; win_length?: Int | null | undefined; window?: Tensor | null | undefined; center?: boolean | undefined; normalized?: boolean | undefined; onesided?: boolean | null | undefined; length?: Int | null | undefined; return_complex?: boolean | undefined }): Result<M, Tensor>;
}

interface O_item<M extends Mode> {
  (self: Tensor): Result<M, number | bigint | boolean | Complex>;
}

interface O_kaiser_window<M extends Mode> {
  <X extends OperatorDType = "float32">(window_length: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(window_length: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(window_length: Int, periodic: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(window_length: Int, periodic: boolean, beta: number, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(window_length: Int, periodic: boolean, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "float32">(window_length: Int, periodic: boolean, beta: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_kl_div<M extends Mode> {
  (self: Tensor, target: Tensor, reduction?: Int, options?: { log_target?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { reduction?: Int | undefined; log_target?: boolean | undefined }): Result<M, Tensor>;
}

interface O_kron<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_kthvalue<M extends Mode> {
  <D extends DType>(self: Tensor<D>, k: Int, dim?: Int, keepdim?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, k: Int, options: { dim?: Int | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, k: Int, dim: Int | undefined, keepdim: boolean | undefined, options: { values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, k: Int, options: { dim?: Int | undefined; keepdim?: boolean | undefined; values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_l1_loss<M extends Mode> {
  (self: Tensor, target: Tensor, reduction?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { reduction?: Int | undefined }): Result<M, Tensor>;
}

interface O_layer_norm<M extends Mode> {
  <D extends DType>(input: Tensor<D>, normalized_shape: Ints, weight?: Tensor | null, bias?: Tensor | null, eps?: number, cudnn_enable?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, normalized_shape: Ints, options: { weight?: Tensor | null | undefined; bias?: Tensor | null | undefined; eps?: number | undefined; cudnn_enable?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_lcm<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_lcm_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_ldexp<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_ldexp_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_le<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_le_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_leaky_relu<M extends Mode> {
  <D extends DType>(self: Tensor<D>, negative_slope?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { negative_slope?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, negative_slope: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { negative_slope?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_leaky_relu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, negative_slope?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { negative_slope?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_leaky_relu_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, negative_slope: AnyScalar, self_is_result: boolean): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, negative_slope: AnyScalar, self_is_result: boolean, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_lerp<M extends Mode> {
  (self: Tensor, end: Tensor, weight: AnyScalar): Result<M, Tensor>;
  (self: Tensor, end: Tensor, weight: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, end: Tensor, weight: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, end: Tensor, weight: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_lerp_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, end: Tensor, weight: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, end: Tensor, weight: Tensor): Result<M, Tensor<D>>;
}

interface O_less<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_less_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_less_equal<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_less_equal_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_lgamma<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_lgamma_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_lift<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_lift_fresh<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_lift_fresh_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg__powsum<M extends Mode> {
  (self: Tensor, ord?: AnyScalar, dim?: IntOrInts | null, keepdim?: boolean, options?: { dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { ord?: AnyScalar | undefined; dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
}

interface O_linalg_cholesky<M extends Mode> {
  <D extends DType>(self: Tensor<D>, options?: { upper?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { upper?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_cholesky_ex<M extends Mode> {
  (self: Tensor, options?: { upper?: boolean | undefined; check_errors?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, options: { upper?: boolean | undefined; check_errors?: boolean | undefined; L: Tensor<D>; info: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_cond<M extends Mode> {
  (self: Tensor, p?: AnyScalar | null): Result<M, Tensor>;
  (self: Tensor, options: { p?: AnyScalar | null | undefined }): Result<M, Tensor>;
  (self: Tensor, p: string): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: AnyScalar | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { p?: AnyScalar | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, p: string, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_cross<M extends Mode> {
  (self: Tensor, other: Tensor, options?: { dim?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { dim?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_det<M extends Mode> {
  (A: Tensor): Result<M, Tensor>;
  <D extends DType>(A: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_diagonal<M extends Mode> {
  <D extends DType>(A: Tensor<D>, options?: { offset?: Int | undefined; dim1?: Int | undefined; dim2?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_linalg_eig<M extends Mode> {
  (self: Tensor): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, options: { eigenvalues: Tensor<D>; eigenvectors: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_eigh<M extends Mode> {
  (self: Tensor, UPLO?: string): Result<M, [Tensor, Tensor]>;
  (self: Tensor, options: { UPLO?: string | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, UPLO: string | undefined, options: { eigvals: Tensor<D>; eigvecs: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { UPLO?: string | undefined; eigvals: Tensor<D>; eigvecs: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_eigvals<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_eigvalsh<M extends Mode> {
  (self: Tensor, UPLO?: string): Result<M, Tensor>;
  (self: Tensor, options: { UPLO?: string | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, UPLO: string | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { UPLO?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_householder_product<M extends Mode> {
  (input: Tensor, tau: Tensor): Result<M, Tensor>;
  <D extends DType>(input: Tensor, tau: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_inv<M extends Mode> {
  <D extends DType>(A: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(A: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_inv_ex<M extends Mode> {
  (A: Tensor, options?: { check_errors?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(A: Tensor, options: { check_errors?: boolean | undefined; inverse: Tensor<D>; info: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_ldl_factor<M extends Mode> {
  (self: Tensor, options?: { hermitian?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, options: { hermitian?: boolean | undefined; LD: Tensor<D>; pivots: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_ldl_factor_ex<M extends Mode> {
  (self: Tensor, options?: { hermitian?: boolean | undefined; check_errors?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, options: { hermitian?: boolean | undefined; check_errors?: boolean | undefined; LD: Tensor<D>; pivots: Tensor<E>; info: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_linalg_ldl_solve<M extends Mode> {
  (LD: Tensor, pivots: Tensor, B: Tensor, options?: { hermitian?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(LD: Tensor, pivots: Tensor, B: Tensor, options: { hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_lstsq<M extends Mode> {
  (self: Tensor, b: Tensor, rcond?: number | null, options?: { driver?: string | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  (self: Tensor, b: Tensor, options: { rcond?: number | null | undefined; driver?: string | null | undefined }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(self: Tensor, b: Tensor, rcond: number | null | undefined, options: { driver?: string | null | undefined; solution: Tensor<D>; residuals: Tensor<E>; rank: Tensor<F>; singular_values: Tensor<G> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(self: Tensor, b: Tensor, options: { rcond?: number | null | undefined; driver?: string | null | undefined; solution: Tensor<D>; residuals: Tensor<E>; rank: Tensor<F>; singular_values: Tensor<G> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O_linalg_lu<M extends Mode> {
  (A: Tensor, options?: { pivot?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(A: Tensor, options: { pivot?: boolean | undefined; P: Tensor<D>; L: Tensor<E>; U: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_linalg_lu_factor<M extends Mode> {
  (A: Tensor, options?: { pivot?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(A: Tensor, options: { pivot?: boolean | undefined; LU: Tensor<D>; pivots: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_lu_factor_ex<M extends Mode> {
  (A: Tensor, options?: { pivot?: boolean | undefined; check_errors?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(A: Tensor, options: { pivot?: boolean | undefined; check_errors?: boolean | undefined; LU: Tensor<D>; pivots: Tensor<E>; info: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_linalg_lu_solve<M extends Mode> {
  (LU: Tensor, pivots: Tensor, B: Tensor, options?: { left?: boolean | undefined; adjoint?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(LU: Tensor, pivots: Tensor, B: Tensor, options: { left?: boolean | undefined; adjoint?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_matmul<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_matrix_exp<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_matrix_norm<M extends Mode> {
  (self: Tensor, ord: AnyScalar, dim?: Ints, keepdim?: boolean, options?: { dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  (self: Tensor, ord: AnyScalar, options: { dim?: Ints | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  (self: Tensor, ord?: string, dim?: Ints, keepdim?: boolean, options?: { dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { ord?: string | undefined; dim?: Ints | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, ord: AnyScalar, dim: Ints | undefined, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, ord: AnyScalar, options: { dim?: Ints | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, ord: string | undefined, dim: Ints | undefined, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { ord?: string | undefined; dim?: Ints | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_matrix_power<M extends Mode> {
  (self: Tensor, n: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_matrix_rank<M extends Mode> {
  (self: Tensor, tol: number, hermitian?: boolean): Result<M, Tensor>;
  (self: Tensor, tol: number, options: { hermitian?: boolean | undefined }): Result<M, Tensor>;
  (input: Tensor, tol: Tensor, hermitian?: boolean): Result<M, Tensor>;
  (input: Tensor, tol: Tensor, options: { hermitian?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, options?: { atol?: number | null | undefined; rtol?: number | null | undefined; hermitian?: boolean | undefined }): Result<M, Tensor>;
  (input: Tensor, options?: { atol?: Tensor | null | undefined; rtol?: Tensor | null | undefined; hermitian?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, tol: number, hermitian: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, tol: number, options: { hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor, tol: Tensor, hermitian: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor, tol: Tensor, options: { hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { atol?: number | null | undefined; rtol?: number | null | undefined; hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor, options: { atol?: Tensor | null | undefined; rtol?: Tensor | null | undefined; hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_multi_dot<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_norm<M extends Mode> {
  (self: Tensor, ord?: AnyScalar | null, dim?: IntOrInts | null, keepdim?: boolean, options?: { dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { ord?: AnyScalar | null | undefined; dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  (self: Tensor, ord: string, dim?: IntOrInts | null, keepdim?: boolean, options?: { dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  (self: Tensor, ord: string, options: { dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, ord: string, dim: IntOrInts | null | undefined, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, ord: string, options: { dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, ord: AnyScalar | null | undefined, dim: IntOrInts | null | undefined, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { ord?: AnyScalar | null | undefined; dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_pinv<M extends Mode> {
  (self: Tensor, rcond: number, hermitian?: boolean): Result<M, Tensor>;
  (self: Tensor, rcond: number, options: { hermitian?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, rcond: Tensor, hermitian?: boolean): Result<M, Tensor>;
  (self: Tensor, rcond: Tensor, options: { hermitian?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, options?: { atol?: number | null | undefined; rtol?: number | null | undefined; hermitian?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, options?: { atol?: Tensor | null | undefined; rtol?: Tensor | null | undefined; hermitian?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, rcond: number, hermitian: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, rcond: number, options: { hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, rcond: Tensor, hermitian: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, rcond: Tensor, options: { hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { atol?: number | null | undefined; rtol?: number | null | undefined; hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { atol?: Tensor | null | undefined; rtol?: Tensor | null | undefined; hermitian?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_qr<M extends Mode> {
  (A: Tensor, mode?: string): Result<M, [Tensor, Tensor]>;
  (A: Tensor, options: { mode?: string | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(A: Tensor, mode: string | undefined, options: { Q: Tensor<D>; R: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(A: Tensor, options: { mode?: string | undefined; Q: Tensor<D>; R: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_slogdet<M extends Mode> {
  (A: Tensor): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(A: Tensor, options: { sign: Tensor<D>; logabsdet: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_solve<M extends Mode> {
  (A: Tensor, B: Tensor, options?: { left?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(A: Tensor, B: Tensor, options: { left?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_solve_ex<M extends Mode> {
  (A: Tensor, B: Tensor, options?: { left?: boolean | undefined; check_errors?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(A: Tensor, B: Tensor, options: { left?: boolean | undefined; check_errors?: boolean | undefined; result: Tensor<D>; info: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_linalg_solve_triangular<M extends Mode> {
  (self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean | undefined; unitriangular?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, B: Tensor, options: { upper: boolean; left?: boolean | undefined; unitriangular?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_svd<M extends Mode> {
  (A: Tensor, full_matrices?: boolean, options?: { driver?: string | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  (A: Tensor, options: { full_matrices?: boolean | undefined; driver?: string | null | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(A: Tensor, full_matrices: boolean | undefined, options: { driver?: string | null | undefined; U: Tensor<D>; S: Tensor<E>; Vh: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(A: Tensor, options: { full_matrices?: boolean | undefined; driver?: string | null | undefined; U: Tensor<D>; S: Tensor<E>; Vh: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_linalg_svdvals<M extends Mode> {
  (A: Tensor, options?: { driver?: string | null | undefined }): Result<M, Tensor>;
  <D extends DType>(A: Tensor, options: { driver?: string | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_tensorinv<M extends Mode> {
  (self: Tensor, ind?: Int): Result<M, Tensor>;
  (self: Tensor, options: { ind?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, ind: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { ind?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_tensorsolve<M extends Mode> {
  (self: Tensor, other: Tensor, dims?: Ints | null): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options: { dims?: Ints | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, dims: Ints | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { dims?: Ints | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_vander<M extends Mode> {
  (x: Tensor, options?: { N?: Int | null | undefined }): Result<M, Tensor>;
}

interface O_linalg_vecdot<M extends Mode> {
  (x: Tensor, y: Tensor, options?: { dim?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(x: Tensor, y: Tensor, options: { dim?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linalg_vector_norm<M extends Mode> {
  (self: Tensor, ord?: AnyScalar, dim?: IntOrInts | null, keepdim?: boolean, options?: { dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { ord?: AnyScalar | undefined; dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, ord: AnyScalar | undefined, dim: IntOrInts | null | undefined, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { ord?: AnyScalar | undefined; dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linear<M extends Mode> {
  (input: Tensor, weight: Tensor, bias?: Tensor | null): Result<M, Tensor>;
  (input: Tensor, weight: Tensor, options: { bias?: Tensor | null | undefined }): Result<M, Tensor>;
  <D extends DType>(input: Tensor, weight: Tensor, bias: Tensor | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor, weight: Tensor, options: { bias?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_linear_backward<M extends Mode> {
  (self: Tensor, grad_output: Tensor, weight: Tensor, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, grad_output: Tensor, weight: Tensor, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O_linspace<M extends Mode> {
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, steps: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(start: AnyScalar, end: Tensor, steps: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: Tensor, end: AnyScalar, steps: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: Tensor, end: Tensor, steps: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: AnyScalar, end: AnyScalar, steps: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: Tensor, steps: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: Tensor, end: AnyScalar, steps: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: Tensor, end: Tensor, steps: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_log<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_log10<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_log10_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_log1p<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_log1p_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_log2<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_log2_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_log_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_log_normal<M extends Mode> {
  (self: Tensor, mean?: number, std?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { mean?: number | undefined; std?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mean: number | undefined, std: number | undefined, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { mean?: number | undefined; std?: number | undefined; generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_log_normal_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mean?: number, std?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { mean?: number | undefined; std?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_log_sigmoid<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_log_sigmoid_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, buffer: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, buffer: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_log_sigmoid_forward<M extends Mode> {
  (self: Tensor): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, options: { output: Tensor<D>; buffer: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_log_softmax<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, dtype?: X | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: Int, dtype: OperatorDType | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logaddexp<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logaddexp2<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logcumsumexp<M extends Mode> {
  (self: Tensor, dim: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logdet<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_logical_and<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logical_and_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_logical_not<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logical_not_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_logical_or<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logical_or_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_logical_xor<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logical_xor_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_logit<M extends Mode> {
  (self: Tensor, eps?: number | null): Result<M, Tensor>;
  (self: Tensor, options: { eps?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, eps: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { eps?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logit_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, eps?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { eps?: number | null | undefined }): Result<M, Tensor<D>>;
}

interface O_logit_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, eps?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, self: Tensor, options: { eps?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, eps: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { eps?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_logspace<M extends Mode> {
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, steps: Int, base?: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, steps: Int, options: { base?: number | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(start: AnyScalar, end: Tensor, steps: Int, base: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: AnyScalar, end: Tensor, steps: Int, options: { base?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: Tensor, end: AnyScalar, steps: Int, base: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: Tensor, end: AnyScalar, steps: Int, options: { base?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: Tensor, end: Tensor, steps: Int, base: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: Tensor, end: Tensor, steps: Int, options: { base?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: AnyScalar, end: AnyScalar, steps: Int, base: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: AnyScalar, end: AnyScalar, steps: Int, options: { base?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: Tensor, steps: Int, base?: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: Tensor, steps: Int, options: { base?: number | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: Tensor, end: AnyScalar, steps: Int, base?: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: Tensor, end: AnyScalar, steps: Int, options: { base?: number | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: Tensor, end: Tensor, steps: Int, base?: number, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: Tensor, end: Tensor, steps: Int, options: { base?: number | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_logsumexp<M extends Mode> {
  (self: Tensor, dim: IntOrInts, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: IntOrInts, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_lstm<M extends Mode> {
  (data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor]>;
  (input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O_lstm_cell<M extends Mode> {
  (input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih?: Tensor | null, b_hh?: Tensor | null): Result<M, [Tensor, Tensor]>;
  (input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, options: { b_ih?: Tensor | null | undefined; b_hh?: Tensor | null | undefined }): Result<M, [Tensor, Tensor]>;
}

interface O_lstm_mps_backward<M extends Mode> {
  (grad_y: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, z_state: Tensor, cell_state_fwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): Result<M, [Tensor, Tensor[], Tensor[]]>;
  (grad_y: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, z_state: Tensor, cell_state_fwd: Tensor, input: Tensor, layersOutputs: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean, options: { out0: Tensor; out1: readonly Tensor[]; out2: readonly Tensor[] }): Result<M, null>;
}

interface O_lt<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_lt_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_lu_solve<M extends Mode> {
  (self: Tensor, LU_data: Tensor, LU_pivots: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, LU_data: Tensor, LU_pivots: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_lu_unpack<M extends Mode> {
  (LU_data: Tensor, LU_pivots: Tensor, unpack_data?: boolean, unpack_pivots?: boolean): Result<M, [Tensor, Tensor, Tensor]>;
  (LU_data: Tensor, LU_pivots: Tensor, options: { unpack_data?: boolean | undefined; unpack_pivots?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(LU_data: Tensor, LU_pivots: Tensor, unpack_data: boolean | undefined, unpack_pivots: boolean | undefined, options: { P: Tensor<D>; L: Tensor<E>; U: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(LU_data: Tensor, LU_pivots: Tensor, options: { unpack_data?: boolean | undefined; unpack_pivots?: boolean | undefined; P: Tensor<D>; L: Tensor<E>; U: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_mH<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_mT<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_margin_ranking_loss<M extends Mode> {
  (input1: Tensor, input2: Tensor, target: Tensor, margin?: number, reduction?: Int): Result<M, Tensor>;
  (input1: Tensor, input2: Tensor, target: Tensor, options: { margin?: number | undefined; reduction?: Int | undefined }): Result<M, Tensor>;
}

interface O_masked_fill<M extends Mode> {
  (self: Tensor, mask: Tensor, value: AnyScalar): Result<M, Tensor>;
  (self: Tensor, mask: Tensor, value: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mask: Tensor, value: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mask: Tensor, value: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_masked_fill_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mask: Tensor, value: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, mask: Tensor, value: Tensor): Result<M, Tensor<D>>;
}

interface O_masked_scatter<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mask: Tensor, source: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mask: Tensor, source: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_masked_scatter_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mask: Tensor, source: Tensor): Result<M, Tensor<D>>;
}

interface O_masked_scatter_backward<M extends Mode> {
  (grad_output: Tensor, mask: Tensor, sizes: Ints): Result<M, Tensor>;
}

interface O_masked_select<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mask: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mask: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_masked_select_backward<M extends Mode> {
  (grad: Tensor, input: Tensor, mask: Tensor): Result<M, Tensor>;
}

interface O_matmul<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_matmul_backward<M extends Mode> {
  (grad: Tensor, self: Tensor, other: Tensor, mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType>(grad: Tensor, self: Tensor, other: Tensor, mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D> | null, Tensor<E> | null]>;
}

interface O_matrix_H<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_matrix_exp<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_matrix_exp_backward<M extends Mode> {
  (self: Tensor, grad: Tensor): Result<M, Tensor>;
}

interface O_matrix_power<M extends Mode> {
  (self: Tensor, n: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, n: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_max<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, keepdim?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, dim: Int, options: { keepdim?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, keepdim: boolean | undefined, options: { max: Tensor<D>; max_values: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; max: Tensor<D>; max_values: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_max_pool1d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean, options?: { unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O_max_pool1d_with_indices<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
}

interface O_max_pool2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_max_pool2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor>;
  (grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_max_pool2d_with_indices<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_max_pool2d_with_indices_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, dilation: IntOrInts, ceil_mode: boolean, indices: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, dilation: IntOrInts, ceil_mode: boolean, indices: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_max_pool3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_max_pool3d_with_indices<M extends Mode> {
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_max_pool3d_with_indices_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, dilation: IntOrInts, ceil_mode: boolean, indices: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, kernel_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, dilation: IntOrInts, ceil_mode: boolean, indices: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_max_unpool2d<M extends Mode> {
  (self: Tensor, indices: Tensor, output_size: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, indices: Tensor, output_size: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_max_unpool3d<M extends Mode> {
  (self: Tensor, indices: Tensor, output_size: IntOrInts, stride: IntOrInts, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, indices: Tensor, output_size: IntOrInts, stride: IntOrInts, padding: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_maximum<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mean<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: IntOrInts | null, keepdim?: boolean, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: IntOrInts | null, options: { keepdim?: boolean | undefined; dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null, options: { keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_median<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, keepdim?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, dim: Int, options: { keepdim?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, keepdim: boolean | undefined, options: { values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_meshgrid<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor[]>;
  (tensors: readonly Tensor[], options: { indexing: string }): Result<M, Tensor[]>;
}

interface O_min<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, keepdim?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, dim: Int, options: { keepdim?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, keepdim: boolean | undefined, options: { min: Tensor<D>; min_indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; min: Tensor<D>; min_indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_minimum<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_miopen_batch_norm<M extends Mode> {
  (input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, exponential_average_factor: number, epsilon: number): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, weight: Tensor, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, exponential_average_factor: number, epsilon: number, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_miopen_batch_norm_backward<M extends Mode> {
  (input: Tensor, grad_output: Tensor, weight: Tensor, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var: Tensor | null, epsilon: number): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, grad_output: Tensor, weight: Tensor, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_var: Tensor | null, epsilon: number, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_miopen_convolution<M extends Mode> {
  (self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_miopen_convolution_add_relu<M extends Mode> {
  (self: Tensor, weight: Tensor, z: Tensor, alpha: AnyScalar | null, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, groups: Int): Result<M, Tensor>;
}

interface O_miopen_convolution_relu<M extends Mode> {
  (self: Tensor, weight: Tensor, bias: Tensor | null, stride: Ints, padding: Ints, dilation: Ints, groups: Int): Result<M, Tensor>;
}

interface O_miopen_convolution_transpose<M extends Mode> {
  (self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, output_padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, output_padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_miopen_ctc_loss<M extends Mode> {
  (log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank: Int, deterministic: boolean, zero_infinity: boolean): Result<M, [Tensor, Tensor]>;
  (log_probs: Tensor, targets: Tensor, input_lengths: Tensor, target_lengths: Tensor, blank: Int, deterministic: boolean, zero_infinity: boolean): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(log_probs: Tensor, targets: Tensor, input_lengths: Ints, target_lengths: Ints, blank: Int, deterministic: boolean, zero_infinity: boolean, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_miopen_depthwise_convolution<M extends Mode> {
  (self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, stride: Ints, dilation: Ints, groups: Int, benchmark: boolean, deterministic: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_miopen_rnn<M extends Mode> {
  (input: Tensor, weight: readonly Tensor[], weight_stride0: Int, hx: Tensor, cx: Tensor | null, mode: Int, hidden_size: Int, num_layers: Int, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: Ints, dropout_state: Tensor | null): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType, H extends DType>(input: Tensor, weight: readonly Tensor[], weight_stride0: Int, hx: Tensor, cx: Tensor | null, mode: Int, hidden_size: Int, num_layers: Int, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: Ints, dropout_state: Tensor | null, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; out4: Tensor<H> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>, Tensor<H>]>;
}

interface O_miopen_rnn_backward<M extends Mode> {
  (input: Tensor, weight: readonly Tensor[], weight_stride0: Int, weight_buf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, grad_output: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, mode: Int, hidden_size: Int, num_layers: Int, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: Ints, dropout_state: Tensor | null, reserve: Tensor, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null, Tensor | null[]]>;
  (input: Tensor, weight: readonly Tensor[], weight_stride0: Int, weight_buf: Tensor, hx: Tensor, cx: Tensor | null, output: Tensor, grad_output: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, mode: Int, hidden_size: Int, num_layers: Int, batch_first: boolean, dropout: number, train: boolean, bidirectional: boolean, batch_sizes: Ints, dropout_state: Tensor | null, reserve: Tensor, output_mask: boolean | readonly boolean[], options: { out0: Tensor; out1: Tensor; out2: Tensor; out3: readonly Tensor[] }): Result<M, null>;
}

interface O_mish<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mish_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_mish_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor): Result<M, Tensor>;
}

interface O_mkldnn_adaptive_avg_pool2d<M extends Mode> {
  (self: Tensor, output_size: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_adaptive_avg_pool2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_convolution<M extends Mode> {
  (self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, stride: Ints, dilation: Ints, groups: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor | null, padding: Ints, stride: Ints, dilation: Ints, groups: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_linear<M extends Mode> {
  (self: Tensor, weight: Tensor, bias?: Tensor | null): Result<M, Tensor>;
  (self: Tensor, weight: Tensor, options: { bias?: Tensor | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, bias: Tensor | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, weight: Tensor, options: { bias?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_linear_backward<M extends Mode> {
  (self: Tensor, grad_output: Tensor, weight: Tensor, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, grad_output: Tensor, weight: Tensor, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O_mkldnn_linear_backward_input<M extends Mode> {
  (input_size: Ints, grad_output: Tensor, weight: Tensor): Result<M, Tensor>;
  <D extends DType>(input_size: Ints, grad_output: Tensor, weight: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_linear_backward_weights<M extends Mode> {
  (grad_output: Tensor, input: Tensor, weight: Tensor, bias_defined: boolean): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(grad_output: Tensor, input: Tensor, weight: Tensor, bias_defined: boolean, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_mkldnn_max_pool2d<M extends Mode> {
  (self: Tensor, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor>;
  (self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_max_pool2d_backward<M extends Mode> {
  (grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor>;
  (grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_max_pool3d<M extends Mode> {
  (self: Tensor, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor>;
  (self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_max_pool3d_backward<M extends Mode> {
  (grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor>;
  (grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output: Tensor, input: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_reorder_conv2d_weight<M extends Mode> {
  (self: Tensor, padding?: IntOrInts, stride?: IntOrInts, dilation?: IntOrInts, groups?: Int, input_size?: Ints | null): Result<M, Tensor>;
  (self: Tensor, options: { padding?: IntOrInts | undefined; stride?: IntOrInts | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined; input_size?: Ints | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, padding: IntOrInts | undefined, stride: IntOrInts | undefined, dilation: IntOrInts | undefined, groups: Int | undefined, input_size: Ints | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { padding?: IntOrInts | undefined; stride?: IntOrInts | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined; input_size?: Ints | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_reorder_conv3d_weight<M extends Mode> {
  (self: Tensor, padding?: IntOrInts, stride?: IntOrInts, dilation?: IntOrInts, groups?: Int, input_size?: Ints | null): Result<M, Tensor>;
  (self: Tensor, options: { padding?: IntOrInts | undefined; stride?: IntOrInts | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined; input_size?: Ints | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, padding: IntOrInts | undefined, stride: IntOrInts | undefined, dilation: IntOrInts | undefined, groups: Int | undefined, input_size: Ints | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { padding?: IntOrInts | undefined; stride?: IntOrInts | undefined; dilation?: IntOrInts | undefined; groups?: Int | undefined; input_size?: Ints | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mkldnn_rnn_layer<M extends Mode> {
  (input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: Ints, mode: Int, hidden_size: Int, num_layers: Int, has_biases: boolean, bidirectional: boolean, batch_first: boolean, train: boolean, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType, G extends DType>(input: Tensor, weight0: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, hx_: Tensor, cx_: Tensor, reverse: boolean, batch_sizes: Ints, mode: Int, hidden_size: Int, num_layers: Int, has_biases: boolean, bidirectional: boolean, batch_first: boolean, train: boolean, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; out3: Tensor<G>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>, Tensor<G>]>;
}

interface O_mkldnn_rnn_layer_backward<M extends Mode> {
  (input: Tensor, weight1: Tensor, weight2: Tensor, weight3: Tensor, weight4: Tensor, hx_: Tensor, cx_tmp: Tensor, output: Tensor, hy_: Tensor, cy_: Tensor, grad_output: Tensor | null, grad_hy: Tensor | null, grad_cy: Tensor | null, reverse: boolean, mode: Int, hidden_size: Int, num_layers: Int, has_biases: boolean, train: boolean, bidirectional: boolean, batch_sizes: Ints, batch_first: boolean, workspace: Tensor, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor, Tensor, Tensor, Tensor, Tensor]>;
}

interface O_mm<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mat2: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, mat2: Tensor, out_dtype: OperatorDType): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat2: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mat2: Tensor, out_dtype: OperatorDType, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mode<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim?: Int, keepdim?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, options: { dim?: Int | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int | undefined, keepdim: boolean | undefined, options: { values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { dim?: Int | undefined; keepdim?: boolean | undefined; values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_moveaxis<M extends Mode> {
  <D extends DType>(self: Tensor<D>, source: Int, destination: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, source: Ints, destination: Ints): Result<M, Tensor<D>>;
}

interface O_movedim<M extends Mode> {
  <D extends DType>(self: Tensor<D>, source: Int, destination: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, source: Ints, destination: Ints): Result<M, Tensor<D>>;
}

interface O_mps_convolution_backward<M extends Mode> {
  (self: Tensor, grad_output: Tensor, weight: Tensor, padding: Ints, stride: Ints, dilation: Ints, groups: Int, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, grad_output: Tensor, weight: Tensor, padding: Ints, stride: Ints, dilation: Ints, groups: Int, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O_mps_convolution_transpose_backward<M extends Mode> {
  (self: Tensor, grad_output: Tensor, weight: Tensor, padding: Ints, output_padding: Ints, stride: Ints, dilation: Ints, groups: Int, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType>(self: Tensor, grad_output: Tensor, weight: Tensor, padding: Ints, output_padding: Ints, stride: Ints, dilation: Ints, groups: Int, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D> | null, Tensor<E> | null]>;
}

interface O_mse_loss<M extends Mode> {
  (self: Tensor, target: Tensor, reduction?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { reduction?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, reduction: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { reduction?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mse_loss_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_msort<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mul<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mul_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_multi_margin_loss<M extends Mode> {
  (self: Tensor, target: Tensor, p?: AnyScalar, margin?: AnyScalar, weight?: Tensor | null, reduction?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { p?: AnyScalar | undefined; margin?: AnyScalar | undefined; weight?: Tensor | null | undefined; reduction?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, p: AnyScalar | undefined, margin: AnyScalar | undefined, weight: Tensor | null | undefined, reduction: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { p?: AnyScalar | undefined; margin?: AnyScalar | undefined; weight?: Tensor | null | undefined; reduction?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_multi_margin_loss_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, p: AnyScalar, margin: AnyScalar, weight?: Tensor | null, reduction?: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (grad_output: Tensor, self: Tensor, target: Tensor, p: AnyScalar, margin: AnyScalar, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, p: AnyScalar, margin: AnyScalar, weight: Tensor | null | undefined, reduction: Int | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, p: AnyScalar, margin: AnyScalar, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_multilabel_margin_loss<M extends Mode> {
  (self: Tensor, target: Tensor, reduction?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { reduction?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, reduction: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { reduction?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_multilabel_margin_loss_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int, is_target: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int, is_target: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_multilabel_margin_loss_forward<M extends Mode> {
  (self: Tensor, target: Tensor, reduction: Int): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, target: Tensor, reduction: Int, options: { output: Tensor<D>; is_target: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_multinomial<M extends Mode> {
  (self: Tensor, num_samples: Int, replacement?: boolean, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<"int64">>;
  (self: Tensor, num_samples: Int, options: { replacement?: boolean | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<"int64">>;
  <D extends DType>(self: Tensor, num_samples: Int, replacement: boolean | undefined, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, num_samples: Int, options: { replacement?: boolean | undefined; generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_multiply<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_multiply_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_mv<M extends Mode> {
  <D extends DType>(self: Tensor<D>, vec: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, vec: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mvlgamma<M extends Mode> {
  (self: Tensor, p: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_mvlgamma_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, p: Int): Result<M, Tensor<D>>;
}

interface O_nan_to_num<M extends Mode> {
  <D extends DType>(self: Tensor<D>, nan?: number | null, posinf?: number | null, neginf?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { nan?: number | null | undefined; posinf?: number | null | undefined; neginf?: number | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, nan: number | null | undefined, posinf: number | null | undefined, neginf: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { nan?: number | null | undefined; posinf?: number | null | undefined; neginf?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nan_to_num_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, nan?: number | null, posinf?: number | null, neginf?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { nan?: number | null | undefined; posinf?: number | null | undefined; neginf?: number | null | undefined }): Result<M, Tensor<D>>;
}

interface O_nanmean<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim?: IntOrInts | null, keepdim?: boolean, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, options: { dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null | undefined, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nanmedian<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, keepdim?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, dim: Int, options: { keepdim?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, keepdim: boolean | undefined, options: { values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_nanquantile<M extends Mode> {
  (self: Tensor, q: Tensor, dim?: Int | null, keepdim?: boolean, options?: { interpolation?: string | undefined }): Result<M, Tensor>;
  (self: Tensor, q: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; interpolation?: string | undefined }): Result<M, Tensor>;
  (self: Tensor, q: number, dim?: Int | null, keepdim?: boolean, options?: { interpolation?: string | undefined }): Result<M, Tensor>;
  (self: Tensor, q: number, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; interpolation?: string | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, q: Tensor, dim: Int | null | undefined, keepdim: boolean | undefined, options: { interpolation?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, q: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; interpolation?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, q: number, dim: Int | null | undefined, keepdim: boolean | undefined, options: { interpolation?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, q: number, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; interpolation?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nansum<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim?: IntOrInts | null, keepdim?: boolean, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, options: { dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null | undefined, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: IntOrInts | null | undefined; keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_narrow<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, start: Int, length: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, start: Tensor, length: Int): Result<M, Tensor<D>>;
}

interface O_narrow_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, start: Int, length: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, start: Int, length: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_native_batch_norm<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, training: boolean, momentum: number, eps: number, options: { out: Tensor<D>; save_mean: Tensor<E>; save_invstd: Tensor<F>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_native_batch_norm_backward<M extends Mode> {
  (grad_out: Tensor, input: Tensor, weight: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_invstd: Tensor | null, train: boolean, eps: number, output_mask: boolean | readonly boolean[], options?: { unsafe?: boolean }): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(grad_out: Tensor, input: Tensor, weight: Tensor | null, running_mean: Tensor | null, running_var: Tensor | null, save_mean: Tensor | null, save_invstd: Tensor | null, train: boolean, eps: number, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; unsafe?: boolean }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O_native_channel_shuffle<M extends Mode> {
  (self: Tensor, groups: Int): Result<M, Tensor>;
}

interface O_native_dropout<M extends Mode> {
  (input: Tensor, p: number, train: boolean | null): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(input: Tensor, p: number, train: boolean | null, options: { out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_native_dropout_backward<M extends Mode> {
  (grad_output: Tensor, mask: Tensor, scale: number): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, mask: Tensor, scale: number, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_native_group_norm<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, eps: number, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, eps: number, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F>; unsafe?: boolean }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_native_group_norm_backward<M extends Mode> {
  (grad_out: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(grad_out: Tensor, input: Tensor, mean: Tensor, rstd: Tensor, weight: Tensor | null, N: Int, C: Int, HxW: Int, group: Int, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O_native_layer_norm<M extends Mode> {
  (input: Tensor, normalized_shape: Ints, weight: Tensor | null, bias: Tensor | null, eps: number): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(input: Tensor, normalized_shape: Ints, weight: Tensor | null, bias: Tensor | null, eps: number, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_native_layer_norm_backward<M extends Mode> {
  (grad_out: Tensor, input: Tensor, normalized_shape: Ints, mean: Tensor, rstd: Tensor, weight: Tensor | null, bias: Tensor | null, output_mask: boolean | readonly boolean[]): Result<M, [Tensor | null, Tensor | null, Tensor | null]>;
  <D extends DType, E extends DType, F extends DType>(grad_out: Tensor, input: Tensor, normalized_shape: Ints, mean: Tensor, rstd: Tensor, weight: Tensor | null, bias: Tensor | null, output_mask: boolean | readonly boolean[], options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D> | null, Tensor<E> | null, Tensor<F> | null]>;
}

interface O_native_norm<M extends Mode> {
  (self: Tensor, p?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, options: { p?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { p?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, p: AnyScalar | null, dim: IntOrInts, keepdim: boolean, dtype: OperatorDType | null): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: AnyScalar | null, dim: IntOrInts, keepdim: boolean, dtype: OperatorDType | null, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_ne<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_ne_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_neg<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_neg_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_negative<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_negative_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_nested_to_padded_tensor<M extends Mode> {
  (self: Tensor, padding: number, output_size?: Ints | null): Result<M, Tensor>;
  (self: Tensor, padding: number, options: { output_size?: Ints | null | undefined }): Result<M, Tensor>;
}

interface O_new_empty<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_new_empty_strided<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, size: Ints, stride: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, size: Ints, stride: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_new_full<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, size: Ints, fill_value: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, size: Ints, fill_value: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_new_ones<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_new_zeros<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nextafter<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nextafter_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_nll_loss<M extends Mode> {
  (self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: Int, ignore_index?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; ignore_index?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, weight: Tensor | null | undefined, reduction: Int | undefined, ignore_index: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; ignore_index?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nll_loss2d<M extends Mode> {
  (self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: Int, ignore_index?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; ignore_index?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, weight: Tensor | null | undefined, reduction: Int | undefined, ignore_index: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; ignore_index?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nll_loss2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignore_index: Int, total_weight: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignore_index: Int, total_weight: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nll_loss2d_forward<M extends Mode> {
  (self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignore_index: Int): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignore_index: Int, options: { output: Tensor<D>; total_weight: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_nll_loss_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignore_index: Int, total_weight: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignore_index: Int, total_weight: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nll_loss_forward<M extends Mode> {
  (self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignore_index: Int): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, target: Tensor, weight: Tensor | null, reduction: Int, ignore_index: Int, options: { output: Tensor<D>; total_weight: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_nll_loss_nd<M extends Mode> {
  (self: Tensor, target: Tensor, weight?: Tensor | null, reduction?: Int, ignore_index?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { weight?: Tensor | null | undefined; reduction?: Int | undefined; ignore_index?: Int | undefined }): Result<M, Tensor>;
}

interface O_nonzero<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"int64">>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_nonzero_numpy<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"int64">[]>;
}

interface O_nonzero_static<M extends Mode> {
  (self: Tensor, options: { size: Int; fill_value?: Int | undefined }): Result<M, Tensor<"int64">>;
  <D extends DType>(self: Tensor, options: { size: Int; fill_value?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_norm<M extends Mode> {
  (self: Tensor, p?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, options: { p?: AnyScalar | undefined }): Result<M, Tensor>;
  (self: Tensor, p: AnyScalar | null, options: { dtype: OperatorDType }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { p?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, p: AnyScalar | null, dim: IntOrInts, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, p: AnyScalar | null, dim: IntOrInts, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: AnyScalar | null, options: { dtype: OperatorDType; out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, p: AnyScalar | null, dim: IntOrInts, keepdim: boolean, options: { dtype: OperatorDType }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: AnyScalar | null, dim: IntOrInts, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, p: AnyScalar | null, dim: IntOrInts, options: { keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, p: AnyScalar | null, dim: IntOrInts, keepdim: boolean, options: { dtype: OperatorDType; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_norm_except_dim<M extends Mode> {
  (v: Tensor, pow?: Int, dim?: Int): Result<M, Tensor>;
  (v: Tensor, options: { pow?: Int | undefined; dim?: Int | undefined }): Result<M, Tensor>;
}

interface O_normal<M extends Mode> {
  (mean: Tensor, std: Tensor, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (mean: Tensor, std?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (mean: Tensor, options: { std?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor>;
  (mean: number, std: Tensor, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(mean: Tensor, std: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(mean: Tensor, std: number | undefined, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(mean: Tensor, options: { std?: number | undefined; generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(mean: number, std: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(mean: number, std: number, size: Ints, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, mean: number | undefined, std: number | undefined, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { mean?: number | undefined; std?: number | undefined; generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = DType>(mean: number, std: number, size: Ints, options?: { generator?: Generator | null | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_normal_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, mean?: number, std?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { mean?: number | undefined; std?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_normal_functional<M extends Mode> {
  (self: Tensor, mean?: number, std?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { mean?: number | undefined; std?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor>;
}

interface O_not_equal<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor<"bool">>;
  (self: Tensor, other: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_not_equal_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_nuclear_norm<M extends Mode> {
  (self: Tensor, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_numel<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_numpy_T<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_one_hot<M extends Mode> {
  (self: Tensor, num_classes?: Int): Result<M, Tensor<"int64">>;
  (self: Tensor, options: { num_classes?: Int | undefined }): Result<M, Tensor<"int64">>;
}

interface O_ones<M extends Mode> {
  <X extends OperatorDType = "float32">(size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_ones_like<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_orgqr<M extends Mode> {
  (self: Tensor, input2: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, input2: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_ormqr<M extends Mode> {
  (self: Tensor, input2: Tensor, input3: Tensor, left?: boolean, transpose?: boolean): Result<M, Tensor>;
  (self: Tensor, input2: Tensor, input3: Tensor, options: { left?: boolean | undefined; transpose?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, input2: Tensor, input3: Tensor, left: boolean | undefined, transpose: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, input2: Tensor, input3: Tensor, options: { left?: boolean | undefined; transpose?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_outer<M extends Mode> {
  (self: Tensor, vec2: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, vec2: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_output_nr<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_pad<M extends Mode> {
  (self: Tensor, pad: Ints, mode?: string, value?: number | null): Result<M, Tensor>;
  (self: Tensor, pad: Ints, options: { mode?: string | undefined; value?: number | null | undefined }): Result<M, Tensor>;
}

interface O_pad_sequence<M extends Mode> {
  (sequences: readonly Tensor[], batch_first?: boolean, padding_value?: number, padding_side?: string): Result<M, Tensor>;
  (sequences: readonly Tensor[], options: { batch_first?: boolean | undefined; padding_value?: number | undefined; padding_side?: string | undefined }): Result<M, Tensor>;
}

interface O_pairwise_distance<M extends Mode> {
  (x1: Tensor, x2: Tensor, p?: number, eps?: number, keepdim?: boolean): Result<M, Tensor>;
  (x1: Tensor, x2: Tensor, options: { p?: number | undefined; eps?: number | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
}

interface O_pdist<M extends Mode> {
  (self: Tensor, p?: number): Result<M, Tensor>;
  (self: Tensor, options: { p?: number | undefined }): Result<M, Tensor>;
}

interface O_permute<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dims: Ints): Result<M, Tensor<D>>;
}

interface O_permute_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dims: Ints): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dims: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_pin_memory<M extends Mode> {
  <D extends DType>(self: Tensor<D>, device?: Device | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { device?: Device | null | undefined }): Result<M, Tensor<D>>;
}

interface O_pinverse<M extends Mode> {
  (self: Tensor, rcond?: number): Result<M, Tensor>;
  (self: Tensor, options: { rcond?: number | undefined }): Result<M, Tensor>;
}

interface O_pixel_shuffle<M extends Mode> {
  <D extends DType>(self: Tensor<D>, upscale_factor: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, upscale_factor: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_pixel_unshuffle<M extends Mode> {
  <D extends DType>(self: Tensor<D>, downscale_factor: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, downscale_factor: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_poisson<M extends Mode> {
  (self: Tensor, generator?: Generator | null): Result<M, Tensor>;
  (self: Tensor, options: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, generator: Generator | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_poisson_nll_loss<M extends Mode> {
  (input: Tensor, target: Tensor, log_input: boolean, full: boolean, eps: number, reduction: Int): Result<M, Tensor>;
}

interface O_polar<M extends Mode> {
  (abs: Tensor, angle: Tensor): Result<M, Tensor>;
  <D extends DType>(abs: Tensor, angle: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_polygamma<M extends Mode> {
  (n: Int, self: Tensor): Result<M, Tensor>;
  <D extends DType>(n: Int, self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_polygamma_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, n: Int): Result<M, Tensor<D>>;
}

interface O_positive<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_pow<M extends Mode> {
  (self: AnyScalar, exponent: Tensor): Result<M, Tensor>;
  (self: Tensor, exponent: AnyScalar): Result<M, Tensor>;
  (self: Tensor, exponent: Tensor): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, exponent: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, exponent: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, exponent: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_pow_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, exponent: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, exponent: Tensor): Result<M, Tensor<D>>;
}

interface O_prelu<M extends Mode> {
  <D extends DType>(self: Tensor<D>, weight: Tensor): Result<M, Tensor<D>>;
}

interface O_prod<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, keepdim?: boolean, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: Int, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, options: { keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_promote_types<M extends Mode> {
  (type1: OperatorDType, type2: OperatorDType): Result<M, OperatorDType>;
}

interface O_put<M extends Mode> {
  (self: Tensor, index: Tensor, source: Tensor, accumulate?: boolean): Result<M, Tensor>;
  (self: Tensor, index: Tensor, source: Tensor, options: { accumulate?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, index: Tensor, source: Tensor, accumulate: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, index: Tensor, source: Tensor, options: { accumulate?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_put_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, index: Tensor, source: Tensor, accumulate?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, index: Tensor, source: Tensor, options: { accumulate?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_q_per_channel_axis<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_q_per_channel_scales<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_q_per_channel_zero_points<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_q_scale<M extends Mode> {
  (self: Tensor): Result<M, number>;
}

interface O_q_zero_point<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_qr<M extends Mode> {
  (self: Tensor, some?: boolean): Result<M, [Tensor, Tensor]>;
  (self: Tensor, options: { some?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, some: boolean | undefined, options: { Q: Tensor<D>; R: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { some?: boolean | undefined; Q: Tensor<D>; R: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_qscheme<M extends Mode> {
  (self: Tensor): Result<M, string>;
}

interface O_quantile<M extends Mode> {
  (self: Tensor, q: Tensor, dim?: Int | null, keepdim?: boolean, options?: { interpolation?: string | undefined }): Result<M, Tensor>;
  (self: Tensor, q: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; interpolation?: string | undefined }): Result<M, Tensor>;
  (self: Tensor, q: number, dim?: Int | null, keepdim?: boolean, options?: { interpolation?: string | undefined }): Result<M, Tensor>;
  (self: Tensor, q: number, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; interpolation?: string | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, q: Tensor, dim: Int | null | undefined, keepdim: boolean | undefined, options: { interpolation?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, q: Tensor, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; interpolation?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, q: number, dim: Int | null | undefined, keepdim: boolean | undefined, options: { interpolation?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, q: number, options: { dim?: Int | null | undefined; keepdim?: boolean | undefined; interpolation?: string | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_quantize_per_channel<M extends Mode> {
  <X extends OperatorDType>(self: Tensor, scales: Tensor, zero_points: Tensor, axis: Int, dtype: X): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, scales: Tensor, zero_points: Tensor, axis: Int, dtype: OperatorDType, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_quantize_per_tensor<M extends Mode> {
  <X extends OperatorDType>(self: Tensor, scale: number, zero_point: Int, dtype: X): Result<M, TensorOf<X>>;
  <X extends OperatorDType>(self: Tensor, scale: Tensor, zero_point: Tensor, dtype: X): Result<M, TensorOf<X>>;
  <X extends OperatorDType>(tensors: readonly Tensor[], scales: Tensor, zero_points: Tensor, dtype: X): Result<M, TensorOf<X>[]>;
  <D extends DType>(self: Tensor, scale: number, zero_point: Int, dtype: OperatorDType, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, scale: Tensor, zero_point: Tensor, dtype: OperatorDType, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  (tensors: readonly Tensor[], scales: Tensor, zero_points: Tensor, dtype: OperatorDType, options: { out: readonly Tensor[] }): Result<M, null>;
}

interface O_quantize_per_tensor_dynamic<M extends Mode> {
  <X extends OperatorDType>(self: Tensor, dtype: X, reduce_range: boolean): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dtype: OperatorDType, reduce_range: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_quantized_batch_norm<M extends Mode> {
  (input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, output_scale: number, output_zero_point: Int): Result<M, Tensor>;
  <D extends DType>(input: Tensor, weight: Tensor | null, bias: Tensor | null, mean: Tensor, var_: Tensor, eps: number, output_scale: number, output_zero_point: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_quantized_gru<M extends Mode> {
  (data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean): Result<M, [Tensor, Tensor]>;
  (input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): Result<M, [Tensor, Tensor]>;
}

interface O_quantized_gru_cell<M extends Mode> {
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: AnyScalar, scale_hh: AnyScalar, zero_point_ih: AnyScalar, zero_point_hh: AnyScalar): Result<M, Tensor>;
}

interface O_quantized_lstm<M extends Mode> {
  (data: Tensor, batch_sizes: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, options?: { dtype?: OperatorDType | null | undefined; use_dynamic?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  (input: Tensor, hx: readonly Tensor[], params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean, options?: { dtype?: OperatorDType | null | undefined; use_dynamic?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
}

interface O_quantized_lstm_cell<M extends Mode> {
  (input: Tensor, hx: readonly Tensor[], w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: AnyScalar, scale_hh: AnyScalar, zero_point_ih: AnyScalar, zero_point_hh: AnyScalar, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
}

interface O_quantized_max_pool1d<M extends Mode> {
  (self: Tensor, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor>;
  (self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_quantized_max_pool2d<M extends Mode> {
  (self: Tensor, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor>;
  (self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_quantized_max_pool3d<M extends Mode> {
  (self: Tensor, kernel_size: IntOrInts, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts, ceil_mode?: boolean): Result<M, Tensor>;
  (self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, ceil_mode: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, kernel_size: IntOrInts, options: { stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; ceil_mode?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_quantized_rnn_relu_cell<M extends Mode> {
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: AnyScalar, scale_hh: AnyScalar, zero_point_ih: AnyScalar, zero_point_hh: AnyScalar): Result<M, Tensor>;
}

interface O_quantized_rnn_tanh_cell<M extends Mode> {
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih: Tensor, b_hh: Tensor, packed_ih: Tensor, packed_hh: Tensor, col_offsets_ih: Tensor, col_offsets_hh: Tensor, scale_ih: AnyScalar, scale_hh: AnyScalar, zero_point_ih: AnyScalar, zero_point_hh: AnyScalar): Result<M, Tensor>;
}

interface O_rad2deg<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_rad2deg_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_rand<M extends Mode> {
  <X extends OperatorDType = "float32">(size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(size: Ints, options: { generator: Generator | null; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(size: Ints, options: { generator: Generator | null; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_rand_like<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { generator: Generator | null; memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, options: { generator: Generator | null; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_randint<M extends Mode> {
  <X extends OperatorDType = "int64">(high: Int, size: Ints, options?: { dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(high: Int, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(high: Int, size: Ints, options: { generator: Generator | null; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(low: Int, high: Int, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(low: Int, high: Int, size: Ints, options: { generator: Generator | null; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "int64">(high: Int, size: Ints, options: { generator: Generator | null; dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "int64">(low: Int, high: Int, size: Ints, options?: { dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "int64">(low: Int, high: Int, size: Ints, options: { generator: Generator | null; dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_randint_like<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, high: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, high: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, high: Int, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, high: Tensor, options: { generator: Generator | null; memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, high: Int, options: { generator: Generator | null; memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, low: Int, high: Int, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, low: Int, high: Int, options: { generator: Generator | null; memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, high: Tensor, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, high: Tensor, options: { generator: Generator | null; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, high: Int, options: { generator: Generator | null; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, low: Int, high: Int, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, low: Int, high: Int, options: { generator: Generator | null; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_randn<M extends Mode> {
  <X extends OperatorDType = "float32">(size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(size: Ints, options: { generator: Generator | null; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "float32">(size: Ints, options: { generator: Generator | null; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_randn_like<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { generator: Generator | null; memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, options: { generator: Generator | null; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_random<M extends Mode> {
  (self: Tensor, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, to: Int, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (self: Tensor, from: Int, to: Int | null, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, to: Int, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, from: Int, to: Int | null, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_random_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, to: Int, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, from: Int, to: Int | null, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_randperm<M extends Mode> {
  <X extends OperatorDType = "int64">(n: Int, options?: { dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(n: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(n: Int, options: { generator: Generator | null; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = "int64">(n: Int, options: { generator: Generator | null; dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_range<M extends Mode> {
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(start: AnyScalar, end: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(start: AnyScalar, end: AnyScalar, step: AnyScalar | undefined, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(start: AnyScalar, end: AnyScalar, options: { step?: AnyScalar | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, step?: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; unsafe?: boolean }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(start: AnyScalar, end: AnyScalar, options: { step?: AnyScalar | undefined; dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; unsafe?: boolean }): Result<M, TensorOf<X>>;
}

interface O_ravel<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_real<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_reciprocal<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_reciprocal_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_reflection_pad1d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, padding: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, padding: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_reflection_pad1d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, padding: IntOrInts, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_reflection_pad2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, padding: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, padding: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_reflection_pad2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, padding: IntOrInts, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_reflection_pad3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, padding: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, padding: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_reflection_pad3d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, padding: IntOrInts, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_relu<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_relu6<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_relu6_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_relu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_remainder<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_remainder_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_renorm<M extends Mode> {
  (self: Tensor, p: AnyScalar, dim: Int, maxnorm: AnyScalar): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: AnyScalar, dim: Int, maxnorm: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_renorm_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, p: AnyScalar, dim: Int, maxnorm: AnyScalar): Result<M, Tensor<D>>;
}

interface O_repeat<M extends Mode> {
  <D extends DType>(self: Tensor<D>, repeats: Ints): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, repeats: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_repeat_interleave<M extends Mode> {
  <D extends DType>(repeats: Tensor<D>, options?: { output_size?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(repeats: Tensor, options: { output_size?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, repeats: Tensor, dim?: Int | null, options?: { output_size?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, repeats: Tensor, options: { dim?: Int | null | undefined; output_size?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, repeats: Int, dim?: Int | null, options?: { output_size?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, repeats: Int, options: { dim?: Int | null | undefined; output_size?: Int | null | undefined }): Result<M, Tensor<D>>;
}

interface O_replication_pad1d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, padding: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, padding: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_replication_pad1d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, padding: IntOrInts, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_replication_pad2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, padding: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, padding: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_replication_pad2d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, padding: IntOrInts, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_replication_pad3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, padding: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, padding: IntOrInts, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_replication_pad3d_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, padding: IntOrInts, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_requires_grad_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, requires_grad?: boolean): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { requires_grad?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_reshape<M extends Mode> {
  <D extends DType>(self: Tensor<D>, shape: Ints): Result<M, Tensor<D>>;
}

interface O_reshape_as<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_resize<M extends Mode> {
  (self: Tensor, size: Ints, options?: { memory_format?: MemoryFormat | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, size: Ints, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_resize_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, options?: { memory_format?: MemoryFormat | null | undefined }): Result<M, Tensor<D>>;
}

interface O_resize_as<M extends Mode> {
  (self: Tensor, the_template: Tensor, options?: { memory_format?: MemoryFormat | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, the_template: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_resize_as_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, the_template: Tensor, options?: { memory_format?: MemoryFormat | null | undefined }): Result<M, Tensor<D>>;
}

interface O_resize_as_sparse<M extends Mode> {
  (self: Tensor, the_template: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, the_template: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_resize_as_sparse_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, the_template: Tensor): Result<M, Tensor<D>>;
}

interface O_resolve_conj<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_resolve_neg<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_result_type<M extends Mode> {
  (tensor: Tensor, other: AnyScalar): Result<M, OperatorDType>;
  (scalar1: AnyScalar, scalar2: AnyScalar): Result<M, OperatorDType>;
  (scalar: AnyScalar, tensor: Tensor): Result<M, OperatorDType>;
  (tensor: Tensor, other: Tensor): Result<M, OperatorDType>;
}

interface O_retain_grad<M extends Mode> {
  (self: Tensor): Result<M, null>;
}

interface O_retains_grad<M extends Mode> {
  (self: Tensor): Result<M, boolean>;
}

interface O_rms_norm<M extends Mode> {
  (input: Tensor, normalized_shape: Ints, weight?: Tensor | null, eps?: number | null): Result<M, Tensor>;
  (input: Tensor, normalized_shape: Ints, options: { weight?: Tensor | null | undefined; eps?: number | null | undefined }): Result<M, Tensor>;
}

interface O_rnn_relu<M extends Mode> {
  (data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  (input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): Result<M, [Tensor, Tensor]>;
}

interface O_rnn_relu_cell<M extends Mode> {
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih?: Tensor | null, b_hh?: Tensor | null): Result<M, Tensor>;
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, options: { b_ih?: Tensor | null | undefined; b_hh?: Tensor | null | undefined }): Result<M, Tensor>;
}

interface O_rnn_tanh<M extends Mode> {
  (data: Tensor, batch_sizes: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, options?: { unsafe?: boolean }): Result<M, [Tensor, Tensor]>;
  (input: Tensor, hx: Tensor, params: readonly Tensor[], has_biases: boolean, num_layers: Int, dropout: number, train: boolean, bidirectional: boolean, batch_first: boolean): Result<M, [Tensor, Tensor]>;
}

interface O_rnn_tanh_cell<M extends Mode> {
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, b_ih?: Tensor | null, b_hh?: Tensor | null): Result<M, Tensor>;
  (input: Tensor, hx: Tensor, w_ih: Tensor, w_hh: Tensor, options: { b_ih?: Tensor | null | undefined; b_hh?: Tensor | null | undefined }): Result<M, Tensor>;
}

interface O_roll<M extends Mode> {
  <D extends DType>(self: Tensor<D>, shifts: IntOrInts, dims?: IntOrInts): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, shifts: IntOrInts, options: { dims?: IntOrInts | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, shifts: IntOrInts, dims: IntOrInts | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, shifts: IntOrInts, options: { dims?: IntOrInts | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_rot90<M extends Mode> {
  <D extends DType>(self: Tensor<D>, k?: Int, dims?: Ints): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { k?: Int | undefined; dims?: Ints | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, k: Int | undefined, dims: Ints | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { k?: Int | undefined; dims?: Ints | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_round<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  (self: Tensor, options: { decimals: Int }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { decimals: Int; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_round_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { decimals: Int }): Result<M, Tensor<D>>;
}

interface O_row_indices<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_row_indices_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_row_stack<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_rrelu<M extends Mode> {
  (self: Tensor, lower?: AnyScalar, upper?: AnyScalar, training?: boolean, generator?: Generator | null): Result<M, Tensor>;
  (self: Tensor, options: { lower?: AnyScalar | undefined; upper?: AnyScalar | undefined; training?: boolean | undefined; generator?: Generator | null | undefined }): Result<M, Tensor>;
}

interface O_rrelu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, lower?: AnyScalar, upper?: AnyScalar, training?: boolean, generator?: Generator | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { lower?: AnyScalar | undefined; upper?: AnyScalar | undefined; training?: boolean | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_rrelu_with_noise<M extends Mode> {
  (self: Tensor, noise: Tensor, lower?: AnyScalar, upper?: AnyScalar, training?: boolean, generator?: Generator | null): Result<M, Tensor>;
  (self: Tensor, noise: Tensor, options: { lower?: AnyScalar | undefined; upper?: AnyScalar | undefined; training?: boolean | undefined; generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, noise: Tensor, lower: AnyScalar | undefined, upper: AnyScalar | undefined, training: boolean | undefined, generator: Generator | null | undefined, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, noise: Tensor, options: { lower?: AnyScalar | undefined; upper?: AnyScalar | undefined; training?: boolean | undefined; generator?: Generator | null | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O_rrelu_with_noise_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, noise: Tensor, lower?: AnyScalar, upper?: AnyScalar, training?: boolean, generator?: Generator | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, noise: Tensor, options: { lower?: AnyScalar | undefined; upper?: AnyScalar | undefined; training?: boolean | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_rrelu_with_noise_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, noise: Tensor, lower: AnyScalar, upper: AnyScalar, training: boolean, self_is_result: boolean): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, noise: Tensor, lower: AnyScalar, upper: AnyScalar, training: boolean, self_is_result: boolean, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_rrelu_with_noise_functional<M extends Mode> {
  (self: Tensor, noise: Tensor, lower?: AnyScalar, upper?: AnyScalar, training?: boolean, generator?: Generator | null): Result<M, [Tensor, Tensor]>;
  (self: Tensor, noise: Tensor, options: { lower?: AnyScalar | undefined; upper?: AnyScalar | undefined; training?: boolean | undefined; generator?: Generator | null | undefined }): Result<M, [Tensor, Tensor]>;
}

interface O_rsqrt<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_rsqrt_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_rsub<M extends Mode> {
  (self: Tensor, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, alpha: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_scalar_tensor<M extends Mode> {
  <X extends OperatorDType = "float32">(s: AnyScalar, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(s: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_scaled_dot_product_attention<M extends Mode> {
  (query: Tensor, key: Tensor, value: Tensor, attn_mask?: Tensor | null, dropout_p?: number, is_causal?: boolean, options?: { scale?: number | null | undefined; enable_gqa?: boolean | undefined }): Result<M, Tensor>;
  (query: Tensor, key: Tensor, value: Tensor, options: { attn_mask?: Tensor | null | undefined; dropout_p?: number | undefined; is_causal?: boolean | undefined; scale?: number | null | undefined; enable_gqa?: boolean | undefined }): Result<M, Tensor>;
}

interface O_scatter<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, src: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, value: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, value: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, value: AnyScalar, options: { reduce: string }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { reduce: string; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, value: AnyScalar, options: { reduce: string; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_scatter_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, src: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, value: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, src: Tensor, options: { reduce: string }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, value: AnyScalar, options: { reduce: string }): Result<M, Tensor<D>>;
}

interface O_scatter_add<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, src: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, src: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_scatter_add_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, src: Tensor): Result<M, Tensor<D>>;
}

interface O_scatter_reduce<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { include_self?: boolean | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Tensor, src: Tensor, reduce: string, options: { include_self?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_scatter_reduce_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Tensor, src: Tensor, reduce: string, options?: { include_self?: boolean | undefined }): Result<M, Tensor<D>>;
}

interface O_searchsorted<M extends Mode> {
  (sorted_sequence: Tensor, self: AnyScalar, options?: { out_int32?: boolean | undefined; right?: boolean | undefined; side?: string | null | undefined; sorter?: Tensor | null | undefined }): Result<M, Tensor>;
  (sorted_sequence: Tensor, self: Tensor, options?: { out_int32?: boolean | undefined; right?: boolean | undefined; side?: string | null | undefined; sorter?: Tensor | null | undefined }): Result<M, Tensor>;
  <D extends DType>(sorted_sequence: Tensor, self: AnyScalar, options: { out_int32?: boolean | undefined; right?: boolean | undefined; side?: string | null | undefined; sorter?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(sorted_sequence: Tensor, self: Tensor, options: { out_int32?: boolean | undefined; right?: boolean | undefined; side?: string | null | undefined; sorter?: Tensor | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_segment_reduce<M extends Mode> {
  (data: Tensor, reduce: string, options?: { lengths?: Tensor | null | undefined; indices?: Tensor | null | undefined; offsets?: Tensor | null | undefined; axis?: Int | undefined; unsafe?: boolean | undefined; initial?: AnyScalar | null | undefined }): Result<M, Tensor>;
  <D extends DType>(data: Tensor, reduce: string, options: { lengths?: Tensor | null | undefined; indices?: Tensor | null | undefined; offsets?: Tensor | null | undefined; axis?: Int | undefined; unsafe?: boolean | undefined; initial?: AnyScalar | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_select<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Int): Result<M, Tensor<D>>;
}

interface O_select_backward<M extends Mode> {
  (grad_output: Tensor, input_sizes: Ints, dim: Int, index: Int): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, input_sizes: Ints, dim: Int, index: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_select_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, index: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, index: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_select_scatter<M extends Mode> {
  <D extends DType>(self: Tensor<D>, src: Tensor, dim: Int, index: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, dim: Int, index: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_selu<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_selu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_set<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  (self: Tensor, source: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, source: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_set_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, source: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, source: Tensor, storage_offset: Int, size: Ints, stride?: Ints): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, source: Tensor, storage_offset: Int, size: Ints, options: { stride?: Ints | undefined }): Result<M, Tensor<D>>;
}

interface O_set_data<M extends Mode> {
  (self: Tensor, new_data: Tensor): Result<M, null>;
}

interface O_sgn<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sgn_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_sigmoid<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sigmoid_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_sigmoid_backward<M extends Mode> {
  (grad_output: Tensor, output: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sign<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sign_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_signbit<M extends Mode> {
  (self: Tensor): Result<M, Tensor<"bool">>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_silu<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_silu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_silu_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sin<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sin_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_sinc<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sinc_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_sinh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sinh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_size<M extends Mode> {
  (self: Tensor, dim: Int): Result<M, number | bigint>;
}

interface O_slice<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim?: Int, start?: Int | null, end?: Int | null, step?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { dim?: Int | undefined; start?: Int | null | undefined; end?: Int | null | undefined; step?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_slice_backward<M extends Mode> {
  (grad_output: Tensor, input_sizes: Ints, dim: Int, start: Int, end: Int, step: Int): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, input_sizes: Ints, dim: Int, start: Int, end: Int, step: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_slice_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim?: Int, start?: Int | null, end?: Int | null, step?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { dim?: Int | undefined; start?: Int | null | undefined; end?: Int | null | undefined; step?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int | undefined, start: Int | null | undefined, end: Int | null | undefined, step: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: Int | undefined; start?: Int | null | undefined; end?: Int | null | undefined; step?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_slice_inverse<M extends Mode> {
  <D extends DType>(self: Tensor<D>, src: Tensor, dim?: Int, start?: Int | null, end?: Int | null, step?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, src: Tensor, options: { dim?: Int | undefined; start?: Int | null | undefined; end?: Int | null | undefined; step?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_slice_scatter<M extends Mode> {
  <D extends DType>(self: Tensor<D>, src: Tensor, dim?: Int, start?: Int | null, end?: Int | null, step?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, src: Tensor, options: { dim?: Int | undefined; start?: Int | null | undefined; end?: Int | null | undefined; step?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, dim: Int | undefined, start: Int | null | undefined, end: Int | null | undefined, step: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, src: Tensor, options: { dim?: Int | undefined; start?: Int | null | undefined; end?: Int | null | undefined; step?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_slogdet<M extends Mode> {
  (self: Tensor): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, options: { sign: Tensor<D>; logabsdet: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_slow_conv3d<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts): Result<M, Tensor>;
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null | undefined, stride: IntOrInts | undefined, padding: IntOrInts | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_slow_conv3d_forward<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null, stride: IntOrInts, padding: IntOrInts): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null, stride: IntOrInts, padding: IntOrInts, options: { output: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_slow_conv_dilated2d<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts): Result<M, Tensor>;
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null | undefined, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_slow_conv_dilated3d<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, dilation?: IntOrInts): Result<M, Tensor>;
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null | undefined, stride: IntOrInts | undefined, padding: IntOrInts | undefined, dilation: IntOrInts | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_slow_conv_transpose2d<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, output_padding?: IntOrInts, dilation?: IntOrInts): Result<M, Tensor>;
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; output_padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null | undefined, stride: IntOrInts | undefined, padding: IntOrInts | undefined, output_padding: IntOrInts | undefined, dilation: IntOrInts | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; output_padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_slow_conv_transpose3d<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts, output_padding?: IntOrInts, dilation?: IntOrInts, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; output_padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null | undefined, stride: IntOrInts | undefined, padding: IntOrInts | undefined, output_padding: IntOrInts | undefined, dilation: IntOrInts | undefined, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; output_padding?: IntOrInts | undefined; dilation?: IntOrInts | undefined; out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O_smm<M extends Mode> {
  (self: Tensor, mat2: Tensor): Result<M, Tensor>;
}

interface O_smooth_l1_loss<M extends Mode> {
  (self: Tensor, target: Tensor, reduction?: Int, beta?: number): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { reduction?: Int | undefined; beta?: number | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, reduction: Int | undefined, beta: number | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { reduction?: Int | undefined; beta?: number | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_smooth_l1_loss_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int, beta: number, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int, beta: number, options: { grad_input: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O_soft_margin_loss<M extends Mode> {
  (self: Tensor, target: Tensor, reduction?: Int): Result<M, Tensor>;
  (self: Tensor, target: Tensor, options: { reduction?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, target: Tensor, reduction: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, target: Tensor, options: { reduction?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_soft_margin_loss_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, target: Tensor, reduction: Int, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_softmax<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, dtype?: X | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: Int, dtype: OperatorDType | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_softplus<M extends Mode> {
  <D extends DType>(self: Tensor<D>, beta?: AnyScalar, threshold?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { beta?: AnyScalar | undefined; threshold?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, beta: AnyScalar | undefined, threshold: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { beta?: AnyScalar | undefined; threshold?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_softplus_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, beta: AnyScalar, threshold: AnyScalar): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, beta: AnyScalar, threshold: AnyScalar, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_softshrink<M extends Mode> {
  <D extends DType>(self: Tensor<D>, lambd?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { lambd?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, lambd: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { lambd?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_softshrink_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, lambd: AnyScalar): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, lambd: AnyScalar, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sort<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim?: Int, descending?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, options: { dim?: Int | undefined; descending?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, options: { stable: boolean | null; dim?: Int | undefined; descending?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, dim: Int | undefined, descending: boolean | undefined, options: { values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { dim?: Int | undefined; descending?: boolean | undefined; values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { stable: boolean | null; dim?: Int | undefined; descending?: boolean | undefined; values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_sparse_bsc_tensor<M extends Mode> {
  <X extends OperatorDType = DType>(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_sparse_bsr_tensor<M extends Mode> {
  <X extends OperatorDType = DType>(crow_indices: Tensor, col_indices: Tensor, values: Tensor, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_sparse_compressed_tensor<M extends Mode> {
  <X extends OperatorDType = DType>(compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(compressed_indices: Tensor, plain_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_sparse_coo_tensor<M extends Mode> {
  <D extends DType>(size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  (size: Ints, options?: { dtype?: OperatorDType | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, Tensor>;
  (indices: Tensor, values: Tensor, options?: { dtype?: OperatorDType | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; is_coalesced?: boolean | null | undefined }): Result<M, Tensor>;
  (indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: OperatorDType | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; is_coalesced?: boolean | null | undefined }): Result<M, Tensor>;
}

interface O_sparse_csc_tensor<M extends Mode> {
  <X extends OperatorDType = DType>(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(ccol_indices: Tensor, row_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_sparse_csr_tensor<M extends Mode> {
  <X extends OperatorDType = DType>(crow_indices: Tensor, col_indices: Tensor, values: Tensor, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(crow_indices: Tensor, col_indices: Tensor, values: Tensor, size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_sparse_dim<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_sparse_mask<M extends Mode> {
  (self: Tensor, mask: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mask: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sparse_resize<M extends Mode> {
  (self: Tensor, size: Ints, sparse_dim: Int, dense_dim: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, size: Ints, sparse_dim: Int, dense_dim: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sparse_resize_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, sparse_dim: Int, dense_dim: Int): Result<M, Tensor<D>>;
}

interface O_sparse_resize_and_clear<M extends Mode> {
  (self: Tensor, size: Ints, sparse_dim: Int, dense_dim: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, size: Ints, sparse_dim: Int, dense_dim: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sparse_resize_and_clear_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints, sparse_dim: Int, dense_dim: Int): Result<M, Tensor<D>>;
}

interface O_sparse_sampled_addmm<M extends Mode> {
  (self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_airy_ai<M extends Mode> {
  (x: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_bessel_j0<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_bessel_j1<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_bessel_y0<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_bessel_y1<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_chebyshev_polynomial_t<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_chebyshev_polynomial_u<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_chebyshev_polynomial_v<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_chebyshev_polynomial_w<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_digamma<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_entr<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_erf<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_erfc<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_erfcx<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_erfinv<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_exp2<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_expit<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_expm1<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_gammainc<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_gammaincc<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_gammaln<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_hermite_polynomial_h<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_hermite_polynomial_he<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_i0<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_i0e<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_i1<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_i1e<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_laguerre_polynomial_l<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_legendre_polynomial_p<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar, options?: { unsafe?: boolean }): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_log1p<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_log_ndtr<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_log_softmax<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_special_logit<M extends Mode> {
  (self: Tensor, eps?: number | null): Result<M, Tensor>;
  (self: Tensor, options: { eps?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, eps: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { eps?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_logsumexp<M extends Mode> {
  (self: Tensor, dim: IntOrInts, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: IntOrInts, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts, options: { keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_modified_bessel_i0<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_modified_bessel_i1<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_modified_bessel_k0<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_modified_bessel_k1<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_multigammaln<M extends Mode> {
  (self: Tensor, p: Int): Result<M, Tensor>;
  <D extends DType>(self: Tensor, p: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_ndtr<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_ndtri<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_polygamma<M extends Mode> {
  (n: Int, self: Tensor): Result<M, Tensor>;
  <D extends DType>(n: Int, self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_psi<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_round<M extends Mode> {
  (self: Tensor, options?: { decimals?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { decimals?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_scaled_modified_bessel_k0<M extends Mode> {
  (x: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_scaled_modified_bessel_k1<M extends Mode> {
  (x: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_shifted_chebyshev_polynomial_t<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_shifted_chebyshev_polynomial_u<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_shifted_chebyshev_polynomial_v<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_shifted_chebyshev_polynomial_w<M extends Mode> {
  (x: Tensor, n: Tensor): Result<M, Tensor>;
  (x: Tensor, n: AnyScalar): Result<M, Tensor>;
  (x: AnyScalar, n: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, n: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: Tensor, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(x: AnyScalar, n: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_sinc<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_softmax<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, dtype?: X | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: Int, options: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_special_spherical_bessel_j0<M extends Mode> {
  (x: Tensor): Result<M, Tensor>;
  <D extends DType>(x: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_xlog1py<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_xlogy<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_special_zeta<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_split<M extends Mode> {
  <D extends DType>(self: Tensor<D>, split_size: Int, dim?: Int): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, split_size: Int, options: { dim?: Int | undefined }): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, split_size: Ints, dim?: Int): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, split_size: Ints, options: { dim?: Int | undefined }): Result<M, Tensor<D>[]>;
}

interface O_split_copy<M extends Mode> {
  (self: Tensor, split_size: Int, dim?: Int): Result<M, Tensor[]>;
  (self: Tensor, split_size: Int, options: { dim?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, split_size: Int, dim: Int | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: Tensor, split_size: Int, options: { dim?: Int | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O_split_with_sizes<M extends Mode> {
  <D extends DType>(self: Tensor<D>, split_sizes: Ints, dim?: Int): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, split_sizes: Ints, options: { dim?: Int | undefined }): Result<M, Tensor<D>[]>;
}

interface O_split_with_sizes_copy<M extends Mode> {
  (self: Tensor, split_sizes: Ints, dim?: Int): Result<M, Tensor[]>;
  (self: Tensor, split_sizes: Ints, options: { dim?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, split_sizes: Ints, dim: Int | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: Tensor, split_sizes: Ints, options: { dim?: Int | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O_sqrt<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sqrt_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_square<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_square_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_squeeze<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Ints): Result<M, Tensor<D>>;
}

interface O_squeeze_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Ints): Result<M, Tensor<D>>;
}

interface O_squeeze_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, dim: Ints): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sspaddmm<M extends Mode> {
  (self: Tensor, mat1: Tensor, mat2: Tensor, options?: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, mat1: Tensor, mat2: Tensor, options: { beta?: AnyScalar | undefined; alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_stack<M extends Mode> {
  (tensors: readonly Tensor[], dim?: Int): Result<M, Tensor>;
  (tensors: readonly Tensor[], options: { dim?: Int | undefined }): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], dim: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(tensors: readonly Tensor[], options: { dim?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_std<M extends Mode> {
  (self: Tensor, unbiased?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { unbiased?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, dim?: IntOrInts | null, options?: { correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { dim?: IntOrInts | null | undefined; correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts | null, unbiased?: boolean, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts | null, options: { unbiased?: boolean | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null | undefined, options: { correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: IntOrInts | null | undefined; correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null, unbiased: boolean | undefined, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null, options: { unbiased?: boolean | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_std_mean<M extends Mode> {
  (self: Tensor, unbiased?: boolean): Result<M, [Tensor, Tensor]>;
  (self: Tensor, options: { unbiased?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, dim?: IntOrInts | null, options?: { correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, options: { dim?: IntOrInts | null | undefined; correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, dim: IntOrInts | null, unbiased?: boolean, keepdim?: boolean): Result<M, [Tensor, Tensor]>;
  (self: Tensor, dim: IntOrInts | null, options: { unbiased?: boolean | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, dim: IntOrInts | null | undefined, options: { correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { dim?: IntOrInts | null | undefined; correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_stft<M extends Mode> {
  (self: Tensor, n_fft: Int, hop_length?: Int | null, win_length?: Int | null, window?: Tensor | null, normalized?: boolean, onesided?: boolean | null, return_complex?: boolean | null, align_to_window?: boolean | null): Result<M, Tensor>;
  (self: Tensor, n_fft: Int, options: { hop_length?: Int | null | undefined; win_length?: Int | null | undefined; window?: Tensor | null | undefined; normalized?: boolean | undefined; onesided?: boolean | null | undefined; return_complex?: boolean | null | undefined; align_to_window?: boolean | null | undefined }): Result<M, Tensor>;
  (self: Tensor, n_fft: Int, hop_length?: Int | null, win_length?: Int | null, window?: Tensor | null, center?: boolean, pad_mode?: string, normalized?: boolean, onesided?: boolean | null, return_complex?: boolean | null, align_to_window?: boolean | null): Result<M, Tensor>;
  (self: Tensor, n_fft: Int, options: { hop_length?: Int | null | undefined; win_length?: Int | null | undefined; window?: Tensor | null | undefined; center?: boolean | undefined; pad_mode?: string | undefined; normalized?: boolean | undefined; onesided?: boolean | null | undefined; return_complex?: boolean | null | undefined; align_to_window?: boolean | null | undefined }): Result<M, Tensor>;
}

interface O_storage_offset<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_stride<M extends Mode> {
  (self: Tensor, dim: Int): Result<M, number | bigint>;
}

interface O_sub<M extends Mode> {
  (self: Tensor, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, alpha: AnyScalar | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sub_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_subtract<M extends Mode> {
  (self: Tensor, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { alpha?: AnyScalar | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_subtract_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar, alpha?: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: AnyScalar, options: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor, options?: { alpha?: AnyScalar | undefined }): Result<M, Tensor<D>>;
}

interface O_sum<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: IntOrInts | null, keepdim?: boolean, options?: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, dim: IntOrInts | null, options: { keepdim?: boolean | undefined; dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null, keepdim: boolean | undefined, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null, options: { keepdim?: boolean | undefined; dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_sum_to_size<M extends Mode> {
  (self: Tensor, size: Ints): Result<M, Tensor>;
}

interface O_svd<M extends Mode> {
  (self: Tensor, some?: boolean, compute_uv?: boolean): Result<M, [Tensor, Tensor, Tensor]>;
  (self: Tensor, options: { some?: boolean | undefined; compute_uv?: boolean | undefined }): Result<M, [Tensor, Tensor, Tensor]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, some: boolean | undefined, compute_uv: boolean | undefined, options: { U: Tensor<D>; S: Tensor<E>; V: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, options: { some?: boolean | undefined; compute_uv?: boolean | undefined; U: Tensor<D>; S: Tensor<E>; V: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_swapaxes<M extends Mode> {
  <D extends DType>(self: Tensor<D>, axis0: Int, axis1: Int): Result<M, Tensor<D>>;
}

interface O_swapaxes_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, axis0: Int, axis1: Int): Result<M, Tensor<D>>;
}

interface O_swapdims<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim0: Int, dim1: Int): Result<M, Tensor<D>>;
}

interface O_swapdims_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim0: Int, dim1: Int): Result<M, Tensor<D>>;
}

interface O_sym_constrain_range<M extends Mode> {
  (size: AnyScalar, options?: { min?: Int | null | undefined; max?: Int | null | undefined }): Result<M, null>;
}

interface O_sym_constrain_range_for_size<M extends Mode> {
  (size: AnyScalar, options?: { min?: Int | null | undefined; max?: Int | null | undefined }): Result<M, null>;
}

interface O_sym_is_contiguous<M extends Mode> {
  (self: Tensor, memory_format?: MemoryFormat): Result<M, boolean>;
  (self: Tensor, options: { memory_format?: MemoryFormat | undefined }): Result<M, boolean>;
}

interface O_sym_numel<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_sym_size<M extends Mode> {
  (self: Tensor, dim: Int): Result<M, number | bigint>;
}

interface O_sym_storage_offset<M extends Mode> {
  (self: Tensor): Result<M, number | bigint>;
}

interface O_sym_stride<M extends Mode> {
  (self: Tensor, dim: Int): Result<M, number | bigint>;
}

interface O_t<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_t_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_t_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_take<M extends Mode> {
  <D extends DType>(self: Tensor<D>, index: Tensor): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, index: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_take_along_dim<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: Tensor, dim?: Int | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, indices: Tensor, options: { dim?: Int | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, indices: Tensor, dim: Int | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, indices: Tensor, options: { dim?: Int | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_tan<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_tan_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_tanh<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_tanh_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_tanh_backward<M extends Mode> {
  (grad_output: Tensor, output: Tensor): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output: Tensor, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_tensor_split<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: Ints, dim?: Int): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, indices: Ints, options: { dim?: Int | undefined }): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, sections: Int, dim?: Int): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, sections: Int, options: { dim?: Int | undefined }): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, tensor_indices_or_sections: Tensor, dim?: Int): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, tensor_indices_or_sections: Tensor, options: { dim?: Int | undefined }): Result<M, Tensor<D>[]>;
}

interface O_tensordot<M extends Mode> {
  (self: Tensor, other: Tensor, dims_self: Ints, dims_other: Ints): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, dims_self: Ints, dims_other: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_thnn_conv2d<M extends Mode> {
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias?: Tensor | null, stride?: IntOrInts, padding?: IntOrInts): Result<M, Tensor>;
  (self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, bias: Tensor | null | undefined, stride: IntOrInts | undefined, padding: IntOrInts | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, weight: Tensor, kernel_size: IntOrInts, options: { bias?: Tensor | null | undefined; stride?: IntOrInts | undefined; padding?: IntOrInts | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_threshold<M extends Mode> {
  <D extends DType>(self: Tensor<D>, threshold: AnyScalar, value: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, threshold: AnyScalar, value: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_threshold_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, threshold: AnyScalar, value: AnyScalar): Result<M, Tensor<D>>;
}

interface O_threshold_backward<M extends Mode> {
  (grad_output: Tensor, self: Tensor, threshold: AnyScalar): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, self: Tensor, threshold: AnyScalar, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_tile<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dims: Ints): Result<M, Tensor<D>>;
}

interface O_to<M extends Mode> {
  <X extends OperatorDType>(self: Tensor, dtype: X, non_blocking?: boolean, copy?: boolean, memory_format?: MemoryFormat | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType>(self: Tensor, dtype: X, options: { non_blocking?: boolean | undefined; copy?: boolean | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  (self: Tensor, other: Tensor, non_blocking?: boolean, copy?: boolean, memory_format?: MemoryFormat | null): Result<M, Tensor>;
  (self: Tensor, other: Tensor, options: { non_blocking?: boolean | undefined; copy?: boolean | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, Tensor>;
  <X extends OperatorDType>(self: Tensor, device: Device, dtype: X, non_blocking?: boolean, copy?: boolean, memory_format?: MemoryFormat | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType>(self: Tensor, device: Device, dtype: X, options: { non_blocking?: boolean | undefined; copy?: boolean | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; non_blocking?: boolean | undefined; copy?: boolean | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_to_dense<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dtype?: X | null, options?: { masked_grad?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, options: { dtype?: X | null | undefined; masked_grad?: boolean | null | undefined }): Result<M, TensorOf<X>>;
}

interface O_to_dense_backward<M extends Mode> {
  (grad: Tensor, input: Tensor, masked_grad?: boolean | null): Result<M, Tensor>;
  (grad: Tensor, input: Tensor, options: { masked_grad?: boolean | null | undefined }): Result<M, Tensor>;
}

interface O_to_mkldnn<M extends Mode> {
  <X extends OperatorDType = DType>(self: Tensor, dtype?: X | null): Result<M, TensorOf<X>>;
  <X extends OperatorDType = DType>(self: Tensor, options: { dtype?: X | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dtype: OperatorDType | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dtype?: OperatorDType | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_to_mkldnn_backward<M extends Mode> {
  (grad: Tensor, input: Tensor): Result<M, Tensor>;
}

interface O_to_padded_tensor<M extends Mode> {
  (self: Tensor, padding: number, output_size?: Ints | null): Result<M, Tensor>;
  (self: Tensor, padding: number, options: { output_size?: Ints | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, padding: number, output_size: Ints | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, padding: number, options: { output_size?: Ints | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_to_sparse<M extends Mode> {
  (self: Tensor, options?: { layout?: Layout | null | undefined; blocksize?: IntOrInts | null | undefined; dense_dim?: Int | null | undefined }): Result<M, Tensor>;
  (self: Tensor, sparse_dim: Int): Result<M, Tensor>;
}

interface O_to_sparse_bsc<M extends Mode> {
  (self: Tensor, blocksize: IntOrInts, dense_dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, blocksize: IntOrInts, options: { dense_dim?: Int | null | undefined }): Result<M, Tensor>;
}

interface O_to_sparse_bsr<M extends Mode> {
  (self: Tensor, blocksize: IntOrInts, dense_dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, blocksize: IntOrInts, options: { dense_dim?: Int | null | undefined }): Result<M, Tensor>;
}

interface O_to_sparse_csc<M extends Mode> {
  (self: Tensor, dense_dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, options: { dense_dim?: Int | null | undefined }): Result<M, Tensor>;
}

interface O_to_sparse_csr<M extends Mode> {
  (self: Tensor, dense_dim?: Int | null): Result<M, Tensor>;
  (self: Tensor, options: { dense_dim?: Int | null | undefined }): Result<M, Tensor>;
}

interface O_topk<M extends Mode> {
  <D extends DType>(self: Tensor<D>, k: Int, dim?: Int, largest?: boolean, sorted?: boolean): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, k: Int, options: { dim?: Int | undefined; largest?: boolean | undefined; sorted?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">]>;
  <D extends DType, E extends DType>(self: Tensor, k: Int, dim: Int | undefined, largest: boolean | undefined, sorted: boolean | undefined, options: { values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, k: Int, options: { dim?: Int | undefined; largest?: boolean | undefined; sorted?: boolean | undefined; values: Tensor<D>; indices: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_trace<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_trace_backward<M extends Mode> {
  (grad: Tensor, sizes: Ints): Result<M, Tensor>;
}

interface O_transpose<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim0: Int, dim1: Int): Result<M, Tensor<D>>;
}

interface O_transpose_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim0: Int, dim1: Int): Result<M, Tensor<D>>;
}

interface O_transpose_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim0: Int, dim1: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim0: Int, dim1: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_trapezoid<M extends Mode> {
  (y: Tensor, options?: { dx?: AnyScalar | undefined; dim?: Int | undefined }): Result<M, Tensor>;
  (y: Tensor, x: Tensor, options?: { dim?: Int | undefined }): Result<M, Tensor>;
}

interface O_trapz<M extends Mode> {
  (y: Tensor, options?: { dx?: number | undefined; dim?: Int | undefined }): Result<M, Tensor>;
  (y: Tensor, x: Tensor, options?: { dim?: Int | undefined }): Result<M, Tensor>;
}

interface O_triangular_solve<M extends Mode> {
  (self: Tensor, A: Tensor, upper?: boolean, transpose?: boolean, unitriangular?: boolean): Result<M, [Tensor, Tensor]>;
  (self: Tensor, A: Tensor, options: { upper?: boolean | undefined; transpose?: boolean | undefined; unitriangular?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, A: Tensor, upper: boolean | undefined, transpose: boolean | undefined, unitriangular: boolean | undefined, options: { X: Tensor<D>; M: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, A: Tensor, options: { upper?: boolean | undefined; transpose?: boolean | undefined; unitriangular?: boolean | undefined; X: Tensor<D>; M: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_tril<M extends Mode> {
  <D extends DType>(self: Tensor<D>, diagonal?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { diagonal?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, diagonal: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { diagonal?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_tril_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, diagonal?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { diagonal?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_tril_indices<M extends Mode> {
  <X extends OperatorDType = "int64">(row: Int, col: Int, offset?: Int, options?: { dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "int64">(row: Int, col: Int, options: { offset?: Int | undefined; dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(row: Int, col: Int, offset: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(row: Int, col: Int, options: { offset?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_triplet_margin_loss<M extends Mode> {
  (anchor: Tensor, positive: Tensor, negative: Tensor, margin?: number, p?: number, eps?: number, swap?: boolean, reduction?: Int): Result<M, Tensor>;
  (anchor: Tensor, positive: Tensor, negative: Tensor, options: { margin?: number | undefined; p?: number | undefined; eps?: number | undefined; swap?: boolean | undefined; reduction?: Int | undefined }): Result<M, Tensor>;
}

interface O_triu<M extends Mode> {
  <D extends DType>(self: Tensor<D>, diagonal?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { diagonal?: Int | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, diagonal: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { diagonal?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_triu_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, diagonal?: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { diagonal?: Int | undefined }): Result<M, Tensor<D>>;
}

interface O_triu_indices<M extends Mode> {
  <X extends OperatorDType = "int64">(row: Int, col: Int, offset?: Int, options?: { dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <X extends OperatorDType = "int64">(row: Int, col: Int, options: { offset?: Int | undefined; dtype?: X | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(row: Int, col: Int, offset: Int | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(row: Int, col: Int, options: { offset?: Int | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_true_divide<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_true_divide_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_trunc<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_trunc_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_type_as<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
}

interface O_unbind<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim?: Int): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, options: { dim?: Int | undefined }): Result<M, Tensor<D>[]>;
}

interface O_unbind_copy<M extends Mode> {
  (self: Tensor, dim?: Int): Result<M, Tensor[]>;
  (self: Tensor, options: { dim?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, dim: Int | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: Tensor, options: { dim?: Int | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O_unflatten<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, sizes: Ints): Result<M, Tensor<D>>;
}

interface O_unflatten_dense_tensors<M extends Mode> {
  (flat: Tensor, tensors: readonly Tensor[]): Result<M, Tensor[]>;
}

interface O_unfold<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dimension: Int, size: Int, step: Int): Result<M, Tensor<D>>;
}

interface O_unfold_backward<M extends Mode> {
  (grad_in: Tensor, input_sizes: Ints, dim: Int, size: Int, step: Int, options?: { unsafe?: boolean }): Result<M, Tensor>;
  <D extends DType>(grad_in: Tensor, input_sizes: Ints, dim: Int, size: Int, step: Int, options: { out: Tensor<D>; unsafe?: boolean }): Result<M, Tensor<D>>;
}

interface O_unfold_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dimension: Int, size: Int, step: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dimension: Int, size: Int, step: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_uniform<M extends Mode> {
  (self: Tensor, from?: number, to?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { from?: number | undefined; to?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, from: number | undefined, to: number | undefined, options: { generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { from?: number | undefined; to?: number | undefined; generator?: Generator | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_uniform_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, from?: number, to?: number, options?: { generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, options: { from?: number | undefined; to?: number | undefined; generator?: Generator | null | undefined }): Result<M, Tensor<D>>;
}

interface O_unique_consecutive<M extends Mode> {
  <D extends DType>(self: Tensor<D>, return_inverse?: boolean, return_counts?: boolean, dim?: Int | null): Result<M, [Tensor<D>, Tensor<"int64">, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, options: { return_inverse?: boolean | undefined; return_counts?: boolean | undefined; dim?: Int | null | undefined }): Result<M, [Tensor<D>, Tensor<"int64">, Tensor<"int64">]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, return_inverse: boolean | undefined, return_counts: boolean | undefined, dim: Int | null | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, options: { return_inverse?: boolean | undefined; return_counts?: boolean | undefined; dim?: Int | null | undefined; out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_unique_dim<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, sorted?: boolean, return_inverse?: boolean, return_counts?: boolean): Result<M, [Tensor<D>, Tensor<"int64">, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, dim: Int, options: { sorted?: boolean | undefined; return_inverse?: boolean | undefined; return_counts?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">, Tensor<"int64">]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, dim: Int, sorted: boolean | undefined, return_inverse: boolean | undefined, return_counts: boolean | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, dim: Int, options: { sorted?: boolean | undefined; return_inverse?: boolean | undefined; return_counts?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_unique_dim_consecutive<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int, return_inverse?: boolean, return_counts?: boolean): Result<M, [Tensor<D>, Tensor<"int64">, Tensor<"int64">]>;
  <D extends DType>(self: Tensor<D>, dim: Int, options: { return_inverse?: boolean | undefined; return_counts?: boolean | undefined }): Result<M, [Tensor<D>, Tensor<"int64">, Tensor<"int64">]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, dim: Int, return_inverse: boolean | undefined, return_counts: boolean | undefined, options: { out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
  <D extends DType, E extends DType, F extends DType>(self: Tensor, dim: Int, options: { return_inverse?: boolean | undefined; return_counts?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E>; out2: Tensor<F> }): Result<M, [Tensor<D>, Tensor<E>, Tensor<F>]>;
}

interface O_unsafe_chunk<M extends Mode> {
  (self: Tensor, chunks: Int, dim?: Int): Result<M, Tensor[]>;
  (self: Tensor, chunks: Int, options: { dim?: Int | undefined }): Result<M, Tensor[]>;
}

interface O_unsafe_split<M extends Mode> {
  (self: Tensor, split_size: Int, dim?: Int): Result<M, Tensor[]>;
  (self: Tensor, split_size: Int, options: { dim?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, split_size: Int, dim: Int | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: Tensor, split_size: Int, options: { dim?: Int | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O_unsafe_split_with_sizes<M extends Mode> {
  (self: Tensor, split_sizes: Ints, dim?: Int): Result<M, Tensor[]>;
  (self: Tensor, split_sizes: Ints, options: { dim?: Int | undefined }): Result<M, Tensor[]>;
  (self: Tensor, split_sizes: Ints, dim: Int | undefined, options: { out: readonly Tensor[] }): Result<M, null>;
  (self: Tensor, split_sizes: Ints, options: { dim?: Int | undefined; out: readonly Tensor[] }): Result<M, null>;
}

interface O_unsqueeze<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int): Result<M, Tensor<D>>;
}

interface O_unsqueeze_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int): Result<M, Tensor<D>>;
}

interface O_unsqueeze_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, dim: Int): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: Int, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_bicubic2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, output_size: Ints | null, align_corners: boolean, scale_factors: readonly number[] | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_bicubic2d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_bilinear2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, output_size: Ints | null, align_corners: boolean, scale_factors: readonly number[] | null): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor, output_size: Ints | null, align_corners: boolean, scale_factors: readonly number[] | null, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_bilinear2d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_linear1d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, align_corners: boolean, scales?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, align_corners: boolean, options: { scales?: number | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, output_size: Ints | null, align_corners: boolean, scale_factors: readonly number[] | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, scales: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_linear1d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_nearest1d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, scales?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, options: { scales?: number | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, output_size: Ints | null, scale_factors: readonly number[] | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, scales: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { scales?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_nearest1d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_nearest2d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, output_size: Ints | null, scale_factors: readonly number[] | null): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor, output_size: Ints | null, scale_factors: readonly number[] | null, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_nearest2d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_nearest3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, scales_d?: number | null, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, output_size: Ints | null, scale_factors: readonly number[] | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, scales_d: number | null | undefined, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_nearest3d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales_d?: number | null, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, scales_d: number | null | undefined, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_trilinear3d<M extends Mode> {
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, align_corners: boolean, scales_d?: number | null, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, output_size: IntOrInts, align_corners: boolean, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor<D>>;
  <D extends DType>(input: Tensor<D>, output_size: Ints | null, align_corners: boolean, scale_factors: readonly number[] | null): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, scales_d: number | null | undefined, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, output_size: IntOrInts, align_corners: boolean, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_upsample_trilinear3d_backward<M extends Mode> {
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_d?: number | null, scales_h?: number | null, scales_w?: number | null): Result<M, Tensor>;
  (grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined }): Result<M, Tensor>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, scales_d: number | null | undefined, scales_h: number | null | undefined, scales_w: number | null | undefined, options: { grad_input: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(grad_output: Tensor, output_size: IntOrInts, input_size: IntOrInts, align_corners: boolean, options: { scales_d?: number | null | undefined; scales_h?: number | null | undefined; scales_w?: number | null | undefined; grad_input: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_value_selecting_reduction_backward<M extends Mode> {
  (grad: Tensor, dim: Int, indices: Tensor, sizes: Ints, keepdim: boolean): Result<M, Tensor>;
}

interface O_values<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_values_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_vander<M extends Mode> {
  (x: Tensor, N?: Int | null, increasing?: boolean): Result<M, Tensor>;
  (x: Tensor, options: { N?: Int | null | undefined; increasing?: boolean | undefined }): Result<M, Tensor>;
}

interface O_var<M extends Mode> {
  (self: Tensor, unbiased?: boolean): Result<M, Tensor>;
  (self: Tensor, options: { unbiased?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, dim?: IntOrInts | null, options?: { correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, options: { dim?: IntOrInts | null | undefined; correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts | null, unbiased?: boolean, keepdim?: boolean): Result<M, Tensor>;
  (self: Tensor, dim: IntOrInts | null, options: { unbiased?: boolean | undefined; keepdim?: boolean | undefined }): Result<M, Tensor>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null | undefined, options: { correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, options: { dim?: IntOrInts | null | undefined; correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null, unbiased: boolean | undefined, keepdim: boolean | undefined, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, dim: IntOrInts | null, options: { unbiased?: boolean | undefined; keepdim?: boolean | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_var_mean<M extends Mode> {
  (self: Tensor, unbiased?: boolean): Result<M, [Tensor, Tensor]>;
  (self: Tensor, options: { unbiased?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, dim?: IntOrInts | null, options?: { correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, options: { dim?: IntOrInts | null | undefined; correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  (self: Tensor, dim: IntOrInts | null, unbiased?: boolean, keepdim?: boolean): Result<M, [Tensor, Tensor]>;
  (self: Tensor, dim: IntOrInts | null, options: { unbiased?: boolean | undefined; keepdim?: boolean | undefined }): Result<M, [Tensor, Tensor]>;
  <D extends DType, E extends DType>(self: Tensor, dim: IntOrInts | null | undefined, options: { correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
  <D extends DType, E extends DType>(self: Tensor, options: { dim?: IntOrInts | null | undefined; correction?: AnyScalar | null | undefined; keepdim?: boolean | undefined; out0: Tensor<D>; out1: Tensor<E> }): Result<M, [Tensor<D>, Tensor<E>]>;
}

interface O_vdot<M extends Mode> {
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_view<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints): Result<M, Tensor<D>>;
  <X extends OperatorDType>(self: Tensor, dtype: X): Result<M, TensorOf<X>>;
}

interface O_view_as<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_view_as_complex<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_view_as_complex_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_view_as_real<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
}

interface O_view_as_real_copy<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_view_copy<M extends Mode> {
  <D extends DType>(self: Tensor<D>, size: Ints): Result<M, Tensor<D>>;
  <X extends OperatorDType>(self: Tensor, dtype: X): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, dtype: OperatorDType, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_vsplit<M extends Mode> {
  <D extends DType>(self: Tensor<D>, indices: Ints): Result<M, Tensor<D>[]>;
  <D extends DType>(self: Tensor<D>, sections: Int): Result<M, Tensor<D>[]>;
}

interface O_vstack<M extends Mode> {
  (tensors: readonly Tensor[]): Result<M, Tensor>;
  <D extends DType>(tensors: readonly Tensor[], options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_where<M extends Mode> {
  (condition: Tensor): Result<M, Tensor[]>;
  (condition: Tensor, self: AnyScalar, other: AnyScalar): Result<M, Tensor>;
  (condition: Tensor, self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (condition: Tensor, self: AnyScalar, other: Tensor): Result<M, Tensor>;
  (condition: Tensor, self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(condition: Tensor, self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_xlogy<M extends Mode> {
  (self: Tensor, other: AnyScalar): Result<M, Tensor>;
  (self: AnyScalar, other: Tensor): Result<M, Tensor>;
  (self: Tensor, other: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, other: AnyScalar, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: AnyScalar, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor, other: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_xlogy_<M extends Mode> {
  <D extends DType>(self: Tensor<D>, other: AnyScalar): Result<M, Tensor<D>>;
  <D extends DType>(self: Tensor<D>, other: Tensor): Result<M, Tensor<D>>;
}

interface O_zero<M extends Mode> {
  (self: Tensor): Result<M, Tensor>;
  <D extends DType>(self: Tensor, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_zero_<M extends Mode> {
  <D extends DType>(self: Tensor<D>): Result<M, Tensor<D>>;
}

interface O_zeros<M extends Mode> {
  <X extends OperatorDType = "float32">(size: Ints, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(size: Ints, options: { out: Tensor<D> }): Result<M, Tensor<D>>;
}

interface O_zeros_like<M extends Mode> {
  <D extends DType, X extends OperatorDType = D>(self: Tensor<D>, options?: { dtype?: X | null | undefined; layout?: Layout | null | undefined; device?: Device | null | undefined; pin_memory?: boolean | null | undefined; memory_format?: MemoryFormat | null | undefined }): Result<M, TensorOf<X>>;
  <D extends DType>(self: Tensor, options: { memory_format?: MemoryFormat | null | undefined; out: Tensor<D> }): Result<M, Tensor<D>>;
}
