import { knn, type Tensor } from "../../lib";
import { loadCase, numbers } from "./golden";

test("knn: votes, predictions and accuracies of the reference", async () => {
  const { params, tensors, expectClose } = await loadCase("knn");
  const t = tensors as Record<string, Tensor>;
  const results = await knn({
    trainFeatures: t.train_raw!,
    trainLabels: t.train_labels!,
    testFeatures: t.test_raw!,
    testLabels: t.test_labels!,
    k: params.ks as number[],
    temperature: params.temperature,
    classes: params.num_classes,
  });
  for (const result of results) {
    const key = `k${result.k}`;
    expectClose([result.top1 * 100], `${key}.top1`);
    expectClose([result.top5 * 100], `${key}.top5`);
    expectClose(result.votes, `${key}.votes`);
    const safe = numbers(t[`${key}.safe`]!);
    const want = numbers(t[`${key}.pred`]!);
    const got = numbers(result.predictions);
    expect(safe.filter(Boolean).length).toBeGreaterThan(150);
    expect(got.filter((_, i) => safe[i])).toEqual(want.filter((_, i) => safe[i]));
  }
});

test("without test labels there are predictions and no accuracies; k is clipped", async () => {
  const { tensors } = await loadCase("knn");
  const t = tensors as Record<string, Tensor>;
  const result = await knn({ trainFeatures: t.train_raw!, trainLabels: t.train_labels!, testFeatures: t.test_raw!, k: 100_000 });
  expect(result.k).toBe(500);
  expect(result.top1).toBeNaN();
  expect(result.predictions.shape).toEqual([200]);
});
