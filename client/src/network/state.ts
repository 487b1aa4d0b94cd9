/** Her state record: what the next visit must know, sealed to herself and swapped by version (protocol §6). */
import { openFrame } from "../seal/open";
import { sealRecord } from "../seal/envelope";
import type { Keys } from "../seal/keys";
import { writeArchive } from "../wire/archive";
import { Forged, stateMac } from "../wire/authentic";
import { equal } from "../wire/bytes";
import { writeJson } from "../wire/encoding";
import { TooLong } from "../wire/framing";
import { MAX_RECEIVED, RECORD_FRAME } from "../wire/limits";
import { manifestOf, readState, type State } from "../wire/messages";
import { Conflict, type Relay } from "./relay";

/** Two devices at once are rare; more than a few rounds mean that the relay lies about versions. */
const SWAPS = 4;

/** The frame of a state record. At a large desk the oldest of the ids that she has read give way to whom she asked back. */
export async function sealState(state: State, keys: Keys): Promise<Uint8Array> {
  for (let kept = state; ; kept = { ...kept, received: kept.received.slice(1) }) {
    try {
      const members = { "manifest.json": writeJson(manifestOf.state(kept)) };
      const plaintext = writeArchive(members, "record", (digest) => stateMac(keys.state, keys.mailboxId, state.version, digest));
      return await sealRecord(plaintext, keys.recipient);
    } catch (error) {
      if (!(error instanceof TooLong) || !kept.received.length) throw error;
    }
  }
}

/**
 * Opens a state frame; null when there is none of hers.
 *
 * @throws {@link Forged} when it opens and she did not write it.
 */
export async function openState(frame: Uint8Array, keys: Keys): Promise<State | null> {
  const archive = await openFrame(frame, RECORD_FRAME, "record", keys.identity);
  if (archive === null) return null;
  const state = readState(archive.members["manifest.json"]!);
  if (!equal(stateMac(keys.state, keys.mailboxId, state.version, archive.digest), archive.members.mac!)) throw new Forged();
  return state;
}

/**
 * Writes `change(newest state)` as the next version; when another device was first, on top of what that one wrote.
 *
 * @throws {@link Conflict} when no round succeeds or the mailbox is gone.
 */
export async function swapState(known: State, change: (state: State) => State, keys: Keys, relay: Relay): Promise<State> {
  let current = known;
  for (let round = 1; ; round++) {
    const next = { ...change(current), version: current.version + 1 };
    try {
      await relay.swapState(keys, next.version, await sealState(next, keys));
      return next;
    } catch (error) {
      if (!(error instanceof Conflict) || round === SWAPS) throw error;
    }
    const other = await openState((await relay.poll(keys)).state, keys);
    if (other === null || other.version <= current.version) throw new Conflict();
    current = merged(current, other);
  }
}

/** What two devices know together: exclusions are only ever added; whom she asked back is what she said last. */
export function merged(mine: State, other: State): State {
  return {
    ...other,
    excluded: union(mine.excluded, other.excluded),
    epoch: Math.max(mine.epoch, other.epoch),
    seq: Math.max(mine.seq, other.seq),
    heard: Math.max(mine.heard, other.heard),
    received: union(mine.received, other.received).slice(-MAX_RECEIVED),
  };
}

/** Both lists without repetition. */
export function union(a: readonly string[], b: readonly string[]): string[] {
  return [...new Set([...a, ...b])];
}
