/** Vectors that Python made, or that TypeScript made and Python reads, and what the tests do with their bytes. */
import { readFileSync } from "node:fs";
import { decode } from "../src/wire/encoding";

const folder = new URL("../../vectors/", import.meta.url);

export function vectors<T>(name: string): T {
  return JSON.parse(readFileSync(new URL(name, folder), "utf8")) as T;
}

/** Text of the repository, by its path from the root. */
export function sourceText(path: string): string {
  return readFileSync(new URL("../../" + path, import.meta.url), "utf8");
}

export function bytes(b64u: string): Uint8Array<ArrayBuffer> {
  return decode(b64u);
}

export function hex(data: Uint8Array): string {
  return Buffer.from(data).toString("hex");
}

/** Whole numbers below `bound`, for property tests; another sequence in every run. */
export function anyBelow(bound: number): number {
  return Math.floor(Math.random() * bound);
}

export { random as anyBytes } from "../src/wire/bytes";
