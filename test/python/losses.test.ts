/** dino::multi_crop_loss and dino::masked_patch_loss in PyTorch: losses.py holds the cases. */
import { testPythonCases } from "./cases";

testPythonCases("losses.py", {
  crops: "loss and gradient are the formula's for every dtype, odd shapes and numbers of crops, in place too",
  weightings: "the weightings of DINO, DINOv2 and DINOv3, and none",
  left_out: "pairs of weight 0 are left out, NaN or not",
  masked_patches: "patches: loss and gradient are the formula's, in place too",
  no_patches: "no patches",
  probabilities: "given probabilities, of any sum",
  statistics: "means of teacher and targets, the targets' entropy",
  references: "the composed versions are the formula in double",
  gradients: "gradients in double, of overwritten logits too",
  backward_again: "backward again and again, scaled",
  without_a_pass: "the buffer itself is the gradient where the graph is not kept",
  second_derivative: "a second derivative is refused by name, when it is asked for",
  overwritten: "overwritten logits: who needs them notices, leaves are refused",
  kernel_operators: "the kernels record no gradient and say so",
  same_bits: "the same bits for any number of threads, but for the means' rounding",
  lazy_copies: "lazy copies get memory of their own and are no overlap",
  layouts: "rows that lie apart, transposed and expanded, of logits and gradient",
  not_finite: "NaN and infinity give no finite loss; -infinity in the teacher is a probability of 0",
  any_range: "sharp, shifted and one-hot logits",
  overlaps: "a gradient over what is read is refused",
  refused: "bad arguments are ValueErrors that name the operator and the argument",
  meta: "tensors without data",
});
