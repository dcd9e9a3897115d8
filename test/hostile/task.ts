/** What hostile.test.ts asks a child for, and what it gets. */
import type { MemoryCounters } from "../../lib";

/** What this process alone holds: what the allocator has cached is no leak. */
export type OwnMemory = Omit<MemoryCounters, "cpu">;

export interface Task {
  /** Takes the files that calls read and write, and the name of the call that is being made. */
  readonly directory: string;
  readonly seed: number;
  /** The valid calls, those made wrong, or every overload of aten. */
  readonly what: "valid" | "mutated" | "overloads";
  /** Takes number `part`, `part + parts` and so on. */
  readonly part: number;
  readonly parts: number;
}

export interface Report {
  readonly calls: number;
  /** Mutations that leave their call valid, and are expected to. */
  readonly valid: number;
  /** Mutations of which LibTorch alone decides what they end in, and how many of them it took. */
  readonly decided: number;
  readonly taken: number;
  /** How many calls were made as jobs of their operator. */
  readonly jobs: number;
  readonly failures: readonly string[];
  readonly memory: readonly [start: OwnMemory, end: OwnMemory];
  /** Of the overloads: those whose call LibTorch computes before it is made wrong, refuses, or has no value for. */
  readonly bases: Readonly<Record<"runs" | "refused" | "unknown", number>>;
  readonly operators: number;
  readonly unusedOutcomes: readonly string[];
}

/** Files in a task's directory: the name of the call that is being made, and the report. */
export const LAST_CALL = "last-call";
export const REPORT = "report.json";
