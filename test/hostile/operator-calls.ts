/** Valid calls of our own operators that parameters and gradients go through. */
import { argument, type Call, f, number, tensors } from "./arguments";
import { A, call, operator, other, REFUSED, X } from "./call";
import { dino } from "./package";

export function operators(): Call[] {
  const list = () => tensors([X], { ...REFUSED, empty: A });
  const numbers = (value: number) => argument("list", () => [value]);
  return [
    ...["ema_update_", "ema_update_reference_"].map((name) =>
      operator(name, { ema: list(), online: list(), momentum: number(0.5) }),
    ),
    ...["gradient_norms", "gradient_norms_reference"].map((name) =>
      operator(name, {
        gradients: tensors([X], { ...REFUSED, shape: "valid", "no dimensions": "valid", empty: A }),
        groups: numbers(0),
      }),
    ),
    ...["adamw_ema_", "adamw_ema_reference_"].map((name) =>
      operator(name, {
        parameters: list(),
        gradients: list(),
        expAvg: list(),
        expAvgSq: list(),
        ema: list(),
        emaOf: numbers(0),
        lr: numbers(0.1),
        weightDecay: numbers(0.1),
        step: numbers(1),
        beta1: number(0.9),
        beta2: number(0.99),
        eps: number(1e-8),
        clipGroup: argument("list", () => [0], { outcomes: { empty: "valid" } }),
        maxNorm: number(1, { Infinity: "valid" }),
        momentum: number(0.5),
      }),
    ),
    operator("cpu_capability", {}),
    operator("_exp", {
      input: f(X, { dtype: A, "a complex dtype": A, shape: "valid", "no dimensions": "valid" }),
    }),
    call(
      "wrapper",
      "ops",
      { name: other(() => "ema_update_", { "an unknown name": [() => "nonesuch", "UNKNOWN_OPERATOR"] }) },
      (name: string) => dino.ops.dino[name as never],
    ),
  ];
}
