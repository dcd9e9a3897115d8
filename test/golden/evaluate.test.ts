/** Attention maps and the images of evaluation beside DINO's own. */
import { attentionMaps, backbones, fromTypedArray, jit, patchFeatures, type Tensor } from "../../lib";
import { loadCase } from "./golden";

test("vit_v1: attentionMaps of every size are the class token's row of the reference's attention", async () => {
  const { params, tensors, expectClose } = await loadCase("vit_v1");
  const vit = await backbones.vit({
    imageSize: params.img_size,
    patchSize: params.patch_size,
    width: params.embed_dim,
    depth: params.depth,
    heads: params.num_heads,
  });
  const state = Object.entries(tensors).filter(([name]) => name.startsWith("param."));
  await vit.loadStateDict(Object.fromEntries(state.map(([name, tensor]) => [name.slice("param.".length), tensor])));
  const sizes = (params.sizes_hw as [number, number][]).filter(([h, w]) => `${h}x${w}.last_selfattention` in tensors);
  expect(sizes.length).toBeGreaterThan(1);
  for (const [height, width] of sizes) {
    const size = `${height}x${width}`;
    const { kind, maps } = await attentionMaps(vit, tensors[`${size}.x`]!, { inputRange: "normalized" });
    const [h, w] = [height / params.patch_size, width / params.patch_size];
    expect([kind, maps.shape.slice(1)]).toEqual(["attention", [params.num_heads, h, w]]);
    const key = `${size}.last_selfattention`;
    const want = tensors[key]!.select(2, 0).slice(2, 1).reshape(maps.shape);
    expectClose(maps, key, want);
  }
});

test("augment_pil: the shorter side is resized and the centre cut out as PIL and torchvision do", async () => {
  const { tensors } = await loadCase("augment_pil");
  const picture = (name: string, shape: [number, number, number]): Tensor => {
    const words = tensors[name]!.toTypedArray() as BigInt64Array;
    return fromTypedArray(new Uint8Array(words.buffer), shape).permute([2, 0, 1]);
  };
  const photo = picture("photo", [160, 200, 3]);
  const identity = await jit.define({
    name: "Identity",
    source: "def forward(self, x: Tensor) -> Tensor:\n    return x\n\ndef forward_features(self, x: Tensor) -> Tensor:\n    return x\n",
  });
  // 63 · 256 / 224 is 72; Python rounds the offsets 4.5 and 13.5 to the even number.
  const { map } = await patchFeatures(identity, [photo], { size: 63, normalize: { mean: [0, 0, 0], std: [1, 1, 1] } });
  const want = picture("resize_shorter_72", [72, 90, 3]).narrow(1, 4, 63).narrow(2, 14, 63);
  const levels = map.squeeze(0).mul(255).round().sub(want.float()).abs();
  expect(levels.amax().item()).toBeLessThanOrEqual(1);
  // The case allows one level on one value in a hundred.
  expect(levels.gt(0).float().mean().item()).toBeLessThanOrEqual(0.01);
});
