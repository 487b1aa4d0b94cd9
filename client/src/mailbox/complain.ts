/** A complaint about a desk, to the body outside it: from the guide, or from her letterbox. The desk is not told. */
import { onLeave } from "../exit/leave";
import { sealComplaint } from "../network/complaint";
import { Relay } from "../network/relay";
import type { Watch } from "../network/setting";
import { post, type Posted } from "../network/writing";
import { h, type Child } from "../page/dom";
import { later } from "../page/later";
import type { Page, Screen } from "../page/page";
import { attention, button, heading, mainButton, numbers, soft, words } from "../page/parts";
import { whyNot } from "../page/refusals";
import { theSetting } from "../report/whom";
import type { Complaints, Desk } from "../seal/desk";
import { fits, tooLong } from "./room";
import { sendingScreen } from "./write";

/** In memory only, until it is sent or she leaves. */
let written = "";
onLeave(() => (written = ""));

/** Which desk it is about; `back`: where she goes when it is sent. */
export function complainScreen(back: (page: Page) => void): Screen {
  return (page) => [
    heading(page.t("complaint.title")),
    later(page, { wait: page.t("whom.loading"), ask: theSetting, fail: whyNot, show: ({ directory }) => choose(page, directory.desks, back) }),
  ];
}

function choose(page: Page, desks: readonly Desk[], back: (page: Page) => void): Child[] {
  const found = desks.flatMap((desk) => (desk.complaints ? [{ desk, body: desk.complaints }] : []));
  if (!found.length) return [attention(page.t("complaint.none")), numbers(page)];
  return [soft(page.t("complaint.which")), ...found.map(({ desk, body }) => button(page.of(desk.statement.name), () => page.go(aboutScreen(desk, body, back))))];
}

function aboutScreen(desk: Desk, body: Complaints, back: (page: Page) => void): Screen {
  return (page) => [
    heading(page.t("complaint.title")),
    h("p", {}, page.t("complaint.lead", { name: page.of(body.name), desk: page.of(desk.statement.name) })),
    words("complaint", page.t("complaint.label"), written, (text) => (written = text)),
    soft(page.t("complaint.hint")),
    tooLong(page, written),
    mainButton(page.t("complaint.send"), () => fits(page, written) && page.go(sendingComplaint(desk, body, back))),
  ];
}

function sendingComplaint(desk: Desk, body: Complaints, back: (page: Page) => void): Screen {
  let sealed: Posted | null = null;
  const send = async (page: Page, watch: Watch): Promise<void> => {
    sealed ??= await sealComplaint(written, page.speech.code, desk, body); // the same bytes again are one complaint
    await post(new Relay(await theSetting(), watch), body, sealed);
    written = "";
  };
  return sendingScreen(send, back);
}
