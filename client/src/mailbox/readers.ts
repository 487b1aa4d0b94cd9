/** Who may read, by the names that the directory states: she leaves somebody out at once, and asks back only by voice as well. */
import type { Conversation, FollowUp, Watch } from "../network/conversation";
import type { Setting } from "../network/setting";
import { h, type Child } from "../page/dom";
import { later } from "../page/later";
import type { Page, Screen } from "../page/page";
import { attention, button, heading, mainButton, note, soft } from "../page/parts";
import { whyNot } from "../page/refusals";
import { theSetting } from "../report/whom";
import type { Holder } from "../seal/desk";
import { sendingScreen } from "./write";

/** What she can do with one name: leave out, ask back, take the wish back. */
type Change = "out" | "ask" | "keep";

/** `done` shows her mailbox as it then is. */
export function readersScreen(now: Conversation, done: (page: Page) => void): Screen {
  return (page) => [
    heading(page.t("readers.title")),
    soft(page.t("readers.hint")),
    later(page, { wait: page.t("whom.loading"), ask: theSetting, fail: whyNot, show: (setting) => people(page, setting, now, done) }),
  ];
}

function people(page: Page, { directory }: Setting, now: Conversation, done: (page: Page) => void): Child[] {
  const out = new Map(now.leftOut.map(({ person, asked }) => [person, asked]));
  const listed = directory.desks.find(({ id }) => id === now.desk)?.holders.filter(({ person }) => now.chosen.includes(person) || out.has(person)) ?? [];
  const duties = new Map<string, Holder[]>();
  for (const holder of listed) duties.set(holder.person, [...(duties.get(holder.person) ?? []), holder]);
  if (!duties.size) return [attention(page.t("whom.nobody"))];
  const rows = [...duties.values()].map((holders) => row(page, holders, out.get(holders[0]!.person), now, done));
  return [...rows, out.size && !now.canAsk ? note(page.t("readers.later")) : null];
}

/** `asked` undefined: this person may read. */
function row(page: Page, holders: readonly Holder[], asked: boolean | undefined, now: Conversation, done: (page: Page) => void): HTMLElement {
  const [{ person, label }] = holders as [Holder];
  const name = page.of(label);
  const act = (change: Change): HTMLElement => button(page.t(`readers.${change}`, { name }), () => page.go(changeScreen(change, person, name, now, done)));
  return h("section", { class: "topic" },
    h("p", {}, `${page.listed([name, ...holders.map(({ role }) => page.t(`limits.${role}`))])} `, asked === undefined ? null : h("span", { class: "state" }, page.t("readers.left"))),
    asked ? soft(page.t("readers.asked")) : null,
    asked === undefined ? act("out") : asked ? act("keep") : now.canAsk && act("ask"));
}

function changeScreen(change: Change, person: string, name: string, now: Conversation, done: (page: Page) => void): Screen {
  return (page) => {
    const letter: FollowUp = { lang: page.speech.code, words: "", files: [] };
    const send = (_: Page, watch: Watch): Promise<void> => (change === "ask" ? now.askBack : now.leaveOut)(person, letter, watch);
    return [
      heading(page.t(`readers.${change}`, { name })),
      h("p", {}, page.t(`readers.${change}_lead`, { name })),
      mainButton(page.t("write.send"), () => page.go(sendingScreen(send, done))),
    ];
  };
}
