import * as dino from "../../lib";

/** What a realm of its own must get from an addon that another realm loaded first: classes and promises of its own. */
export function checkRealm(): void {
  test("errors and promises are this realm's, the addon is shared", async () => {
    const sync = (() => {
      try {
        return dino.aten.matmul!(dino.ones([2, 3]), dino.ones([2, 3]));
      } catch (error) {
        return error;
      }
    })();
    expect(sync).toBeInstanceOf(dino.TorchError);
    expect(sync).toBeInstanceOf(Error);
    const pending = dino.aten.matmul!.async(dino.ones([2, 3]), dino.ones([2, 3]));
    expect(pending).toBeInstanceOf(Promise);
    const rejected: unknown = await pending.catch((error: unknown) => error);
    expect(rejected).toBeInstanceOf(dino.TorchError);
    expect(rejected).toBeInstanceOf(Error);
    expect((rejected as Error).stack).toContain("checks.ts");
    const values = dino.tensor([1, 2]).toTypedArray();
    expect(values).toBeInstanceOf(Float32Array);
    expect(dino.fromTypedArray(values, [2]).toArray()).toEqual([1, 2]);
    await expect(dino.backbones.resnet18({ width: 0 })).rejects.toBeInstanceOf(dino.ArgumentError);
  });
}
