/** Writing again: a letter to those she chose, its files, and their closing letter. */
import { Refusal } from "../refusal";
import { caseRecipientFor, recipientsFor } from "../seal/recipients";
import type { Desk } from "../seal/desk";
import { takeUpOf } from "../wire/authentic";
import { decode, encode } from "../wire/encoding";
import { manifestOf, type Announced, type Letter, type Place } from "../wire/messages";
import { Attachments } from "./attachments";
import type { FollowUp } from "./comeback";
import { Relay } from "./relay";
import { DeskGone } from "./report";
import type { Watch } from "./setting";
import type { Thread } from "./thread";
import { newId, post, seal, type Posted, type Writing } from "./writing";

/** The relay shows older records than she has already seen, so it is not sure who would read this. Nothing was sent. */
export class OldRecords extends Refusal {
  readonly code = "old-records";
}

/** A letter on its way: sealed once, so that sending it again keeps one. */
interface Underway {
  readonly of: FollowUp;
  readonly files: Attachments;
  /** Number of the letter; its closing letter takes the next. */
  readonly seq: number;
  readonly letter: Posted;
  closing: Posted | null;
  sent: boolean;
}

export class FollowUps {
  readonly #thread: Thread;
  #underway: Underway | null = null;

  constructor(thread: Thread) {
    this.#thread = thread;
  }

  /**
   * Sends a letter; the same object again goes on after a failure.
   *
   * @throws NobodyLeft and NoRecovery before anything is sent; TooLong when it does not fit one letter; DeskGone.
   */
  async send(letter: FollowUp, watch: Watch): Promise<void> {
    const { setting } = this.#thread;
    const relay = new Relay(setting, watch);
    const desk = this.#desk();
    if (this.#underway?.of !== letter) this.#underway = await this.#prepare(letter, desk, relay);
    const underway = this.#underway;
    watch({ stage: "text" });
    if (!underway.sent) await post(relay, desk, underway.letter);
    underway.sent = true;
    if (!underway.files.none) await this.#sendFiles(underway, desk, relay, watch);
    this.#underway = null;
  }

  /** A last letter: the mailbox is gone, and she asks the desk to erase. */
  async tellDestroyed(lang: string): Promise<void> {
    const relay = new Relay(this.#thread.setting);
    const desk = this.#desk();
    const seq = await this.#reserve(relay, 1);
    const place = this.#place(seq);
    const manifest = manifestOf.letter({ ...place, ...this.#head(lang), ...this.#readers(), wish: "destroyed" });
    await post(relay, desk, await this.#seal({ form: "letter", place, manifest, words: "" }, desk));
  }

  /** Ends sealing that is under way. */
  stop(): void {
    this.#underway?.files.stop();
    this.#underway = null;
  }

  async #prepare(of: FollowUp, desk: Desk, relay: Relay): Promise<Underway> {
    const files = await Attachments.of(of.files);
    const announced = files.none ? null : files.announced();
    await this.#letter(of, this.#thread.state.seq, announced, desk); // refuses what is too long before a number is taken
    const seq = await this.#reserve(relay, files.none ? 1 : 2);
    return { of, files, seq, letter: await this.#letter(of, seq, announced, desk), closing: null, sent: false };
  }

  async #sendFiles(underway: Underway, desk: Desk, relay: Relay, watch: Watch): Promise<void> {
    const uploads = await underway.files.send(decode(desk.id), relay, this.#thread.setting, watch);
    watch({ stage: "closing" });
    const place = this.#place(underway.seq + 1);
    const manifest = manifestOf.closing({ ...place, ...this.#head(underway.of.lang), uploads });
    underway.closing ??= await this.#seal({ form: "letter", place, manifest, words: null }, desk);
    await post(relay, desk, underway.closing);
  }

  #letter({ lang, words }: FollowUp, seq: number, files: Announced | null, desk: Desk): Promise<Posted> {
    const place = this.#place(seq);
    const manifest = manifestOf.letter({ ...place, ...this.#head(lang), ...this.#readers(), ...(files === null ? {} : { files }) });
    return this.#seal({ form: "letter", place, manifest, words }, desk);
  }

  /** Numbers are taken in the state record before they are used: a second device never uses them again. */
  async #reserve(relay: Relay, count: number): Promise<number> {
    await this.#thread.change(relay, (state) => ({ ...state, seq: state.seq + count }));
    return this.#thread.state.seq - count;
  }

  #place(seq: number): Place {
    const { state, standing } = this.#thread;
    return { thread: state.thread, id: newId(), seq, epoch: standing?.epoch ?? 0 };
  }

  #head(lang: string): { lang: string; received: readonly string[]; state_version: number } {
    const { received, version } = this.#thread.state;
    return { lang, received, state_version: version };
  }

  /**
   * Tells the desk whom she leaves out by now, so that it seals the case again without them, and whom she asks back. Sealed
   * to people instead of the case, it lets them take the case up when nobody has it any more.
   */
  #readers(): Pick<Letter, "excluded" | "lifts" | "take_up"> {
    const { keys, nonce, standing, leftOut } = this.#thread;
    const excluded = leftOut.map(({ person }) => person);
    const lifts = leftOut.flatMap(({ person, asked }) => (asked ? person : []));
    const toPeople = this.#case() === null && (standing !== null || excluded.length > 0);
    return { ...(excluded.length ? { excluded } : {}), ...(lifts.length ? { lifts } : {}), ...(toPeople ? { take_up: encode(takeUpOf(keys.toDesk, nonce)) } : {}) };
  }

  /** The case's own recipient, while it may be written to. */
  #case(): string | null {
    return caseRecipientFor(this.#thread.choice(), this.#thread.standing);
  }

  #seal(writing: Writing, desk: Desk): Promise<Posted> {
    const { keys, nonce } = this.#thread;
    const to = recipientsFor(desk, this.#thread.choice(), this.#case());
    return seal(writing, { directionKey: keys.toDesk, nonce }, to, desk);
  }

  /** @throws {@link DeskGone}, {@link OldRecords} */
  #desk(): Desk {
    const desk = this.#thread.desk(this.#thread.state);
    if (desk === null) throw new DeskGone();
    if (!this.#thread.believable) throw new OldRecords();
    return desk;
  }
}
