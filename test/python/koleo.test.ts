/** dino::koleo in PyTorch: koleo.py holds the cases. */
import { testPythonCases } from "./cases";

testPythonCases("koleo.py", {
  formula: "loss and gradient are the formula's for every dtype, odd shapes, neighbours and groups",
  golden: "what DINOv2 and DINOv3 computed",
  reference: "kernel and reference agree",
  autocast: "autocast changes nothing",
  gradients: "gradients in double, of very short rows too",
  scaled_gradient: "the gradient is scaled by the loss's",
  duplicates: "duplicates and zeros are finite, and equally near rows are neighbours in their order",
  groups_apart: "groups do not see each other",
  same_bits: "the same bits for any number of threads",
  memory: "never the matrix of all cosines",
  layouts: "rows that lie apart and transposed features",
  not_finite: "NaN and infinity give NaN and neighbours that exist",
  differentiated_twice: "a second derivative is refused by name, when it is asked for",
  refused: "bad arguments are ValueErrors that name the operator",
  meta: "tensors without data",
});
