/** Whom she reaches: one desk, by its own statement. None is chosen for her; it is never sealed to nobody. */
import { h, type Child } from "../page/dom";
import { later } from "../page/later";
import { settle } from "../page/installation";
import type { Page, Screen } from "../page/page";
import { attention, button, heading, mainButton, numbers, soft, tick } from "../page/parts";
import { whyNot } from "../page/refusals";
import type { Setting } from "../network/setting";
import type { Desk, Holder } from "../seal/directory";
import { recoveryFor } from "../seal/recipients";
import { excludedAt, offer, offers, type Offer } from "./choice";
import { said } from "./draft";

let asked: Promise<Setting> | null = null;

/** The installation and today's directory; asked for once, and again after a failure. */
export function theSetting(): Promise<Setting> {
  asked ??= settle();
  asked.catch(() => (asked = null));
  return asked;
}

export function whomScreen(next: Screen): Screen {
  return (page) => [
    heading(page.t("whom.title")),
    soft(page.t("whom.hint")),
    later(page, { wait: page.t("whom.loading"), ask: theSetting, fail: whyNot, show: (setting) => choose(page, setting, next) }),
  ];
}

function choose(page: Page, { directory }: Setting, next: Screen): Child[] {
  const found = offers(directory, said.limits);
  if (!found.some(({ desk }) => desk.id === said.desk)) said.desk = null;
  if (!found.length) return [attention(page.t("whom.no_desk")), numbers(page)];
  const onward = (): void => (said.desk === null ? page.tell("whom.none_chosen") : page.go(readersScreen(next)));
  return [...found.map((one) => deskCard(page, one)), mainButton(page.t("page.next"), onward)];
}

function deskCard(page: Page, { desk, first }: Offer): HTMLElement {
  const name = page.of(desk.statement.name);
  const on = said.desk === desk.id;
  const pick = (): void => {
    said.desk = desk.id;
    page.redraw();
  };
  const radio = h("input", { type: "radio", name: "desk", id: `desk-${desk.id}`, checked: on, onchange: pick, autocomplete: "off" });
  return h("section", { class: on ? "desk chosen" : "desk" },
    h("h2", {}, name),
    h("p", { class: "soft small" }, page.t(`whom.${desk.statement.kind}`)),
    desk.statement.demo ? h("p", { class: "state" }, page.t("whom.demo")) : null,
    statement(page, desk, first),
    h("label", { class: "option" }, radio, h("span", {}, page.t("whom.choose", { name }))));
}

function statement(page: Page, { statement: says, complaints }: Desk, first: readonly Holder[]): HTMLElement {
  const dated = says.mustReport && says.mustReportDated ? h("span", { class: "soft small" }, ` ${page.t("whom.must_report_dated", { date: says.mustReportDated })}`) : null;
  return h("dl", {},
    ...fact(page, "must_report", says.mustReport ? page.of(says.mustReport) : page.t("whom.not_known"), dated),
    ...fact(page, "families", page.of(says.tellsFamilies)),
    ...fact(page, "reads", page.of(says.reads)),
    ...fact(page, "answers", page.of(says.answersWithin)),
    ...fact(page, "second", page.of(says.secondContact)),
    ...fact(page, "complaints", complaints ? page.of(complaints.name) : page.t("whom.not_known")),
    ...fact(page, "readers", labels(page, first)));
}

function fact(page: Page, key: string, text: string, more: Child = null): HTMLElement[] {
  return [h("dt", {}, page.t(`whom.${key}`)), h("dd", {}, text, more)];
}

function labels(page: Page, holders: readonly Holder[]): string {
  return page.listed(unique(holders).map(({ label }) => page.of(label)));
}

/** Who is left there, one by one; she can leave out each of them, but never all. */
function readersScreen(next: Screen): Screen {
  return (page) => [
    heading(page.t("whom.readers")),
    later(page, { wait: page.t("page.wait"), ask: theSetting, fail: whyNot, show: ({ directory }) => readers(page, directory.desks.find(({ id }) => id === said.desk), next) }),
  ];
}

function readers(page: Page, desk: Desk | undefined, next: Screen): Child[] {
  if (!desk) return [attention(page.t("whom.nobody"))];
  const others = { ...said.limits, people: new Set<string>() };
  const listed = unique(offer(desk, others).left);
  const { first } = offer(desk, said.limits);
  const rows = listed.map((holder) => {
    const leave = (on: boolean): void => void (on ? said.limits.people.add(holder.person) : said.limits.people.delete(holder.person), page.redraw());
    const name = `${page.of(holder.label)}${holder.woman ? ` (${page.t("whom.woman")})` : ""}`;
    const title = page.listed([name, page.t(`limits.${holder.role}`)]);
    return h("div", { class: "stack" }, h("p", {}, title), tick("out", { code: holder.person, label: page.t("whom.leave_out") }, said.limits.people.has(holder.person), leave));
  });
  return [
    said.limits.fear ? soft(page.t("whom.readers_lead")) : null,
    ...rows,
    recovery(page, desk),
    first.length ? null : attention(page.t("whom.nobody")),
    first.length ? mainButton(page.t("page.next"), () => page.go(next)) : button(page.t("page.back"), () => page.back()),
  ];
}

function unique(holders: readonly Holder[]): Holder[] {
  return [...new Map(holders.map((holder) => [holder.person, holder])).values()];
}

/** P4: who could open it together is said to her. */
function recovery(page: Page, desk: Desk): Child {
  const set = desk.recovery[recoveryFor(desk, excludedAt(desk, said.limits))];
  if (!set) return attention(page.t("whom.nobody"));
  const known = new Map(desk.holders.map(({ person, label }) => [person, page.of(label)]));
  const names = set.holders.map(({ person, organisation }) => page.listed([known.get(person) ?? "", organisation].filter(Boolean)));
  return h("div", { class: "topic" }, h("p", { class: "soft small" }, page.t("whom.recovery")), h("ul", {}, ...names.map((name) => h("li", {}, h("bdi", {}, name)))));
}
