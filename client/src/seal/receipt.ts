/** Her receipt: 74 random bits and 6 check bits as eight words of a list of 1,024 (protocol §2). */
import { sha256 } from "@noble/hashes/sha2.js";
import { Refusal } from "../refusal";
import { join, utf8 } from "../wire/bytes";

/** Words in a receipt. */
export const WORDS = 8;
const CHECK_MASK = 0x3f;

/** Indices 0 … 1023 of the eight words, in order. The same in every language. */
export type Indices = readonly number[];

/** The words are not a receipt: one of them is wrong. Found in the page alone; nothing was sent. */
export class MistypedReceipt extends Refusal {
  readonly code = "mistyped-receipt";
}

/** Draws a new receipt from the browser's generator. */
export function drawReceipt(): Indices {
  return encode74(crypto.getRandomValues(new Uint8Array(10)));
}

/**
 * Packs eight indices to the ten bytes R, most significant bit first.
 *
 * @throws {@link MistypedReceipt} when there are not eight words of the list, or the check bits do not fit.
 */
export function packReceipt(words: Indices): Uint8Array {
  if (words.length !== WORDS || !words.every((w) => Number.isInteger(w) && w >= 0 && w < 1024)) throw new MistypedReceipt();
  let bits = 0n;
  for (const word of words) bits = (bits << 10n) | BigInt(word);
  const packed = new Uint8Array(10);
  for (let i = 9; i >= 0; i--, bits >>= 8n) packed[i] = Number(bits & 0xffn);
  if (checkBits(packed) !== (packed[9]! & CHECK_MASK)) throw new MistypedReceipt();
  return packed;
}

/** The eight words for the first 74 bits of `bytes` (at least 10). Also the form of a key's fingerprint (protocol §7). */
export function encode74(bytes: Uint8Array): Indices {
  const packed = bytes.slice(0, 10);
  packed[9] = (packed[9]! & ~CHECK_MASK) | checkBits(packed);
  let bits = packed.reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const words: number[] = [];
  for (let i = 0; i < WORDS; i++, bits >>= 10n) words.unshift(Number(bits & 0x3ffn));
  packed.fill(0);
  return words;
}

/** The eight words by which two people compare a raw key. */
export function fingerprint(key: Uint8Array): Indices {
  return encode74(sha256(join(utf8("amana-fingerprint/1"), key)));
}

/** First six bits of SHA-256("amana-check/1" ‖ S), S being the secret with its last six bits zero. */
function checkBits(packed: Uint8Array): number {
  const secret = packed.slice(0, 10);
  secret[9]! &= ~CHECK_MASK;
  const check = sha256(join(utf8("amana-check/1"), secret))[0]! >> 2;
  secret.fill(0);
  return check;
}
