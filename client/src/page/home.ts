/** The first page, in whatever language she has chosen; the same words as the page without scripts. */
import { drawing, h, type Child } from "./dom";
import type { Page, Screen } from "./page";
import { heading, numbers, soft } from "./parts";

export interface Ways {
  readonly tell: Screen;
  readonly comeBack: Screen;
}

const STEPS = ["pay", "send", "keep", "tell"];

export function home(ways: Ways): Screen {
  return (page) => [
    heading(page.t("home.title")),
    h("p", { class: "never" }, page.t("home.never")),
    h("details", {},
      h("summary", { class: "choice main" }, drawing("phone"), h("span", {}, page.t("home.help"))),
      h("div", { class: "stack" }, h("p", {}, page.t("help.lead")), numbers(page), soft(page.t("help.after")))),
    way(page, "cup", "home.tell", ways.tell),
    way(page, "list", "home.receipt", ways.comeBack),
    h("p", {}, page.t("home.lead")),
    topic(page.t("home.reads_title"), h("p", {}, page.t("home.reads")), h("p", {}, page.t("home.honest"))),
    topic(page.t("home.leave_title"), h("p", {}, page.t("home.leave"))),
    topic(page.t("steps.title"), h("ul", {}, ...STEPS.map((step) => h("li", {}, page.t(`steps.${step}`))))),
  ];
}

function way(page: Page, picture: string, key: string, to: Screen): HTMLElement {
  return h("button", { class: "choice", type: "button", onclick: () => page.go(to) }, drawing(picture), h("span", {}, page.t(key)));
}

function topic(title: string, ...content: Child[]): HTMLElement {
  return h("section", { class: "topic" }, h("h2", {}, title), ...content);
}
