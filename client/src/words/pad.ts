/** The pad on which she picks her words: first letters, then words. Nothing goes through the system's keyboard. */
import type { WordList } from "./list";

/** One key of the pad: a letter, and how many words lie behind it. */
export interface Letter {
  readonly letter: string;
  readonly count: number;
}

/** One word of the pad and its index in the list. */
export interface Word {
  readonly index: number;
  readonly word: string;
}

/** The letters that can follow `start` (empty: first letters), in the order of the language. */
export function lettersAfter(list: WordList, start: string, language: string): Letter[] {
  const counts = new Map<string, number>();
  for (const { word } of wordsFrom(list, start, language)) {
    const letter = [...folded(word)][[...start].length];
    if (letter !== undefined) counts.set(letter, (counts.get(letter) ?? 0) + 1);
  }
  const compare = order(language);
  return [...counts].map(([letter, count]) => ({ letter, count })).sort((a, b) => compare(a.letter, b.letter));
}

/** The words that begin with `start`, in the order of the language. */
export function wordsFrom(list: WordList, start: string, language: string): Word[] {
  const compare = order(language);
  return list
    .map((word, index) => ({ index, word }))
    .filter(({ word }) => folded(word).startsWith(folded(start)))
    .sort((a, b) => compare(a.word, b.word));
}

/** Alef with and without hamza is one key: on paper most people write them alike. */
function folded(word: string): string {
  return word.replace(/[أإآ]/g, "ا");
}

/** Index of the word that is exactly `word`, or null. */
export function indexOf(list: WordList, word: string): number | null {
  const index = list.indexOf(word.trim().normalize("NFC"));
  return index < 0 ? null : index;
}

/** Made once a screen: a collator costs far more than a comparison. Where a browser does not know Sorani's letter order, Arabic's is the nearest. */
function order(language: string): (a: string, b: string) => number {
  return new Intl.Collator([language, "ar"]).compare;
}
