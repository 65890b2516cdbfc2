// Third step: whether it is this body, then its documents.

function drawDocuments(place, state) {
  if (!state) return;
  const heading = h("h2", { id: "t-documenti" }, "I documenti");
  if (!state.counts) { fill(place, heading, settingsMissing(state)); return; }
  if (state.counts.errors > 0) {
    fill(place, heading, h("div", { class: "notice" }, h("p", {}, `Da mettere a posto prima: ${state.counts.words[0]}.`), h("p", { class: "actions" }, button("Torna a che cosa non va", () => show("findings")))));
    return;
  }
  fill(place, heading, ...(shown.made ? [finished(shown.made)] : [mirror(state), figures(state)]));
}

function mirror({ mirror: files }) {
  const answer = h("div", { "aria-live": "polite" });
  return h("section", { "aria-labelledby": "t-specchio" },
    h("h3", { id: "t-specchio" }, "Riconoscete il vostro ente?"),
    h("p", {}, "Ecco che cosa dicono i vostri file. Se un numero non è quello che sapete, fermatevi e cercate perché."),
    files.map(({ path, facts }) => h("div", { class: "mirror" }, h("h4", {}, path),
      h("dl", { class: "facts-list" }, facts.map(({ label, text }) => h("div", {}, h("dt", {}, capital(label)), h("dd", { class: text.length > 40 ? "long" : null }, text)))))),
    h("div", { class: "actions" },
      button("Sì, siamo noi: genera", generate, { id: "genera" }),
      button("No, qualcosa non torna", () => {
        fill(answer, h("div", { class: "notice" },
          h("p", {}, "Guardate che cosa è stato letto, scartato e non contato, e perché: è scritto accanto a ogni file e fra i rilievi. Se conoscete il numero giusto da un'altra fonte (Conto annuale, stipendi), scrivetelo nelle impostazioni: la pagina cerca dove i due conti si separano."),
          h("p", { class: "actions" }, button("I vostri file", () => show("files"), { class: "second" }), button("Che cosa non va", () => show("findings"), { class: "second" }), button("Numeri che conoscete", () => { shown.part = "quadratura"; show("settings"); }, { class: "second" }))));
      }, { class: "second" })),
    answer);
}

function figures({ key_figures: all }) {
  return h("section", { "aria-labelledby": "t-sintesi" }, h("h3", { id: "t-sintesi" }, "In sintesi"),
    h("dl", { class: "key-figures" }, all.map(({ value, label, previous }) => h("div", {}, h("dt", {}, label), h("dd", { class: "value" }, value), previous && h("dd", { class: "aside" }, previous)))));
}

async function generate() {
  const list = h("ol", { class: "progress", "aria-label": "A che punto è" });
  fill(section("documents"), h("h2", { id: "t-documenti", tabindex: "-1" }, "I documenti"), list);
  section("documents").querySelector("h2").focus();
  await work("Preparo i documenti", async () => {
    engine.told = (step, words) => {
      list.querySelector(".now")?.replaceWith(doneLine(list));
      list.append(h("li", { class: "now", "data-words": words }, `${words}…`));
      byId("lavoro-parole").textContent = `${words}…`;
      say(words);
    };
    const made = JSON.parse(await engine.call("publish"));
    shown.documents = new Map(await engine.call("all"));
    shown.made = made;
    show("documents");
    say("I documenti sono pronti");
  });
}

const doneLine = (list) => h("li", {}, h("span", { "aria-hidden": "true" }, "✓ "), list.querySelector(".now").dataset.words, h("span", { class: "sr" }, ", fatto"));

const COVERS = ["allegato-1.pdf", "relazione-cug.pdf", "sintesi-nucleo.pdf"];

function finished(made) {
  const of = (edition) => made.files.filter(({ path }) => path.startsWith(`${edition}/`));
  return h("div", {},
    h("p", { class: "lead" }, `I documenti sono pronti${made.due ? `: l'Allegato 1 va trasmesso entro il ${made.due}` : ""}.`),
    made.waiting > 0 && h("p", { class: "notice" }, "Qualche anomalia aspetta ancora un motivo: scrivetelo in «Che cosa non va» e ripetete."),
    made.unsafe && h("p", { class: "notice" }, made.unsafe),
    h("div", { class: "actions" },
      folder.kind === "disk" && button("Salva tutto nella cartella", saveAll),
      button("Salva tutto (zip)", () => zip(`relazione-cug-${made.year}.zip`, false, true), { class: folder.kind === "disk" ? "second" : "" })),
    edition("Per il CUG e il Nucleo", "Con tutti i numeri: non va pubblicata.", of("riservato"), made.year),
    edition("Per il sito", "Con i gruppi piccoli protetti: si può pubblicare così com'è.", of("pubblico"), made.year),
    rest(made),
    h("p", { class: "actions" }, button("Torna al riepilogo", () => { shown.made = null; refresh(); }, { class: "second" })),
    preview(made));
}

function edition(title, words, files, year) {
  if (files.length === 0) return null;
  const covers = COVERS.map((name) => files.find(({ path }) => path.endsWith(`/${name}`))).filter(Boolean);
  const others = files.filter((file) => !covers.includes(file) && !file.path.endsWith("/index.html"));
  return h("section", { class: "edition-files" }, h("h3", {}, title), h("p", {}, words),
    h("ul", { class: "covers" }, covers.map((file) => h("li", {}, cover(file, year), h("div", {}, h("strong", {}, file.title), h("p", { class: "aside" }, `PDF, ${file.size}`), h("p", { class: "actions" }, linksOf(file, year)))))),
    others.length > 0 && h("details", {}, h("summary", {}, "Tabelle e dati"), fileList(others, year)));
}

// A small drawing of the first page.
const cover = ({ title }, year) => h("div", { class: "cover", "aria-hidden": "true" }, h("span", {}, shown.state.body), h("b", {}, title.split(":")[0]), h("i", {}, String(year)));

const fileList = (files, year) => h("ul", { class: "downloads" }, files.map((file) => h("li", {}, h("strong", {}, file.title), " ", h("span", { class: "aside" }, `${file.path.split("/").pop()}, ${file.size}`), h("span", { class: "actions" }, linksOf(file, year)))));

function linksOf({ path, title }, year) {
  const open = /\.(pdf|html|csv|json|ics|jsonld)$/.test(path);
  return [open && button("Apri", () => globalThis.open(address(path, year), "_blank"), { class: "second", "aria-label": `Apri: ${title}` }),
    button("Salva", () => download(path.split("/").pop(), bytesOf(path, year)), { class: "second", "aria-label": `Salva: ${title}` })].filter(Boolean);
}

const bytesOf = (path, year) => shown.documents.get(`uscita/${year}/${path}`);

const TYPES = { pdf: "application/pdf", html: "text/html;charset=utf-8", csv: "text/plain;charset=utf-8", json: "text/plain;charset=utf-8", jsonld: "text/plain;charset=utf-8", ics: "text/plain;charset=utf-8" };
const address = (path, year) => URL.createObjectURL(new Blob([bytesOf(path, year)], { type: TYPES[path.split(".").pop()] ?? "application/octet-stream" }));

// What stays in the office, and the list of everything.
function rest(made) {
  const others = made.files.filter(({ path }) => !/^(riservato|pubblico)\//.test(path));
  return others.length === 0 ? null : h("section", { class: "edition-files" }, h("h3", {}, "Per l'ufficio"), h("details", {}, h("summary", {}, "Controlli, lettere, calendario, manifesto"), fileList(others, made.year)));
}

// Our own page, in a frame that may neither run scripts nor lead anywhere.
function preview(made) {
  const pages = made.files.filter(({ path }) => path.endsWith("/index.html"));
  const frame = h("iframe", { class: "preview-frame", sandbox: "allow-downloads allow-same-origin", title: "La relazione come pagina" });
  const names = { riservato: "Edizione riservata", pubblico: "Edizione pubblica" };
  const open = async (path) => { frame.src = await framed(path, made); };
  const select = picker(pages.map(({ path }) => [names[path.split("/")[0]], path]), pages[0]?.path);
  select.onchange = () => open(select.value);
  if (pages[0]) open(pages[0].path);
  return h("section", { "aria-labelledby": "t-pagina" }, h("h3", { id: "t-pagina" }, "La relazione come pagina"), pages.length > 1 && labelled("Edizione", select), frame);
}

// Links to files beside the page become those files, whole: a page in a sandbox may load nothing.
async function framed(path, made) {
  const inside = new DOMParser().parseFromString(new TextDecoder().decode(bytesOf(path, made.year)), "text/html");
  for (const link of inside.querySelectorAll("a[href]")) {
    const target = link.getAttribute("href");
    const name = `${path.split("/")[0]}/${target}`;
    if (target.startsWith("#")) continue;
    if (bytesOf(name, made.year)) { link.href = await dataAddress(name, made.year); link.download = target; } else link.removeAttribute("href");
  }
  return URL.createObjectURL(new Blob([`<!DOCTYPE html>${inside.documentElement.outerHTML}`], { type: "text/html;charset=utf-8" }));
}

function dataAddress(path, year) {
  const reader = new FileReader();
  const read = new Promise((resolve, reject) => { reader.onload = () => resolve(reader.result); reader.onerror = () => reject(reader.error); });
  reader.readAsDataURL(new Blob([bytesOf(path, year)]));
  return read;
}

async function saveAll() {
  await work("Scrivo i documenti nella cartella", async () => {
    await folder.saveDocuments(shown.documents, await engine.call("outdated"));
    complain("");
    const words = `Salvati ${shown.documents.size} file in «${folder.handle.name}», nella cartella uscita.`;
    say(words);
    section("documents").querySelector(".lead").textContent = words;
  });
}
