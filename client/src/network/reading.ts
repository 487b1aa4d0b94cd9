/** Believes or refuses what the desk wrote to her: standing record and letters (protocol §5 and §6). */
import type { Desk } from "../seal/desk";
import type { Keys } from "../seal/keys";
import { openFrame } from "../seal/open";
import type { Archive } from "../wire/archive";
import { Forged, TO_HER, verifyDesk, verifyMac, type Claim, type Kind } from "../wire/authentic";
import { BadForm, readText } from "../wire/encoding";
import { RECORD_FRAME, SLOT } from "../wire/limits";
import { readReply, readStanding, type Place, type Reply, type Standing, type State } from "../wire/messages";

/** A letter that opened. `verified` false: of older keys, so it may not come from the desk. */
export interface Read {
  readonly slot: Uint8Array;
  readonly reply: Reply;
  readonly words: string;
  readonly verified: boolean;
}

/** A standing record older than one that her page has already believed. */
export class Outdated extends Forged {}

/**
 * The standing record of a frame; null when there is none.
 *
 * @param desk - null when the directory no longer holds her desk: then no signature can be believed.
 * @throws {@link Forged} when it opens and is not the desk's; {@link Outdated} when its epoch is below `least`.
 */
export async function openStanding(frame: Uint8Array, keys: Keys, thread: string, least: number, desk: Desk | null): Promise<Standing | null> {
  const archive = await openFrame(frame, RECORD_FRAME, "record", keys.identity);
  if (archive === null) return null;
  const standing = believed(() => readStanding(archive.members["manifest.json"]!));
  if (standing.thread !== thread) throw new Forged();
  const claim = claimOf("amana-standing/1", standing, archive);
  verifyMac(claim, keys.toHer, standing.nonce, archive.members.mac!);
  const reply = desk?.replyKeys.find(({ id }) => id === standing.reply_key);
  if (reply === undefined) throw new Forged();
  await verifyDesk(claim, reply.key, keys.recipient, archive.members.mac!);
  if (standing.epoch < least) throw new Outdated();
  return standing;
}

/**
 * The letter in a slot; null when there is none.
 *
 * Under the standing record's epoch both MAC and signature must hold. A letter of another epoch is given as not
 * verified: its nonce is known to nobody here, so it may be late mail of the desk or of somebody who was left out.
 *
 * @throws {@link Forged}
 */
export async function openLetter(slot: Uint8Array, keys: Keys, state: State, standing: Standing | null): Promise<Read | null> {
  const archive = await openFrame(slot, SLOT, "letter", keys.identity);
  if (archive === null) return null;
  const reply = believed(() => readReply(archive.members["manifest.json"]!));
  const words = believed(() => readText(archive.members["words.txt"] ?? new Uint8Array()));
  if (reply.thread !== state.thread) throw new Forged();
  const verified = standing !== null && reply.epoch === standing.epoch;
  if (verified) {
    verifyMac(claimOf("amana-msg/1", reply, archive), keys.toHer, standing.nonce, archive.members.mac!);
    await verifyDesk(claimOf("amana-reply/1", reply, archive), standing.case_reply, keys.recipient, archive.members.mac!);
  }
  return { slot, reply, words, verified };
}

/** True for a letter of an older epoch that the desk has promised to drop again under the present one, in its signed record. */
export function comesAgain({ reply, verified }: Read, standing: Standing | null): boolean {
  return !verified && standing !== null && standing.again > 0 && reply.epoch < standing.epoch && reply.seq >= standing.again;
}

/** True when numbers between the last one read and these, or among these, are missing. */
export function hasGap(heard: number, numbers: readonly number[]): boolean {
  const fresh = [...new Set(numbers)].filter((seq) => seq > heard).sort((a, b) => a - b);
  return fresh.some((seq, i) => seq !== (i === 0 ? heard : fresh[i - 1]!) + 1);
}

function claimOf(kind: Kind, place: Place, { digest }: Archive): Claim {
  return { kind, direction: TO_HER, place, digest };
}

/** Something that opens with her key and is not of the protocol's form was not written by the desk. */
function believed<T>(read: () => T): T {
  try {
    return read();
  } catch (error) {
    throw error instanceof BadForm ? new Forged() : error;
  }
}
