// Lighthouse's mobile audit of the addresses given, with Debian's Chromium: one JSON line each on standard output.
//   node lighthouse.mjs CHROMIUM CLIENT-FOLDER URL…
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [chromium, client, ...addresses] = process.argv.slice(2);
const { launch } = createRequire(`${client}/package.json`)("puppeteer-core");
const { default: lighthouse } = await import(pathToFileURL(`${client}/node_modules/lighthouse/core/index.js`).href);

const FLAGS = "--no-sandbox --disable-gpu --disable-quic --no-first-run --disable-background-networking --disable-component-update --disable-sync";
// As high as the longest page: the way out floats above what one can scroll to, and an audit of one screenful would call what lies
// below it covered.
const SCREEN = { mobile: true, width: 412, height: 6000, deviceScaleFactor: 1.75, disabled: false };
const ATTEMPTS = 3;
const SAID_ELSEWHERE = ["informative", "manual", "notApplicable", "metricSavings"];

const browser = await launch({ executablePath: chromium, headless: true, args: FLAGS.split(" ") });
const port = Number(new URL(browser.wsEndpoint()).port);

/** On a busy machine the browser's trace is sometimes not whole; then it is asked again. A score is never asked again. */
async function audited(address) {
  for (let attempt = 1; ; attempt++) {
    const { lhr } = await lighthouse(address, { port, output: "json", logLevel: "silent", screenEmulation: SCREEN });
    if (!lhr.runtimeError || attempt === ATTEMPTS) return lhr;
  }
}

try {
  for (const address of addresses) {
    const lhr = await audited(address);
    const scores = Object.fromEntries(Object.entries(lhr.categories).map(([name, { score }]) => [name, score]));
    const lost = Object.values(lhr.audits).filter(({ score, scoreDisplayMode }) => score !== null && score < 1 && !SAID_ELSEWHERE.includes(scoreDisplayMode));
    console.log(JSON.stringify({ address, scores, lost: lost.map(({ id }) => id), error: lhr.runtimeError?.message ?? null }));
  }
} finally {
  await browser.close();
}
