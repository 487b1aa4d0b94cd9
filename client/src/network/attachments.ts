/** Her files on their way: announced in a letter, sealed to a key of their own, and listed in the closing letter. */
import { filesIdentity } from "../seal/envelope";
import { TooBig, Unreadable, type SealedFile } from "../seal/file";
import { random } from "../wire/bytes";
import { encode } from "../wire/encoding";
import { ID } from "../wire/fields";
import { MAX_FILE, MAX_UPLOADS } from "../wire/limits";
import type { Announced, Arrived } from "../wire/messages";
import { Refusal } from "../refusal";
import type { Relay } from "./relay";
import type { Attachment, Setting, Watch } from "./setting";
import { sealedLength, Upload } from "./upload";
import { WorkerStopped } from "./workers";

/** More files than one letter can list. Nothing was sent; send the others with a second letter. */
export class TooMany extends Refusal {
  readonly code = "too-many-files";
}

/** Bytes of UTF-8, so that 40 files always fit one closing letter. */
const NAME = 100;
const TYPE = 40;
/** Where a file broke off before its end nobody knows its digest. */
const UNKNOWN_DIGEST = new Uint8Array(32);

interface Item {
  readonly attachment: Attachment;
  readonly id: Uint8Array;
  upload: Upload | null;
  arrived: Arrived | null;
}

/** The files of one letter. */
export class Attachments {
  readonly #items: readonly Item[];
  readonly #identity: string;
  readonly #recipient: string;
  readonly #total: number;

  private constructor(items: readonly Item[], identity: string, recipient: string) {
    this.#items = items;
    this.#identity = identity;
    this.#recipient = recipient;
    this.#total = items.reduce((sum, { attachment }) => sum + sealedLength(attachment.blob.size), 0);
  }

  /** @throws {@link TooMany}, {@link TooBig} before anything is read or sent. */
  static async of(files: readonly Attachment[]): Promise<Attachments> {
    if (files.length > MAX_UPLOADS) throw new TooMany();
    if (files.some(({ blob }) => blob.size > MAX_FILE)) throw new TooBig();
    const { identity, recipient } = await filesIdentity();
    return new Attachments(files.map((attachment) => ({ attachment, id: random(ID), upload: null, arrived: null })), identity, recipient);
  }

  get none(): boolean {
    return this.#items.length === 0;
  }

  /** What the letter says is to come. */
  announced(): Announced {
    return { identity: this.#identity, uploads: this.#items.map(({ id, attachment }) => ({ id: encode(id), role: attachment.role })) };
  }

  /** Sends one file after another; called again, goes on where it broke off. A file whose end cannot be had is listed as incomplete. */
  async send(desk: Uint8Array, relay: Relay, { workers }: Setting, watch: Watch): Promise<Arrived[]> {
    const tell = (): void => watch({ stage: "files", done: this.#acknowledged(), total: this.#total });
    const arrived: Arrived[] = [];
    for (const item of this.#items) {
      tell();
      item.upload ??= new Upload(desk, item.id, workers.seal(item.attachment.blob, this.#recipient));
      item.arrived ??= await sendOne(item, item.upload, relay, tell);
      arrived.push(item.arrived);
    }
    return arrived;
  }

  /** Ends all sealing. */
  stop(): void {
    for (const { upload } of this.#items) void upload?.stop();
  }

  #acknowledged(): number {
    return this.#items.reduce((sum, { upload }) => sum + (upload?.acknowledged ?? 0), 0);
  }
}

async function sendOne(item: Item, upload: Upload, relay: Relay, tell: () => void): Promise<Arrived> {
  try {
    return describe(item, await upload.send(relay, tell), true);
  } catch (error) {
    const stopped = error instanceof WorkerStopped;
    if (!stopped && !(error instanceof Unreadable)) throw error;
    if (stopped && upload.untouched) {
      item.upload = null; // nothing of it is at the relay yet: the next try seals it anew
      throw error;
    }
    // What lies at the relay is under a key that went with the worker.
    return describe(item, { sha256: UNKNOWN_DIGEST, size: item.attachment.blob.size, parts: upload.parts, sealed: 0 }, false);
  }
}

function describe({ attachment, id }: Item, { sha256, size, parts }: SealedFile, complete: boolean): Arrived {
  const { name, type, mediaLeftOut } = attachment;
  return {
    id: encode(id),
    name: shortened(name, NAME),
    type: shortened(type, TYPE),
    size,
    sha256: encode(sha256),
    parts,
    complete,
    ...(mediaLeftOut === undefined ? {} : { media_left_out: mediaLeftOut }),
  };
}

/** The longest beginning of `text`, in whole characters, that fits `bytes` of UTF-8 inside JSON. */
function shortened(text: string, bytes: number): string {
  let short = "";
  for (const character of text.normalize("NFC").replace(/[\0-\x1f\x7f"\\]|\p{Surrogate}/gu, "_")) {
    if (new TextEncoder().encode(short + character).length > bytes) break;
    short += character;
  }
  return short;
}
