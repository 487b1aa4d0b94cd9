/** Bodies of the relay's addresses (protocol §8), as pieces of a Blob, and the readers of its answers. */
import { join, u32, u64, view } from "./bytes";
import { BadForm } from "./encoding";
import { MAX_PARTS, POLL, RECORD_FRAME, SLOT } from "./limits";

export type Lane = 1 | 2 | 3;
/** Text, files, mailbox. */
export const TEXT: Lane = 1;
export const FILES: Lane = 2;
export const MAILBOX: Lane = 3;

/** Bytes of a challenge, a place in the queue, and a ticket. */
export const CHALLENGE = 58;
export const TICKET = 68;

/** A challenge to work on, or a place to bring back after `seconds`. */
export interface Challenge {
  readonly wait: boolean;
  readonly seconds: number;
  readonly bytes: Uint8Array;
}

/** @throws {@link BadForm} */
export function readChallenge(answer: Uint8Array): Challenge {
  const kind = answer[0];
  if (answer.length !== 5 + CHALLENGE || (kind !== 1 && kind !== 2)) throw new BadForm("challenge");
  return { wait: kind === 2, seconds: view(answer).getUint32(1), bytes: answer.slice(5) };
}

export function worked(challenge: Uint8Array, n: number, payload: Uint8Array): Uint8Array<ArrayBuffer> {
  return join(challenge, u64(n), payload);
}

export function reportPayload(desk: Uint8Array, report: Uint8Array, statusDigest: Uint8Array, envelope: Uint8Array): Uint8Array<ArrayBuffer> {
  return join(desk, report, statusDigest, envelope);
}

export function ticketPayload(desk: Uint8Array, upload: Uint8Array, firstPart: number): Uint8Array<ArrayBuffer> {
  return join(desk, upload, u32(firstPart));
}

/** A Blob, never an array: the browser then sends it without another copy. */
export function partBody(ticket: Uint8Array<ArrayBuffer>, index: number, part: Uint8Array<ArrayBuffer>): Blob {
  return new Blob([ticket, u32(index) as Uint8Array<ArrayBuffer>, part]);
}

export function finishBody(ticket: Uint8Array, parts: number, size: number): Uint8Array<ArrayBuffer> {
  return join(ticket, u32(parts), u64(size));
}

export function mailboxPayload(id: Uint8Array, tokenDigest: Uint8Array, dropDigest: Uint8Array, state: Uint8Array): Uint8Array<ArrayBuffer> {
  return join(id, tokenDigest, dropDigest, state);
}

export function stateBody(id: Uint8Array, token: Uint8Array, version: number, state: Uint8Array): Uint8Array<ArrayBuffer> {
  return join(id, token, u64(version), state);
}

/** What a poll gives, always in the same size; what is not there is random. */
export interface Poll {
  readonly state: Uint8Array;
  readonly standing: Uint8Array;
  readonly slots: readonly Uint8Array[];
}

/** @throws {@link BadForm} */
export function readPoll(answer: Uint8Array): Poll {
  if (answer.length !== POLL) throw new BadForm("poll");
  const records = 2 * RECORD_FRAME;
  return {
    state: answer.subarray(0, RECORD_FRAME),
    standing: answer.subarray(RECORD_FRAME, records),
    slots: [answer.subarray(records, records + SLOT), answer.subarray(records + SLOT)],
  };
}

/** Whether the relay keeps part `i`. @throws {@link BadForm} */
export function readBitmap(answer: Uint8Array): (part: number) => boolean {
  if (answer.length !== MAX_PARTS / 8) throw new BadForm("bitmap");
  return (part) => (answer[part >> 3]! & (0x80 >> (part & 7))) !== 0;
}

/** 0 unknown or expired, 1 waiting, 2 collected. @throws {@link BadForm} */
export function readStatus(answer: Uint8Array): 0 | 1 | 2 {
  const status = answer[0];
  if (answer.length !== 1 || (status !== 0 && status !== 1 && status !== 2)) throw new BadForm("status");
  return status;
}

