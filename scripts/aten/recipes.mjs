// Arguments for operators whose sizes depend on each other in a way that no name of an argument tells.

const tensor = (shape, more = {}) => ({ tensor: "float32", shape, seed: shape.length + 1, ...more });
const whole = (shape, seed = 1) => ({ tensor: "int64", shape, seed });
const short = (shape, seed = 1) => ({ tensor: "int32", shape, seed });
const matrix = () => tensor([2, 2], { form: "spd" });

/** The arguments that a recipe sets, or undefined; the others are sampled. `random` decides between variants. */
export function recipe(schema, random) {
  for (const [pattern, make] of RECIPES) if (pattern.test(schema.key)) return make(schema, random);
  return undefined;
}

const RECIPES = [
  [
    /^multilabel_margin_loss_/,
    () => ({
      self: tensor([2, 3]),
      target: whole([2, 3]),
      is_target: tensor([2, 3], { form: "positive" }),
      grad_output: tensor([]),
      reduction: 1,
    }),
  ],
  [
    /^_native_multi_head_attention/,
    () => ({
      query: tensor([1, 2, 4]),
      key: tensor([1, 2, 4]),
      value: tensor([1, 2, 4]),
      embed_dim: 4,
      num_head: 2,
      qkv_weight: tensor([12, 4]),
      qkv_bias: tensor([12]),
      proj_weight: tensor([4, 4]),
      proj_bias: tensor([4]),
      mask: null,
      mask_type: null,
    }),
  ],
  [
    /^(_histogramdd_bin_edges|_histogramdd_from_bin_cts)/,
    () => ({ self: tensor([4, 2]), bins: [2, 2], range: null, weight: null }),
  ],
  [/^_?upsample_\w+(1d|2d|3d)/, upsample],
  [/grid_sampler/, gridSampler],
  [
    /^(affine_grid_generator)/,
    () => ({ theta: tensor([1, 2, 3]), grad: tensor([1, 3, 3, 2]), size: [1, 2, 3, 3] }),
  ],
  [
    /^(_convolution|convolution|conv[123]d|conv_transpose[123]d|mkldnn_convolution|slow_conv|_slow_conv|thnn_conv)/,
    convolution,
  ],
  [/^nll_loss2d/, () => nll([1, 3, 2, 2], [1, 2, 2])],
  [/^nll_loss(_|\.)/, () => nll([3, 3], [3])],
  [/^(gru|lstm|rnn_tanh|rnn_relu)\.input/, recurrent],
  [/^(gru|lstm|rnn_tanh|rnn_relu)\.data/, packed],
  // Pivots 2 and 1.
  [
    /^(linalg_lu_solve|lu_solve)\./,
    () => {
      const pivots = short([2], 2);
      return { LU: matrix(), pivots, B: matrix(), self: matrix(), LU_data: matrix(), LU_pivots: pivots };
    },
  ],
  [
    /^(_linalg_det\.result|_linalg_slogdet\.sign|_linalg_solve_ex\.result|linalg_lu_factor(_ex)?\.out)/,
    ({ args }) => ({
      ...Object.fromEntries(args.filter((arg) => arg.written).map(({ name }) => [name, tensor([0])])),
      A: matrix(),
      B: matrix(),
      pivots: short([0]),
      info: short([0]),
    }),
  ],
  [
    /^_amp_update_scale/,
    () => ({
      self: tensor([1], { form: "positive" }),
      growth_tracker: short([1]),
      found_inf: tensor([1]),
      scale_growth_factor: 2,
      scale_backoff_factor: 0.5,
      growth_interval: 3,
    }),
  ],
  [
    /^(_ctc_loss|ctc_loss)\./,
    ({ args }) => {
      const tensors = args.some((arg) => arg.name === "input_lengths" && arg.base === "Tensor");
      return {
        log_probs: tensor([4, 1, 3]),
        targets: whole([1, 2]),
        input_lengths: tensors ? whole([1], 2) : [4],
        target_lengths: tensors ? whole([1]) : [2],
        blank: 0,
      };
    },
  ],
  [/^(gru|lstm|rnn_tanh|rnn_relu)_cell\./, cell],
  [
    /^(avg|max)_pool1d/,
    () => ({ self: tensor([1, 2, 6]), kernel_size: [2], stride: [2], padding: [0], dilation: [1] }),
  ],
  [/^(addmv|addmv_)\./, () => ({ self: tensor([2]), mat: tensor([2, 3]), vec: tensor([3]) })],
  [
    /^(addbmm|addbmm_)\./,
    () => ({ self: tensor([2, 4]), batch1: tensor([3, 2, 3]), batch2: tensor([3, 3, 4]) }),
  ],
  [/^(addr|addr_)\./, () => ({ self: tensor([2, 3]), vec1: tensor([2]), vec2: tensor([3]) })],
  [
    /^binary_cross_entropy\./,
    () => ({ self: { ...tensor([2, 3]), tensor: "bool" }, target: tensor([2, 3]), weight: null }),
  ],
  [/^istft\./, () => ({ self: { ...tensor([3, 4]), tensor: "complex64" }, n_fft: 4, window: null })],
  [
    /^quantize_per_tensor\./,
    ({ overload }) => {
      const tensors = overload.startsWith("tensor_qparams");
      return {
        self: tensor([2, 3]),
        scale: tensors ? tensor([], { form: "positive" }) : 0.5,
        zero_point: tensors ? short([]) : 0,
        dtype: { dtype: "qint8" },
      };
    },
  ],
  [
    /^quantize_per_channel\./,
    () => ({
      self: tensor([2, 3]),
      scales: tensor([2], { form: "positive" }),
      zero_points: whole([2]),
      axis: 0,
      dtype: { dtype: "qint8" },
    }),
  ],
  [
    /^quantize_per_tensor_dynamic/,
    () => ({ self: tensor([2, 3]), dtype: { dtype: "qint8" }, reduce_range: false }),
  ],
  [
    /^_empty_affine_quantized/,
    () => ({ size: [2, 3], dtype: { dtype: "quint8" }, scale: 0.5, zero_point: 0 }),
  ],
  [
    /^(_int_mm)/,
    () => ({ self: { ...tensor([2, 3]), tensor: "int8" }, mat2: { ...tensor([3, 2]), tensor: "int8" } }),
  ],
  [/^(col_indices|crow_indices)/, () => ({ self: tensor([3, 3], { layout: "sparse_csr" }) })],
  [/^(row_indices|ccol_indices)/, () => ({ self: tensor([3, 3], { layout: "sparse_csc" }) })],
  [
    /^(_?indices|_?values|is_coalesced|_?coalesce|_?coalesced_|_dimI|_dimV|_nnz|sspaddmm|smm|sparse_mask|hspmm|_sparse_sum)/,
    () => ({
      self: tensor([3, 3], { layout: "sparse_coo" }),
      mat1: tensor([3, 3], { layout: "sparse_coo" }),
    }),
  ],
  [/^(_fused_(adam|adamw|sgd|adagrad))/, fused],
  [
    /^_foreach_addc(mul|div)/,
    (schema) => ({
      self: [tensor([2, 3])],
      tensor1: [tensor([2, 3])],
      tensor2: [tensor([2, 3], { form: "positive" })],
      scalars: schema.overload.startsWith("Tensor") ? tensor([1]) : [2],
    }),
  ],
  [/^view_as_real_copy/, () => ({ self: { ...tensor([2, 3]), tensor: "complex64" } })],
  [/^view_as_complex_copy/, () => ({ self: tensor([3, 2]) })],
  [
    /^(glu_jvp|glu_backward_jvp)/,
    () => ({ glu: tensor([2, 2]), x: tensor([2, 4]), dx: tensor([2, 4]), dim: 1 }),
  ],
  [
    /^index_fill_\.int_Tensor/,
    () => ({ self: tensor([3, 2]), dim: 0, index: whole([2]), value: tensor([]) }),
  ],
];

function dimensions(name) {
  return Number(/([123])d/.exec(name)?.[1] ?? 2);
}

function upsample(schema, random) {
  const n = dimensions(schema.name);
  const twice = Array(n).fill(8);
  const byFactors = random.chance(0.4);
  return {
    self: tensor([1, 2, ...Array(n).fill(4)]),
    input: tensor([1, 2, ...Array(n).fill(4)]),
    grad_output: tensor([1, 2, ...twice]),
    input_size: [1, 2, ...Array(n).fill(4)],
    output_size: schema.overload.startsWith("vec") && byFactors ? null : twice,
    scale_factors: byFactors ? Array(n).fill(2) : null,
    align_corners: random.chance(0.5),
    scales: null,
    scales_d: null,
    scales_h: null,
    scales_w: null,
  };
}

function gridSampler({ name }, random) {
  const solid = name.includes("3d");
  const options = {
    interpolation_mode: random.integer(0, 2),
    padding_mode: random.integer(0, 3),
    align_corners: random.chance(0.5),
  };
  return solid
    ? {
        input: tensor([1, 2, 3, 3, 3]),
        grid: tensor([1, 2, 2, 2, 3]),
        grad_output: tensor([1, 2, 2, 2, 2]),
        output_mask: [true, true],
        ...options,
      }
    : {
        input: tensor([1, 2, 4, 4]),
        grid: tensor([1, 3, 3, 2]),
        grad_output: tensor([1, 2, 3, 3]),
        output_mask: [true, true],
        ...options,
      };
}

function convolution({ name }) {
  const n = dimensions(name);
  const all = (value) => Array(n).fill(value);
  const weight = tensor([2, 2, ...all(3)]);
  return {
    self: tensor([1, 2, ...all(5)]),
    input: tensor([1, 2, ...all(5)]),
    weight,
    bias: null,
    bias_sizes: null,
    kernel_size: all(3),
    stride: all(1),
    padding: all(0),
    dilation: all(1),
    transposed: false,
    output_padding: all(0),
    groups: 1,
    grad_output: tensor([1, 2, ...all(3)]),
    benchmark: false,
    deterministic: false,
    cudnn_enabled: false,
    allow_tf32: false,
  };
}

function nll(shape, labels) {
  return {
    self: tensor(shape),
    target: whole(labels),
    weight: null,
    reduction: 1,
    ignore_index: -100,
    grad_output: tensor([]),
    total_weight: tensor([]),
  };
}

function gates(name) {
  return name.startsWith("lstm") ? 4 : name.startsWith("gru") ? 3 : 1;
}

function recurrent({ name }) {
  const g = gates(name);
  const state = tensor([1, 3, 5]);
  const params = [tensor([5 * g, 4]), tensor([5 * g, 5]), tensor([5 * g]), tensor([5 * g])];
  return {
    input: tensor([2, 3, 4]),
    hx: name === "lstm" ? [state, state] : state,
    params,
    has_biases: true,
    num_layers: 1,
    dropout: 0,
    train: false,
    bidirectional: false,
    batch_first: false,
  };
}

function packed(schema) {
  const { data: _, ...others } = recurrent(schema);
  const state = tensor([1, 2, 5]);
  return {
    ...others,
    data: tensor([3, 4]),
    // Two sequences, of lengths 2 and 1.
    batch_sizes: whole([2], 2),
    hx: schema.name === "lstm" ? [state, state] : state,
  };
}

function cell({ name }) {
  const g = gates(name);
  const state = tensor([3, 5]);
  return {
    input: tensor([3, 4]),
    hx: name.startsWith("lstm") ? [state, state] : state,
    w_ih: tensor([5 * g, 4]),
    w_hh: tensor([5 * g, 5]),
    b_ih: tensor([5 * g]),
    b_hh: tensor([5 * g]),
  };
}

function fused({ args }) {
  const list = () => [tensor([2, 3], { form: "positive" })];
  const lists = Object.fromEntries(
    args.filter((arg) => arg.list && arg.base === "Tensor").map((arg) => [arg.name, list()]),
  );
  return {
    ...lists,
    state_steps: [tensor([], { form: "positive" })],
    max_exp_avg_sqs: [],
    lr: args.some((arg) => arg.name === "lr" && arg.base === "Tensor")
      ? tensor([], { form: "positive" })
      : 0.1,
    amsgrad: false,
    maximize: false,
    grad_scale: null,
    found_inf: null,
    beta1: 0.9,
    beta2: 0.99,
    momentum: 0.9,
    is_first_step: false,
  };
}
