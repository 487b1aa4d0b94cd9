/** Curve25519 in plain script, for browsers whose own cryptography lacks it: fetched only then, since it is 10 KB. */
import type { ed25519, x25519 } from "@noble/curves/ed25519.js";

/** In the pages a file of its own (`build.mjs`). */
export function curves(): Promise<{ readonly ed25519: typeof ed25519; readonly x25519: typeof x25519 }> {
  return import("@noble/curves/ed25519.js");
}
