/** The relay's addresses as typed calls (protocol §8). Identifiers travel in bodies only; every call says as little as a browser can. */
import { sha256 } from "@noble/hashes/sha2.js";
import { Refusal } from "../refusal";
import { join, u8 } from "../wire/bytes";
import {
  FILES, MAILBOX, TEXT, finishBody, mailboxPayload, partBody, readBitmap, readChallenge, readPoll, readStatus,
  reportPayload, stateBody, ticketPayload, worked, type Lane, type Poll,
} from "../wire/requests";
import { Passing, patiently, pause, Stopped, Unreachable } from "./patience";
import type { Setting, Watch } from "./setting";

/** The relay has no room now and keeps what it has. Nothing new was taken; try again later. */
export class RelayFull extends Refusal {
  readonly code = "relay-full";
}

/** Another device wrote first, or the same id stands for other bytes. */
export class Conflict extends Refusal {
  readonly code = "conflict";
}

/** The relay does not take this form of request; the page may be out of date. Nothing was kept. */
export class RelayRefused extends Refusal {
  readonly code = "relay-refused";
}

/** The relay wants new work: its challenge or ticket was spent or has expired. */
export class WorkSpent extends Refusal {
  readonly code = "work-spent";
}

const STATUS: Readonly<Record<number, new () => Refusal>> = { 409: Conflict, 428: WorkSpent, 507: RelayFull };
/** A part of 1 MiB, four at a time, at 15 kB/s. */
const STALLED = 300_000;
/** A relay that never takes honest work is treated as one that is away. */
const WORK_ATTEMPTS = 6;
const LONGEST_QUEUE = 600;

type Body = Uint8Array<ArrayBuffer> | Blob;

/** Everything needed to name a mailbox and to open its lid. */
export interface Box {
  readonly mailboxId: Uint8Array;
  readonly mailboxToken: Uint8Array;
}

export class Relay {
  readonly #setting: Omit<Setting, "directory">;
  readonly #watch: Watch;

  constructor(setting: Omit<Setting, "directory">, watch: Watch = () => undefined) {
    this.#setting = setting;
    this.#watch = watch;
  }

  /** The directory as it comes, not yet believed. */
  directory(): Promise<Uint8Array> {
    return this.#call("directory", null);
  }

  /** Sends an envelope; the same bytes again are acknowledged again. */
  async report(desk: Uint8Array, report: Uint8Array, statusDigest: Uint8Array, envelope: Uint8Array): Promise<void> {
    await this.#work("report", TEXT, reportPayload(desk, report, statusDigest, envelope));
  }

  /** 0 unknown or expired, 1 waiting, 2 collected. */
  async status(report: Uint8Array, secret: Uint8Array): Promise<0 | 1 | 2> {
    return readStatus(await this.#call("report/status", join(report, secret)));
  }

  /** Leave to send 64 parts of one upload from `firstPart` on. */
  ticket(desk: Uint8Array, upload: Uint8Array, firstPart: number): Promise<Uint8Array<ArrayBuffer>> {
    return this.#work("ticket", FILES, ticketPayload(desk, upload, firstPart));
  }

  async part(ticket: Uint8Array<ArrayBuffer>, index: number, part: Uint8Array<ArrayBuffer>): Promise<void> {
    await this.#call("part", partBody(ticket, index, part));
  }

  /** @throws {@link Conflict} while parts are missing. */
  async finish(ticket: Uint8Array, parts: number, size: number): Promise<void> {
    await this.#call("upload", finishBody(ticket, parts, size));
  }

  /** Which parts of an upload the relay keeps. */
  async kept(ticket: Uint8Array<ArrayBuffer>): Promise<(part: number) => boolean> {
    return readBitmap(await this.#call("upload/parts", ticket));
  }

  async makeMailbox({ mailboxId, mailboxToken }: Box, dropDigest: Uint8Array, state: Uint8Array): Promise<void> {
    await this.#work("mailbox", MAILBOX, mailboxPayload(mailboxId, sha256(mailboxToken), dropDigest, state));
  }

  async poll({ mailboxId, mailboxToken }: Box): Promise<Poll> {
    return readPoll(await this.#call("mailbox/poll", join(mailboxId, mailboxToken)));
  }

  /** @throws {@link Conflict} when another device wrote first. */
  async swapState({ mailboxId, mailboxToken }: Box, version: number, state: Uint8Array): Promise<void> {
    await this.#call("mailbox/state", stateBody(mailboxId, mailboxToken, version, state));
  }

  async markRead({ mailboxId, mailboxToken }: Box, slot: Uint8Array): Promise<void> {
    await this.#call("mailbox/read", join(mailboxId, mailboxToken, sha256(slot)));
  }

  async destroy({ mailboxId, mailboxToken }: Box): Promise<void> {
    await this.#call("mailbox/destroy", join(mailboxId, mailboxToken));
  }

  /** Proves work first, and again when the relay says that the proof is spent. */
  async #work(address: string, lane: Lane, payload: Uint8Array): Promise<Uint8Array<ArrayBuffer>> {
    for (let attempt = 0; attempt < WORK_ATTEMPTS; attempt++) {
      const challenge = await this.#challenge(lane);
      this.#watch({ stage: "work" });
      const n = await this.#setting.workers.solve(challenge, sha256(payload));
      try {
        return await this.#call(address, worked(challenge, n, payload));
      } catch (error) {
        if (!(error instanceof WorkSpent)) throw error;
      }
    }
    throw new Unreachable();
  }

  /** A challenge; or a place in the queue first, never a harder puzzle. */
  async #challenge(lane: Lane): Promise<Uint8Array> {
    for (let place: Uint8Array = new Uint8Array(); ; ) {
      const { wait, seconds, bytes } = readChallenge(await this.#call("challenge", join(u8(lane), place)));
      if (!wait) return bytes;
      place = bytes;
      const delay = Math.min(seconds, LONGEST_QUEUE);
      this.#watch({ stage: "queue", seconds: delay });
      await pause(delay * 1_000, this.#setting.signal);
    }
  }

  #call(address: string, body: Body | null): Promise<Uint8Array<ArrayBuffer>> {
    const { instance, signal } = this.#setting;
    const url = `${instance.relay}/v1/${address}`;
    return patiently(() => attempt(url, body, signal), () => this.#watch({ stage: "offline" }), signal);
  }
}

/** One request. Without a Content-Type no browser asks for permission first, which would double every wait. */
async function attempt(url: string, body: Body | null, signal: AbortSignal | undefined): Promise<Uint8Array<ArrayBuffer>> {
  const stall = new AbortController();
  const stop = (): void => stall.abort();
  const timer = setTimeout(stop, STALLED);
  signal?.addEventListener("abort", stop);
  try {
    const response = await fetch(url, {
      method: body === null ? "GET" : "POST",
      body,
      mode: "cors",
      credentials: "omit",
      cache: "no-store",
      referrerPolicy: "no-referrer",
      redirect: "error",
      signal: stall.signal,
    });
    return new Uint8Array(await accepted(response).arrayBuffer());
  } catch (error) {
    if (signal?.aborted) throw new Stopped();
    throw error instanceof Refusal ? error : new Passing();
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", stop);
  }
}

function accepted(response: Response): Response {
  const { status } = response;
  if (status === 200) return response;
  const Known = STATUS[status];
  if (Known !== undefined) throw new Known();
  if (status === 429 || status >= 500) throw new Passing();
  throw new RelayRefused(String(status));
}
