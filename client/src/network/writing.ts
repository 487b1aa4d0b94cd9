/** Composes, authenticates, seals and sends one envelope of hers. */
import { sha256 } from "@noble/hashes/sha2.js";
import { sealEnvelope } from "../seal/envelope";
import type { Desk } from "../seal/desk";
import type { Recipients } from "../seal/recipients";
import { writeArchive, type Form } from "../wire/archive";
import { macOf, TO_DESK } from "../wire/authentic";
import { random, utf8 } from "../wire/bytes";
import { decode, encode, writeJson, type JsonObject } from "../wire/encoding";
import { ID } from "../wire/fields";
import { TooLong } from "../wire/framing";
import { MAX_ENVELOPE, MAX_WORDS } from "../wire/limits";
import type { Place } from "../wire/messages";
import type { Relay } from "./relay";

/** A message before it is sealed. `words` null: a closing letter, which has none. */
export interface Writing {
  readonly form: Form;
  readonly place: Place;
  readonly manifest: JsonObject;
  readonly words: string | null;
  readonly card?: JsonObject | null;
}

/** Under what a message is authenticated: her direction key, and the nonce of the epoch it is written in. */
export interface Authority {
  readonly directionKey: Uint8Array;
  readonly nonce: Uint8Array;
}

/** A sealed envelope with the row it lies in at the relay; sending it twice keeps one. */
export interface Posted {
  readonly envelope: Uint8Array;
  readonly row: Uint8Array;
  readonly statusDigest: Uint8Array;
}

/**
 * Seals a message under the row of the first report, or under a row of its own that nothing links to her.
 *
 * @throws {@link TooLong} when a letter does not fit its one size, or a report's words its limit.
 */
export async function seal(writing: Writing, { directionKey, nonce }: Authority, to: Recipients, desk: Desk, row?: Pick<Posted, "row" | "statusDigest">): Promise<Posted> {
  const { place, form } = writing;
  const claim = (digest: Uint8Array) => ({ kind: "amana-msg/1", direction: TO_DESK, place, digest }) as const;
  const plaintext = writeArchive(membersOf(writing), form, (digest) => macOf(claim(digest), directionKey, nonce));
  const envelope = await sealEnvelope(plaintext, to, desk.stanzas);
  plaintext.fill(0);
  if (envelope.length > MAX_ENVELOPE) throw new TooLong(envelope.length - MAX_ENVELOPE);
  return { envelope, ...(row ?? { row: random(ID), statusDigest: sha256(random(32)) }) };
}

/** Sends it to a desk, or to the body outside it; resolves when the relay has acknowledged it. */
export function post(relay: Relay, to: { readonly id: string }, { envelope, row, statusDigest }: Posted): Promise<void> {
  return relay.report(decode(to.id), row, statusDigest, envelope);
}

/** A fresh id. */
export function newId(): string {
  return encode(random(ID));
}

/** Words as they are sealed: NFC, one kind of line end, no control characters. @throws {@link TooLong} */
export function cleanWords(words: string): string {
  const clean = words.replace(/\r\n?/g, "\n").replace(/[\0-\x08\x0b-\x1f\x7f-\x9f]/g, "").normalize("NFC");
  const length = [...clean].length;
  if (length > MAX_WORDS) throw new TooLong(length - MAX_WORDS);
  return clean;
}

function membersOf({ manifest, words, card }: Writing): Parameters<typeof writeArchive>[0] {
  return {
    "manifest.json": writeJson(manifest),
    ...(words === null ? {} : { "words.txt": utf8(cleanWords(words)) }),
    ...(card == null ? {} : { "card.json": writeJson(card) }),
  };
}
