/** Nobody she chose is left: she is asked again. Whom she left out before stays left out. */
import type { Conversation, Nothing } from "../network/conversation";
import type { Setting } from "../network/setting";
import type { Child } from "../page/dom";
import { later } from "../page/later";
import type { Page, Screen } from "../page/page";
import { attention, heading, mainButton, soft, ticks } from "../page/parts";
import { whyNot, whyNotSent } from "../page/refusals";
import { theSetting } from "../report/whom";

type Shown = (page: Page, then: Conversation | Nothing) => void;

export function whomAgainScreen(now: Conversation, shown: Shown): Screen {
  const chosen = new Set<string>();
  return (page) => [
    heading(page.t("whom.readers")),
    soft(page.t("box.ask_again")),
    later(page, { wait: page.t("whom.loading"), ask: theSetting, fail: whyNot, show: (setting) => people(page, setting, now, chosen, shown) }),
  ];
}

function people(page: Page, { directory }: Setting, now: Conversation, chosen: Set<string>, shown: Shown): Child[] {
  const holders = directory.desks.find(({ id }) => id === now.desk)?.holders.filter(({ person }) => !now.excluded.includes(person)) ?? [];
  if (!holders.length) return [attention(page.t("whom.nobody"))];
  const options = holders.map(({ person, label, role }) => ({ code: person, label: page.listed([page.of(label), page.t(`limits.${role}`)]) }));
  const flip = (code: string, on: boolean): void => void (on ? chosen.add(code) : chosen.delete(code));
  const go = (): void => {
    if (!chosen.size) return page.tell("whom.nobody");
    now.choose([...chosen], []).then((then) => shown(page, then), (error: unknown) => page.tell(whyNotSent(error)));
  };
  return [ticks("reader", page.t("whom.readers"), options, chosen, flip), mainButton(page.t("page.next"), go)];
}
