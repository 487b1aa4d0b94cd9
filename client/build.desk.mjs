// Builds the desk's own script and copies htmx beside it, into src/amana/desk/ui/static/desk/. With --check: compares instead.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const out = join(here, "..", "src", "amana", "desk", "ui", "static", "desk");

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: ["src/desk/main.ts"],
  bundle: true,
  minify: true,
  format: "iife",
  target: ["chrome100", "firefox102", "safari16"],
  charset: "utf8",
  legalComments: "none",
  write: false,
  logLevel: "warning",
});
const htmx = readFileSync(join(here, "node_modules", "htmx.org", "dist", "htmx.min.js"), "utf8");
const wanted = new Map([
  ["desk.js", outputFiles[0].text],
  ["htmx.js", htmx.replace(/\n?\/\/# sourceMappingURL=.*\s*$/, "\n")],
]);

for (const [file, text] of wanted) {
  const path = join(out, file);
  if (!process.argv.includes("--check")) writeFileSync(path, text);
  else if (!existsSync(path) || readFileSync(path, "utf8") !== text) {
    console.error(`Not what the sources build: ${file} of the desk. Run: npm run build`);
    process.exitCode = 1;
  }
}
