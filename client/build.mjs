// Builds the scripts of her pages into src/amana/site/static/client/, byte for byte the same everywhere.
//
// `node build.mjs` writes them; `node build.mjs --check` builds again and fails when a committed file differs.
// Each file is named by its own digest. `manifest.json` gives for every entry its file and its sha384, for the site's builder
// and for whoever compares a served site with a release. The workers come first, since the page's script names them; the
// small script of the first page comes last, since it names the large one.
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync } from "node:zlib";
import { build, version } from "esbuild";
import { curvesLater, leftOut } from "./left-out.mjs";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "amana", "site", "static", "client");

/** The oldest browsers that are promised (docs/operations.md); older ones keep the pages without scripts. */
const TARGET = ["chrome87", "firefox102", "safari15"];

const WORKERS = {
  stretch: "src/seal/stretch.worker.ts",
  stretchPlain: "src/seal/stretch-plain.worker.ts",
  work: "src/wire/work.worker.ts",
  file: "src/seal/file.worker.ts",
};

async function bundle(entry, format, { define = {}, curves = null, older = true } = {}) {
  const { outputFiles } = await build({
    absWorkingDir: here,
    entryPoints: [entry],
    bundle: true,
    minify: true,
    format,
    target: TARGET,
    charset: "utf8",
    legalComments: "none",
    write: false,
    define,
    inject: older ? ["src/older.ts"] : [],
    plugins: curves === null ? [leftOut] : [curvesLater(curves), leftOut],
    logLevel: "warning",
  });
  return outputFiles[0].text;
}

function named(name, text) {
  const digest = createHash("sha256").update(text).digest("hex").slice(0, 16);
  return { name, file: `${name}.${digest}.js`, text };
}

/** The one place where a bundle names the next script; more or fewer of them would be a mistake. */
function pointed(text, from, to) {
  if (text.split(JSON.stringify(from)).length !== 2) throw new Error(`${from} is not named exactly once`);
  return text.replace(JSON.stringify(from), JSON.stringify(to));
}

async function everything() {
  const workers = [];
  for (const [name, entry] of Object.entries(WORKERS)) workers.push(named(name, await bundle(entry, "iife")));
  const files = JSON.stringify(Object.fromEntries(workers.map(({ name, file }) => [name, file])));
  const curves = named("curves", await bundle("src/seal/curves-script.ts", "esm"));
  const app = named("app", await bundle("src/page/app.ts", "esm", { define: { WORKER_FILES: files }, curves: curves.file }));
  const site = named("site", pointed(await bundle("src/page/site.ts", "esm", { older: false }), "app.js", app.file));
  return [site, app, curves, ...workers];
}

function manifestOf(scripts) {
  const lock = createHash("sha256").update(readFileSync(join(here, "package-lock.json"))).digest("hex");
  const entries = scripts.map(({ name, file, text }) => {
    const integrity = "sha384-" + createHash("sha384").update(text).digest("base64");
    return [name, { file, integrity, bytes: Buffer.byteLength(text) }];
  });
  return JSON.stringify({ v: "amana-client/1", esbuild: version, lock, scripts: Object.fromEntries(entries) }, null, 1) + "\n";
}

const scripts = await everything();
const wanted = new Map([...scripts.map(({ file, text }) => [file, text]), ["manifest.json", manifestOf(scripts)]]);
for (const { file, text } of scripts) {
  console.log(`${file}\t${Buffer.byteLength(text)}\t${brotliCompressSync(text).length} br`);
}

const committed = existsSync(out) ? readdirSync(out) : [];
if (process.argv.includes("--check")) {
  const wrong = [...new Set([...committed, ...wanted.keys()])].filter(
    (file) => !wanted.has(file) || !committed.includes(file) || readFileSync(join(out, file), "utf8") !== wanted.get(file),
  );
  if (wrong.length > 0) {
    console.error(`Not what the sources build: ${wrong.join(", ")}. Run: npm run build`);
    process.exit(1);
  }
} else {
  rmSync(out, { recursive: true, force: true });
  mkdirSync(out, { recursive: true });
  for (const [file, text] of wanted) writeFileSync(join(out, file), text);
}

await import("./build.desk.mjs"); // the desk is built likewise, into its own folder
