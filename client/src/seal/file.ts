/** Seals a file while reading it: zero padding to PADMÉ, one age file, slices of PART bytes. Memory stays flat (protocol §3, §4). */
import { Encrypter } from "age-encryption";
import { Refusal } from "../refusal";
import { MAX_FILE, PART } from "../wire/limits";
import { fileLength } from "../wire/padding";

/** One sealed slice of PART bytes (the last may be shorter). */
export interface SealedPart {
  readonly index: number;
  readonly bytes: Uint8Array<ArrayBuffer>;
}

/** What the closing letter says of a file. */
export interface SealedFile {
  /** SHA-256 of the file's own bytes, before padding. */
  readonly sha256: Uint8Array;
  /** Bytes of the file, before padding. */
  readonly size: number;
  readonly parts: number;
  /** Bytes of all parts together. */
  readonly sealed: number;
}

/** Yields the parts in order and returns the summary. */
export type SealFile = AsyncGenerator<SealedPart, SealedFile, void>;

/** The file is larger than 1 GiB. Nothing of it was sent; everything else stays as it is. */
export class TooBig extends Refusal {
  readonly code = "file-too-big";
}

/** The phone no longer lets the page read this file. What was already sent is kept; choose the file again. */
export class Unreadable extends Refusal {
  readonly code = "file-unreadable";
}

/** A hash that takes bytes as they come. */
export interface Hasher {
  update(bytes: Uint8Array): unknown;
  digest(): Uint8Array;
}

const ZEROS = new Uint8Array(65_536);

/**
 * Seals `file` to `recipient`.
 *
 * @throws {@link TooBig} before anything is read; {@link Unreadable} when the file changes or goes away meanwhile.
 */
export async function* sealFile(file: Blob, recipient: string, hasher: Hasher): SealFile {
  if (file.size > MAX_FILE) throw new TooBig();
  const encrypter = new Encrypter();
  encrypter.addRecipient(recipient);
  const reader = (await encrypter.encrypt(padded(file, hasher))).getReader();
  let part = new Uint8Array(PART);
  let filled = 0;
  let index = 0;
  for (let read = await reader.read(); !read.done; read = await reader.read()) {
    for (let chunk = read.value; chunk.length > 0; ) {
      if (filled === PART) {
        yield { index: index++, bytes: part };
        part = new Uint8Array(PART);
        filled = 0;
      }
      const taken = chunk.subarray(0, PART - filled);
      part.set(taken, filled);
      filled += taken.length;
      chunk = chunk.subarray(taken.length);
    }
  }
  const sealed = index * PART + filled;
  yield { index: index++, bytes: part.slice(0, filled) };
  return { sha256: hasher.digest(), size: file.size, parts: index, sealed };
}

/** The file's bytes, hashed on their way, and zeros up to the padded length. */
function padded(file: Blob, hasher: Hasher): ReadableStream<Uint8Array> {
  const reader = file.stream().getReader();
  let bytes = 0;
  let zeros = fileLength(file.size) - file.size;
  return new ReadableStream({
    async pull(controller) {
      const { done, value } = await reader.read().catch(() => {
        throw new Unreadable();
      });
      if (!done) {
        hasher.update(value);
        bytes += value.length;
        return controller.enqueue(value);
      }
      if (bytes !== file.size) throw new Unreadable();
      if (zeros === 0) return controller.close();
      const some = ZEROS.slice(0, zeros);
      zeros -= some.length;
      controller.enqueue(some);
    },
    cancel: (reason) => reader.cancel(reason),
  });
}
