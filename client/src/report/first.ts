/** What comes before her story: danger now, and age. Whom to call stands before anything else. */
import { h, type Child } from "../page/dom";
import type { Page, Screen } from "../page/page";
import { heading, mainButton, note, numbers, soft } from "../page/parts";
import { grow } from "../page/tree";
import type { Age } from "../wire/messages";
import { said } from "./draft";

/** Asked first. Only a plain no goes on without the numbers: unknown danger counts as high. */
export function dangerScreen(next: Screen): Screen {
  const answer = (page: Page, code: string): void => {
    said.answers.set("danger", code);
    page.go(code === "no" ? next : callScreen(next));
  };
  return (page) => [
    heading(page.t("danger.title")),
    soft(page.t("danger.hint")),
    large(page, "danger", ["yes", "no", "unsure"], answer),
  ];
}

function callScreen(next: Screen): Screen {
  return (page) => [
    heading(page.t("help.title")),
    h("p", {}, page.t("help.lead")),
    ...page.speech.ways.map(grow),
    numbers(page),
    soft(page.t("help.after")),
    mainButton(page.t("help.onward"), () => page.go(next)),
  ];
}

/** Under 18 takes a path of its own. */
export function ageScreen(next: (age: Age) => Screen): Screen {
  const answer = (page: Page, code: string): void => {
    said.age = code as Age;
    page.go(next(said.age));
  };
  return (page) => [heading(page.t("age.title")), soft(page.t("age.hint")), large(page, "age", ["adult", "minor", "unsaid"], answer)];
}

/** Words for someone under 18; what follows has no voice and no files. */
export function minorScreen(next: Screen): Screen {
  return (page) => [
    heading(page.t("minor.title")),
    h("p", {}, page.t("minor.lead")),
    note(page.t("minor.picture")),
    h("p", {}, page.t("minor.law")),
    h("p", {}, page.t("minor.trust")),
    mainButton(page.t("minor.onward"), () => page.go(next)),
  ];
}

/** Answers as large buttons: one press answers and goes on. */
function large(page: Page, group: string, codes: readonly string[], answer: (page: Page, code: string) => void): HTMLElement {
  const rows: Child[] = codes.map((code) => h("button", { type: "button", class: "choice", onclick: () => answer(page, code) }, page.t(`${group}.${code}`)));
  return h("div", { class: "stack", role: "group", "aria-label": page.t(`${group}.title`) }, ...rows);
}
