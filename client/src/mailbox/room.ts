/** Whether her words fit the one size of a letter; where they do not, how many to take out. */
import type { Child } from "../page/dom";
import type { Page } from "../page/page";
import { note } from "../page/parts";

/** UTF-8 bytes of words that surely fit one letter, beside its manifest and its MAC. */
const ROOM = 10_240;

/** Tells her what is missing or too much; true when it can be sent. */
export function fits(page: Page, words: string): boolean {
  const over = lettersOver(words);
  if (!words.trim()) page.tell("story.empty");
  else if (over) page.tell("write.long", { count: over });
  else return true;
  return false;
}

/** Below the box, as long as it is too long. */
export function tooLong(page: Page, words: string): Child {
  const over = lettersOver(words);
  return over ? note(page.t("write.long", { count: over })) : null;
}

/** How many letters too many: from the end, until the rest fits. */
function lettersOver(text: string): number {
  let bytes = new TextEncoder().encode(text).length;
  let over = 0;
  for (const sign of [...text].reverse()) {
    if (bytes <= ROOM) break;
    bytes -= new TextEncoder().encode(sign).length;
    over++;
  }
  return over;
}
