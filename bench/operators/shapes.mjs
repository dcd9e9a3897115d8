// Shapes of the parameters of a ViT-S/16 with DINO's head: networks.py in JavaScript.

/** Shapes, their elements and a name; `quick` gives a few small ones. */
export function vitSmallWithHead(quick) {
  const shapes = quick
    ? Array(4)
        .fill([[64, 48], [64], [48, 3, 4, 4], [1, 1, 48]])
        .flat()
    : [...vitSmall(), ...head()];
  const elements = shapes.reduce((sum, shape) => sum + shape.reduce((size, length) => size * length, 1), 0);
  return { shapes, elements, name: quick ? "small" : `ViT-S/16 and head, ${(elements / 1e6).toFixed(1)} M` };
}

function vitSmall() {
  const [width, hidden, tokens] = [384, 1536, 197];
  const norm = [[width], [width]];
  const linear = (from, to) => [[to, from], [to]];
  const block = [
    ...norm,
    ...linear(width, 3 * width),
    ...linear(width, width),
    ...norm,
    ...linear(width, hidden),
    ...linear(hidden, width),
  ];
  const embedding = [[1, 1, width], [1, tokens, width], [width, 3, 16, 16], [width]];
  return [...embedding, ...Array(12).fill(block).flat(), ...norm];
}

function head() {
  return [[2048, 384], [2048], [2048, 2048], [2048], [256, 2048], [256], [65536, 1], [65536, 256]];
}
