/** The pad: first letters, then things. Only buttons of this page, so that no keyboard learns the list. */
import { h } from "../page/dom";
import type { Page } from "../page/page";
import type { WordList } from "../words/list";
import { lettersAfter, wordsFrom } from "../words/pad";

/** As many things as fit on a small screen; with more, another letter is asked for. */
const FEW = 18;

/** What the pad offers after the letters `start`: things when they are few, else the next letters. */
export function offered(list: WordList, start: string, language: string): { readonly letters: readonly string[]; readonly things: readonly { index: number; word: string }[] } {
  const things = start ? wordsFrom(list, start, language) : [];
  if (start && things.length <= FEW) return { letters: [], things };
  const whole = things.filter(({ word }) => word === start);
  return { letters: lettersAfter(list, start, language).map(({ letter }) => letter), things: whole };
}

/** The pad itself; tells the index of the thing that she picks, then begins anew. */
export function pad(page: Page, list: WordList, language: string, pick: (index: number) => void): HTMLElement {
  const place = h("div", { class: "stack", role: "group", "aria-label": page.t("pad.letters") });
  const show = (start: string, focus = true): void => {
    const { letters, things } = offered(list, start, language);
    const erase = start ? h("button", { type: "button", class: "plain", onclick: () => show([...start].slice(0, -1).join("")) }, page.t("pad.erase")) : null;
    const letterKeys = letters.map((letter) => h("button", { type: "button", lang: language, onclick: () => show(start + letter) }, shown(start + letter)));
    const thingKeys = things.map(({ index, word }) => h("button", { type: "button", lang: language, onclick: () => (show("", false), pick(index)) }, word));
    place.replaceChildren(
      h("p", { class: "soft", "aria-live": "polite" }, page.t(thingKeys.length ? "pad.words" : "pad.letters"), start ? ` ${start}…` : ""),
      ...(thingKeys.length ? [h("div", { class: "pad words" }, ...thingKeys)] : []),
      ...(letterKeys.length ? [h("div", { class: "pad" }, ...letterKeys)] : []),
      ...(erase ? [erase] : []),
    );
    if (focus) place.querySelector<HTMLElement>("button")?.focus({ preventScroll: true });
  };
  show("", false);
  return place;
}

/** A space is a key like any other, but must be seen. */
function shown(letters: string): string {
  return letters.endsWith(" ") ? `${letters.trimEnd()} ␣` : letters;
}
