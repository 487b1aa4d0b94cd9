/** Her receipt as a market list, two things of it picked again, and what stays behind. */
import { h } from "../page/dom";
import { leave } from "../exit/leave";
import { later } from "../page/later";
import { local } from "../page/digits";
import { wordList } from "../page/installation";
import type { Page, Screen } from "../page/page";
import { heading, mainButton, note, plainButton, soft } from "../page/parts";
import { pad } from "../pad/pad";
import { spell } from "../words/list";
import { answersWithin, filesStrip, letGo, theReceipt } from "./sending";

const PICKED_AGAIN = 2;

export const receiptScreen: Screen = (page) => [
  heading(page.t("receipt.title")),
  h("p", {}, page.t("receipt.lead")),
  later(page, { wait: page.t("page.wait"), ask: () => wordList(page.speech.code), fail: () => "page.unreachable", show: (list) => [market(page, spell(theReceipt(), list))] }),
  note(page.t("receipt.how")),
  filesStrip(page),
  mainButton(page.t("receipt.onward"), () => page.go(checkScreen(twoPlaces()))),
];

function market(page: Page, things: readonly string[]): HTMLElement {
  const rows = things.map((thing, at) => h("li", {}, h("span", {}, local(String(at + 1), page.speech.digits)), thing));
  return h("ol", { class: "market", lang: page.speech.code }, ...rows);
}

/** Two different places of the list, in order. */
function twoPlaces(): number[] {
  const places = new Set<number>();
  while (places.size < PICKED_AGAIN) places.add(crypto.getRandomValues(new Uint8Array(1))[0]! % theReceipt().length);
  return [...places].sort((a, b) => a - b);
}

function checkScreen(places: readonly number[]): Screen {
  const [place, ...others] = places;
  if (place === undefined) return doneScreen;
  const next = others.length ? checkScreen(others) : doneScreen;
  return (page) => [
    heading(page.t("receipt.check_title", { number: place + 1 })),
    soft(page.t("receipt.check_hint")),
    later(page, { wait: page.t("page.wait"), ask: () => wordList(page.speech.code), fail: () => "page.unreachable", show: (list) => [pad(page, list, page.speech.code, (index) => judge(page, index === theReceipt()[place], others.length > 0, next))] }),
    filesStrip(page),
    plainButton(page.t("receipt.show"), () => page.startAt(receiptScreen)),
  ];
}

function judge(page: Page, right: boolean, more: boolean, next: Screen): void {
  if (!right) return page.tell("receipt.check_wrong");
  if (more) return page.go(next);
  page.startAt(next);
}

export const doneScreen: Screen = (page) => {
  const answers = answersWithin(page);
  const strip = filesStrip(page);
  letGo();
  return [
    heading(page.t("done.title")),
    h("p", {}, page.t("done.lead")),
    answers ? h("p", {}, page.t("done.answers", { answers })) : null,
    h("p", {}, page.t("done.return")),
    strip,
    note(page.t("done.history")),
    soft(page.t("done.cannot")),
    mainButton(page.t("done.leave"), leave),
  ];
};
