/** What a journey needs from around it, and what it tells about itself while it runs. */
import type { Instance } from "../instance";
import type { Directory } from "../seal/directory";
import type { Role } from "../wire/messages";
import type { Workers } from "./workers";

/** The installation, the checked directory, and the workers that do what would freeze the page. */
export interface Setting {
  readonly instance: Instance;
  readonly directory: Directory;
  readonly workers: Workers;
  /** Ends everything under way; what was acknowledged stays. */
  readonly signal?: AbortSignal;
}

/** A file or a recording that she attached. Its bytes are read only while it is sealed. */
export interface Attachment {
  readonly blob: Blob;
  readonly name: string;
  readonly type: string;
  readonly role: Role;
  /** Pictures and videos that were left out of an archive before it was attached. */
  readonly mediaLeftOut?: number;
}

/**
 * Where a journey stands.
 *
 * `keys` deriving · `work` proving work · `queue` the relay is busy, `seconds` until the next try · `mailbox`, `text`
 * being sent · `files` with bytes sealed and acknowledged of all bytes · `closing` the closing letter · `offline` the
 * network is gone and everything waits for it.
 */
export interface Progress {
  readonly stage: "keys" | "work" | "queue" | "mailbox" | "text" | "files" | "closing" | "offline";
  readonly done?: number;
  readonly total?: number;
  readonly seconds?: number;
}

export type Watch = (progress: Progress) => void;
