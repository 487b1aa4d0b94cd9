/** Padded lengths, so that a size says little about what was sealed (protocol §3). */
import { LETTER } from "./limits";

/** Blocks of a tar archive. */
export const BLOCK = 512;

/** PADMÉ: leaks O(log log L) bits of a length for at most 12 % more (Nikitin et al., PoPETs 2019). Whole numbers to 2^52. */
export function padme(length: number): number {
  if (length < 2) return length;
  const exponent = floorLog2(length);
  return roundUp(length, 2 ** (exponent - floorLog2(exponent) - 1));
}

/** The padded length of a first report whose archive has `archive` bytes. */
export function reportLength(archive: number): number {
  return roundUp(Math.max(LETTER, padme(roundUp(archive, BLOCK))), BLOCK);
}

/** The padded length of a file of `size` bytes. */
export function fileLength(size: number): number {
  return padme(Math.max(size, LETTER));
}

/** The next multiple of `step` that is not below `value`. */
export function roundUp(value: number, step: number): number {
  return Math.ceil(value / step) * step;
}

/** Exact where Math.log2 may round. A length of 2 or 3 has exponent 1, whose own exponent is 0. */
function floorLog2(value: number): number {
  return value.toString(2).length - 1;
}
