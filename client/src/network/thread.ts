/** One conversation while her page is open: what was believed of it, and writing into it. Held by closures, never stored. */
import type { Desk } from "../seal/desk";
import type { Keys } from "../seal/keys";
import { caseRecipientFor, NobodyLeft, NoRecovery, recipientsFor, type Choice } from "../seal/recipients";
import { Forged, NO_NONCE } from "../wire/authentic";
import { MAX_RECEIVED, MAX_UNREAD } from "../wire/limits";
import type { Standing, State } from "../wire/messages";
import type { Poll } from "../wire/requests";
import type { Conversation, FollowUp, Letter, Nothing, Notice, Status } from "./comeback";
import { FollowUps } from "./followup";
import { asking, leftOut, letBack, without, type LeftOut } from "./readers";
import { comesAgain, hasGap, openLetter, openStanding, Outdated, type Read } from "./reading";
import { Conflict, Relay } from "./relay";
import type { Setting, Watch } from "./setting";
import { openState, swapState, union } from "./state";

const LETTERBOX: readonly Status[] = ["unknown", "waiting", "collected"];

export class Thread {
  #state: State | null = null;
  #standing: Standing | null = null;
  #writing: FollowUps | null = null;
  #believable = false;

  constructor(
    readonly keys: Keys,
    readonly setting: Setting,
  ) {}

  /** Polls and believes what it can. */
  async open(relay: Relay): Promise<Conversation | Nothing> {
    const [poll, letterbox] = await Promise.all([relay.poll(this.keys), relay.status(this.keys.reportId, this.keys.reportStatus)]);
    const state = await openState(poll.state, this.keys);
    if (state === null) return { found: false };
    const notices = new Set<Notice>();
    if (this.desk(state) === null) notices.add("desk-gone");
    if (this.#state !== null && state.version < this.#state.version) notices.add("old-state");
    else this.#state = state;
    await this.#readStanding(poll, this.#state!, notices);
    const letters = await this.#readLetters(poll, relay, notices);
    await this.#remember(relay, notices);
    return this.#conversation(letters, notices, LETTERBOX[letterbox]!);
  }

  /** The desk of this thread, if the directory still holds it. */
  desk({ desk }: State): Desk | null {
    return this.setting.directory.desks.find(({ id }) => id === desk) ?? null;
  }

  get state(): State {
    return this.#state!;
  }

  /** The newest standing record that was believed in this session. */
  get standing(): Standing | null {
    return this.#standing;
  }

  /** False while the relay shows older records than it must: then the wrong people might be written to. */
  get believable(): boolean {
    return this.#believable;
  }

  /** The nonce of the epoch that she writes in. */
  get nonce(): Uint8Array {
    return this.#standing?.nonce ?? NO_NONCE;
  }

  /** Her choice with every exclusion known from either side; whom she let back she has chosen. */
  choice(): Choice {
    const { chosen, recovery, card } = this.state;
    return { chosen: union(chosen, letBack(this.state, this.#standing)), excluded: this.#excluded(), recovery, card };
  }

  /** Whom she leaves out herself. */
  get leftOut(): readonly LeftOut[] {
    return leftOut(this.state, this.#standing);
  }

  /** Swaps the state record for a changed one. */
  async change(relay: Relay, change: (state: State) => State): Promise<void> {
    this.#state = await swapState(this.state, change, this.keys, relay);
  }

  async #readStanding({ standing: frame }: Poll, state: State, notices: Set<Notice>): Promise<void> {
    const least = Math.max(state.epoch, this.#standing?.epoch ?? 0);
    try {
      this.#standing = (await openStanding(frame, this.keys, state.thread, least, this.desk(state))) ?? this.#standing;
    } catch (error) {
      if (!(error instanceof Forged)) throw error;
      if (!notices.has("desk-gone")) notices.add(error instanceof Outdated ? "old-standing" : "tampered");
    }
    if (this.#standing === null && state.epoch > 0 && !notices.has("desk-gone")) notices.add("old-standing");
    if (this.#standing !== null && state.version < this.#standing.state_version) notices.add("old-state");
    if (this.#standing?.vacant) notices.add("vacant");
  }

  /** What has nothing to show makes room for the letters behind it. */
  async #readLetters(poll: Poll, relay: Relay, notices: Set<Notice>): Promise<Read[]> {
    const { heard } = this.state;
    for (let looks = 1; ; looks++) {
      const { letters, spent } = await this.#sift(poll, notices);
      if (!spent.length || looks > MAX_UNREAD) {
        if (hasGap(heard, letters.filter(({ verified }) => verified).map(({ reply }) => reply.seq))) notices.add("gap");
        return letters.sort((a, b) => a.reply.seq - b.reply.seq);
      }
      for (const slot of spent) await relay.markRead(this.keys, slot);
      poll = await relay.poll(this.keys);
    }
  }

  /** The letters of a poll, and its slots that show nothing: forged, read before, or coming again under the present epoch. */
  async #sift({ slots }: Poll, notices: Set<Notice>): Promise<{ letters: Read[]; spent: Uint8Array[] }> {
    const letters: Read[] = [];
    const spent: Uint8Array[] = [];
    const seen = new Set(this.state.received);
    for (const slot of slots) {
      try {
        const letter = await openLetter(slot, this.keys, this.state, this.#standing);
        if (letter === null) continue;
        if (seen.has(letter.reply.id) || comesAgain(letter, this.#standing)) spent.push(slot);
        else letters.push(letter), seen.add(letter.reply.id);
      } catch (error) {
        if (!(error instanceof Forged)) throw error;
        notices.add("tampered");
        spent.push(slot);
      }
    }
    return { letters, spent };
  }

  /** A newer epoch goes into her state record at once, so that no older standing record counts again. */
  async #remember(relay: Relay, notices: Set<Notice>): Promise<void> {
    const standing = this.#standing;
    if (standing === null || notices.has("old-state") || standing.epoch <= this.state.epoch) return;
    try {
      await this.change(relay, (state) => ({ ...state, epoch: Math.max(state.epoch, standing.epoch) }));
    } catch (error) {
      if (!(error instanceof Conflict)) throw error; // reading must not fail because a device or the relay disputes the version
    }
  }

  #excluded(): string[] {
    return union(this.leftOut.map(({ person }) => person), this.#standing?.excluded ?? []);
  }

  #conversation(letters: readonly Read[], notices: ReadonlySet<Notice>, letterbox: Status): Conversation {
    const { state, setting, keys } = this;
    const desk = this.desk(state);
    const quiet = new Relay(setting);
    const answered = letters.length > 0 || state.heard > 0;
    this.#believable = !(["old-state", "old-standing", "desk-gone"] as const).some((notice) => notices.has(notice));
    this.#writing ??= new FollowUps(this);
    const writing = this.#writing;
    return {
      found: true,
      status: answered ? "answered" : this.#standing !== null || state.epoch > 0 ? "opened" : letterbox,
      letters: letters.map((read) => this.#letter(read, quiet)),
      notices: [...notices],
      desk: state.desk,
      chosen: this.choice().chosen,
      excluded: this.#excluded(),
      leftOut: this.leftOut,
      canAsk: this.#standing !== null,
      canWrite: this.#believable && desk !== null && canSeal(desk, this.choice(), this.#standing),
      again: () => this.open(quiet),
      choose: async (chosen, excluded) => {
        await this.#choose(quiet, chosen, excluded);
        return this.open(quiet);
      },
      leaveOut: async (person, letter, watch) => {
        await this.#leaveOut(quiet, person);
        await writing.send(letter, watch);
      },
      askBack: async (person, letter, watch) => {
        if (!(person in this.state.lifts)) await this.change(quiet, (state) => asking(state, person));
        await writing.send(letter, watch);
      },
      followUp: (letter: FollowUp, watch: Watch) => writing.send(letter, watch),
      destroy: async (tell) => {
        if (tell !== null) await writing.tellDestroyed(tell);
        await quiet.destroy(keys);
      },
      wipe: () => {
        writing.stop();
        keys.wipe();
      },
    };
  }

  #letter({ slot, reply, words, verified }: Read, relay: Relay): Letter {
    const { id, seq, lang } = reply;
    const markRead = async (): Promise<void> => {
      await relay.markRead(this.keys, slot);
      if (this.state.received.includes(id)) return;
      const heard = verified ? seq : 0;
      await this.change(relay, (state) => ({ ...state, heard: Math.max(state.heard, heard), received: union(state.received, [id]).slice(-MAX_RECEIVED) }));
    };
    return { id, seq, lang, words, verified, markRead };
  }

  async #choose(relay: Relay, chosen: readonly string[], added: readonly string[]): Promise<void> {
    const desk = this.desk(this.state);
    await this.change(relay, (state) => ({ ...without(state, added, desk), chosen: [...chosen] }));
  }

  /** @throws {@link NobodyLeft} or {@link NoRecovery} before anything changes. */
  async #leaveOut(relay: Relay, person: string): Promise<void> {
    const desk = this.desk(this.state);
    const after = without(this.state, [person], desk);
    if (desk !== null) recipientsFor(desk, { ...this.choice(), excluded: union(this.#excluded(), [person]), recovery: after.recovery }, null);
    if (person in this.state.lifts || !this.state.excluded.includes(person)) await this.change(relay, (state) => without(state, [person], desk));
  }
}

/** Whether anybody she chose is left: the same question that sealing asks. */
function canSeal(desk: Desk, choice: Choice, standing: Standing | null): boolean {
  try {
    return recipientsFor(desk, choice, caseRecipientFor(choice, standing)).readers.length > 0;
  } catch (error) {
    if (error instanceof NobodyLeft || error instanceof NoRecovery) return false;
    throw error;
  }
}
