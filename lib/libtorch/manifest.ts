import json from "./manifest.json";

/** A build of LibTorch: for processors alone, or for CUDA 13 as well. */
export type Variant = keyof typeof json.variants;

/** One published file. */
export interface Wheel {
  readonly file: string;
  readonly size: number;
  /** Bytes of what is kept of it. */
  readonly unpacked: number;
  readonly sha256: string;
  readonly urls: readonly string[];
  /** What pip is asked for where no URL answers. */
  readonly requirement: string;
}

/** The file that holds LibTorch. */
export interface Release extends Wheel {
  /** As torch itself reports it: `2.13.0+cpu`. */
  readonly version: string;
  /** What LibTorch is linked with and its file does not hold: NVIDIA's libraries. */
  readonly libraries?: readonly Wheel[];
}

/** What can be set up, where it comes from and which part of it is kept. */
export interface Manifest {
  readonly version: string;
  readonly unpack: readonly string[];
  readonly variants: Readonly<Record<Variant, Release>>;
  /** Options that make pip find the same file whatever Python runs it. */
  readonly pip: readonly string[];
}

export const MANIFEST: Manifest = json;

export const VARIANTS = Object.keys(json.variants) as Variant[];
