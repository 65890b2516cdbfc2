// Opens pages in Chromium as readers do and prints what is wrong with them, one fault a line: `node check.mjs PAGE.html …`.
// Exit status 1 when there is a fault.

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";
import { chromium } from "playwright-core";

const axe = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8");
const browserPath = process.env.CHROMIUM ?? "/usr/bin/chromium";
const WIDTHS = [320, 1280];
const TABLES_FIT = 1200;
const SCHEMES = ["light", "dark"];
// Widths in pixels of what an A4 page leaves between its margins, as the style sheet sets them.
const PRINTED = { portrait: 672, landscape: 1016 };

const faults = [];

async function accessible(page, where) {
  await page.evaluate(axe);
  const { violations } = await page.evaluate(() => globalThis.axe.run(document, { resultTypes: ["violations"] }));
  for (const { id, help, nodes } of violations) {
    faults.push(`${where}: axe ${id} (${help}), ${nodes.length} times, first ${nodes[0].target}: ${nodes[0].failureSummary}`);
  }
}

async function selfContained(page, requests, where) {
  const others = requests.filter((url) => url !== page.url() && !url.startsWith("data:"));
  if (others.length > 0) faults.push(`${where}: asks for ${others.join(", ")}`);
  const scripts = await page.evaluate(() => {
    const handlers = [...document.querySelectorAll("*")].filter((one) => [...one.attributes].some(({ name }) => name.startsWith("on")));
    return document.scripts.length + handlers.length;
  });
  if (scripts > 0) faults.push(`${where}: has ${scripts} scripts`);
  const face = await page.evaluate(() => document.fonts.ready.then(() => document.fonts.check("400 16px 'Titillium Web'") && [...document.fonts].some((font) => font.status === "loaded")));
  if (!face) faults.push(`${where}: its own face is not loaded`);
}

async function fits(page, where) {
  const [needed, given] = await page.evaluate(() => [document.documentElement.scrollWidth, document.documentElement.clientWidth]);
  if (needed > given) faults.push(`${where}: the page scrolls sideways, ${needed} pixels on ${given}`);
  // Words of a picture must stay inside it, and in no other's way.
  const outside = await page.evaluate(() => {
    const shown = [...document.querySelectorAll("svg.drawing")].filter((one) => one.getClientRects().length > 0);
    return shown.flatMap((svg) => {
      const frame = svg.getBoundingClientRect();
      const boxes = [...svg.querySelectorAll("text")].map((text) => [text.textContent, text.getBoundingClientRect()]);
      const out = boxes.filter(([, box]) => box.left < frame.left - 8 || box.right > frame.right + 8);
      const meet = boxes.filter(([, a], i) => boxes.slice(i + 1).some(([, b]) => a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 5 && b.top < a.bottom - 5));
      return [...out.map(([words]) => `«${words}» leaves`), ...meet.map(([words]) => `«${words}» is overprinted in`)].map((words) => `${words} ${svg.querySelector("title").textContent}`);
    });
  });
  for (const words of outside.slice(0, 5)) faults.push(`${where}: ${words}`);
}

// Tables of figures beside the index of a usual screen need no scrolling.
async function whole(page, where) {
  await page.setViewportSize({ width: TABLES_FIT, height: 800 });
  const wide = await page.evaluate(() => {
    const boxes = [...document.querySelectorAll(".scroll:has(> .figures)")].filter((one) => one.scrollWidth > one.clientWidth + 1);
    return boxes.map((one) => `${one.getAttribute("aria-label")} (${one.scrollWidth} on ${one.clientWidth})`);
  });
  for (const label of wide) faults.push(`${where}: scrolls at ${TABLES_FIT} px: ${label}`);
}

// In large print and high contrast, which a page offers, on screen and on paper.
async function enlarged(page, scheme, where) {
  for (const box of await page.locator(".reading input").all()) await box.check();
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 800 });
    await fits(page, `${where} at ${width} px`);
    await accessible(page, `${where} at ${width} px`);
  }
  if (scheme === "dark") await printable(page, where);
}

// Every link and every box that scrolls is reached with Tab, once, in the order of the page, with a mark to be seen.
async function keyboard(page, where) {
  const all = await page.evaluate(() => {
    const shown = (one) => one.getClientRects().length > 0;
    const stops = [...document.querySelectorAll("a[href], input, summary, [tabindex='0']")].filter(shown);
    stops.forEach((one, index) => one.setAttribute("data-stop", index));
    const boxes = [...document.querySelectorAll("*")].filter((one) => {
      const style = getComputedStyle(one);
      return shown(one) && ["auto", "scroll"].includes(style.overflowX) && one.scrollWidth > one.clientWidth + 1;
    });
    const unreachable = boxes.filter((one) => one.tabIndex < 0 && !one.querySelector("a[href]")).length;
    return { stops: stops.length, unreachable };
  });
  if (all.unreachable > 0) faults.push(`${where}: ${all.unreachable} boxes scroll but take no keyboard`);
  await page.evaluate(() => document.activeElement?.blur());
  for (let expected = 0; expected < all.stops; expected += 1) {
    await page.keyboard.press("Tab");
    const [stop, marked] = await page.evaluate(() => {
      const style = getComputedStyle(document.activeElement);
      return [document.activeElement.getAttribute("data-stop"), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
    });
    if (stop !== String(expected)) { faults.push(`${where}: Tab ${expected + 1} of ${all.stops} comes to ${stop}`); return; }
    if (!marked) { faults.push(`${where}: stop ${expected} has no visible focus`); return; }
  }
}

// On paper nothing scrolls: what is wider than its page would be cut.
async function printable(page, where) {
  await page.emulateMedia({ media: "print" });
  for (const [paper, width] of Object.entries(PRINTED)) {
    await page.setViewportSize({ width, height: 1000 });
    const cut = await page.evaluate((paper) => {
      const boxes = [...document.querySelectorAll(".scroll")].filter((one) => (one.closest(".landscape") ? "landscape" : "portrait") === paper);
      return boxes.filter((one) => one.scrollWidth > one.clientWidth + 1).map((one) => `${one.getAttribute("aria-label")} (${one.scrollWidth} on ${one.clientWidth})`);
    }, paper);
    for (const label of cut) faults.push(`${where}: cut on ${paper} paper: ${label}`);
  }
  await accessible(page, `${where} on paper`);
  const pdf = await page.pdf({ preferCSSPageSize: true, tagged: true });
  if (pdf.length < 10_000 || pdf.subarray(0, 5).toString() !== "%PDF-") faults.push(`${where}: does not print`);
  await page.emulateMedia({ media: "screen" });
}

const browser = await chromium.launch({ executablePath: browserPath, args: ["--no-sandbox", "--disable-gpu"] });

async function look(file, scheme) {
  const context = await browser.newContext({ colorScheme: scheme, offline: true });
  const page = await context.newPage();
  const requests = [];
  page.on("request", (request) => requests.push(request.url()));
  page.on("console", (message) => faults.push(`${file}: ${message.text()}`));
  page.on("pageerror", (error) => faults.push(`${file}: ${error.message}`));
  for (const width of WIDTHS) {
    const where = `${file} at ${width} px, ${scheme}`;
    await page.setViewportSize({ width, height: 800 });
    await page.goto(pathToFileURL(file).href);
    await selfContained(page, requests, where);
    await fits(page, where);
    if (scheme === "light") await keyboard(page, where);
    await accessible(page, where);
  }
  if (scheme === "light") {
    await whole(page, file);
    await printable(page, file);
  }
  await enlarged(page, scheme, `${file}, ${scheme}, in large print and high contrast`);
  await context.close();
}

await Promise.all(process.argv.slice(2).flatMap((file) => SCHEMES.map((scheme) => look(file, scheme))));
await browser.close();
for (const fault of faults) console.log(fault);
process.exitCode = faults.length > 0 ? 1 : 0;
