// First step: what each file was taken for.

function drawFiles(place, state) {
  if (!state) return;
  const problems = state.problems ?? [];
  fill(place,
    h("h2", { id: "t-file" }, "I vostri file"),
    origin(),
    problems.length > 0 && settingsMissing(state),
    h("ul", { class: "cards", "aria-label": "I dati della relazione" }, state.cards.map((one) => card(one))),
    state.unused.length > 0 && unused(state),
    h("div", { class: "actions" },
      button("Aggiungi file", () => byId("singoli").click(), { class: "second" }),
      button("Impostazioni", () => show("settings"), { class: "second" }),
      problems.length === 0 && button("Avanti: che cosa non va", () => show("findings"))));
}

// Where the files are, and what becomes of what the page writes.
function origin() {
  if (folder.kind === "disk") return h("p", { class: "lead" }, `La cartella «${folder.handle.name}» è aperta: quando salvate un foglio la pagina lo rilegge da sola.`);
  if (folder.kind === "copy") {
    return h("div", { class: "lead" },
      h("p", {}, "Questo browser dà alla pagina una copia dei file: se ne cambiate uno, scegliete di nuovo la cartella."),
      folder.changed.size > 0 && h("p", {}, `La pagina ha scritto ${[...folder.changed].join(" e ")}: scaricate, e mettete nella cartella al posto di quello che c'è.`),
      h("p", { class: "actions" }, button("Rileggi la cartella", () => byId("cartella").click(), { class: "second" }), ...unsaved()));
  }
  return h("div", { class: "lead" },
    h("p", {}, shown.state.cards.some(({ state }) => state === "empty")
      ? "Questi file sono per ora solo in questa pagina. Salvateli in una cartella vostra, riempite i fogli, e tornate qui con quella cartella."
      : "Questi file sono per ora solo in questa pagina. Se volete tenerli salvateli in una cartella vostra, e la volta dopo scegliete quella."),
    h("p", { class: "actions" },
      globalThis.showDirectoryPicker && button("Salva in una cartella", moveToFolder),
      button("Scarica tutto (zip)", () => zip("relazione-cug.zip", true, false), { class: "second" })));
}

async function moveToFolder() {
  const handle = await showDirectoryPicker({ id: "relazione", mode: "readwrite" }).catch(() => null);
  if (handle) await work("Scrivo i file", async () => { await folder.moveTo(handle); await verifyAndShow("files"); });
}

function unsaved() {
  return [...folder.changed].filter(() => folder.kind === "copy").map((path) => button(`Scarica ${path}`, async () => {
    download(path.split("/").pop(), await folder.bytes(path));
    folder.changed.delete(path);
    refresh();
  }, { class: "second" }));
}

async function zip(name, withFolder, withDocuments) {
  await work("Preparo lo zip", async () => {
    download(name, await engine.call("zip", withFolder, withDocuments), "application/zip");
    if (withFolder) folder.changed.clear();
  });
}

function settingsMissing(state) {
  return h("div", { class: "notice" },
    h("h3", {}, state.has_settings ? "Le impostazioni non vanno bene" : "Mancano le impostazioni"),
    h("ul", { class: "plain" }, state.problems.map((problem) => h("li", {}, capital(problem)))),
    h("p", { class: "actions" }, button("Scrivi nome dell'ente e anno", () => show("settings"))));
}

function card({ input, title, paths, state, sign, counted, columns, is_folder }) {
  const mark = { read: "✓", unclear: "?", refused: "✕", missing: "✕", empty: "…", waiting: "…", optional: "–" }[state];
  return h("li", { class: `card ${state}`, "data-input": input },
    h("div", { class: "what" },
      h("strong", {}, title),
      h("span", { class: "aside" }, paths.length > 0 ? (paths.length > 3 ? `${input}/` : paths.join(", ")) : is_folder ? `cartella ${input}` : `${input}.xlsx`)),
    h("p", { class: "state" }, h("span", { "aria-hidden": "true" }, `${mark} `), sign, counted && ["read", "unclear"].includes(state) ? `: ${counted}` : ""),
    columns.length > 0 && h("details", {}, h("summary", {}, "Colonne lette", h("span", { class: "sr" }, ` di ${input}`)), h("pre", { tabindex: "0", role: "region", "aria-label": `Colonne lette di ${input}` }, columns.join("\n"))));
}

function unused(state) {
  const inputs = state.cards.filter((one) => !one.is_folder).map((one) => [`${one.title} (${one.input})`, one.input]);
  return h("section", { "aria-labelledby": "t-altri" },
    h("h3", { id: "t-altri" }, "Altri fogli nella cartella"),
    h("p", {}, "Non sono letti, perché il nome non è quello di un dato. Se uno contiene dati, dite quali."),
    state.unused.map(({ path, likely }) => {
      const select = picker(inputs, likely);
      return h("div", { class: "row" }, labelled(`«${path}» contiene`, select), button("È questo", () => work("Rileggo", () => assign(path, select.value)), { class: "second", "aria-label": `È questo: ${path}` }));
    }));
}

async function assign(path, input) {
  const text = await engine.call("assigned", path, input);
  await folder.put("cug.toml", new TextEncoder().encode(text));
  await verifyAndShow("files");
}

// A new folder: the three things that nobody else knows.
function drawBeginning(place) {
  if (place.querySelector("form")) return;
  if (!engine.about) { engine.ready().then(() => drawBeginning(place)); return; }
  const controls = engine.about.form.map((field) => [field, control(field, "")]);
  const form = h("form", { onsubmit: (event) => { event.preventDefault(); begin(controls.map(([, input]) => input.value)); } },
    controls.map(([field, input]) => labelled(field.label, input, field.help)),
    h("p", { class: "actions" }, h("button", { type: "submit" }, "Prepara la cartella"), button("Indietro", () => show(shown.state ? "files" : "welcome"), { class: "second" })));
  fill(place, h("h2", { id: "t-nuova" }, "Una relazione nuova"),
    h("p", { class: "lead" }, "La pagina prepara i fogli da riempire, con intestazioni, spiegazioni ed elenchi a discesa, e una pagina che dice a chi chiedere che cosa."), form);
}

async function begin([name, year, comparto]) {
  await work("Preparo i fogli", async () => {
    await engine.call("begin", name, year, comparto, crypto.getRandomValues(new Uint8Array(32)));
    await folder.fromSession();
    await verifyAndShow("files");
  });
}
