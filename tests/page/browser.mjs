// A browser with the page open in it, and what every check asks of it.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../browser/package.json", import.meta.url));
const { chromium } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const faults = [];
export const fail = (words) => { faults.push(words); console.log(`FAULT: ${words}`); };
export const expect = (truth, words) => { if (!truth) fail(words); };

const browser = await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
export const close = () => browser.close();

// The page from disk, or as if a server had it at an address, with no network; every request it makes is looked at.
export async function open(file, { before, scheme = "light", width = 1280, address = pathToFileURL(file).href } = {}) {
  const context = await browser.newContext({ colorScheme: scheme, viewport: { width, height: 900 }, offline: true, acceptDownloads: true });
  const page = await context.newPage();
  page.setDefaultTimeout(60_000);
  page.on("request", (request) => expect(request.url() === address || /^(file|blob|data):/.test(request.url()), `the page asks for ${request.url()}`));
  page.on("pageerror", (error) => fail(`a script fails: ${error.message}`));
  page.on("console", (message) => { if (["error", "warning"].includes(message.type())) fail(`the browser says: ${message.text()}`); });
  if (before) await page.addInitScript(before);
  if (address.startsWith("https:")) await page.route(address, (route) => route.fulfill({ path: file }));
  await page.goto(address);
  return page;
}

export const ready = (page) => page.waitForSelector("body[data-ready]");
export const button = (page, words) => page.getByRole("button", { name: words, exact: true });
export const idle = (page) => page.waitForFunction(() => !document.body.hasAttribute("aria-busy"));
export const step = (page, words) => page.locator("nav.steps button", { hasText: words }).click();

export async function sample(page) {
  await button(page, "Prova con l'esempio").click();
  await page.getByRole("heading", { name: "I vostri file" }).waitFor();
  await idle(page);
}

export async function folder(page, path) {
  await page.setInputFiles("#cartella", path);
  await page.getByRole("heading", { name: "I vostri file" }).waitFor();
  await idle(page);
}

export async function generate(page) {
  await step(page, "I documenti");
  await button(page, "Sì, siamo noi: genera").click();
  await page.getByRole("heading", { name: "Per il CUG e il Nucleo" }).waitFor();
  await idle(page);
}

export async function accessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"], iframes: false }));
  for (const { id, help, nodes } of violations) fail(`${where}: axe ${id} (${help}), ${nodes.length} times, first ${nodes[0].target}: ${nodes[0].failureSummary}`);
  const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  expect(needed <= given, `${where}: the page scrolls sideways, ${needed} pixels on ${given}`);
}

export async function saved(page, action, path) {
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  await download.saveAs(path);
  return path;
}
