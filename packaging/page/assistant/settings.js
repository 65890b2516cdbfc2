// The settings as a form. What changes in cug.toml is shown before it is saved.

function control(field, value) {
  if (field.values.length > 0) return picker(known(field.values, value), value, field.default ? `se non si dice: ${field.default}` : "non detto");
  return h("input", { type: "text", value: value ?? "", required: field.is_required, inputmode: field.is_number ? "decimal" : null, autocomplete: "off", placeholder: field.default ?? null });
}

// A value that is written stays, even if the list does not have it.
const known = (words, value) => (value && !words.includes(value) ? [...words, value] : words);

async function drawSettings(place) {
  // What is being typed stays until the form is asked for again.
  if (place.querySelector("form")) return;
  const form = JSON.parse(await engine.call("form"));
  const fields = [];
  const lists = [];
  const parts = form.map((part) => drawPart(part, fields, lists));
  const preview = h("div", { class: "preview" });
  const look = async (event) => {
    event.preventDefault();
    await work("Guardo che cosa cambia", async () => showChange(place, preview, fields, lists));
  };
  fill(place, h("h2", { id: "t-impostazioni", tabindex: "-1" }, "Impostazioni"),
    h("p", { class: "lead" }, "Obbligatori sono solo nome dell'ente e anno dei dati. Una casella vuota vale come è scritto accanto."),
    h("form", { onsubmit: look, novalidate: true }, parts,
      h("p", { class: "actions" }, h("button", { type: "submit" }, "Guarda e salva"), button("Indietro", () => show("files"), { class: "second" }))), preview);
  const wanted = place.querySelector(`[data-part="${shown.part}"]`);
  shown.part = null;
  if (wanted) { wanted.open = true; wanted.querySelector("summary").focus(); } else place.querySelector("h2").focus();
}

// A group of the form: folded, unless it has what everybody writes.
function drawPart(part, fields, lists) {
  const { section: name, title, help, fields: own, rows } = part;
  const count = own.filter(({ value }) => value !== null).length + (rows?.length ?? 0);
  const inside = own.map((field) => drawField(field, fields));
  if (rows) {
    const list = rowEditor(part);
    lists.push(list);
    inside.push(h("p", {}, help), list.element);
  }
  const isOpen = own.some(({ is_required: isRequired }) => isRequired);
  return h("details", { class: "setting-group", "data-part": name, open: isOpen },
    h("summary", {}, h("h3", {}, title), " ", h("span", { class: "aside" }, count === 1 ? "1 scritta" : count ? `${count} scritte` : "")),
    inside);
}

function drawField(field, fields) {
  if (field.in_sheet && field.value === null) return h("p", {}, h("strong", {}, `${field.label}: `), `è scritto in ${field.in_sheet}`);
  const input = control(field, field.value);
  fields.push({ at: field.path, control: input, before: field.value ?? "" });
  const drawn = labelled(field.label, input, field.help);
  if (field.secret) {
    const make = button("Scrivi un segreto a caso", async () => {
      input.value = await engine.call("secret", crypto.getRandomValues(new Uint8Array(32)));
      say("Il segreto è scritto nella casella: resta da salvare");
      input.focus();
    }, { class: "second" });
    drawn.append(h("div", { class: "offer" }, h("p", {}, field.secret), h("p", { class: "actions" }, make)));
  }
  return drawn;
}

// What was typed and differs from what is written, for the program to write.
async function showChange(place, preview, fields, lists) {
  for (const one of place.querySelectorAll("[aria-invalid]")) {
    one.removeAttribute("aria-invalid");
    one.setAttribute("aria-describedby", one.getAttribute("aria-describedby").replace(`${one.id}-m`, "").trim());
  }
  for (const one of place.querySelectorAll(".field > .wrong")) one.remove();
  const keys = fields.filter(({ control: input, before }) => input.value.trim() !== before.trim());
  const rows = lists.filter((list) => list.hasChanged());
  if (keys.length + rows.length === 0) { fill(preview, h("p", { role: "status" }, "Non avete cambiato niente.")); return; }
  const typed = {
    keys: Object.fromEntries(keys.map(({ at, control: input }) => [at, input.value])),
    rows: Object.fromEntries(rows.map((list) => [list.section, list.rows()])),
  };
  const { problems, text, difference } = JSON.parse(await engine.call("rewritten", JSON.stringify(typed)));
  const heading = h("h3", { tabindex: "-1" }, problems.length > 0 ? "Prima di salvare" : "Che cosa cambia in cug.toml");
  if (problems.length > 0) {
    fill(preview, h("div", { class: "notice" }, heading, h("ul", { class: "plain" }, problems.map(({ at, words }) => h("li", {}, complaint(at, words, fields, lists))))));
  } else {
    fill(preview, heading, lines(difference), h("p", { class: "actions" }, button("Salva", () => save("cug.toml", text, "files")), button("Cambia ancora", () => place.querySelector("h2").focus(), { class: "second" })));
  }
  heading.focus();
}

// What is wrong with a field, as a way to it.
function complaint(at, words, fields, lists) {
  const input = fields.find((field) => field.at === at)?.control ?? lists.map((list) => list.find(at)).find(Boolean);
  if (!input) return sentence(words);
  const id = `${input.id}-m`;
  input.setAttribute("aria-invalid", "true");
  input.setAttribute("aria-describedby", `${input.getAttribute("aria-describedby") ?? ""} ${id}`.trim());
  input.closest(".field").append(h("p", { class: "wrong", id }, sentence(words.split(": ").slice(1).join(": "))));
  return button(sentence(words), () => {
    input.closest("details").open = true;
    input.focus();
  }, { class: "plain-button" });
}

// The lines that are new or gone, each below the heading it stands under.
function lines(difference) {
  const names = { "−": "del", "+": "ins", " ": "span" };
  return h("pre", { class: "lines", tabindex: "0", role: "region", "aria-label": "Righe che cambiano" },
    difference.map(({ sign, line }) => h(names[sign], {}, `${sign} ${line}\n`)));
}
