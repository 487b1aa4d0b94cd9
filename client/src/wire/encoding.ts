/** base64url and JSON read strictly, so that two readers never see two things in the same bytes (protocol §1). */
import { Refusal } from "../refusal";
import { MAX_JSON } from "./limits";

const MAX_DEPTH = 16;

/** What came is not of the form that the protocol gives. */
export class BadForm extends Refusal {
  readonly code = "bad-form";
}

/** base64url without padding. */
export function encode(bytes: Uint8Array): string {
  let binary = "";
  for (const byte of bytes) binary += String.fromCharCode(byte);
  return btoa(binary).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}

/**
 * Reads base64url without padding.
 *
 * @param length - the bytes it must hold, when that is known.
 * @throws {@link BadForm} for padding, white space, other alphabets, spare bits that are not zero, or another length.
 */
export function decode(text: unknown, length?: number): Uint8Array<ArrayBuffer> {
  if (typeof text !== "string" || !/^[A-Za-z0-9_-]*$/.test(text) || text.length % 4 === 1) throw new BadForm("b64u");
  const binary = atob(text.replace(/-/g, "+").replace(/_/g, "/"));
  const bytes = Uint8Array.from(binary, (c) => c.charCodeAt(0));
  if (encode(bytes) !== text || (length !== undefined && bytes.length !== length)) throw new BadForm("b64u");
  return bytes;
}

/** Names and values of a JSON object whose form is not yet checked. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * Reads one JSON object.
 *
 * @throws {@link BadForm} for a byte order mark, bytes that are not UTF-8, duplicate names, lone surrogates, numbers
 * without a value, more than 16 levels or `limit` bytes, and everything that is not an object.
 */
export function readJson(bytes: Uint8Array, limit = MAX_JSON): JsonObject {
  if (bytes.length > limit) throw new BadForm("json size");
  let value: unknown;
  try {
    const text = readText(bytes);
    value = JSON.parse(text, refuseOddities);
    refuseDuplicates(text);
  } catch {
    throw new BadForm("json");
  }
  if (!isObject(value)) throw new BadForm("json");
  return value;
}

/** UTF-8 bytes of a value that JSON can hold, without white space. */
export function writeJson(value: JsonObject): Uint8Array<ArrayBuffer> {
  return new TextEncoder().encode(JSON.stringify(value));
}

/**
 * UTF-8, a byte order mark kept as the character it is.
 *
 * @throws {@link BadForm} when the bytes are not UTF-8.
 */
export function readText(bytes: Uint8Array): string {
  try {
    return new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    throw new BadForm("utf-8");
  }
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

function refuseOddities(name: string, value: unknown): unknown {
  const lone = /\p{Surrogate}/u;
  if (lone.test(name) || (typeof value === "string" && lone.test(value)) || (typeof value === "number" && !Number.isFinite(value))) {
    throw new BadForm("json");
  }
  return value;
}

/** Walks text that is known to be JSON: strings before a colon are names; each object may hold a name once. */
function refuseDuplicates(text: string): void {
  const open: (Set<string> | null)[] = [];
  for (const [token, name] of text.matchAll(/("(?:[^"\\]|\\.)*")\s*:|"(?:[^"\\]|\\.)*"|[[\]{}]/g)) {
    if (token === "{" || token === "[") open.push(token === "{" ? new Set() : null);
    else if (token === "}" || token === "]") open.pop();
    else if (name !== undefined) {
      const names = open[open.length - 1]!;
      const read = JSON.parse(name) as string;
      if (names.has(read)) throw new BadForm("json");
      names.add(read);
    }
    if (open.length > MAX_DEPTH) throw new BadForm("json");
  }
}
