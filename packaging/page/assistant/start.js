// What is shown, and what happens when a button is pressed.

const shown = {
  view: "welcome",
  // What the program said of the folder last, and before.
  state: null,
  before: null,
  // The documents of the last run: what the program says of them, and their bytes by path.
  made: null,
  documents: new Map(),
  later: new Set(),
  // The group of the settings that is asked for.
  part: null,
};

const VIEWS = ["welcome", "beginning", "files", "settings", "findings", "documents"];
const draw = { files: drawFiles, settings: drawSettings, findings: drawFindings, documents: drawDocuments, beginning: drawBeginning };

function show(view) {
  shown.view = view;
  for (const name of VIEWS) section(name).hidden = name !== view;
  complain("");
  if (view === "settings") fill(section(view));
  refresh();
  const heading = section(view).querySelector("h2");
  if (heading && view !== "welcome") { heading.tabIndex = -1; heading.focus({ preventScroll: true }); }
  scrollTo(0, 0);
}

const section = (view) => document.querySelector(`[data-view="${view}"]`);

function refresh() {
  const { state, view } = shown;
  byId("passi").hidden = !state || view === "welcome" || view === "beginning";
  byId("ente").hidden = !state?.body;
  byId("ente").textContent = state?.body ? `${state.body}, dati al ${state.reference_date}` : "";
  for (const step of document.querySelectorAll("[data-step]")) {
    const isHere = step.dataset.step === view || (view === "settings" && step.dataset.step === "files");
    if (isHere) step.setAttribute("aria-current", "step"); else step.removeAttribute("aria-current");
  }
  if (state) signs(state);
  Promise.resolve(draw[view]?.(section(view), state)).catch((error) => complain(error.message));
}

// A word beside each step: what is still to be done there.
function signs(state) {
  const missing = (state.cards ?? []).filter((card) => ["missing", "refused"].includes(card.state)).length + (state.problems?.length ? 1 : 0);
  const errors = state.counts?.errors ?? 0;
  const waiting = state.counts?.waiting ?? 0;
  const words = {
    files: missing ? "da completare" : (state.cards ?? []).some((card) => card.is_required && card.state === "empty") ? "da riempire" : "✓ letti",
    findings: !state.counts ? "" : errors || state.questions.length ? `${errors + (errors ? 0 : state.questions.length)} da chiarire` : waiting ? `${waiting} da giustificare` : "✓ in ordine",
    documents: shown.made ? "✓ pronti" : "",
  };
  for (const sign of document.querySelectorAll("[data-sign]")) sign.textContent = words[sign.dataset.sign];
}

let working = 0;

// Does something that takes time: says so, lets it be stopped, and puts the program right when it breaks.
async function work(words, task) {
  if (working) return;
  working += 1;
  byId("lavoro-parole").textContent = `${words}…`;
  const bar = setTimeout(() => { byId("lavoro").hidden = false; }, 250);
  document.body.setAttribute("aria-busy", "true");
  complain("");
  engine.told = (step, told) => { byId("lavoro-parole").textContent = `${told}…`; };
  try {
    await task();
  } catch (error) {
    // Whoever begins anew has no documents.
    if (error instanceof Stopped || error instanceof Broken) { shown.made = null; shown.documents = new Map(); refresh(); }
    if (error instanceof Stopped) complain("Fermato: niente è cambiato. I vostri file sono ancora qui.");
    else if (error instanceof Broken) complain(`la pagina si è fermata in un punto che non doveva (${error.message}), ed è ripartita: i vostri file sono ancora qui. Segnalatelo a chi mantiene il programma, senza mandare i dati.`);
    else if (error.name !== "AbortError") complain(error.message ?? String(error));
  } finally {
    clearTimeout(bar);
    working -= 1;
    byId("lavoro").hidden = true;
    document.body.removeAttribute("aria-busy");
    engine.told = () => {};
  }
}

// Reads everything again. A file that breaks the program is found by reading each alone, and named.
async function verify() {
  let state;
  try {
    state = await engine.call("verify");
  } catch (error) {
    if (!(error instanceof Broken)) throw error;
    if (!await findBroken()) throw error;
    state = await engine.call("verify");
  }
  shown.before = shown.state;
  shown.state = JSON.parse(state);
  shown.made = null;
  shown.documents = new Map();
}

async function findBroken() {
  let found = false;
  await engine.start();
  for (const path of folder.files.keys()) {
    const bytes = await folder.bytes(path);
    try {
      await engine.call("put", path, bytes);
      await engine.call("probe", path);
      await engine.call("remove", path);
    } catch (error) {
      if (!(error instanceof Broken)) throw error;
      folder.broken.add(path);
      found = true;
      await engine.start();
    }
  }
  engine.end(new Stopped());
  await engine.ready();
  return found;
}

async function verifyAndShow(view) {
  await verify();
  const { counts, problems } = shown.state;
  say(problems?.length ? "Mancano le impostazioni" : `Letto: ${counts.words.join(", ")}`);
  if (view) show(view); else refresh();
}

async function chooseFolder() {
  if (!globalThis.showDirectoryPicker) { byId("cartella").click(); return; }
  const handle = await showDirectoryPicker({ id: "relazione", mode: "readwrite" }).catch(() => null);
  if (handle) await openFolder(handle);
}

async function openFolder(handle) {
  await work("Leggo la cartella", async () => { await folder.open(handle); await verifyAndShow("files"); });
}

async function openFiles(offered, name = "") {
  if (offered.length === 0) return;
  await work("Leggo la cartella", async () => { await folder.openCopy(offered, name); await verifyAndShow("files"); });
}

async function addFiles(offered) {
  await work("Leggo i file", async () => { await folder.add(offered); await verifyAndShow("files"); });
}

async function trySample() {
  await work("Preparo l'esempio", async () => {
    await engine.call("sample");
    await folder.fromSession();
    await verifyAndShow("files");
  });
}

// Writes what the page has been told into a file of the folder and reads again.
async function save(path, text, view) {
  await work("Scrivo e rileggo", async () => {
    await folder.put(path, new TextEncoder().encode(text));
    await verifyAndShow(view);
  });
}

addEventListener("DOMContentLoaded", () => {
  byId("scegli").onclick = chooseFolder;
  byId("nuova").onclick = () => show("beginning");
  byId("esempio").onclick = trySample;
  byId("ferma").onclick = () => engine.end(new Stopped());
  byId("cartella").onchange = ({ target }) => openFiles(below(target.files), target.files[0]?.webkitRelativePath.split("/")[0]).then(() => { target.value = ""; });
  byId("singoli").onchange = ({ target }) => addFiles(below(target.files)).then(() => { target.value = ""; });
  for (const step of document.querySelectorAll("[data-step]")) step.onclick = () => show(step.dataset.step);
  addEventListener("dragover", (event) => event.preventDefault());
  addEventListener("drop", (event) => { event.preventDefault(); takeDrop(event); });
  addEventListener("beforeunload", (event) => { if (folder.changed.size > 0 && folder.kind !== "memory") event.preventDefault(); });
  setInterval(lookAgain, SAVE_PAUSE);
  // From the first moment, so that it is ready when the folder is chosen.
  engine.ready().then(() => document.body.setAttribute("data-ready", ""), (error) => complain(`la pagina non può partire in questo browser (${error.message}): aggiornatelo, o usate il programma`));
});

async function takeDrop({ dataTransfer, target }) {
  const card = target.closest?.("[data-input]");
  const { handle, isFolder, files, name } = await dropped(dataTransfer);
  if (handle) await openFolder(handle);
  else if (isFolder || !shown.state) await openFiles(files, name);
  else if (card && files.length === 1) await work("Leggo il file", async () => { await folder.add(files); await assign(files[0][0], card.dataset.input); });
  else await addFiles(files);
}

// Whether something typed here would be lost if the page were drawn anew.
function isTyping() {
  if (shown.view === "settings" || shown.view === "beginning") return true;
  return [...section(shown.view).querySelectorAll("input, textarea")].some(({ value, defaultValue }) => value !== defaultValue);
}

// At every save of a file the findings are those of what was saved.
async function lookAgain() {
  if (working || document.hidden || folder.kind !== "disk" || !shown.state || isTyping()) return;
  try {
    if (!await folder.hasChanged()) return;
  } catch {
    return;
  }
  await work("Un file è cambiato: rileggo", () => verifyAndShow(shown.view === "documents" ? "findings" : null));
}
