/** Deleting the mailbox, after one sentence about what goes and what stays. */
import { leave } from "../exit/leave";
import type { Conversation } from "../network/conversation";
import { h } from "../page/dom";
import type { Screen } from "../page/page";
import { button, heading, mainButton, tick } from "../page/parts";

export function destroyScreen(now: Conversation): Screen {
  let tell = false;
  let going = false;
  return (page) => {
    const destroy = (): void => {
      if (going) return; // pressed twice must not tell the desk twice
      going = true;
      now.destroy(tell ? page.speech.code : null)
        .then(() => (now.wipe(), page.startAt(destroyed)), () => page.tell("box.unreachable"))
        .finally(() => (going = false));
    };
    return [
      heading(page.t("destroy.title")),
      h("p", {}, page.t("destroy.lead")),
      now.canWrite ? tick("destroy", { code: "tell", label: page.t("destroy.tell") }, tell, (on) => (tell = on)) : null,
      mainButton(page.t("destroy.yes"), destroy),
      button(page.t("destroy.no"), () => page.back()),
    ];
  };
}

const destroyed: Screen = (page) => [heading(page.t("destroy.done")), mainButton(page.t("done.leave"), leave)];
