/** dino::linear_multi_crop_loss in PyTorch: linear.py holds the cases. */
import { testPythonCases } from "./cases";

testPythonCases("linear.py", {
  formula:
    "results and gradients are the composed formula's, with and without weight norm, for any number of images at a time",
  one_gradient: "only the gradients that are wanted",
  gradients: "gradients in double",
  backward_twice: "a graph that is kept can be used again",
  differentiated_twice: "a second derivative is refused by name, for each input, when it is asked for",
  memory: "no more memory than allowed",
  refused: "bad arguments are ValueErrors that name the operator",
  overlaps: "gradients that lie where something is read are refused by name",
  meta: "tensors without data",
});
