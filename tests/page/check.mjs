// The checks of the page, one after the other: `node check.mjs PAGE FOLDER PROGRAM`. FOLDER has the sample and, in `native`, what the
// program for this machine made of it. Exit status 1 when there is a fault.

import { execFileSync, spawnSync } from "node:child_process";
import { cpSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { accessible, button, close, drop, expect, fail, faults, folder, generate, idle, isFirefox, open, ready, sample, saved, step } from "./browser.mjs";
import { breaking, disk, noPicker, ownFolder } from "./stand-ins.mjs";

const [file, place, program] = process.argv.slice(2);
const shots = process.env.SHOTS;
const shot = async (page, name) => {
  if (!shots) return;
  const height = await page.evaluate(() => document.documentElement.scrollHeight);
  const { width } = page.viewportSize();
  await page.screenshot({ path: join(shots, `${name}.png`), fullPage: true, clip: { x: 0, y: 0, width, height: Math.min(height, 2600) } });
};
const run = (...words) => execFileSync(...words, { encoding: "utf8", stdio: ["ignore", "pipe", "pipe"] });
const seconds = (ms) => `${(ms / 1000).toFixed(2)} s`;

// The sample from the first click to the zip, to the byte what the program makes.
async function wholeSample() {
  const page = await open(file);
  const begun = await page.evaluate(() => performance.now());
  await ready(page);
  const start = await page.evaluate(() => performance.now());
  await folder(page, join(place, "esempio"));
  const read = await page.evaluate(async () => { const begun = performance.now(); await verify(); return performance.now() - begun; });
  await page.evaluate(() => refresh());
  expect(await page.getByText("447 persone lette").isVisible(), "the people of the sample are not told");
  const before = Date.now();
  await generate(page);
  const made = Date.now() - before;
  const memory = await page.evaluate(() => engine.call("memory"));
  await saved(page, () => button(page, "Salva tutto (zip)").click(), join(place, "all.zip"));
  mkdirSync(join(place, "page"));
  run("unzip", ["-q", join(place, "all.zip"), "-d", join(place, "page")]);
  try {
    run("diff", ["--recursive", "--exclude=.blocco", join(place, "native/uscita"), join(place, "page/uscita")]);
  } catch (error) {
    fail(`the documents are not those of the program: ${error.stdout}`);
  }
  const { NATIVE_VERIFY: verifica, NATIVE_GENERATE: genera } = process.env;
  console.log(`size ${(statSync(file).size / 1e6).toFixed(1)} MB; ready ${seconds(start)} after opening (script at ${seconds(begun)})`);
  console.log(`findings ${seconds(read)}, whole output ${seconds(made)}, memory ${(memory / 1e6).toFixed(0)} MB; program: verifica ${Number(verifica).toFixed(2)} s, genera ${Number(genera).toFixed(2)} s`);
  const frame = page.frameLocator("iframe.preview-frame");
  await frame.getByRole("heading", { level: 1 }).waitFor();
  const link = frame.getByRole("link", { name: /^Allegato 1/ }).first();
  if (isFirefox) {
    await Promise.all([page.waitForEvent("download"), link.click()]);
  } else {
    const pdf = await saved(page, () => link.click(), join(place, "frame.pdf"));
    expect(readFileSync(pdf).equals(readFileSync(join(place, "native/uscita/2022/riservato/allegato-1.pdf"))), "the link in the frame gives another file");
  }
  await page.context().close();
}

// A folder with faults of every sort becomes a clean run by clicks alone.
async function faultyFolder() {
  const faulty = join(place, "faulty");
  cpSync(join(place, "esempio"), faulty, { recursive: true });
  const change = (name, from, to) => writeFileSync(join(faulty, name), readFileSync(join(faulty, name), "utf8").replaceAll(from, to));
  renameSync(join(faulty, "formazione.csv"), join(faulty, "Formaz. 2022.csv"));
  change("congedi.csv", "L.104 giorni", "Permesso 104 speciale");
  change("posizioni.csv", "matricola", "Matr. dip.");
  rmSync(join(faulty, "giustificazioni.csv"));
  rmSync(join(faulty, "cug.toml"));
  const page = await open(file);
  await ready(page);
  await folder(page, faulty);
  await shot(page, "no-settings");
  await button(page, "Scrivi nome dell'ente e anno").click();
  await page.getByLabel("Nome dell'ente", { exact: true }).fill("Città metropolitana di Bologna");
  await page.getByLabel("Anno dei dati", { exact: true }).fill("2022");
  await button(page, "Guarda e salva").click();
  await page.getByRole("heading", { name: "Che cosa cambia in cug.toml" }).waitFor();
  await shot(page, "settings");
  await button(page, "Salva").click();
  await page.getByText("447 persone lette").waitFor();
  await idle(page);
  await shot(page, "files-faulty");
  await button(page, "È questo: Formaz. 2022.csv").click();
  await page.getByRole("heading", { name: "Altri fogli nella cartella" }).waitFor({ state: "detached" });
  await idle(page);
  await step(page, "Che cosa non va");
  await shot(page, "findings-faulty");
  for (let round = 0; round < 12 && await page.locator(".question").count() > 0; round += 1) {
    const question = page.locator(".question").first();
    const id = await question.getAttribute("data-question");
    const select = question.locator("select");
    if (await select.count() > 0) await select.selectOption({ label: "L.104 giorni" });
    else await question.locator(".answers button").first().click();
    await shot(page, `question-${round}`);
    await question.getByRole("button", { name: "Conferma" }).click();
    await idle(page);
    expect(await !(await page.locator(".question").evaluateAll((all) => all.map((one) => one.dataset.question))).includes(id), `the question ${id} is asked again`);
  }
  for (let round = 0; round < 20 && await page.locator("form.justify").count() > 0; round += 1) {
    const group = page.locator("details.group", { has: page.locator("form.justify") }).first();
    if (!await group.evaluate((one) => one.open)) await group.locator("summary").first().click();
    const form = group.locator("form.justify");
    await form.getByLabel("Il motivo").fill("È così nell'atto approvato.");
    await form.getByLabel("L'ufficio che lo scrive").fill("Settore programmazione");
    await shot(page, `justify-${round}`);
    await form.getByRole("button", { name: "Scrivi il motivo" }).click();
    await idle(page);
  }
  const words = await page.locator("ul.verdict").innerText();
  expect(await page.evaluate(() => shown.state.counts.errors + shown.state.counts.waiting) === 0, `not clean after all clicks: ${words}`);
  await generate(page);
  const names = await page.evaluate(() => [...folder.changed]);
  expect(names.includes("cug.toml") && names.includes("giustificazioni.xlsx"), `what was answered is not kept: ${names}`);
  await page.context().close();
}

// Every sheet of the settings in the form: rows that come, change and go, and the text that is saved.
async function settingsForm() {
  const page = await open(file);
  await ready(page);
  await sample(page);
  const text = () => page.evaluate(() => engine.call("file", "cug.toml").then((bytes) => new TextDecoder().decode(bytes)));
  const before = await text();
  const part = (name) => page.locator(`[data-part="${name}"]`);
  const form = async () => {
    await button(page, "Impostazioni").click();
    await page.locator("[data-view=settings] form").waitFor();
    await page.evaluate(() => { for (const one of document.querySelectorAll("details.setting-group")) one.open = true; });
  };
  const add = (name) => part(name).getByRole("button", { name: /^Aggiungi una riga/ }).click();
  const change = async () => {
    await button(page, "Guarda e salva").click();
    await page.getByRole("heading", { name: "Che cosa cambia in cug.toml" }).waitFor();
    expect(await page.evaluate(() => document.activeElement.textContent) === "Che cosa cambia in cug.toml", "the focus is not on what changes");
    return page.locator(".preview pre").innerText();
  };
  await form();
  await add("inquadramenti");
  expect(await page.evaluate(() => document.activeElement.closest(".one-row") !== null), "the focus is not in the new row");
  await part("inquadramenti").getByLabel("Nome").fill("Vigile \"scelto\"");
  await add("colonne");
  await part("colonne").getByLabel("File").selectOption("formazione");
  await part("colonne").getByLabel("Colonna").selectOption("ore");
  await part("colonne").getByLabel("Intestazione", { exact: true }).fill("ore");
  await part("colonne").getByLabel("Unità").selectOption("ore");
  await add("valutazione.ritardo");
  await part("valutazione.ritardo").getByLabel("Da quanti giorni").fill("uno");
  await button(page, "Guarda e salva").click();
  await page.getByRole("heading", { name: "Prima di salvare" }).waitFor();
  await shot(page, "settings-wrong");
  await page.locator(".preview .plain-button", { hasText: "«uno» non è un numero" }).click();
  expect(await page.evaluate(() => document.activeElement.value) === "uno", "what is wrong does not lead to its field");
  await part("valutazione.ritardo").getByLabel("Da quanti giorni").fill("1");
  await part("valutazione.ritardo").getByLabel("Punteggio").fill("37,5");
  await part("inquadramenti").getByLabel("Tipologia").selectOption("Personale non dirigente");
  const shown = await change();
  for (const line of ["+ [[inquadramenti]]", '+ nome = "Vigile \\"scelto\\""', "+ punteggio = 37.5", '+ ore = { colonna = "ore", unita = "ore" }']) expect(shown.includes(line), `what changes does not tell ${line}: ${shown}`);
  expect(await text() === before, "cug.toml is written before it is saved");
  await shot(page, "settings-difference");
  await button(page, "Salva").click();
  await page.getByText("447 persone lette").waitFor();
  await idle(page);
  expect((await text()).startsWith(before), "what stood in cug.toml does not stand as it was");
  await form();
  for (const name of ["inquadramenti", "colonne", "valutazione.ritardo"]) await part(name).getByRole("button", { name: /^Togli la riga 1/ }).click();
  await change();
  await button(page, "Salva").click();
  await page.getByText("447 persone lette").waitFor();
  await idle(page);
  const after = await text();
  expect(after.startsWith(before.trimEnd()) && !after.includes("Vigile") && !after.includes("37.5"), `rows that were taken out are still there: ${after}`);
  await form();
  await part("riservatezza").getByLabel("Segreto").fill("");
  await change();
  await button(page, "Salva").click();
  await page.getByText("447 persone lette").waitFor();
  await idle(page);
  await form();
  await button(page, "Scrivi un segreto a caso").click();
  await page.waitForFunction(() => /^[0-9a-f]{64}$/.test(document.activeElement.value));
  await page.context().close();
}

// What a person drops: a folder, files, a file on a card; and the same folder once more.
async function dropped() {
  const page = await open(file, { before: noPicker });
  await ready(page);
  const text = (name) => readFileSync(join(place, "esempio", name), "utf8");
  const inputs = ["posizioni.csv", "congedi.csv"].map((name) => [name, text(name)]);
  await drop(page, [["cug.toml", text("cug.toml")], ...inputs], "body", true);
  await page.getByRole("heading", { name: "I vostri file" }).waitFor();
  await idle(page);
  await drop(page, [["Formaz.csv", text("formazione.csv")]], "[data-input=formazione]", false);
  await page.locator("[data-input=formazione] .aside", { hasText: "Formaz.csv" }).waitFor();
  await idle(page);
  expect((await page.evaluate(() => [...folder.changed])).includes("cug.toml"), "a file on a card is not written into cug.toml");
  await drop(page, [["cug.toml", text("cug.toml")], ...inputs, ["Formaz.csv", text("formazione.csv")]], "body", true);
  await idle(page);
  await page.waitForFunction(() => shown.state.cards.find(({ input }) => input === "formazione").paths.includes("Formaz.csv"));
  expect(await page.evaluate(() => folder.changed.has("cug.toml")), "what the page has written is lost when the folder is read again");
  await page.context().close();
}

// The page from an intranet, with a folder of the browser's own: its handles are real ones, with real streams.
async function realHandles() {
  const page = await open(file, { before: ownFolder, address: "https://intranet.example/relazione-cug.html" });
  await ready(page);
  await button(page, "Comincia una relazione nuova").click();
  await page.getByLabel("Nome").fill("Comune di Prova");
  await page.getByLabel("Anno").fill("2025");
  await button(page, "Prepara la cartella").click();
  await page.getByText("Questi file sono per ora solo in questa pagina").waitFor();
  await idle(page);
  await button(page, "Salva in una cartella").click();
  await page.getByText("quando salvate un foglio la pagina lo rilegge da sola").waitFor();
  await idle(page);
  const text = await page.evaluate(async () => (await (await folder.handle.getFileHandle("cug.toml")).getFile()).text());
  expect(text.includes('nome = "Comune di Prova"'), `the folder has another cug.toml: ${text}`);
  await page.evaluate(async () => {
    const stream = await (await folder.handle.getFileHandle("congedi.csv", { create: true })).createWritable();
    await stream.write("matricola;tipo;quantita\n1;Permesso speciale;1\n");
    await stream.close();
  });
  await page.locator("[data-input=congedi] .aside", { hasText: "congedi.csv" }).waitFor();
  await idle(page);
  await page.context().close();
}

async function stopAndResume() {
  const page = await open(file);
  await ready(page);
  await sample(page);
  await step(page, "I documenti");
  await button(page, "Sì, siamo noi: genera").click();
  await page.locator(".progress .now").waitFor();
  await button(page, "Ferma").click();
  await page.getByText("Fermato: niente è cambiato").waitFor();
  await accessible(page, "stopped");
  await shot(page, "stopped");
  await idle(page);
  await step(page, "I vostri file");
  expect(await page.getByText("447 persone lette").isVisible(), "the files are gone after a stop");
  await generate(page);
  await page.context().close();
}

// The program breaks while one workbook is read: the page stays, and names it.
async function breakdown() {
  const page = await open(file, { before: breaking });
  await ready(page);
  await sample(page);
  const bad = join(place, "congedi.csv");
  writeFileSync(bad, `matricola;tipo;quantita\n1;BREAK THE PROGRAM;1\n`);
  await page.setInputFiles("#singoli", bad);
  await idle(page);
  await page.waitForFunction(() => shown.state.counts?.errors > 0);
  await step(page, "Che cosa non va");
  const words = await page.locator(".group.error").first().innerText();
  expect(words.includes("F01") && words.includes("congedi.csv"), `the file at fault is not named: ${words}`);
  await accessible(page, "broken file");
  await shot(page, "broken-file");
  await page.setInputFiles("#singoli", join(place, "esempio/congedi.csv"));
  await page.waitForFunction(() => shown.state.counts?.errors === 0);
  await page.context().close();
}

// A folder that the browser may read again and write to.
async function onDisk() {
  const page = await open(file, { before: disk });
  await ready(page);
  await page.evaluate(async () => { await engine.call("sample"); for (const path of await engine.call("paths")) testDisk.set(path, await engine.call("file", path)); });
  await button(page, "Scegli la cartella").click();
  await page.getByText("447 persone lette").waitFor();
  await idle(page);
  await page.evaluate(() => testDisk.set("congedi.csv", "matricola;tipo;quantita\n1;Permesso speciale;1\n"));
  await page.waitForFunction(() => shown.state.counts?.errors > 0, null, { timeout: 15_000 });
  await step(page, "Che cosa non va");
  await shot(page, "read-again");
  await page.evaluate(() => testDisk.set("congedi.csv", null));
  await page.waitForFunction(() => shown.state.counts?.errors === 0, null, { timeout: 15_000 });
  expect(await page.getByRole("heading", { name: "Messe a posto adesso" }).isVisible(), "what was put right is not told");
  await page.evaluate(() => { testDisk.set("uscita/2022/riservato/verifica.html", "old"); testDisk.set("uscita/2022/riservato/allegato-1.pdf", "old"); });
  await generate(page);
  await page.evaluate(() => { testDisk.full = "tabelle.xlsx"; });
  await button(page, "Salva tutto nella cartella").click();
  await page.getByText("i documenti di prima sono rimasti come erano").waitFor();
  expect(await page.evaluate(() => testDisk.text("uscita/2022/riservato/allegato-1.pdf")) === "old", "a save that fails has touched a document");
  await page.evaluate(() => { testDisk.full = null; });
  await button(page, "Salva tutto nella cartella").click();
  await page.locator(".lead", { hasText: /^Salvati \d+ file/ }).waitFor();
  const kept = await page.evaluate(() => [testDisk.text("uscita/2022/riservato/allegato-1.pdf").slice(0, 5), testDisk.has("uscita/2022/riservato/verifica.html"), testDisk.has("uscita/index.html")]);
  expect(JSON.stringify(kept) === JSON.stringify(["%PDF-", false, true]), `the folder has ${kept}`);
  await page.context().close();
}

async function beginning() {
  const page = await open(file);
  await ready(page);
  await button(page, "Comincia una relazione nuova").click();
  await page.getByLabel("Nome").fill("Comune di Prova");
  await page.getByLabel("Anno").fill("2025");
  await shot(page, "beginning");
  await button(page, "Prepara la cartella").click();
  await page.getByText("Questi file sono per ora solo in questa pagina").waitFor();
  await idle(page);
  await accessible(page, "new folder");
  await shot(page, "new-folder");
  await saved(page, () => button(page, "Scarica tutto (zip)").click(), join(place, "new.zip"));
  run("unzip", ["-q", join(place, "new.zip"), "-d", join(place, "new")]);
  const { status, stderr } = spawnSync(program, ["verifica", join(place, "new")], { encoding: "utf8" });
  expect(status === 3 && stderr.includes("Comune di Prova"), `the new folder is not one of the program: ${stderr}`);
  const secret = /^segreto = "([0-9a-f]{64})" #/m.exec(readFileSync(join(place, "new/cug.toml"), "utf8"));
  expect(secret && !/^(.)\1+$/.test(secret[1]), "the new folder has no secret");
  await page.context().close();
}

async function everyState(scheme, width) {
  const page = await open(file, { scheme, width });
  const look = async (name) => { await accessible(page, `${name}, ${scheme}, ${width} px`); await shot(page, `${name}-${scheme}-${width}`); };
  await ready(page);
  await look("welcome");
  await button(page, "Comincia una relazione nuova").click();
  await page.getByLabel("Nome").waitFor();
  await look("form");
  await button(page, "Indietro").click();
  await sample(page);
  await look("files");
  await button(page, "Impostazioni").click();
  await page.getByRole("heading", { name: "Impostazioni" }).waitFor();
  await page.locator("[data-view=settings]").getByLabel("Nome dell'ente", { exact: true }).waitFor();
  await page.evaluate(() => { for (const one of document.querySelectorAll("details.setting-group")) one.open = true; });
  for (const more of await page.getByRole("button", { name: /^Aggiungi una riga/ }).all()) await more.click();
  await page.getByLabel("Segreto").fill("");
  await look("form-settings");
  await page.locator("[data-part='valutazione.ritardo']").getByLabel("Punteggio").fill("molti");
  await button(page, "Guarda e salva").click();
  await page.getByRole("heading", { name: "Prima di salvare" }).waitFor();
  await idle(page);
  await look("form-wrong");
  await page.locator("[data-part='valutazione.ritardo']").getByLabel("Punteggio").fill("");
  await button(page, "Guarda e salva").click();
  await page.getByRole("heading", { name: "Che cosa cambia in cug.toml" }).waitFor();
  await idle(page);
  await look("form-difference");
  await button(page, "Salva").click();
  await page.getByRole("heading", { name: "I vostri file" }).waitFor();
  await idle(page);
  await page.setInputFiles("#singoli", [join(place, "asked/posizioni.csv"), join(place, "asked/congedi.csv")]);
  await page.waitForFunction(() => shown.state.questions.length > 1);
  await idle(page);
  await step(page, "Che cosa non va");
  await page.locator(".question .answers button").first().click();
  await page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
  await look("questions");
  await page.setInputFiles("#singoli", ["posizioni.csv", "congedi.csv"].map((name) => join(place, "esempio", name)));
  await page.waitForFunction(() => shown.state.questions.length === 0);
  await idle(page);
  await step(page, "Che cosa non va");
  await page.evaluate(() => { for (const one of document.querySelectorAll("details")) one.open = true; });
  await look("findings");
  await step(page, "I documenti");
  await look("mirror");
  await button(page, "No, qualcosa non torna").click();
  await look("mirror-no");
  await generate(page);
  const frame = page.locator("iframe.preview-frame");
  await frame.contentFrame().getByRole("heading", { level: 1 }).waitFor();
  await frame.scrollIntoViewIfNeeded();
  await look("documents");
  await page.context().close();
}

// From the first key to the documents without a mouse.
async function keyboard() {
  const page = await open(file);
  await ready(page);
  const focused = async (words) => expect((await page.evaluate(() => document.activeElement.textContent)).startsWith(words), `after a change of step the focus is on «${await page.evaluate(() => document.activeElement.textContent.slice(0, 40))}», not on «${words}»`);
  const press = async (words) => {
    for (let stops = 0; stops < 150; stops += 1) {
      await page.keyboard.press("Tab");
      const [name, marked] = await page.evaluate(() => {
        const style = getComputedStyle(document.activeElement);
        return [document.activeElement.textContent.trim(), style.outlineStyle !== "none" && parseFloat(style.outlineWidth) >= 2];
      });
      if (!marked) { fail(`no visible focus on «${name.slice(0, 40)}»`); return; }
      if (name.startsWith(words)) { await page.keyboard.press("Enter"); await idle(page); return; }
    }
    fail(`«${words}» is not reached with the keyboard`);
  };
  await press("Prova con l'esempio");
  await page.getByText("447 persone lette").waitFor();
  await focused("I vostri file");
  await press("Impostazioni");
  await page.locator("[data-view=settings] form").waitFor();
  await focused("Impostazioni");
  await press("Gli inquadramenti solo vostri");
  await press("Aggiungi una riga");
  await page.keyboard.type("Vigile");
  await page.keyboard.press("Tab");
  await page.keyboard.type("Personale");
  await press("Guarda e salva");
  await page.getByRole("heading", { name: "Che cosa cambia in cug.toml" }).waitFor();
  await focused("Che cosa cambia");
  await press("Salva");
  await page.getByText("447 persone lette").waitFor();
  await focused("I vostri file");
  await press("Avanti: che cosa non va");
  await focused("Che cosa non va");
  await press("Avanti: i documenti");
  await focused("I documenti");
  await press("Sì, siamo noi: genera");
  await page.getByRole("heading", { name: "Per il CUG e il Nucleo" }).waitFor();
  await focused("I documenti");
  await page.context().close();
}

// As many people as a region has.
async function manyPeople() {
  const many = join(place, "many");
  cpSync(join(place, "esempio"), many, { recursive: true });
  const lines = ["matricola;genere;data_nascita;inquadramento;contratto;percentuale_part_time;data_inquadramento;titolo_studio;retribuzione"];
  const grades = ["D1", "C1", "B1", "A1"];
  for (let person = 0; person < 10_000; person += 1) {
    const year = 1960 + (person % 40);
    lines.push(`${100_000 + person};${person % 5 < 3 ? "D" : "U"};${10 + (person % 19)}/0${1 + (person % 8)}/${year};${grades[person % 4]};Tempo indeterminato;100;01/01/2021;Laurea magistrale;${24_000 + (person % 97) * 100}`);
  }
  rmSync(join(many, "personale.xlsx"));
  for (const name of ["posizioni", "conciliazione", "congedi", "formazione", "giustificazioni"]) rmSync(join(many, `${name}.csv`));
  writeFileSync(join(many, "personale.csv"), `${lines.join("\n")}\n`);
  const page = await open(file);
  await ready(page);
  const begun = Date.now();
  await folder(page, many);
  const read = Date.now() - begun;
  expect(await page.getByText("10.000 persone lette").isVisible(), `10,000 people are not read: ${await page.locator("[data-input=personale]").innerText()}`);
  const before = Date.now();
  await generate(page);
  console.log(`10,000 people: read ${seconds(read)}, whole output ${seconds(Date.now() - before)}`);
  await page.context().close();
}

mkdirSync(join(place, "asked"));
for (const [name, from, to] of [["congedi.csv", "L.104 giorni", "Permesso 104 speciale"], ["posizioni.csv", "matricola", "Matr. dip."]]) writeFileSync(join(place, "asked", name), readFileSync(join(place, "esempio", name), "utf8").replaceAll(from, to));
const checks = [wholeSample, faultyFolder, settingsForm, dropped, realHandles, stopAndResume, breakdown, onDisk, beginning, keyboard, manyPeople];
for (const scheme of ["light", "dark"]) for (const width of [320, 1280]) checks.push(Object.defineProperty(() => everyState(scheme, width), "name", { value: `everyState ${scheme} ${width}` }));
// Firefox opens no folder for a page to write in.
const asked = checks.filter((check) => check.name.startsWith(process.env.ONLY ?? "") && !(isFirefox && check === realHandles));
for (const check of asked) {
  const begun = Date.now();
  try {
    await check();
  } catch (error) {
    fail(`${check.name}: ${error.message}`);
  }
  console.log(`${check.name}: ${seconds(Date.now() - begun)}`);
}
await close();
process.exitCode = faults.length > 0 ? 1 : 0;
