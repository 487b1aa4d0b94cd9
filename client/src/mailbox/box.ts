/** Her mailbox: how far the report is, the newest answers one after another, and what she can do. */
import { onLeave } from "../exit/leave";
import type { Conversation, Letter, Nothing, Notice } from "../network/conversation";
import { h, type Child } from "../page/dom";
import type { Page, Screen } from "../page/page";
import { attention, button, heading, mainButton, note, plainButton, soft } from "../page/parts";
import { whyNotOpened } from "../page/refusals";
import { whomAgainScreen } from "./again";
import { complainScreen } from "./complain";
import { destroyScreen } from "./destroy";
import { readersScreen } from "./readers";
import { addFileScreen, writeScreen } from "./write";

const NOTICES: Readonly<Record<Notice, string>> = { "tampered": "box.changed", "gap": "box.gap", "old-state": "box.older", "old-standing": "box.older", "desk-gone": "box.gone", "vacant": "box.vacant" };

export function boxScreen(first: Conversation): Screen {
  let now = first;
  const read = new Set<string>();
  onLeave(() => now.wipe());
  const screen: Screen = (page) => {
    const letters = now.letters.filter(({ id }) => !read.has(id));
    const look = (): void => void again(page);
    return [
      heading(page.t("box.title")),
      h("p", { role: "status" }, page.t(status(now))),
      ...[...new Set(now.notices.map((notice) => NOTICES[notice]))].map((key) => attention(page.t(key))),
      ...(letters[0] ? shownLetter(page, letters[0], letters.length, finish) : []),
      ...(letters.length || now.status !== "answered" ? [] : [soft(page.t("box.nothing"))]),
      soft(page.t("box.other")),
      ...ways(page, now, screen, become, again),
      plainButton(page.t("box.reload"), look),
    ];
    function finish(letter: Letter): void {
      letter.markRead().then(() => (read.add(letter.id), letters.length > 1 ? page.redraw() : look()), () => page.tell("box.unreachable"));
    }
  };
  const become = (page: Page, then: Conversation | Nothing): void => {
    if (then.found) now = then;
    page.startAt(screen);
    if (!then.found) page.tell("box.unknown");
  };
  const again = async (page: Page): Promise<void> => {
    try {
      become(page, await now.again());
    } catch (error) {
      page.startAt(screen);
      page.tell(whyNotOpened(error));
    }
  };
  return screen;
}

function status({ status: far, letters }: Conversation): string {
  if (letters.length) return "box.answered";
  return far === "unknown" ? "box.nothing" : `box.${far === "answered" ? "opened" : far}`;
}

function shownLetter(page: Page, letter: Letter, waiting: number, finish: (letter: Letter) => void): Child[] {
  return [
    h("h2", {}, page.t("box.letter")),
    letter.verified ? null : attention(page.t("box.unproved")),
    h("div", { class: "letter", dir: "auto", lang: letter.lang }, letter.words),
    mainButton(page.t(waiting > 1 ? "box.newer" : "box.read"), () => finish(letter)),
    soft(page.t("box.read_hint")),
  ];
}

type Become = (page: Page, then: Conversation | Nothing) => void;

function ways(page: Page, now: Conversation, back: Screen, become: Become, again: (page: Page) => Promise<void>): Child[] {
  const writing: Child[] = now.canWrite
    ? [button(page.t("box.write"), () => page.go(writeScreen(now, back))), button(page.t("box.add"), () => page.go(addFileScreen(now, back))), button(page.t("readers.title"), () => page.go(readersScreen(now, (after) => void again(after))))]
    : [note(page.t("box.ask_again")), mainButton(page.t("whom.readers"), () => page.go(whomAgainScreen(now, become)))];
  const complain = (): void => page.go(complainScreen((then) => then.startAt(back)));
  return [...writing, plainButton(page.t("complaint.title"), complain), plainButton(page.t("box.destroy"), () => page.go(destroyScreen(now)))];
}
