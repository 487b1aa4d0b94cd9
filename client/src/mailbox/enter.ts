/** She comes back: eight things on the pad, in any of the languages. Most slips are caught here, and nothing is sent. */
import { onLeave } from "../exit/leave";
import { comeBack } from "../network/conversation";
import { h } from "../page/dom";
import { later } from "../page/later";
import { wordList } from "../page/installation";
import type { Page, Screen } from "../page/page";
import { attention, heading, mainButton, plainButton, soft } from "../page/parts";
import { Standing } from "../page/progress";
import { whyNotOpened } from "../page/refusals";
import { pad } from "../pad/pad";
import { theSetting } from "../report/whom";
import { MistypedReceipt, packReceipt, WORDS } from "../seal/receipt";
import { boxScreen } from "./box";

const picked: { index: number; word: string }[] = [];
let padLanguage: string | null = null;
onLeave(() => (picked.length = 0));

export const comeBackScreen: Screen = (page) => {
  const language = padLanguage ?? page.speech.code;
  const full = picked.length === WORDS;
  return [
    heading(page.t("return.title")),
    soft(page.t("return.hint")),
    h("p", { "aria-live": "polite", class: "soft small" }, page.t("return.progress", { count: picked.length })),
    h("ol", { class: "picked", "aria-label": page.t("pad.picked"), lang: language }, ...picked.map(({ word }) => h("li", {}, word))),
    full ? mainButton(page.t("page.next"), () => open(page)) : thePad(page, language),
    picked.length ? plainButton(page.t("pad.erase"), () => (picked.pop(), page.redraw())) : languages(page, language),
  ];
};

function thePad(page: Page, language: string): HTMLElement {
  const pick = async (index: number): Promise<void> => {
    picked.push({ index, word: (await wordList(language))[index]! });
    page.redraw();
  };
  return later(page, { wait: page.t("page.wait"), ask: () => wordList(language), fail: () => "page.unreachable", show: (list) => [pad(page, list, language, (index) => void pick(index))] });
}

/** Her list may be in another language than the page. */
function languages(page: Page, language: string): HTMLElement {
  const buttons = page.speech.languages.map(({ code, name }) => {
    const change = (): void => {
      padLanguage = code;
      page.redraw();
    };
    return h("button", { type: "button", id: `pad-${code}`, lang: code, "aria-pressed": String(code === language), onclick: change }, name);
  });
  return h("div", { class: "stack" }, soft(page.t("return.language")), h("div", { class: "pair" }, ...buttons));
}

function open(page: Page): void {
  const receipt = picked.map(({ index }) => index);
  try {
    packReceipt(receipt);
  } catch (error) {
    if (!(error instanceof MistypedReceipt)) throw error;
    return page.tell("return.wrong");
  }
  page.startAt(openingScreen(receipt));
}

/** Derives keys and looks once. The same words, size and time for every receipt that opens nothing. */
function openingScreen(receipt: readonly number[]): Screen {
  const standing = new Standing();
  let state: "new" | "asking" | { failed: string } = "new";
  const screen: Screen = (page) => {
    if (state === "new") {
      state = "asking";
      ask(page).catch((error: unknown) => {
        state = { failed: whyNotOpened(error) };
        page.redraw();
      });
    }
    const again = (): void => {
      state = "new";
      page.redraw();
    };
    if (typeof state === "object") return [heading(page.t("box.title")), attention(page.t(state.failed)), mainButton(page.t("page.try_again"), again)];
    return [heading(page.t("box.title")), h("p", { role: "status" }, page.t("return.working"))];
  };
  const ask = async (page: Page): Promise<void> => {
    const found = await comeBack(receipt, await theSetting(), standing.watch);
    picked.length = 0;
    page.startAt(found.found ? boxScreen(found) : nothingScreen);
  };
  return screen;
}

const nothingScreen: Screen = (page) => [
  heading(page.t("box.title")),
  attention(page.t("box.unknown")),
  mainButton(page.t("page.try_again"), () => page.startAt(comeBackScreen)),
];

