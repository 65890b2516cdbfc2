// The settings as a form. What changes in cug.toml is shown before it is saved.

function control(field, value) {
  if (field.values.length > 0) return picker(field.values, value, field.default ? `se non si dice: ${field.default}` : "non detto");
  return h("input", { type: "text", value: value ?? "", required: field.is_required, inputmode: field.is_number ? "decimal" : null, autocomplete: "off", placeholder: field.default ?? null });
}

async function drawSettings(place) {
  const form = JSON.parse(await engine.call("form"));
  const fields = [];
  const parts = form.map(({ section: name, title, fields: own }) => h("fieldset", {}, h("legend", {}, title),
    own.map((field) => {
      if (field.in_sheet && field.value === null) return h("p", {}, h("strong", {}, `${field.label}: `), `è scritto in ${field.in_sheet}`);
      const input = control(field, field.value);
      fields.push([field, input]);
      return labelled(field.label, input, field.help);
    }), name === "quadratura" && h("p", { class: "aside" }, "Se un conto non torna, la pagina si ferma e dice dove.")));
  const preview = h("div", { class: "preview", "aria-live": "polite" });
  const typed = () => fields.filter(([field, input]) => input.value.trim() !== (field.value ?? "")).map(([field, input]) => [field, input.value]);
  const look = async (event) => {
    event.preventDefault();
    await work("Guardo che cosa cambia", async () => {
      const changes = typed();
      if (changes.length === 0) { fill(preview, h("p", {}, "Non avete cambiato niente.")); return; }
      const old = await settingsText();
      const text = await written(changes);
      fill(preview, h("h3", { tabindex: "-1" }, "Che cosa cambia in cug.toml"), difference(old, text), button("Salva", () => save("cug.toml", text, "files")));
      preview.querySelector("h3").focus();
    });
  };
  fill(place, h("h2", { id: "t-impostazioni" }, "Impostazioni"),
    h("p", { class: "lead" }, "Obbligatori sono solo nome dell'ente e anno dei dati. Una casella vuota vale come è scritto accanto."),
    h("form", { onsubmit: look, novalidate: true }, parts, h("p", { class: "actions" }, h("button", { type: "submit" }, "Guarda e salva"), button("Indietro", () => show("files"), { class: "second" }))), preview);
}

async function settingsText() {
  const bytes = await engine.call("file", "cug.toml");
  return bytes ? new TextDecoder().decode(bytes) : "";
}

// The text with all changes: each is tried on what the one before has left, and none is kept yet.
async function written(changes) {
  const old = await engine.call("file", "cug.toml");
  let text;
  try {
    for (const [field, words] of changes) {
      text = await engine.call("typed", field.path, words);
      await engine.call("put", "cug.toml", new TextEncoder().encode(text));
    }
  } finally {
    if (old) await engine.call("put", "cug.toml", old); else await engine.call("remove", "cug.toml");
  }
  return text;
}

// The lines that are new or gone.
function difference(old, text) {
  const before = old.split("\n");
  const after = text.split("\n");
  const gone = before.filter((line) => line.trim() && !after.includes(line));
  const fresh = after.filter((line) => line.trim() && !before.includes(line));
  return h("pre", { class: "lines", tabindex: "0", role: "region", "aria-label": "Righe che cambiano" },
    gone.map((line) => h("del", {}, `− ${line}\n`)), fresh.map((line) => h("ins", {}, `+ ${line}\n`)));
}
