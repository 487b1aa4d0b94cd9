/**
 * Leaves pictures, videos and sounds out of a zip without unpacking it: kept entries are copied as they lie, so memory stays
 * flat and nothing is decoded. Format: PKWARE APPNOTE 6.3.10, without zip64 (files here are at most 1 GiB).
 */
import { Refusal } from "../refusal";

/** This is no zip that can be read safely. It was not added. */
export class UnreadableZip extends Refusal {
  readonly code = "unreadable-zip";
}

const END = 0x06054b50;
const CENTRAL = 0x02014b50;
const LOCAL = 0x04034b50;
const DESCRIPTOR = 0x08074b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 0xffff;
const ZIP64 = 0xffffffff;
const HAS_DESCRIPTOR = 0x0008;

/** Also archives in the archive: what lies in them cannot be seen from here. */
const MEDIA = /\.(jpe?g|jfif|png|gif|webp|heic|heif|bmp|tiff?|avif|svg|mp4|m4v|mov|3gpp?|mkv|webm|avi|wmv|flv|opus|ogg|oga|m4a|mp3|aac|amr|wav|zip|rar|7z|gz|tar)$/i;

interface Entry {
  readonly name: string;
  readonly record: Uint8Array<ArrayBuffer>;
  readonly offset: number;
  readonly packed: number;
  readonly flags: number;
}

export interface Zip {
  readonly media: number;
  /** The same archive without them, made of slices of the file. */
  withoutMedia(): Promise<Blob>;
}

/**
 * Reads the list of a zip.
 *
 * @throws {@link UnreadableZip}
 */
export async function readZip(file: Blob): Promise<Zip> {
  const entries = await centralDirectory(file);
  const kept = entries.filter(({ name }) => !MEDIA.test(name));
  return { media: entries.length - kept.length, withoutMedia: () => rebuilt(file, kept) };
}

export function looksLikeZip(name: string, type: string): boolean {
  return /\.zip$/i.test(name) || type === "application/zip" || type === "application/x-zip-compressed";
}

async function view(blob: Blob): Promise<DataView<ArrayBuffer>> {
  return new DataView(await blob.arrayBuffer());
}

async function centralDirectory(file: Blob): Promise<Entry[]> {
  const tailAt = Math.max(0, file.size - END_BYTES - LONGEST_COMMENT);
  const tail = await view(file.slice(tailAt));
  const at = lastEnd(tail);
  const [count, size, offset] = [tail.getUint16(at + 10, true), tail.getUint32(at + 12, true), tail.getUint32(at + 16, true)];
  if (offset + size > tailAt + at) throw new UnreadableZip();
  const list = await view(file.slice(offset, offset + size));
  const entries: Entry[] = [];
  for (let position = 0; entries.length < count; ) {
    const entry = readEntry(list, position, offset);
    entries.push(entry);
    position += entry.record.length;
  }
  return entries;
}

function lastEnd(tail: DataView): number {
  for (let at = tail.byteLength - END_BYTES; at >= 0; at--) {
    if (tail.getUint32(at, true) === END && at + END_BYTES + tail.getUint16(at + 20, true) === tail.byteLength) return at;
  }
  throw new UnreadableZip();
}

function readEntry(list: DataView<ArrayBuffer>, at: number, end: number): Entry {
  if (at + 46 > list.byteLength || list.getUint32(at, true) !== CENTRAL) throw new UnreadableZip();
  const [named, extra, comment] = [28, 30, 32].map((field) => list.getUint16(at + field, true)) as [number, number, number];
  const length = 46 + named + extra + comment;
  const [packed, offset] = [list.getUint32(at + 20, true), list.getUint32(at + 42, true)];
  if (at + length > list.byteLength || offset === ZIP64 || packed === ZIP64 || offset >= end) throw new UnreadableZip();
  const record = new Uint8Array(list.buffer.slice(list.byteOffset + at, list.byteOffset + at + length));
  const name = new TextDecoder().decode(record.subarray(46, 46 + named));
  return { name, record, offset, packed, flags: list.getUint16(at + 8, true) };
}

async function rebuilt(file: Blob, kept: readonly Entry[]): Promise<Blob> {
  const bodies: Blob[] = [];
  const list: Uint8Array<ArrayBuffer>[] = [];
  let written = 0;
  for (const entry of kept) {
    const body = await bodyOf(file, entry);
    const record = entry.record.slice();
    new DataView(record.buffer).setUint32(42, written, true);
    bodies.push(body);
    list.push(record);
    written += body.size;
  }
  const listed = list.reduce((sum, record) => sum + record.length, 0);
  return new Blob([...bodies, ...list, endOf(kept.length, listed, written)], { type: "application/zip" });
}

/** Local header, data and, where there is one, the descriptor behind it: no byte of a neighbour. */
async function bodyOf(file: Blob, { offset, packed, flags }: Entry): Promise<Blob> {
  const head = await view(file.slice(offset, offset + 30));
  if (head.byteLength < 30 || head.getUint32(0, true) !== LOCAL) throw new UnreadableZip();
  let end = offset + 30 + head.getUint16(26, true) + head.getUint16(28, true) + packed;
  if (flags & HAS_DESCRIPTOR) {
    const behind = await view(file.slice(end, end + 4));
    end += behind.byteLength === 4 && behind.getUint32(0, true) === DESCRIPTOR ? 16 : 12;
  }
  if (end > file.size) throw new UnreadableZip();
  return file.slice(offset, end);
}

function endOf(count: number, size: number, offset: number): Uint8Array<ArrayBuffer> {
  const end = new DataView(new ArrayBuffer(END_BYTES));
  end.setUint32(0, END, true);
  end.setUint16(8, count, true);
  end.setUint16(10, count, true);
  end.setUint32(12, size, true);
  end.setUint32(16, offset, true);
  return new Uint8Array(end.buffer);
}
