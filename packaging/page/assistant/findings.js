// Second step: questions that a click answers, findings that the office puts right in its files, reasons for anomalies.

function drawFindings(place, state) {
  if (!state) return;
  if (!state.counts) {
    fill(place, h("h2", { id: "t-non-va" }, "Che cosa non va"), settingsMissing(state));
    return;
  }
  const asked = state.questions.filter(({ id }) => !shown.later.has(id));
  const later = state.questions.length - asked.length;
  const settled = gone(state);
  fill(place,
    h("h2", { id: "t-non-va" }, "Che cosa non va"),
    h("ul", { class: "verdict" }, state.counts.words.map((words, place) => h("li", { class: ["error", "anomaly", "note"][place] + (words.startsWith("0 ") || words.startsWith("nessun") ? " none" : "") }, words))),
    h("p", { class: "lead" }, verdict(state)),
    settled.length > 0 && h("section", { "aria-labelledby": "t-fatto" }, h("h3", { id: "t-fatto" }, "Messe a posto adesso"), h("ul", { class: "settled" }, settled.map((words) => h("li", {}, h("span", { "aria-hidden": "true" }, "✓ "), words)))),
    asked.length > 0 && h("section", { "aria-labelledby": "t-domande" }, h("h3", { id: "t-domande" }, "Domande"), asked.map(question)),
    later > 0 && h("p", { class: "actions" }, button(later === 1 ? "Riprendi la domanda rimandata" : `Riprendi le ${later} domande rimandate`, () => { shown.later.clear(); refresh(); }, { class: "second" })),
    state.groups.length > 0 && h("section", { "aria-labelledby": "t-rilievi" }, h("h3", { id: "t-rilievi" }, "Tutto quello che è stato trovato"), state.groups.map(group)),
    h("div", { class: "actions" },
      state.groups.length > 0 && button("Scarica il foglio con le celle segnate", annotated, { class: "second" }),
      button("Avanti: i documenti", () => show("documents"))));
}

function verdict(state) {
  if (state.counts.errors > 0) return "Finché ci sono errori i documenti non si possono fare. Rispondete alle domande, correggete le celle indicate nei vostri fogli e salvateli.";
  if (state.counts.waiting > 0) return "I documenti si possono fare. Le anomalie però aspettano un motivo, che è stampato nella relazione: scrivetelo qui, o correggete i dati.";
  return "Nei dati non c'è niente da correggere.";
}

// What was found before and is not found any more.
function gone({ groups }) {
  if (!shown.before?.groups) return [];
  const words = (all) => all.flatMap(({ places }) => places.map(({ place, message }) => `${place}: ${message}`));
  const now = new Set(words(groups));
  return words(shown.before.groups).filter((one) => !now.has(one)).slice(0, 12);
}

function question({ id, title, asked, place, severity, why, examples, answers }) {
  const chosen = h("div", { class: "chosen", "aria-live": "polite" });
  const choose = (answer, pressed) => {
    for (const one of box.querySelectorAll("[aria-pressed]")) one.setAttribute("aria-pressed", String(one === pressed));
    fill(chosen,
      h("details", {}, h("summary", {}, "La riga che la risposta scrive in cug.toml"), h("pre", { tabindex: "0", role: "region", "aria-label": "La riga di cug.toml" }, answer.line)),
      button("Conferma", () => reply(answer)));
  };
  const many = answers.length > 8;
  const select = many && picker(answers.map((answer, index) => [answer.words, String(index)]), "", "scegliete …");
  if (many) select.onchange = () => (select.value === "" ? fill(chosen) : choose(answers[Number(select.value)], null));
  const box = h("article", { class: `question ${severity}`, "data-question": id },
    h("h4", {}, capital(title)),
    h("p", { class: "asked" }, sentence(asked)),
    examples.length > 0 && h("p", {}, "Nei vostri dati: ", examples.map((example, place) => [place > 0 ? ", " : "", h("code", {}, example)])),
    h("p", { class: "aside" }, place),
    many ? labelled("La risposta", select) : h("div", { class: "answers", role: "group", "aria-label": "Risposte" }, answers.map((answer) => {
      const one = button(answer.words, () => choose(answer, one), { class: "second", "aria-pressed": "false" });
      return one;
    })),
    chosen,
    h("p", { class: "actions" }, button("Chiedilo più tardi", () => { shown.later.add(id); refresh(); }, { class: "plain-button", "aria-label": `Chiedilo più tardi: ${title}` })),
    h("details", {}, h("summary", {}, "Perché lo chiede"), h("p", {}, why)));
  return box;
}

async function reply({ section: name, key, value }) {
  await work("Scrivo la risposta e rileggo", async () => {
    const text = await engine.call("answered", name, key, value);
    await folder.put("cug.toml", new TextEncoder().encode(text));
    await verifyAndShow("findings");
  });
}

// Places of a code that are shown at once.
const FIRST = 5;

function group({ code, severity, title, why, exception, count, waiting, justifications, places, others }) {
  const key = { errore: "error", anomalia: "anomaly", nota: "note" }[severity];
  return h("details", { class: `group ${key}`, open: severity === "errore" && places.some(({ questions }) => questions.length === 0) },
    h("summary", {}, h("span", { class: "label" }, `${capital(severity)} ${code}`), ` ${capital(title)} `, h("span", { class: "aside" }, `(${count}${waiting ? `, ${waiting} da giustificare` : ""})`)),
    h("p", {}, why),
    exception && h("p", { class: "aside" }, `Quando può essere giusto: ${exception}`),
    justifications.map((reason) => h("p", {}, h("strong", {}, "Motivo scritto: "), reason)),
    h("ol", { class: "places" }, places.slice(0, FIRST).map(spot)),
    places.length > FIRST && h("details", {}, h("summary", {}, `Gli altri ${places.length - FIRST}`), h("ol", { class: "places", start: FIRST + 1 }, places.slice(FIRST).map(spot))),
    others && h("p", { class: "aside" }, `E ${others}: sono tutti nel foglio con le celle segnate.`),
    waiting > 0 && justification(code, title, places));
}

const spot = ({ place, message, remedy, questions }) => h("li", {},
  h("p", { class: "where" }, h("strong", {}, place), " ", button("Copia il posto", (event) => copy(event.target, place), { class: "plain-button", "aria-label": `Copia il posto: ${place}` })),
  h("p", {}, sentence(message)),
  questions.length > 0 ? h("p", { class: "aside" }, "È fra le domande qui sopra.") : h("p", { class: "remedy" }, remedy));

async function copy(target, words) {
  try {
    await navigator.clipboard.writeText(words);
  } catch {
    // A page opened from disk may not have the clipboard: the old way, which needs a selection.
    const field = h("textarea", { class: "sr" }, words);
    document.body.append(field);
    field.select();
    document.execCommand("copy");
    field.remove();
    target.focus();
  }
  target.textContent = "Copiato";
  say("Copiato");
}

function justification(code, title, places) {
  const where = picker(places.map(({ place }) => [`solo ${place}`, place]), "", "tutti i casi");
  const reason = h("textarea", { rows: "3", required: true });
  const office = h("input", { type: "text", required: true, autocomplete: "off" });
  return h("form", { class: "justify", "aria-label": `Il motivo dell'anomalia ${code}`, onsubmit: (event) => { event.preventDefault(); justify(code, where.value, reason.value, office.value); } },
    h("h4", {}, `Perché è giusto così? (${code})`),
    places.length > 1 && labelled("Vale per", where),
    labelled("Il motivo", reason, "È stampato nel capitolo sulla qualità dei dati: niente nomi e niente dati di singole persone."),
    labelled("L'ufficio che lo scrive", office),
    h("p", { class: "actions" }, h("button", { type: "submit" }, "Scrivi il motivo")));
}

async function justify(code, place, reason, office) {
  await work("Scrivo il motivo e rileggo", async () => {
    const path = await engine.call("justify", code, place, reason, office);
    await folder.put(path, await engine.call("file", path));
    await verifyAndShow("findings");
  });
}

async function annotated() {
  await work("Preparo il foglio", async () => {
    const paths = await engine.call("findings");
    const place = paths.findIndex((path) => path.endsWith("verifica.xlsx"));
    download("verifica.xlsx", await engine.call("document", place));
  });
}
