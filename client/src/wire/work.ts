/** Proof of work against floods, capped so that a slow phone is never asked for more than seconds (protocol §8). */
import { sha256 } from "@noble/hashes/sha2.js";
import { Refusal } from "../refusal";
import { join, u64, view } from "./bytes";
import { CHALLENGE } from "./requests";
import { MAX_DIFFICULTY } from "./limits";

/** The relay asks for more work than the protocol allows. Nothing was sent. */
export class TooHard extends Refusal {
  readonly code = "too-hard";
}

/** SHA-256 works on 64 bytes at a time: the challenge and half the digest are in the first block, hashed only once. */
const FIRST_BLOCK = 64;

/**
 * Finds n such that SHA-256(challenge ‖ digest ‖ n u64) has the challenge's `difficulty` leading zero bits.
 *
 * @throws {@link TooHard} above MAX_DIFFICULTY.
 */
export function solveWork(challenge: Uint8Array, digest: Uint8Array): number {
  const difficulty = challenge[1] ?? 0;
  if (difficulty > MAX_DIFFICULTY || challenge.length !== CHALLENGE) throw new TooHard();
  const message = join(challenge, digest, u64(0));
  const start = sha256.create().update(message.subarray(0, FIRST_BLOCK));
  const tail = message.slice(FIRST_BLOCK);
  const counter = view(tail);
  const hash = start.clone();
  const out = new Uint8Array(32);
  const top = view(out);
  for (let n = 0; ; n++) {
    counter.setUint32(tail.length - 4, n);
    start._cloneInto(hash);
    hash.update(tail).digestInto(out);
    if (Math.clz32(top.getUint32(0)) >= difficulty) return n;
  }
}
