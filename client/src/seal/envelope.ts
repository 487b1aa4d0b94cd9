/** Seals what she writes: always 16 (or 32) stanzas in random order, so that nobody can count whom she left out (protocol §4). */
import { Encrypter, generateX25519Identity, identityToRecipient } from "age-encryption";
import { BadForm } from "../wire/encoding";
import { frame } from "../wire/framing";
import { RECORD_FRAME } from "../wire/limits";
import type { Recipients } from "./recipients";
import type { Stanzas } from "./stanzas";

/**
 * An envelope: the readers, one recovery recipient, and throw-away recipients for the rest.
 *
 * @throws {@link BadForm} when there are more recipients than stanzas.
 */
export async function sealEnvelope(plaintext: Uint8Array, { readers, recovery }: Recipients, stanzas: Stanzas): Promise<Uint8Array> {
  const recipients = [...new Set([...readers, recovery])];
  if (recipients.length > stanzas) throw new BadForm("stanzas");
  while (recipients.length < stanzas) recipients.push(await throwAway());
  return sealTo(plaintext, shuffled(recipients));
}

/** Her state record's frame: one stanza, her own. */
export async function sealRecord(plaintext: Uint8Array, recipient: string): Promise<Uint8Array> {
  return frame(await sealTo(plaintext, [recipient]), RECORD_FRAME);
}

/** A fresh identity for one envelope's files, and its recipient. */
export async function filesIdentity(): Promise<{ readonly identity: string; readonly recipient: string }> {
  const identity = await generateX25519Identity();
  return { identity, recipient: await identityToRecipient(identity) };
}

async function sealTo(plaintext: Uint8Array, recipients: readonly string[]): Promise<Uint8Array> {
  const encrypter = new Encrypter();
  for (const recipient of recipients) encrypter.addRecipient(recipient);
  return encrypter.encrypt(plaintext);
}

/** Its identity is forgotten here; its stanza looks like every other. */
async function throwAway(): Promise<string> {
  return (await filesIdentity()).recipient;
}

/** Fisher and Yates, with numbers that are not biased. */
function shuffled<T>(items: readonly T[]): T[] {
  const order = [...items];
  for (let i = order.length - 1; i > 0; i--) {
    const j = below(i + 1);
    [order[i], order[j]] = [order[j]!, order[i]!];
  }
  return order;
}

/** A random whole number from 0 to `bound` − 1 (`bound` at most 256). */
function below(bound: number): number {
  const byte = new Uint8Array(1);
  do crypto.getRandomValues(byte);
  while (byte[0]! >= 256 - (256 % bound));
  return byte[0]! % bound;
}
