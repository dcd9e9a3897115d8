/**
 * K for a head that was neither given nor refused, by the number of images: the power of two that is nearest to an eighth
 * of them, 1024 to 65536. That is the reference's 65536 for a million images, and no more than a small data set can fill.
 */
export function prototypesFor(images: number): number {
  return 2 ** Math.min(16, Math.max(10, Math.round(Math.log2(images / 8))));
}
