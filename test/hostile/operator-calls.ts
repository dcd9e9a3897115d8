/** Valid calls of our own operators that parameters and gradients go through. */
import { argument, type Call, number, tensors } from "./arguments";
import { A, call, operator, other, REFUSED, X } from "./call";
import { dino } from "./package";

export function operators(): Call[] {
  const list = () => tensors([X], { ...REFUSED, empty: A });
  const numbers = (value: number) => argument("list", () => [value]);
  return [
    operator("ema_update_", { ema: list(), online: list(), momentum: number(0.5) }),
    operator("gradient_norms", {
      gradients: tensors([X], { ...REFUSED, shape: "valid", "no dimensions": "valid", empty: A }),
      groups: numbers(0),
    }),
    operator("adamw_ema_", {
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
    call(
      "wrapper",
      "ops",
      { name: other(() => "ema_update_", { "an unknown name": [() => "nonesuch", "UNKNOWN_OPERATOR"] }) },
      (name: string) => dino.ops.dino[name as never],
    ),
  ];
}
