/** Who wrote a message: MACs in both directions and the desk's signatures (protocol §5 and §6). age itself proves none of it. */
import { hkdf } from "@noble/hashes/hkdf.js";
import { hmac } from "@noble/hashes/hmac.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { Refusal } from "../refusal";
import { curves } from "../seal/curves";
import { equal, join, u64, u8, utf8 } from "./bytes";
import { decode } from "./encoding";
import type { Place } from "./messages";

/** From her to the desk, and from the desk to her. */
export const TO_DESK = 1;
export const TO_HER = 2;
export type Direction = typeof TO_DESK | typeof TO_HER;
export type Kind = "amana-msg/1" | "amana-reply/1" | "amana-standing/1";

/** Epoch 0: until she has read a standing record. */
export const NO_NONCE: Uint8Array = new Uint8Array(32);

/** A record opened, and yet was not written by who it says. It is not shown. */
export class Forged extends Refusal {
  readonly code = "forged";
}

/** What a MAC or a signature is over. `digest` is the archive's T. */
export interface Claim {
  readonly kind: Kind;
  readonly direction: Direction;
  readonly place: Place;
  readonly digest: Uint8Array;
}

/** The 32-byte MAC of a message under a direction key and an epoch's nonce. */
export function macOf(claim: Claim, directionKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hmac(sha256, hkdf(sha256, directionKey, nonce, utf8("amana/v1/mac"), 32), claimed(claim));
}

/** @throws {@link Forged} when the MAC (first 32 bytes of the member) does not hold. */
export function verifyMac(claim: Claim, directionKey: Uint8Array, nonce: Uint8Array, mac: Uint8Array): void {
  if (!equal(macOf(claim, directionKey, nonce), mac.subarray(0, 32))) throw new Forged();
}

/**
 * Checks the desk's signature (the 64 bytes after the MAC), which is bound to her recipient.
 *
 * @throws {@link Forged}
 */
export async function verifyDesk(claim: Claim, key: Uint8Array, herRecipient: string, mac: Uint8Array): Promise<void> {
  if (mac.length !== 96) throw new Forged();
  await verifySignature(join(claimed(claim), sha256(utf8(herRecipient))), mac.subarray(32), key);
}

/**
 * Ed25519 (RFC 8032), by the browser's own cryptography where it knows the curve.
 *
 * @throws {@link Forged}
 */
export async function verifySignature(message: Uint8Array, signature: Uint8Array, key: Uint8Array): Promise<void> {
  if (signature.length !== 64 || !((await nativeHolds(message, signature, key)) ?? (await scriptHolds(message, signature, key)))) throw new Forged();
}

/** What lets those whom a letter is sealed to take up a case that nobody has any more; of one epoch. */
export function takeUpOf(directionKey: Uint8Array, nonce: Uint8Array): Uint8Array {
  return hkdf(sha256, directionKey, nonce, utf8("amana/v1/take-up"), 32);
}

/** MAC of her state record under `state`, bound to the mailbox and the version. */
export function stateMac(key: Uint8Array, mailbox: Uint8Array, version: number, digest: Uint8Array): Uint8Array {
  return hmac(sha256, key, join(utf8("amana-state/1"), mailbox, u64(version), digest));
}

/** MAC of a complaint under the key that it carries. */
export function complaintMac(key: Uint8Array, id: Uint8Array, digest: Uint8Array): Uint8Array {
  return hmac(sha256, key, join(utf8("amana-complaint/1"), id, digest));
}

function claimed({ kind, direction, place, digest }: Claim): Uint8Array {
  return join(utf8(kind), u8(direction), decode(place.thread), decode(place.id), u64(place.seq), digest);
}

/** Null where the browser does not know Ed25519. */
async function nativeHolds(message: Uint8Array, signature: Uint8Array, key: Uint8Array): Promise<boolean | null> {
  const [name, bytes] = ["Ed25519", (data: Uint8Array) => data as Uint8Array<ArrayBuffer>] as const;
  try {
    const imported = await crypto.subtle.importKey("raw", bytes(key), name, false, ["verify"]);
    return await crypto.subtle.verify(name, imported, bytes(signature), bytes(message));
  } catch (error) {
    return error instanceof DOMException && error.name === "NotSupportedError" ? null : false;
  }
}

/** The same without the laxer rules of ZIP 215. A key that is no point of the curve makes noble throw: it verifies nothing. */
export async function scriptHolds(message: Uint8Array, signature: Uint8Array, key: Uint8Array): Promise<boolean> {
  const { ed25519 } = await curves();
  try {
    return ed25519.verify(signature, message, key, { zip215: false });
  } catch {
    return false;
  }
}
