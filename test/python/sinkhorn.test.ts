/** dino::sinkhorn_knopp and dino::sinkhorn_probabilities in PyTorch: sinkhorn.py holds the cases. */
import { testPythonCases } from "./cases";

testPythonCases("sinkhorn.py", {
  formula: "the result is the formula for every dtype, odd shapes and numbers of iterations",
  any_range: "logits of ±50 at a temperature of 0.04",
  against_peers: "the published loop, for 1 to 10 iterations",
  guesses: "peaks, NaN and infinities behind the logits of which the largest is guessed",
  golden: "what DINOv2 and DINOv3 computed",
  scalings: "the factors give Q, also as the centre of a softmax",
  reference: "kernel and reference agree",
  double: "float64 in, float64 out",
  empty_prototypes: "prototypes and samples of nothing but -inf are finite and get nothing",
  not_finite: "NaN and +inf make everything NaN",
  no_samples: "no samples",
  layouts: "rows that lie apart, transposed and expanded logits",
  same_bits: "the same bits for the same number of threads, rounding between numbers of them",
  memory: "nothing of the logits' size is made",
  refused: "bad arguments are ValueErrors that name the operator; there is no gradient",
  meta: "tensors without data",
});
