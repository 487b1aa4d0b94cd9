// Debian's Firefox for a test: one JSON command a line on standard input, one JSON answer a line on standard output.
// Playwright cannot drive Debian's build; puppeteer-core does, by WebDriver BiDi, without any driver beside it.
import { createRequire } from "node:module";
import { createInterface } from "node:readline";

const [browserPath, client, profile] = process.argv.slice(2);
const { launch } = createRequire(`${client}/package.json`)("puppeteer-core");
const SMALL_PHONE = { width: 360, height: 640 };
const PAUSE = 50;

const browser = await launch({ browser: "firefox", executablePath: browserPath, headless: true, userDataDir: profile });
let page = null;
const asked = [];
const complaints = [];

const pause = () => new Promise((done) => setTimeout(done, PAUSE));

/** The first shown element of `selector` whose text holds `text` (is it, when `exact`). Waits for it. */
async function find({ selector, text = "", exact = false, seconds = 20 }) {
  for (const latest = Date.now() + seconds * 1000; Date.now() < latest; await pause()) {
    const handle = await page.evaluateHandle(
      (selector, text, exact) =>
        [...document.querySelectorAll(selector)].find((each) => {
          const said = each.textContent.trim();
          return each.checkVisibility() && (exact ? said === text : said.includes(text));
        }) ?? null,
      selector, text, exact,
    );
    const element = handle.asElement();
    if (element) return element;
  }
  throw new Error(`${selector} ${text}: not within ${seconds} s; there is ${await page.$eval("body", (body) => body.innerText)}`);
}

const commands = {
  async open({ url }) {
    const context = profile ? browser.defaultBrowserContext() : await browser.createBrowserContext();
    page = await context.newPage();
    await page.setViewport(SMALL_PHONE);
    page.on("request", (request) => asked.push(request.url()));
    page.on("pageerror", (error) => complaints.push(String(error)));
    page.on("console", (message) => ["error", "warn"].includes(message.type()) && complaints.push(message.text()));
    await page.goto(url);
  },
  async find(what) {
    return (await find(what)).evaluate((element) => element.innerText);
  },
  async click(what) {
    const element = await find(what);
    // The way out floats above what one can scroll to: a press there would leave.
    await element.evaluate((each) => each.scrollIntoView({ block: "center" }));
    await element.click();
  },
  async fill(what) {
    const field = await find(what);
    await field.focus();
    await page.keyboard.type(what.words);
  },
  async files({ selector, paths }) {
    await (await page.$(selector)).uploadFile(...paths);
  },
  texts: ({ selector }) => page.$$eval(selector, (all) => all.map((each) => each.textContent)),
  count: ({ selector }) => page.$$eval(selector, (all) => all.length),
  seen: async () => ({ asked, complaints, url: page.url(), title: await page.title(), cookies: await page.evaluate(() => document.cookie) }),
  pause: () => new Promise((done) => setTimeout(done, 1000)),
  kill: () => browser.process().kill("SIGKILL"),
  shut: () => page.browserContext().close(),
};

const lines = createInterface({ input: process.stdin });
for await (const line of lines) {
  const { command, ...given } = JSON.parse(line);
  try {
    console.log(JSON.stringify({ answer: (await commands[command](given)) ?? null }));
  } catch (error) {
    console.log(JSON.stringify({ error: String(error.stack ?? error) }));
  }
}
await browser.close();
