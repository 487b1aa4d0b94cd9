/** The texts of one language, as `amana site build` writes them to `texts/<language>.json`. */
import { local } from "./digits";
import type { Tree } from "./tree";

export interface Tongue {
  readonly code: string;
  readonly name: string;
  readonly direction: "ltr" | "rtl";
  readonly address: string;
}

export interface Speech {
  readonly code: string;
  readonly direction: "ltr" | "rtl";
  readonly digits: string;
  readonly demo: boolean;
  readonly languages: readonly Tongue[];
  /** Links to the guides that stand on every question. */
  readonly ways: readonly Tree[];
  /** Whom to call, each behind its facts (P12). */
  readonly services: readonly Tree[];
  readonly texts: Readonly<Record<string, string>>;
}

/** What can stand in a placeholder: numbers are written in the language's digits, text is isolated from the sentence's direction. */
export type Values = Readonly<Record<string, string | number>>;

const FIRST_STRONG_ISOLATE = "\u2068";
const POP_ISOLATE = "\u2069";

/** The text of a key with its placeholders filled. A missing key is a fault of the build, and is shown as its name. */
export function say(speech: Speech, key: string, values: Values = {}): string {
  return (speech.texts[key] ?? key).replace(/\{([a-z_]+)\}/g, (whole, name: string) => {
    const value = values[name];
    if (typeof value === "number") return local(String(value), speech.digits);
    return value === undefined ? whole : FIRST_STRONG_ISOLATE + value + POP_ISOLATE;
  });
}

const kept = new Map<string, Promise<Speech>>();

/** Fetches a language once a visit; held in memory only. */
export function fetchSpeech(code: string): Promise<Speech> {
  const known = kept.get(code);
  if (known) return known;
  const coming = fetched(`texts/${code}.json`).then((response) => response.json() as Promise<Speech>);
  kept.set(code, coming);
  coming.catch(() => kept.delete(code));
  return coming;
}

/** Fetches one of the site's own files, with as few words to the server as a browser can. */
export async function fetched(address: string, integrity = ""): Promise<Response> {
  const response = await fetch(address, { credentials: "omit", cache: "no-store", referrerPolicy: "no-referrer", redirect: "error", integrity });
  if (!response.ok) throw new TypeError("not fetched");
  return response;
}
