/** From her receipt to every key she has (protocol §2). Not one parameter can be chosen by a server. */
import { identityToRecipient } from "age-encryption";
import { hkdf } from "@noble/hashes/hkdf.js";
import { sha256 } from "@noble/hashes/sha2.js";
import { bech32 } from "@scure/base";
import { join, utf8, wipe } from "../wire/bytes";
import { packReceipt, type Indices } from "./receipt";

/** What she knows, and nobody else before she gives it. `wipe` zeroes the bytes; the identity's text goes with the object. */
export interface Keys {
  readonly mailboxId: Uint8Array;
  readonly mailboxToken: Uint8Array;
  readonly mailboxDrop: Uint8Array;
  readonly reportId: Uint8Array;
  readonly reportStatus: Uint8Array;
  readonly toDesk: Uint8Array;
  readonly toHer: Uint8Array;
  readonly state: Uint8Array;
  /** "AGE-SECRET-KEY-1…" */
  readonly identity: string;
  /** "age1…", which the relay never sees. */
  readonly recipient: string;
  wipe(): void;
}

/** Argon2id of a password and a salt, 32 bytes; in a worker, where there is one. */
export type Stretch = (password: Uint8Array, salt: Uint8Array) => Promise<Uint8Array>;

/**
 * Derives all keys of a receipt.
 *
 * @throws MistypedReceipt before anything is derived.
 */
export async function keysOf(receipt: Indices, salt: Uint8Array, stretch: Stretch): Promise<Keys> {
  const packed = packReceipt(receipt);
  const password = join(utf8("amana-receipt/1"), packed);
  const master = await stretch(password, salt);
  const key = (label: string, length = 32): Uint8Array => hkdf(sha256, master, undefined, utf8("amana/v1/" + label), length);
  const scalar = key("age-identity");
  const identity = bech32.encodeFromBytes("AGE-SECRET-KEY-", scalar).toUpperCase();
  const secrets = {
    mailboxId: key("mailbox-id", 16),
    mailboxToken: key("mailbox-token"),
    mailboxDrop: key("mailbox-drop"),
    reportId: key("report-id", 16),
    reportStatus: key("report-status"),
    toDesk: key("to-desk"),
    toHer: key("to-her"),
    state: key("state"),
  };
  wipe(packed, password, master, scalar);
  return { ...secrets, identity, recipient: await identityToRecipient(identity), wipe: () => wipe(...Object.values(secrets)) };
}
