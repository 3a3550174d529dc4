/* The page for partners: makes the line of code from the form, and shows the real loader at work. */

const page = document.querySelector("[data-partner]");
const part = (name) => page.querySelector(`[data-${name}]`);
const [form, snippet, copy, show, said] = ["builder", "snippet", "copy", "show", "said"].map(part);
const STANDARD = form.elements.farge.value;

/* The options that differ from what the loader does by itself. */
function options() {
  const given = Object.fromEntries(new FormData(form));
  const found = {};
  for (const name of ["side", "farge", "sprak", "tekst", "situasjon"]) {
    const value = given[name].trim();
    if (value && !(name === "farge" && value === STANDARD)) found[name] = value;
  }
  for (const name of ["apen", "sjekk"]) if (name in given) found[name] = "";
  return found;
}

const quoted = (text) => text.replace(/&/g, "&amp;").replace(/"/g, "&quot;");
const attribute = ([name, value]) => ` data-${name}${value && `="${quoted(value)}"`}`;

function update() {
  const given = Object.entries(options()).map(attribute).join("");
  const start = `<script src="${location.origin}/embed.js" async referrerpolicy="no-referrer"`;
  snippet.textContent = `${start}${given}></script>`;
  said.textContent = "";
}

async function copySnippet() {
  try {
    await navigator.clipboard.writeText(snippet.textContent);
    said.textContent = copy.dataset.done;
  } catch {
    said.textContent = copy.dataset.failed;
  }
}

/* The loader itself, anew for every look, on this page. */
function showButton() {
  document.querySelector("veiviser-chat")?.remove();
  const script = document.createElement("script");
  script.src = "/embed.js";
  script.referrerPolicy = "no-referrer";
  Object.assign(script.dataset, options());
  script.addEventListener("load", () => script.remove());
  document.body.append(script);
  said.textContent = show.dataset.done;
}

for (const code of page.querySelectorAll("code")) {
  code.textContent = code.textContent.replaceAll(page.dataset.example, location.origin);
}
page.querySelectorAll("[data-live]").forEach((one) => (one.hidden = false));
part("static").hidden = true;
form.addEventListener("input", update);
form.addEventListener("submit", (event) => event.preventDefault());
copy.addEventListener("click", copySnippet);
show.addEventListener("click", showButton);
update();
