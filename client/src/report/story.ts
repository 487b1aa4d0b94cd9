/** The one thing that is needed: what is happening, in her words or her voice. */
import type { Child } from "../page/dom";
import type { Page, Screen } from "../page/page";
import { heading, mainButton, note, plainButton, soft, words } from "../page/parts";
import { MAX_WORDS } from "../wire/limits";
import { said } from "./draft";
import { voiceScreen } from "./voice";

export function storyScreen(next: Screen): Screen {
  const screen: Screen = (page) => [
    heading(page.t("story.title")),
    soft(page.t("story.hint")),
    ...herPlan(page),
    said.voice ? note(page.t("story.recorded")) : null,
    words("story", page.t("story.label"), said.words, (text) => (said.words = text)),
    mainButton(page.t("page.next"), () => onward(page, next)),
    said.age === "minor" ? null : plainButton(page.t("story.record"), () => page.go(voiceScreen(next))),
  ];
  return screen;
}

/** She sees that her plan goes with it, and can leave it out again. */
function herPlan(page: Page): Child[] {
  if (!Object.keys(said.plan).length) return [];
  const drop = (): void => ((said.plan = {}), page.redraw());
  return [note(page.t("story.plan")), plainButton(page.t("story.plan_out"), drop)];
}

function onward(page: Page, next: Screen): void {
  const length = [...said.words].length;
  if (!said.words.trim() && !said.voice) page.tell("story.empty");
  else if (length > MAX_WORDS) page.tell("story.long", { count: length - MAX_WORDS });
  else return page.go(next);
  document.getElementById("story")?.focus();
}
