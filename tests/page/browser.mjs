// A browser with the page open in it, and what every check asks of it.

import { readFileSync, readdirSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { join, relative } from "node:path";
import { pathToFileURL } from "node:url";

const require = createRequire(new URL("../browser/package.json", import.meta.url));
const { chromium, firefox } = require("playwright-core");
const axe = readFileSync(require.resolve("axe-core/axe.min.js"), "utf8");

export const faults = [];
export const fail = (words) => { faults.push(words); console.log(`FAULT: ${words}`); };
export const expect = (truth, words) => { if (!truth) fail(words); };

// The browsers of the system, as offices have them: `BROWSER=firefox` for the other one.
export const isFirefox = process.env.BROWSER === "firefox";
const browser = isFirefox
  ? await firefox.launch({ channel: "moz-firefox", executablePath: process.env.FIREFOX ?? "/usr/bin/firefox-esr" })
  : await chromium.launch({ executablePath: process.env.CHROMIUM ?? "/usr/bin/chromium", args: ["--no-sandbox", "--disable-gpu"] });
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

// Files that fall on a part of the page, or a folder with them: each a path and its bytes.
export const drop = (page, files, target, isFolder) => page.evaluate(async ([files, target, isFolder]) => {
  const made = [];
  for (const [path, base64] of files) made.push([path, new File([await (await fetch(`data:;base64,${base64}`)).arrayBuffer()], path.split("/").pop(), { lastModified: 1 })]);
  const entry = (path, one) => ({ isFile: true, fullPath: path, file: (done) => done(one) });
  let read = false;
  const inside = made.map(([path, one]) => entry(`/relazione/${path}`, one));
  const folder = { isDirectory: true, name: "relazione", fullPath: "/relazione", createReader: () => ({ readEntries: (done) => { done(read ? [] : inside); read = true; } }) };
  const entries = isFolder ? [folder] : made.map(([path, one]) => entry(`/${path}`, one));
  const event = new Event("drop", { bubbles: true, cancelable: true });
  event.dataTransfer = { items: entries.map((one) => ({ webkitGetAsEntry: () => one })) };
  document.querySelector(target).dispatchEvent(event);
}, [files.map(([path, bytes]) => [path, Buffer.from(bytes).toString("base64")]), target, isFolder]);

// Firefox cannot be given a folder by a script: there it falls on the page.
export async function folder(page, path) {
  if (isFirefox) {
    const files = readdirSync(path, { recursive: true, withFileTypes: true }).filter((one) => one.isFile()).map((one) => join(one.parentPath ?? one.path, one.name));
    await drop(page, files.map((file) => [relative(path, file), readFileSync(file)]), "body", true);
  } else {
    await page.setInputFiles("#cartella", path);
  }
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

// What a click saves. Of Firefox a script learns nothing about that: there it is taken where the page makes the file.
export async function saved(page, action, path) {
  if (isFirefox) {
    await page.evaluate(() => {
      const own = URL.createObjectURL;
      globalThis.made = new Promise((done) => { URL.createObjectURL = (blob) => { URL.createObjectURL = own; done(blob); return own.call(URL, blob); }; });
    });
    await action();
    const address = await page.evaluate(async () => {
      const reader = new FileReader();
      reader.readAsDataURL(await globalThis.made);
      return new Promise((done) => { reader.onload = () => done(reader.result); });
    });
    writeFileSync(path, Buffer.from(address.slice(address.indexOf(",") + 1), "base64"));
    return path;
  }
  const [download] = await Promise.all([page.waitForEvent("download"), action()]);
  await download.saveAs(path);
  return path;
}
