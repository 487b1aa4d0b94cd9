/** Sends one file: four sealed parts at most under way, tickets for 64 parts each, and on again where the network broke off. */
import type { SealedFile, SealFile } from "../seal/file";
import { PARTS_A_TICKET } from "../wire/limits";
import { fileLength } from "../wire/padding";
import { WorkSpent, type Relay } from "./relay";

/** Parts under way at once: a slow line stays full, and memory flat. */
const UNDER_WAY = 4;
/** An age file's header with one stanza, its nonce, and what each 64 KiB chunk adds. */
const HEADER = 168 + 16;
const CHUNK = 65_536;
const TAG = 16;

/** Bytes of the sealed file of a file of `size` bytes. */
export function sealedLength(size: number): number {
  const padded = fileLength(size);
  return HEADER + padded + TAG * Math.max(1, Math.ceil(padded / CHUNK));
}

/** One file on its way. `send` can be called again after a failure; what was acknowledged is not sent twice. */
export class Upload {
  readonly #sealing: SealFile;
  /** Sealed parts that are neither acknowledged nor under way. */
  readonly #backlog = new Map<number, Uint8Array<ArrayBuffer>>();
  readonly #tickets = new Map<number, Promise<Uint8Array<ArrayBuffer>>>();
  #started = false;
  #touched = false;
  #broken: unknown = null;
  #sealed: SealedFile | null = null;
  #acknowledged = 0;
  #parts = 0;

  constructor(
    readonly desk: Uint8Array,
    readonly id: Uint8Array,
    sealing: SealFile,
  ) {
    this.#sealing = sealing;
  }

  /** Bytes that the relay has acknowledged. */
  get acknowledged(): number {
    return this.#acknowledged;
  }

  /** Parts that the relay has acknowledged. */
  get parts(): number {
    return this.#parts;
  }

  /** True while no part has been given to the relay. */
  get untouched(): boolean {
    return !this.#touched;
  }

  /**
   * Sends what is not yet acknowledged and finishes the upload.
   *
   * @param progressed - told after each acknowledged part.
   * @throws what the relay throws, or TooBig and Unreadable from the file.
   */
  async send(relay: Relay, progressed: () => void): Promise<SealedFile> {
    if (this.#started) await this.#resume(relay);
    this.#started = true;
    const lanes = Array.from({ length: UNDER_WAY }, () => this.#lane(relay, progressed));
    const ends = await Promise.allSettled(lanes);
    const failed = ends.find((end) => end.status === "rejected");
    if (failed !== undefined) throw failed.reason;
    const { parts, sealed } = this.#sealed!;
    await this.#ticketed(relay, 0, (ticket) => relay.finish(ticket, parts, sealed));
    return this.#sealed!;
  }

  /** Ends sealing; the worker goes with it. */
  async stop(): Promise<void> {
    this.#backlog.clear();
    await this.#sealing.return(undefined as never);
  }

  /** After a break: what the relay already keeps need not be sent again. */
  async #resume(relay: Relay): Promise<void> {
    if (this.#backlog.size === 0) return;
    await this.#ticketed(relay, 0, async (ticket) => {
      const kept = await relay.kept(ticket);
      for (const [index, bytes] of this.#backlog) if (kept(index)) this.#acknowledge(index, bytes);
    });
  }

  /** One of the four: sends part after part until there is none. */
  async #lane(relay: Relay, progressed: () => void): Promise<void> {
    for (let next = await this.#next(); next !== null; next = await this.#next()) {
      const [index, bytes] = next;
      this.#touched = true;
      try {
        await this.#ticketed(relay, index - (index % PARTS_A_TICKET), (ticket) => relay.part(ticket, index, bytes));
      } catch (error) {
        this.#backlog.set(index, bytes);
        throw error;
      }
      this.#acknowledge(index, bytes);
      progressed();
    }
  }

  /** A part that was left over, or the next one sealed; null after the last. */
  async #next(): Promise<[number, Uint8Array<ArrayBuffer>] | null> {
    for (const left of this.#backlog) {
      this.#backlog.delete(left[0]);
      return left;
    }
    if (this.#sealed !== null) return null;
    const step = await this.#sealNext();
    if (!step.done) return [step.value.index, step.value.bytes];
    this.#sealed ??= step.value;
    return null;
  }

  /** Sealing that has failed stays failed: it must not look like the end of the file, nor to a lane that asked before. */
  async #sealNext(): ReturnType<SealFile["next"]> {
    if (this.#broken !== null) throw this.#broken;
    const step = await this.#sealing.next().catch((error: unknown) => {
      throw (this.#broken = error);
    });
    if (this.#broken !== null) throw this.#broken;
    return step;
  }

  #acknowledge(index: number, bytes: Uint8Array): void {
    this.#backlog.delete(index);
    this.#acknowledged += bytes.length;
    this.#parts += 1;
  }

  /** Does something with the ticket of a block, and once more with a new one when it has expired. */
  async #ticketed<T>(relay: Relay, first: number, act: (ticket: Uint8Array<ArrayBuffer>) => Promise<T>): Promise<T> {
    try {
      return await act(await this.#ticket(relay, first));
    } catch (error) {
      if (!(error instanceof WorkSpent)) throw error;
    }
    this.#tickets.delete(first);
    return act(await this.#ticket(relay, first));
  }

  #ticket(relay: Relay, first: number): Promise<Uint8Array<ArrayBuffer>> {
    const known = this.#tickets.get(first);
    if (known !== undefined) return known;
    const asked = relay.ticket(this.desk, this.id, first);
    asked.catch(() => this.#tickets.delete(first));
    this.#tickets.set(first, asked);
    return asked;
  }
}
