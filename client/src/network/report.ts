/** Sending a first report: mailbox, then text, then files, then the closing letter (protocol §10). */
import { sha256 } from "@noble/hashes/sha2.js";
import type { Desk } from "../seal/desk";
import { Refusal } from "../refusal";
import { keysOf, type Keys } from "../seal/keys";
import { drawReceipt, type Indices } from "../seal/receipt";
import { recipientsFor, recoveryFor, type Choice } from "../seal/recipients";
import { NO_NONCE } from "../wire/authentic";
import { decode, encode } from "../wire/encoding";
import { manifestOf, type Age, type Answers, type State } from "../wire/messages";
import { Attachments } from "./attachments";
import { Relay } from "./relay";
import type { Attachment, Setting, Watch } from "./setting";
import { sealState, union } from "./state";
import { cleanWords, newId, post, seal, type Posted } from "./writing";

/** What she wrote and chose. `chosen` and `excluded` are short ids of persons at `desk`. */
export interface Draft {
  /** Short id of the one desk that she chose. */
  readonly desk: string;
  readonly lang: string;
  readonly words: string;
  readonly age: Age;
  readonly answers: Answers;
  /** Her safety plan by field; empty when she wants none of it in the report. */
  readonly plan: Readonly<Record<string, string>>;
  readonly chosen: readonly string[];
  readonly excluded: readonly string[];
  /** Codes of the filters she set ("women", "no-state", …). */
  readonly filters: readonly string[];
  readonly leadsOnly: boolean;
  /** Names of the conflict card, or null without one. */
  readonly card: readonly string[] | null;
  readonly files: readonly Attachment[];
}

/** A report that is being sent. Each step can be called again after a failure and goes on where it stopped, with the same bytes. */
export interface Outgoing {
  /** Show it only once `send` has resolved: only then does it count. */
  readonly receipt: Indices;
  /** Resolves when both mailbox and text are acknowledged. */
  send(watch: Watch): Promise<void>;
  /** Sends the files and the closing letter; resolves at once when there are none. Gives how many could not be sent to their end. */
  sendFiles(watch: Watch): Promise<number>;
  /** Forgets keys and ends what is under way. */
  wipe(): void;
}

/** The desk is no longer in the directory that was read. Nothing was sent. */
export class DeskGone extends Refusal {
  readonly code = "desk-gone";
}

/** What one report needs again when a step is repeated. */
interface Prepared {
  readonly keys: Keys;
  readonly thread: string;
  readonly files: Attachments;
  readonly state: Uint8Array;
  readonly text: Posted;
}

/**
 * Draws a receipt and prepares to send a draft. Nothing is derived, sealed or sent before `send`.
 *
 * @throws {@link DeskGone}; NobodyLeft and NoRecovery when nobody is left to read it.
 */
export function report(draft: Draft, setting: Setting): Outgoing {
  const desk = deskOf(draft.desk, setting);
  const choice = choiceOf(draft, desk);
  const to = recipientsFor(desk, choice, null);
  const receipt = drawReceipt();
  let prepared: Prepared | null = null;
  let closing: Posted | null = null;
  const acknowledged = { mailbox: false, text: false, closing: false };

  const send = async (watch: Watch): Promise<void> => {
    watch({ stage: "keys" });
    prepared ??= await prepare();
    const { keys, state, text } = prepared;
    const relay = new Relay(setting, watch);
    watch({ stage: "mailbox" });
    if (!acknowledged.mailbox) await relay.makeMailbox(keys, sha256(keys.mailboxDrop), state);
    acknowledged.mailbox = true;
    watch({ stage: "text" });
    if (!acknowledged.text) await post(relay, desk, text);
    acknowledged.text = true;
  };

  const sendFiles = async (watch: Watch): Promise<number> => {
    if (prepared === null || prepared.files.none) return 0;
    const relay = new Relay(setting, watch);
    const uploads = await prepared.files.send(decode(desk.id), relay, setting, watch);
    watch({ stage: "closing" });
    const place = { thread: prepared.thread, id: newId(), seq: 2, epoch: 0 };
    const manifest = manifestOf.closing({ ...place, lang: draft.lang, received: [], state_version: 1, uploads });
    closing ??= await seal({ form: "letter", place, manifest, words: null }, { directionKey: prepared.keys.toDesk, nonce: NO_NONCE }, to, desk);
    if (!acknowledged.closing) await post(relay, desk, closing);
    acknowledged.closing = true;
    return uploads.filter(({ complete }) => !complete).length;
  };

  const prepare = async (): Promise<Prepared> => {
    const files = await Attachments.of(draft.files);
    const keys = await keysOf(receipt, setting.instance.salt, setting.workers.stretch);
    const thread = newId();
    const state = await sealState(firstState(draft, choice, thread, files), keys);
    const place = { thread, id: newId(), seq: 1, epoch: 0 };
    const manifest = manifestOf.report({ ...place, lang: draft.lang, her: herOf(keys), routing: routingOf(draft, choice, desk), age: draft.age, answers: draft.answers, ...planOf(draft.plan), files: files.announced() });
    const card = draft.card === null ? null : manifestOf.card(draft.card);
    const row = { row: keys.reportId, statusDigest: sha256(keys.reportStatus) };
    const text = await seal({ form: "report", place, manifest, words: draft.words, card }, { directionKey: keys.toDesk, nonce: NO_NONCE }, to, desk, row);
    return { keys, thread, files, state, text };
  };

  const wipe = (): void => {
    prepared?.keys.wipe();
    prepared?.files.stop();
    prepared = null;
  };
  return { receipt, send, sendFiles, wipe };
}

/** Her plan as it is sealed: the same clean words as everything she writes, no empty ones. */
function planOf(plan: Draft["plan"]): { plan?: Draft["plan"] } {
  const written = Object.entries(plan).map(([field, text]) => [field, cleanWords(text).trim()]).filter(([, text]) => text);
  return written.length ? { plan: Object.fromEntries(written) } : {};
}

/** @throws {@link DeskGone} */
export function deskOf(id: string, { directory }: Setting): Desk {
  const desk = directory.desks.find((each) => each.id === id);
  if (desk === undefined) throw new DeskGone();
  return desk;
}

/** With a conflict card the leads must be among those she reaches: they read it first. */
function choiceOf({ chosen, excluded, card }: Draft, desk: Desk): Choice {
  const leads = desk.holders.filter(({ role, person }) => role === "lead" && !excluded.includes(person));
  const reached = card === null ? [...chosen] : union(chosen, leads.map(({ person }) => person));
  return { chosen: reached, excluded, recovery: recoveryFor(desk, excluded), card: card !== null };
}

function routingOf({ filters, leadsOnly }: Draft, { chosen, excluded, recovery }: Choice, desk: Desk): Parameters<typeof manifestOf.report>[0]["routing"] {
  return { desk: desk.id, chosen, excluded, recovery, filters, leads_only: leadsOnly, statement: desk.serial };
}

function herOf({ recipient, mailboxId, mailboxDrop, toDesk, toHer }: Keys): Parameters<typeof manifestOf.report>[0]["her"] {
  return { recipient, mailbox_id: encode(mailboxId), mailbox_drop: encode(mailboxDrop), to_desk: encode(toDesk), to_her: encode(toHer) };
}

/** With files, the closing letter takes number 2. */
function firstState(draft: Draft, { chosen, excluded, recovery, card }: Choice, thread: string, files: Attachments): State {
  return { version: 1, desk: draft.desk, chosen, excluded, recovery, leads_only: draft.leadsOnly, card, thread, epoch: 0, seq: files.none ? 2 : 3, heard: 0, received: [], lifts: {} };
}
