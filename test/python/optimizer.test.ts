/** The operators of a training step's end in PyTorch: optimizer.py holds the cases. */
import { testPythonCases } from "./cases";

testPythonCases("optimizer.py", {
  separate_steps: "a float32 step has the bits of LibTorch's own fused operators, one after the other",
  a_run: "five steps are those of clip_grad_norm_, torch.optim.AdamW and the average",
  formula: "a step is the formula",
  precisions: "parameters, moments and averages of every precision",
  gradients_of_another_type: "gradients of another precision than their parameters",
  reference: "kernel and reference agree",
  layouts: "views, channels last, expanded gradients, beside tensors that are rows",
  clipping: "groups with and without a limit, and one that nobody is in",
  not_finite:
    "norms that are not finite scale nothing, or keep the step from being made; large ones are finite",
  averages: "averages in any order, of some parameters, at both ends of the momentum",
  threads: "the same bits with one, two and three threads",
  nothing_to_do: "empty lists and empty tensors",
  refused_arguments: "what does not fit is a ValueError that names the argument, and nothing is written",
  shared_memory: "tensors that share memory with a written one are refused by name",
  lazy_copies: "lazy copies get memory of their own and are no overlap",
  all_or_nothing: "tensors that cannot be written are refused before any is",
  recorded: "what is written must not require a gradient in grad mode",
  saved_for_backward: "backward notices that a tensor it needs was written",
  meta: "tensors without data",
  norms: "norms of groups of every precision and layout, exact",
  averages_of_equal_values: "an average of what is equal stays as it is, infinities included",
  averages_as_lerp: "an average has the bits of LibTorch's lerp",
  averages_that_share_memory: "averages that share memory are made one after the other",
});
