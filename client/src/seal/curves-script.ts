/** What the file with the curves in plain script holds: two of the many things in noble's. */
export { ed25519, x25519 } from "@noble/curves/ed25519.js";
