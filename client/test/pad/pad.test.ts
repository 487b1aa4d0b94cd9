import assert from "node:assert/strict";
import { readFileSync } from "node:fs";
import { test } from "node:test";
import { offered } from "../../src/pad/pad";
import { readWords } from "../../src/words/list";

const packs = new URL("../../../packs/iq/words/", import.meta.url);

for (const language of ["ar", "ckb", "en"]) {
  test(`every thing of the ${language} list can be reached by its letters alone`, () => {
    const list = readWords(readFileSync(new URL(`${language}.txt`, packs), "utf8"));
    list.forEach((word, index) => {
      let start = "";
      for (const letter of word.replace(/[أإآ]/g, "ا")) {
        const { letters, things } = offered(list, start, language);
        if (things.some((thing) => thing.index === index)) return;
        assert.ok(letters.includes(letter), `${word}: no key for ${letter} after ${start}`);
        start += letter;
      }
      assert.ok(offered(list, start, language).things.some((thing) => thing.index === index), word);
    });
  });
}
