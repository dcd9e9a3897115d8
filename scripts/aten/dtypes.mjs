// Which dtype an operator's results have, where that depends on nothing but its schema and its name.
// scripts/run-aten.mjs holds these rules against what LibTorch does.

const words = (text) => new Set(text.trim().split(/\s+/));

// Always bool.
const BOOL = words(`
  eq ne lt le gt ge not_equal less less_equal greater greater_equal isnan isinf isfinite isposinf isneginf isreal
  isin isclose signbit logical_and logical_or logical_xor logical_not
`);

// Always int64.
const INT64 = words(`
  argmax argmin argsort nonzero nonzero_static nonzero_numpy count_nonzero multinomial one_hot _shape_as_tensor _dim_arange
`);

// The dtype of the first tensor: what moves, copies or picks elements, and what takes one floating dtype alone.
const SAME = words(`
  clone relu relu6 neg negative flip fliplr flipud roll rot90 repeat tile index_select gather masked_select take take_along_dim
  tril triu diag diag_embed diagflat index masked_scatter scatter scatter_add scatter_reduce index_add index_copy index_fill
  index_put repeat_interleave pixel_shuffle pixel_unshuffle channel_shuffle constant_pad_nd reflection_pad1d
  reflection_pad2d reflection_pad3d replication_pad1d replication_pad2d replication_pad3d max_pool1d max_pool2d max_pool3d
  avg_pool1d avg_pool2d avg_pool3d adaptive_avg_pool1d adaptive_avg_pool2d adaptive_avg_pool3d upsample_nearest1d
  upsample_nearest2d upsample_nearest3d upsample_linear1d upsample_bilinear2d upsample_bicubic2d upsample_trilinear3d
  dropout alpha_dropout feature_dropout nan_to_num sgn narrow_copy detach_copy alias_copy permute_copy view_copy
  transpose_copy squeeze_copy unsqueeze_copy expand_copy select_copy slice_copy t_copy diagonal_copy unfold_copy
  select_scatter slice_scatter diagonal_scatter as_strided_copy as_strided_scatter
  mm bmm mv addmm addmv baddbmm addbmm conv1d conv2d conv3d conv_transpose1d conv_transpose2d
  conv_transpose3d convolution gelu silu mish elu selu celu hardtanh hardswish leaky_relu prelu glu
  softplus softshrink hardshrink threshold im2col col2im grid_sampler layer_norm group_norm instance_norm batch_norm
  linalg_inv linalg_cholesky inverse cholesky matrix_exp linalg_matrix_exp amax amin
`);

// Views of another dtype than what they view, or of one that an argument decides.
const OTHER_VIEW = words(`
  real imag view_as_real view_as_complex to _indices indices crow_indices col_indices ccol_indices row_indices
  _autocast_to_reduced_precision _autocast_to_full_precision
`);

// Results by place, where the schema gives them no name: "self" is the dtype of the first tensor.
const PLACES = new Map(
  Object.entries({
    max_pool1d_with_indices: ["self", "int64"],
    max_pool2d_with_indices: ["self", "int64"],
    max_pool3d_with_indices: ["self", "int64"],
    adaptive_max_pool1d: ["self", "int64"],
    adaptive_max_pool2d: ["self", "int64"],
    adaptive_max_pool3d: ["self", "int64"],
    fractional_max_pool2d: ["self", "int64"],
    fractional_max_pool3d: ["self", "int64"],
    _unique: ["self", "int64"],
    _unique2: ["self", "int64", "int64"],
    unique_dim: ["self", "int64", "int64"],
    unique_consecutive: ["self", "int64", "int64"],
    unique_dim_consecutive: ["self", "int64", "int64"],
    frexp: ["self", "int32"],
    aminmax: ["self", "self"],
  }),
);

// Operators that give the values of their argument and where they stood.
const WITH_INDICES = words(`topk sort kthvalue mode median nanmedian max min cummax cummin`);

// Their dtype argument is not, or not always, what the result has.
const NOT_GIVEN = words(`
  linalg__powsum _foreach_powsum _foreach_norm linalg_vector_norm linalg_norm linalg_matrix_norm norm native_norm sparse_coo_tensor _sparse_coo_tensor_unsafe
  _sparse_coo_tensor_with_dims_and_tensors
`);

// Makers whose dtype is float32, int64, or that of their tensor unless another one is given.
const MAKES_FLOAT = words(`
  zeros ones empty empty_strided empty_permuted rand randn eye hann_window hamming_window blackman_window
  bartlett_window kaiser_window scalar_tensor fft_fftfreq fft_rfftfreq
`);
const MAKES_INT64 = words(`randint randperm tril_indices triu_indices`);
const MAKES_SAME = words(`
  zeros_like ones_like empty_like full_like rand_like randn_like randint_like new_zeros new_ones new_empty new_full
  new_empty_strided _to_copy
`);

/**
 * For each result one of: `{ fixed: "bool" }`, `{ same: i }` (the dtype of argument i), `{ given: i, standard }` (named
 * by argument i; `standard` is one of these three for when it is left out, or undefined), or undefined: not known.
 */
export function resultDTypes(schema) {
  return schema.returns.map((result, place) =>
    result.base === "Tensor" ? resultDType(schema, result, place) : undefined,
  );
}

function resultDType(schema, result, place) {
  const { name, overload, args } = schema;
  const tensor = args.findIndex((arg) => arg.base === "Tensor" && arg.list === undefined && !arg.optional);
  const same = tensor < 0 ? undefined : { same: tensor };
  if (result.alias !== undefined) {
    const source = args.findIndex((arg) => arg.alias === result.alias);
    if (source >= 0 && args[source].list === undefined && result.written) return { same: source };
    if (result.written || source < 0) return undefined;
    if (!OTHER_VIEW.has(name) && !(name === "view" && overload === "dtype")) return { same: source };
  }
  const dtype = args.findIndex((arg) => arg.name === "dtype" && arg.base === "ScalarType");
  if (dtype >= 0 && schema.returns.length === 1 && !NOT_GIVEN.has(name)) {
    if (!args[dtype].optional) return { given: dtype };
    if (MAKES_FLOAT.has(name) && tensor < 0) return { given: dtype, standard: { fixed: "float32" } };
    if (MAKES_INT64.has(name)) return { given: dtype, standard: { fixed: "int64" } };
    if (MAKES_SAME.has(name)) return { given: dtype, standard: same };
    return { given: dtype };
  }
  if (schema.returns.length === 1) {
    if (BOOL.has(name)) return { fixed: "bool" };
    if (INT64.has(name)) return { fixed: "int64" };
    return SAME.has(name) && result.list === undefined ? same : undefined;
  }
  const known = PLACES.get(name)?.[place];
  if (known !== undefined) return known === "self" ? same : { fixed: known };
  if (!WITH_INDICES.has(name)) return undefined;
  return result.name === "indices" || place === 1 ? { fixed: "int64" } : same;
}
