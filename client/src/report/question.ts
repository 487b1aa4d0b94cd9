/** One optional question a screen: answer, skip, or skip them all. */
import { h, type Child } from "../page/dom";
import { latin, wholeNumber } from "../page/digits";
import type { Page, Screen } from "../page/page";
import { heading, mainButton, plainButton, radios, soft, ticks, words, type Option } from "../page/parts";
import { said } from "./draft";
import { AFTER, BEFORE, type Question } from "./questions";

const LONGEST_DEADLINE = 3650;
const LONGEST_DATE = 60;
const typed = { days: "", date: "" };

/** All questions in their order, each leading to the next, the last to `next`. */
export function questionScreens(next: Screen): Screen {
  const asks = [...BEFORE.map(listQuestion), deadline, ...AFTER.map(listQuestion)];
  return asks.reduceRight<Screen>((then, ask, at) => ask(then, next, asks.length - 1 - at), next);
}

type Ask = (then: Screen, end: Screen, left: number) => Screen;

function listQuestion(question: Question): Ask {
  return (then, end, left) => (page) => [
    heading(page.t(`${question.name}.title`)),
    progress(page, left),
    question.hint ? soft(page.t(`${question.name}.hint`)) : null,
    question.several ? several(page, question) : one(page, question),
    ...ways(page, then, end, () => said.answers.delete(question.name)),
  ];
}

/** Progress in words. */
function progress(page: Page, left: number): HTMLElement {
  return h("p", { class: "soft small" }, page.t(`left.n${left}`));
}

function options(page: Page, { name, codes }: Question): Option[] {
  return codes.map((code) => ({ code, label: page.t(`${name}.${code}`) }));
}

function several(page: Page, question: Question): HTMLElement {
  const known = said.answers.get(question.name);
  const chosen = new Set(known instanceof Set ? (known as ReadonlySet<string>) : []);
  const choose = (code: string, on: boolean): void => {
    if (on) chosen.add(code);
    else chosen.delete(code);
    if (chosen.size) said.answers.set(question.name, chosen);
    else said.answers.delete(question.name);
  };
  return ticks(question.name, page.t("left.many"), options(page, question), chosen, choose);
}

function one(page: Page, question: Question): HTMLElement {
  const known = said.answers.get(question.name);
  const choose = (code: string): void => void said.answers.set(question.name, code);
  return radios(question.name, page.t("left.one"), options(page, question), typeof known === "string" ? known : null, choose);
}

/** Days, or a date in her own words; digits of all three forms. */
const deadline: Ask = (then, end, left) => (page) => [
  heading(page.t("deadline.title")),
  progress(page, left),
  soft(page.t("deadline.hint")),
  words("deadline-date", page.t("deadline.date"), typed.date, (text) => (typed.date = text), "text"),
  words("deadline-days", page.t("deadline.days"), typed.days, (text) => (typed.days = text), "numeric"),
  soft(page.t("deadline.example")),
  ...ways(page, then, end, () => said.answers.delete("deadline"), readDeadline),
];

/** False when the number cannot be read; the sentence then stands on the page. */
function readDeadline(page: Page): boolean {
  const days = wholeNumber(typed.days, LONGEST_DEADLINE);
  if (typed.days.trim() && days === null) {
    page.tell("deadline.error");
    return false;
  }
  const answer = [days === null ? "" : `${days} days`, latin(typed.date).trim().slice(0, LONGEST_DATE)].filter(Boolean).join("; ");
  if (answer) said.answers.set("deadline", answer);
  else said.answers.delete("deadline");
  return true;
}

function ways(page: Page, then: Screen, end: Screen, clear: () => void, ready: (page: Page) => boolean = () => true): Child[] {
  return [
    mainButton(page.t("page.next"), () => ready(page) && page.go(then)),
    h("div", { class: "pair" },
      plainButton(page.t("page.skip"), () => (clear(), page.go(then))),
      plainButton(page.t("left.all"), () => (clear(), page.go(end)))),
  ];
}
