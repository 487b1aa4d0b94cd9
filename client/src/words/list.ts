/** A receipt's word list: 1,024 everyday things, one a line, the same thing at the same index in every language. */
import { Refusal } from "../refusal";
import type { Indices } from "../seal/receipt";

/** Words in a list. */
export const LIST_LENGTH = 1024;

/** The word list could not be read: it does not hold 1,024 different words. */
export class BadWordList extends Refusal {
  readonly code = "bad-word-list";
}

export type WordList = readonly string[];

/**
 * Reads `packs/<country>/words/<language>.txt`.
 *
 * @throws {@link BadWordList} when there are not 1,024 different words.
 */
export function readWords(text: string): WordList {
  const words = text.normalize("NFC").trim().split("\n").map((word) => word.trim());
  if (words.length !== LIST_LENGTH || new Set(words).size !== LIST_LENGTH || words.includes("")) throw new BadWordList();
  return words;
}

/** A receipt in the words of this list. */
export function spell(receipt: Indices, list: WordList): string[] {
  return receipt.map((index) => list[index]!);
}
