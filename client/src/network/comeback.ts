/** Coming back with the receipt: what waits, writing again, destroying (protocol §10, step 8). */
import { keysOf } from "../seal/keys";
import type { Indices } from "../seal/receipt";
import { Thread } from "./thread";
import type { LeftOut } from "./readers";
import { Relay } from "./relay";
import type { Attachment, Setting, Watch } from "./setting";

/**
 * How far the report is. `waiting` and `collected` come from the letterbox, `opened` and `answered` from what the desk
 * wrote; `unknown` when the letterbox no longer knows (after 90 days) and the desk wrote nothing.
 */
export type Status = "unknown" | "waiting" | "collected" | "opened" | "answered";

/** The desk's answer. `verified` false: it may not come from the desk (older keys); say so beside it. */
export interface Letter {
  readonly id: string;
  readonly seq: number;
  readonly lang: string;
  readonly words: string;
  readonly verified: boolean;
  /** Marks it read: the relay erases it at the second midnight. Call once she has it on the screen. */
  markRead(): Promise<void>;
}

/**
 * Something she must be told plainly. `tampered`: a record or letter opened and was not written by the desk; it is not
 * shown. `gap`: letters that the desk sent before these are missing. `old-state`, `old-standing`: the relay serves or
 * withholds a record so that an older one would count. `desk-gone`: the directory no longer holds her desk. `vacant`: she
 * left out everybody who had the case, and nobody has taken it up yet.
 */
export type Notice = "tampered" | "gap" | "old-state" | "old-standing" | "desk-gone" | "vacant";

/** What she writes when she comes back. */
export interface FollowUp {
  readonly lang: string;
  readonly words: string;
  readonly files: readonly Attachment[];
}

/** The one outcome for an unknown, expired, destroyed or never-used receipt. */
export interface Nothing {
  readonly found: false;
}

export interface Conversation {
  readonly found: true;
  readonly status: Status;
  readonly letters: readonly Letter[];
  readonly notices: readonly Notice[];
  /** Short id of the desk; it may have left the directory since. */
  readonly desk: string;
  readonly chosen: readonly string[];
  /** Union of her exclusions and those that the standing record echoes. */
  readonly excluded: readonly string[];
  /** Those among them whom she left out herself. */
  readonly leftOut: readonly LeftOut[];
  /** True once the report has been opened: before, nobody could answer a wish to let somebody back. */
  readonly canAsk: boolean;
  /** False when nobody she chose is left (she is asked again, see `choose`) or a record cannot be believed. */
  readonly canWrite: boolean;
  /** Polls again, for the letters behind those marked read. */
  again(): Promise<Conversation | Nothing>;
  /** She chooses again whom she reaches. Exclusions can only be added. Resolves with the conversation as it then is. */
  choose(chosen: readonly string[], excluded: readonly string[]): Promise<Conversation | Nothing>;
  /**
   * Leaves somebody out from now on, or takes back a wish to let her read again; `letter` tells the desk. The same letter
   * again goes on after a failure.
   *
   * @throws NobodyLeft and NoRecovery before anything changes.
   */
  leaveOut(person: string, letter: FollowUp, watch: Watch): Promise<void>;
  /** Asks that somebody whom she left out may read again. Nothing changes until the desk has confirmed it with her by voice. */
  askBack(person: string, letter: FollowUp, watch: Watch): Promise<void>;
  /** Seals and sends a letter, then its files and their closing letter. The same object again goes on after a failure. */
  followUp(letter: FollowUp, watch: Watch): Promise<void>;
  /**
   * Erases the mailbox at the relay, with everything in it. Cannot be undone.
   *
   * @param tell - the language of a last letter that tells the desk so and asks it to erase; null for no letter.
   */
  destroy(tell: string | null): Promise<void>;
  /** Forgets keys and ends what is under way. */
  wipe(): void;
}

/**
 * Opens her mailbox.
 *
 * @throws MistypedReceipt before anything is sent; Forged when the state record was written by somebody else;
 * Unreachable and Stopped from the network.
 */
export async function comeBack(receipt: Indices, setting: Setting, watch: Watch): Promise<Conversation | Nothing> {
  watch({ stage: "keys" });
  const keys = await keysOf(receipt, setting.instance.salt, setting.workers.stretch);
  const opened = await new Thread(keys, setting).open(new Relay(setting, watch));
  if (!opened.found) keys.wipe();
  return opened;
}
