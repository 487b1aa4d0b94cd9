/**
 * Stands in for `@noble/curves/ed25519.js` inside age-encryption, which asks the browser first and awaits whatever its
 * fallback gives: so the curve itself can come later, or never.
 */
import { curves } from "./curves";

/** The base point: u = 9 (RFC 7748). */
const GuBytes = Uint8Array.from({ length: 32 }, (_, i) => (i === 0 ? 9 : 0));

export const x25519 = {
  GuBytes,
  scalarMult: async (scalar: Uint8Array, u: Uint8Array) => (await curves()).x25519.scalarMult(scalar, u),
  scalarMultBase: async (scalar: Uint8Array) => (await curves()).x25519.scalarMultBase(scalar),
};
