/** Which browsers are told how to come out of an app: by the names that they give themselves. */
import assert from "node:assert/strict";
import { test } from "node:test";
import { where } from "../../src/page/inside";

const ANDROID = "Mozilla/5.0 (Linux; Android 12; SM-A125F) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/119.0.0.0 Mobile Safari/537.36";
const IPHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 16_6 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko)";

const INSIDE = [
  `${ANDROID} [FB_IAB/FB4A;FBAV/440.0.0.36.109;]`,
  `${IPHONE} Mobile/15E148 [FBAN/FBIOS;FBAV/440.0.0.40.103]`,
  `${ANDROID} Instagram 309.0.0.40.113 Android`,
  `${IPHONE} Mobile/15E148 Snapchat/12.60.0.34 (like Safari/8615.3.12.0.0)`,
  `${ANDROID} musical_ly_2023201030 BytedanceWebview/d8a21c6`,
  `${ANDROID} trill_320106 TikTok 32.1.6`,
];
const OWN = [
  ANDROID.replace("Version/4.0 ", ""),
  `${IPHONE} Version/16.6 Mobile/15E148 Safari/604.1`,
  "Mozilla/5.0 (Android 12; Mobile; rv:121.0) Gecko/121.0 Firefox/121.0",
  `${ANDROID.replace("Version/4.0 ", "")} OPR/79.0.4195.76244`,
];

test("pages inside other apps are recognised, a browser of her own is not", () => {
  for (const agent of INSIDE) assert.equal(where(agent, false), "inside", agent);
  for (const agent of OWN) assert.equal(where(agent, false), null, agent);
});

test("Telegram shows itself by what it adds to the page", () => {
  assert.equal(where(ANDROID, true), "inside");
});

test("browsers that fetch pages at their maker's are recognised", () => {
  assert.equal(where("Opera/9.80 (Android; Opera Mini/36.2.2254/119.132; U; id) Presto/2.12.423 Version/12.16", false), "saver");
  assert.equal(where(`${IPHONE} OPiOS/16.0.15.124050 Mobile/15E148 Safari/9537.53`, false), "saver");
});
