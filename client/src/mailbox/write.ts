/** Writing again, and adding a file: to those she chose before, never more. */
import type { Conversation, FollowUp, Watch } from "../network/conversation";
import { h } from "../page/dom";
import type { Page, Screen } from "../page/page";
import { attention, heading, mainButton, soft, words } from "../page/parts";
import { Standing } from "../page/progress";
import { whyNotSent } from "../page/refusals";
import { attachments, fileList, type Chosen } from "../report/files";
import { ageScreen } from "../report/first";
import { onLeave } from "../exit/leave";
import { fits, tooLong } from "./room";

const letter = { words: "", files: [] as Chosen[] };
onLeave(empty);

function empty(): void {
  letter.words = "";
  letter.files.length = 0;
}

export function writeScreen(now: Conversation, back: Screen): Screen {
  return (page) => {
    const send = (): void => {
      if (fits(page, letter.words)) page.go(sendingLetter(now, back));
    };
    return [
      heading(page.t("write.title")),
      soft(page.t("write.hint")),
      words("again", page.t("story.label"), letter.words, (text) => (letter.words = text)),
      tooLong(page, letter.words),
      mainButton(page.t("write.send"), send),
    ];
  };
}

/** Files only from someone who says that she is 18 or older; everybody else can write. */
export function addFileScreen(now: Conversation, back: Screen): Screen {
  return ageScreen((age) => (age === "adult" ? filesAgain(now, back) : writeScreen(now, back)));
}

function filesAgain(now: Conversation, back: Screen): Screen {
  return (page) => [
    heading(page.t("files.title")),
    ...fileList(page, letter.files),
    letter.files.length ? mainButton(page.t("files.send"), () => page.go(sendingLetter(now, back))) : null,
  ];
}

function sendingLetter(now: Conversation, back: Screen): Screen {
  let sealed: FollowUp | null = null;
  const send = async (page: Page, watch: Watch): Promise<void> => {
    // The same object again goes on where it stopped.
    sealed ??= { lang: page.speech.code, words: letter.words, files: await attachments(letter.files) };
    await now.followUp(sealed, watch);
    empty();
  };
  return sendingScreen(send, (page) => page.startAt(back));
}

/** How far a letter is; after a failure it can be sent again. */
export function sendingScreen(send: (page: Page, watch: Watch) => Promise<void>, done: (page: Page) => void): Screen {
  const standing = new Standing();
  let state: "new" | "going" | "arrived" | { failed: string } = "new";
  const screen: Screen = (page) => {
    if (state === "new") {
      state = "going";
      send(page, standing.watch).then(() => (state = "arrived"), (error: unknown) => (state = { failed: whyNotSent(error) })).finally(() => page.redraw());
    }
    if (state === "arrived") return [heading(page.t("write.sent")), mainButton(page.t("page.done"), () => done(page))];
    if (typeof state === "object") return [heading(page.t("sending.title")), attention(page.t(state.failed)), mainButton(page.t("page.try_again"), () => ((state = "new"), page.redraw()))];
    return [heading(page.t("sending.title")), h("div", { class: "stack" }, ...(standing.parts(page) as Node[]))];
  };
  return screen;
}
