// Runs test/**/*.test.ts: each is bundled by the same esbuild as the pages, then handed to node's own runner.
// `node test.mjs NAME…` runs only files whose path holds one of the names.
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const wanted = process.argv.slice(2);

const walk = (folder) =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? walk(join(folder, entry.name)) : [join(folder, entry.name)],
  );

const files = walk(join(here, "test"))
  .filter((file) => file.endsWith(".test.ts"))
  .filter((file) => !wanted.length || wanted.some((name) => file.includes(name)))
  .sort();
if (!files.length) {
  console.error("No client test matches.");
  process.exit(1);
}

// A folder of its own for each run, so that two may run at once; inside the project, so that what stays external is found.
mkdirSync(join(here, "build"), { recursive: true });
const out = mkdtempSync(join(here, "build", "test-"));
const cleanUp = () => rmSync(out, { recursive: true, force: true });
process.on("exit", cleanUp);
for (const signal of ["SIGINT", "SIGTERM", "SIGHUP"]) process.on(signal, () => process.exit(130));

const bundles = [];
for (const file of files) {
  const outfile = join(out, relative(join(here, "test"), file).replaceAll("/", "-").replace(/\.ts$/, ".mjs"));
  await build({
    entryPoints: [file],
    outfile,
    bundle: true,
    platform: "node",
    format: "esm",
    target: "node18",
    sourcemap: "inline",
    logLevel: "warning",
    external: ["puppeteer-core", "axe-core"],
    // A bundle lies elsewhere; a test that reads vectors beside itself must still find them.
    define: { "import.meta.url": JSON.stringify(pathToFileURL(file).href) },
  });
  bundles.push(outfile);
}

// Node 18, Debian 12's own, has WebCrypto as a global behind a flag only.
const flags = typeof globalThis.crypto === "undefined" ? ["--experimental-global-webcrypto"] : [];
const { status } = spawnSync(
  process.execPath,
  [...flags, "--enable-source-maps", "--test", "--test-reporter=spec", ...bundles],
  { cwd: here, stdio: "inherit", env: { ...process.env, NODE_OPTIONS: flags.join(" ") } },
);
process.exit(status ?? 1);
