/** The cctv-age vectors that concern us: unarmored files to X25519 identities, the only kind of version 1. */
import * as cctv from "cctv-age";
import { gunzipSync, inflateSync } from "node:zlib";

export interface AgeVector {
  readonly name: string;
  readonly identity: string;
  readonly file: Uint8Array;
  /** "success", or what is wrong with it. */
  readonly expected: string;
  /** Hexadecimal SHA-256 of what it opens to; null when it must not open. */
  readonly payload: string | null;
}

export function cctvVectors(): AgeVector[] {
  const files = Object.entries(cctv as unknown as Record<string, unknown>).filter((entry): entry is [string, Uint8Array] => entry[1] instanceof Uint8Array);
  return files.flatMap(([name, raw]) => vectorOf(name, raw));
}

function vectorOf(name: string, raw: Uint8Array): AgeVector[] {
  const end = Buffer.from(raw).indexOf("\n\n");
  const lines = Buffer.from(raw.subarray(0, end)).toString().split("\n").map((line) => line.split(": ") as [string, string]);
  const header = new Map(lines.reverse());
  const identity = header.get("identity") ?? "";
  if (!identity.startsWith("AGE-SECRET-KEY-1") || header.has("passphrase") || header.has("armored")) return [];
  const packed = header.get("compressed");
  const body = raw.subarray(end + 2);
  const file = packed === "zlib" ? inflateSync(body) : packed === "gzip" ? gunzipSync(body) : body;
  const expected = header.get("expect")!;
  return [{ name, identity, file, expected, payload: expected === "success" ? header.get("payload")! : null }];
}
