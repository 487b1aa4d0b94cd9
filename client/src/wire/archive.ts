/**
 * The archive inside everything sealed: a ustar file that any `tar` reads and that has one spelling only (protocol §3).
 *
 * The reader builds the only permitted header for a name and size and compares all 512 bytes with it; so links, odd
 * owners, other number formats and bad checksums are refused without looking at each.
 */
import { sha256 } from "@noble/hashes/sha2.js";
import { equal, join, utf8 } from "./bytes";
import { BadForm } from "./encoding";
import { TooLong } from "./framing";
import { LETTER, MAX_JSON, MAX_WORDS, RECORD } from "./limits";
import { BLOCK, reportLength, roundUp } from "./padding";

/** What an archive is padded to: `report` grows, `letter` and `record` have one size. */
export type Form = "report" | "letter" | "record";

const SIZES = { "manifest.json": MAX_JSON, "words.txt": 4 * MAX_WORDS, "card.json": MAX_JSON, mac: 96 } as const;

export type Name = keyof typeof SIZES;
export type Members = Readonly<Partial<Record<Name, Uint8Array>>>;

const ORDER = Object.keys(SIZES) as Name[];
const MAC_SIZES = [32, 96];

/** What was read: the members, and T, the SHA-256 of everything before the header of `mac`. */
export interface Archive {
  readonly members: Members;
  readonly digest: Uint8Array;
}

/**
 * Writes and pads an archive. `authenticate` gets T and gives the member `mac`.
 *
 * @throws {@link TooLong} when a letter or record does not fit.
 */
export function writeArchive(members: Members, form: Form, authenticate: (digest: Uint8Array) => Uint8Array): Uint8Array<ArrayBuffer> {
  const body = join(...ORDER.flatMap((name) => (members[name] === undefined ? [] : [member(name, members[name])])));
  const whole = join(body, member("mac", authenticate(sha256(body))), new Uint8Array(2 * BLOCK));
  const length = lengthOf(whole.length, form);
  if (whole.length > length) throw new TooLong(whole.length - length);
  const padded = new Uint8Array(length);
  padded.set(whole);
  return padded;
}

/**
 * Reads a padded archive.
 *
 * @throws {@link BadForm} for everything that `writeArchive` would not have written.
 */
export function readArchive(data: Uint8Array, form: Form): Archive {
  const members: Partial<Record<Name, Uint8Array>> = {};
  let allowed = ORDER;
  let at = 0;
  let body = 0;
  while (members.mac === undefined) {
    const { name, content, after } = readMember(data, at);
    if (!allowed.includes(name)) throw new BadForm("archive");
    allowed = allowed.slice(allowed.indexOf(name) + 1);
    members[name] = content;
    [body, at] = [at, after];
  }
  const end = at + 2 * BLOCK;
  const whole = members["manifest.json"] !== undefined && MAC_SIZES.includes(members.mac.length);
  if (!whole || end > data.length || data.length !== lengthOf(end, form) || !zero(data.subarray(at))) throw new BadForm("archive");
  return { members, digest: sha256(data.subarray(0, body)) };
}

function lengthOf(archive: number, form: Form): number {
  if (form === "report") return reportLength(archive);
  return form === "letter" ? LETTER : RECORD;
}

function readMember(data: Uint8Array, at: number): { name: Name; content: Uint8Array; after: number } {
  const header = data.subarray(at, at + BLOCK);
  const name = ORDER.find((each) => each === ascii(header.subarray(0, 100)).replace(/\0+$/, ""));
  const size = parseInt(ascii(header.subarray(124, 135)), 8);
  if (name === undefined || !(size <= SIZES[name]) || !equal(header, headerOf(name, size))) throw new BadForm("archive");
  const start = at + BLOCK;
  const after = start + roundUp(size, BLOCK);
  if (after > data.length || !zero(data.subarray(start + size, after))) throw new BadForm("archive");
  return { name, content: data.slice(start, start + size), after };
}

function member(name: Name, content: Uint8Array): Uint8Array {
  if (content.length > SIZES[name]) throw new TooLong(content.length - SIZES[name]);
  return join(headerOf(name, content.length), content, new Uint8Array(roundUp(content.length, BLOCK) - content.length));
}

/** The one header of POSIX.1-1988 ustar that the protocol permits for a name and a size. */
function headerOf(name: Name, size: number): Uint8Array {
  const header = new Uint8Array(BLOCK);
  const put = (at: number, text: string): void => header.set(utf8(text), at);
  put(0, name);
  put(100, "0000600\0" + "0000000\0".repeat(2) + size.toString(8).padStart(11, "0") + "\0" + "0".repeat(11) + "\0" + "        0");
  put(257, "ustar\0" + "00");
  put(148, header.reduce((sum, byte) => sum + byte, 0).toString(8).padStart(6, "0") + "\0 ");
  return header;
}

function ascii(bytes: Uint8Array): string {
  return String.fromCharCode(...bytes);
}

function zero(bytes: Uint8Array): boolean {
  return bytes.every((byte) => byte === 0);
}
