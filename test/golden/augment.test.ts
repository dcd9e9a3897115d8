/** PIL's and torchvision's operations, and whole views of DINO and DINOv2, by parameters that ask for one of them. */
import { type CropParameters, fromTypedArray, renderCrops, type Tensor } from "../../lib";
import { type GoldenCase, loadCase, numbers } from "./golden";

type Size = readonly [number, number];
type Arithmetic = "pil" | "torchvision";

/** A tensor of bytes that a case packs into words, as an image [C, H, W]. */
function imageOf({ tensors }: GoldenCase, name: string, [height, width]: Size, layout: "HWC" | "CHW"): Tensor {
  const words = tensors[name]!.toTypedArray() as BigInt64Array;
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  return layout === "HWC"
    ? fromTypedArray(bytes, [height, width, 3]).permute([2, 0, 1]).contiguous()
    : fromTypedArray(bytes, [3, height, width]);
}

const boxOf = ([top, left, height, width]: number[]) => ({ top: top!, left: left!, height: height!, width: width! });

/** The view of `image` with these operations alone. */
async function viewOf(image: Tensor, operations: Partial<CropParameters>, arithmetic: Arithmetic = "pil"): Promise<Tensor> {
  const [, height, width] = image.shape as unknown as [number, number, number];
  const whole = { box: { top: 0, left: 0, height, width }, size: [height, width] as const };
  return (await renderCrops(image, [{ ...whole, ...operations }], { arithmetic })).select(0, 0);
}

/** The operations of a case's names, with the parameters that its JSON file lists for them. */
function operationsOf(params: GoldenCase["params"]): Record<string, Partial<CropParameters>> {
  const all: Record<string, Partial<CropParameters>> = {
    grayscale: { grayscale: true },
    hflip: { flip: true },
    solarize: { solarize: 128 },
  };
  for (const adjust of ["brightness", "contrast", "saturation", "hue"] as const)
    params[adjust].forEach((factor: number, i: number) => {
      all[`${adjust}${i}`] = { jitter: [{ adjust, factor }] };
    });
  params.blur_radius?.forEach((sigma: number, i: number) => {
    all[`blur${i}`] = { blur: { kind: "pil", sigma } };
  });
  params.gaussian_sigma?.forEach((sigma: number, i: number) => {
    all[`gblur9_${i}`] = { blur: { kind: "gaussian", sigma } };
  });
  return all;
}

/** How many of the values differ, and by how much at most, in levels. */
function difference(actual: Tensor, expected: Tensor): { share: number; most: number } {
  const want = numbers(expected.contiguous());
  const levels = numbers(actual).map((value, i) => Math.abs(Math.round(value * 255) - want[i]!));
  expect(levels.length).toBe(want.length);
  return { share: levels.filter(Boolean).length / levels.length, most: levels.reduce((a, b) => Math.max(a, b)) };
}

const SAME = { share: 0, most: 0 };

test("PIL: every operation bit for bit", async () => {
  const golden = await loadCase("augment_pil");
  const { params } = golden;
  const photo = imageOf(golden, "photo", params.photo_hw, "HWC");
  const base = imageOf(golden, "base", [48, 64], "HWC");
  const found: Record<string, unknown> = {};
  const compare = async (name: string, image: Tensor, operations: Partial<CropParameters>) => {
    const view = await viewOf(image, operations);
    const [, height, width] = view.shape as unknown as [number, number, number];
    found[name] = difference(view, imageOf(golden, name, [height, width], "HWC"));
  };
  for (const name of Object.keys(golden.tensors)) {
    const [, crop, size] = /^crop(\d)\.size(\d+)$/.exec(name) ?? [];
    if (crop === undefined) continue;
    await compare(name, photo, { box: boxOf(params.crop_boxes_tlhw[Number(crop)]), size: [Number(size), Number(size)] });
  }
  await compare("base", photo, { box: boxOf(params.base_box_tlhw), size: [48, 64] });
  for (const [name, operations] of Object.entries(operationsOf(params))) await compare(name, base, operations);
  await compare("resize_shorter_72", photo, { size: [72, 90] });
  const resized = imageOf(golden, "resize_shorter_72", [72, 90], "HWC");
  await compare("center_crop_64", resized, { box: { top: 4, left: 13, height: 64, width: 64 }, size: [64, 64] });
  expect(Object.keys(found)).toHaveLength(28);
  expect(found).toEqual(Object.fromEntries(Object.keys(found).map((name) => [name, SAME])));

  const small = imageOf(golden, "norm_in", [32, 40], "HWC");
  golden.expectClose(await viewOf(small, {}), "to_tensor");
});

test("torchvision on bytes: every operation within a level, at most one value in a hundred", async () => {
  const golden = await loadCase("augment_tv_uint8");
  const { params } = golden;
  const photo = imageOf(golden, "photo_chw", params.photo_hw, "CHW");
  const base = imageOf(golden, "base", [48, 64], "CHW");
  for (const name of ["crop0.size96", "crop0.size128", "crop1.size96", "crop2.size96", "crop3.size96"]) {
    const size = Number(name.split("size")[1]);
    const view = await viewOf(photo, { box: boxOf(params.crop_boxes_tlhw[Number(name[4])]), size: [size, size] }, "torchvision");
    expectLevels(name, difference(view, imageOf(golden, name, [size, size], "CHW")), 0.01);
  }
  for (const [name, operations] of Object.entries(operationsOf(params))) {
    const view = await viewOf(base, operations, "torchvision");
    const share = name.startsWith("hue") ? 0.02 : 0.01;
    expectLevels(name, difference(view, imageOf(golden, name, [48, 64], "CHW")), share);
  }
});

function expectLevels(name: string, { share, most }: { share: number; most: number }, limit: number): void {
  if (most > 1 || share > limit) throw new Error(`${name}: ${share} of the values differ, by at most ${most}`);
}

test("torchvision on floats", async () => {
  const golden = await loadCase("augment_tv_float");
  const { params, tensors } = golden;
  const photo = imageOf(golden, "photo_chw", params.photo_hw, "CHW").to("float32").div(255);
  for (const [i, box] of params.crop_boxes_tlhw.entries()) {
    const name = `crop${i}.size48`;
    // The reference's overshoots stay where it is used on floats; a crop of ours is in [0, 1].
    golden.expectClose(await viewOf(photo, { box: boxOf(box), size: [48, 48] }), name, tensors[name]!.clamp(0, 1));
  }
  const base = tensors.base as Tensor;
  for (const [name, operations] of Object.entries(operationsOf(params)))
    golden.expectClose(await viewOf(base, name === "solarize" ? { solarize: 127.5 } : operations), name);
});

interface Operation {
  op: string;
  factor: number;
  radius: number;
  sigma: number[];
  threshold: number;
  mean: number[];
  std: number[];
  size: [number, number];
}

test("whole views of DINO and DINOv2", async () => {
  const golden = await loadCase("augment_pipeline");
  const photo = imageOf(golden, "photo", golden.params.photo_hw, "HWC");
  expect(golden.json.pipelines).toHaveLength(16);
  for (const { tensor: name, ops } of golden.json.pipelines as { tensor: string; ops: Operation[] }[]) {
    const view = await viewOf(photo, parametersOf(ops));
    if (name.endsWith(".before_to_tensor")) {
      expect([name, difference(view, imageOf(golden, name, [224, 224], "HWC"))]).toEqual([name, SAME]);
      continue;
    }
    const { mean, std } = ops.find(({ op }) => op === "normalize")!;
    const channel = (values: number[]) => fromTypedArray(Float32Array.from(values), [3, 1, 1]);
    const want = golden.tensors[name]!.mul(channel(std)).add(channel(mean)).mul(255).round();
    const { share, most } = difference(view, want);
    // DINOv2's blur rounds sums of floats, whose order is LibTorch's affair.
    const limit = ops.some(({ op }) => op === "gaussian_blur_tensor") ? 0.02 : 0;
    if (share > limit || most > (limit > 0 ? 1 : 0)) throw new Error(`${name}: ${share} of the values differ, by at most ${most}`);
  }
});

function parametersOf(ops: Operation[]): Partial<CropParameters> {
  const { size, ...box } = ops.find(({ op }) => op === "resized_crop") as never as CropParameters["box"] & { size: [number, number] };
  const find = (name: string) => ops.find(({ op }) => op === name);
  const pil = find("gaussian_blur_pil");
  const taps = find("gaussian_blur_tensor");
  return {
    box: { top: box.top, left: box.left, height: box.height, width: box.width },
    size,
    flip: find("hflip") !== undefined,
    jitter: ops.flatMap(({ op, factor }) =>
      ["brightness", "contrast", "saturation", "hue"].includes(op) ? [{ adjust: op as "hue", factor }] : [],
    ),
    grayscale: find("grayscale") !== undefined,
    blur: pil ? { kind: "pil", sigma: pil.radius } : taps ? { kind: "gaussian", sigma: taps.sigma[0]! } : null,
    solarize: find("solarize")?.threshold ?? null,
  };
}
