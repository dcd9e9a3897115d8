/** The numbers 0 to length - 1 in the order of an epoch, which depends on seed and epoch alone. */
export function shuffled(length: number, seed: number, epoch: number): Uint32Array {
  const order = inOrder(length);
  const next = generator(seed, epoch);
  for (let i = order.length - 1; i > 0; --i) {
    const j = Math.floor(next() * (i + 1));
    const held = order[i]!;
    order[i] = order[j]!;
    order[j] = held;
  }
  return order;
}

export function inOrder(length: number): Uint32Array {
  return Uint32Array.from({ length }, (_, i) => i);
}

/** Numbers of [0, 1) by splitmix32. */
export function generator(seed: number, epoch: number): () => number {
  let state = (Math.imul(seed, 0x9e3779b1) ^ Math.imul(epoch + 1, 0x85ebca6b)) | 0;
  return () => {
    state = (state + 0x9e3779b9) | 0;
    let z = Math.imul(state ^ (state >>> 16), 0x21f0aaad);
    z = Math.imul(z ^ (z >>> 15), 0x735a2d97);
    return ((z ^ (z >>> 15)) >>> 0) / 2 ** 32;
  };
}
