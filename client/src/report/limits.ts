/** Whom she does not want to read it: women only, an official, somebody who knows him, a kind of work. */
import { h } from "../page/dom";
import type { Page, Screen } from "../page/page";
import { heading, mainButton, soft, tick, ticks, words } from "../page/parts";
import type { HolderRole } from "../seal/directory";
import { MAX_CARD_NAME, MAX_CARD_NAMES } from "../wire/limits";
import { said } from "./draft";

const ROLES: readonly HolderRole[] = ["intake", "caseworker", "lawyer", "supervisor", "psychosocial"];

export function limitsScreen(next: Screen): Screen {

  return (page) => {
    const roles = ROLES.map((code) => ({ code, label: page.t(`limits.${code}`) }));
    const role = (code: string, on: boolean): void => void (on ? said.limits.roles.add(code as HolderRole) : said.limits.roles.delete(code as HolderRole));
    return [
      heading(page.t("limits.title")),
      soft(page.t("limits.hint")),
      h("div", { class: "options" },
        limit(page, "women"),
        limit(page, "official"),
        limit(page, "fear")),
      ticks("role", page.t("limits.roles"), roles, said.limits.roles, role),
      mainButton(page.t("page.next"), () => page.go(said.limits.fear ? cardScreen(next) : next)),
    ];
  };
}

function limit(page: Page, name: "women" | "official" | "fear"): HTMLElement {
  const option = { code: name, label: page.t(`limits.${name}`), ...(name === "women" ? {} : { hint: page.t(`limits.${name}_hint`) }) };
  return tick("limit", option, said.limits[name], (on) => (said.limits[name] = on));
}

/** The conflict card: names that only the two safeguarding leads compare. */
function cardScreen(next: Screen): Screen {
  return (page) => [
    heading(page.t("card.title")),
    soft(page.t("card.hint")),
    words("card", page.t("card.label"), said.card, (text) => (said.card = text)),
    mainButton(page.t("page.next"), () => {
      const names = cardNames(said.card);
      if (!names.length) page.tell("card.empty");
      else if (names.length > MAX_CARD_NAMES || names.some((name) => [...name].length > MAX_CARD_NAME)) page.tell("card.many");
      else page.go(next);
    }),
  ];
}

/** The lines of the card that hold something. */
export function cardNames(text: string): string[] {
  return text.split("\n").map((line) => line.trim()).filter(Boolean);
}
