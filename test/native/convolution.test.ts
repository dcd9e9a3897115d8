/** The gradient of small strided 1×1 convolutions with the channels last: oneDNN's kernel writes beyond its memory. */
import { runProgram } from "../support/children";

test("gradients are right, and the process lives", async () => {
  const outcome = await runProgram(
    `dino.setNumThreads(1);
     const { aten } = dino;
     const gradient = async (x, weight, conv) => {
       const w = weight.clone().detach();
       w.requiresGrad = true;
       await conv(x, w).pow(2).sum().backward();
       return w.grad;
     };
     const last = (x, memory_format) => aten.contiguous(x, { memory_format });
     const check = async (name, first, changed) => {
       // As often as the unguarded kernel needs to end the process.
       for (let i = 0; i < 20; ++i)
         if (!(await changed()).allclose(await first(), { rtol: 1e-4 })) throw new Error(name);
     };
     (async () => {
       for (const channels of [2, 3, 4, 5, 12]) {
         const x = dino.rand([2, channels, 8, 8]);
         const w = dino.rand([8, channels, 1, 1]);
         const conv = (a, b) => aten.conv2d(a, b, null, [2, 2]);
         const of = (a, b) => () => gradient(a, b, conv);
         await check(channels + " channels", of(x, w), of(last(x, "channels_last"), last(w, "channels_last")));
         await check(channels + " channels of the input", of(x, w), of(last(x, "channels_last"), w));
         const turned = (a, b) => aten.conv_transpose2d(a, b, null, [2, 2]);
         const v = dino.rand([channels, 8, 1, 1]);
         await check("transposed", () => gradient(x, v, turned), () => gradient(last(x, "channels_last"), v, turned));
         const x3 = dino.rand([2, channels, 4, 6, 6]);
         const w3 = dino.rand([8, channels, 1, 1, 1]);
         const conv3 = (a, b) => aten.conv3d(a, b, null, [1, 2, 2]);
         await check("conv3d", () => gradient(x3, w3, conv3), () => gradient(last(x3, "channels_last_3d"), w3, conv3));
       }
       console.log("all right");
     })();`,
    { timeout: 240_000 },
  );
  expect(outcome).toMatchObject({ code: 0, stdout: "all right\n" });
});
