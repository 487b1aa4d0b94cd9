/** The last question before sending: does she want to add something? */
import type { Screen } from "../page/page";
import { heading, mainButton } from "../page/parts";
import { said } from "./draft";
import { fileList } from "./files";

export function filesScreen(next: Screen): Screen {
  return (page) => [
    heading(page.t("files.title")),
    ...fileList(page, said.files),
    mainButton(page.t(said.files.length ? "files.send" : "files.none"), () => page.startAt(next)),
  ];
}
