/** A guide as a screen of the report: read beside what she writes, and gone back from; no link in it leads away from her words. */
import { later } from "./later";
import type { Page, Screen } from "./page";
import { fetchPage, type Shown } from "./shown";

/** The page at that address, in whatever language she has chosen when it is drawn. */
function guideScreen(address: string): Screen {
  return (page) => [later(page, {
    wait: page.t("page.wait"),
    ask: () => inHerLanguage(address, page.speech.code),
    show: ({ nodes }) => [...(nodes.find(({ id }) => id === "main")?.children ?? [])].filter((child) => !child.matches(".back, #said")),
    fail: () => "page.unreachable",
  })];
}

async function inHerLanguage(address: string, language: string): Promise<Shown> {
  const found = await fetchPage(address);
  if (found.lang === language) return found;
  const links = found.nodes.flatMap((node) => [...node.querySelectorAll(`.languages a[lang="${language}"]`)]);
  return fetchPage(links[0]?.getAttribute("href") ?? address);
}

let reading: Page | null = null;

/** From now on a link to a guide opens it as a screen of this page. */
export function openGuidesIn(page: Page): void {
  if (!reading) addEventListener("click", follow);
  reading = page;
}

function follow(event: Event): void {
  const link = (event.target as Element).closest("main a[href]");
  const address = link?.getAttribute("href") ?? "";
  if (!document.body.dataset["app"] || !/^[a-z0-9]+\.html$/.test(address)) return;
  event.preventDefault();
  reading?.go(guideScreen(address));
}
