/** Fields of a manifest, each read by its form. All throw BadForm for anything else; names that nobody asks for are ignored. */
import { BadForm, decode, isObject, type JsonObject } from "./encoding";
import { isDay, type Day } from "./day";

/** Bytes of an id, and of a short id (desk, person, certificate). */
export const ID = 16;
export const SHORT_ID = 8;

export function object(value: unknown): JsonObject {
  return isObject(value) ? value : refuse();
}

export function text(value: unknown): string {
  return typeof value === "string" ? value : refuse();
}

export function flag(value: unknown): boolean {
  return typeof value === "boolean" ? value : refuse();
}

export function oneOf<T extends string>(value: unknown, codes: readonly T[]): T {
  return codes.find((code) => code === value) ?? refuse();
}

/** A whole number from `least` to 2^53 − 1. */
export function count(value: unknown, least = 0): number {
  return Number.isSafeInteger(value) && (value as number) >= least ? (value as number) : refuse();
}

export function day(value: unknown): Day {
  return isDay(value) ? value : refuse();
}

/** Canonical b64u of `length` bytes, kept as text: equal bytes are equal texts. */
export function id(value: unknown, length = ID): string {
  decode(value, length);
  return value as string;
}

export function shortId(value: unknown): string {
  return id(value, SHORT_ID);
}

export function list<T>(value: unknown, item: (value: unknown) => T, most: number): T[] {
  return Array.isArray(value) && value.length <= most ? value.map((each) => item(each)) : refuse();
}

/** "age1…": the Bech32 checksum is checked when something is sealed to it. */
export function recipient(value: unknown): string {
  return typeof value === "string" && /^age1[02-9ac-hj-np-z]{58}$/.test(value) ? value : refuse();
}

function refuse(): never {
  throw new BadForm("field");
}
