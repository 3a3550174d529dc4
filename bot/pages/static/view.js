/* Messages of the contract as elements, from the patterns in the page. Every word is in the
   patterns; what the server says only ever becomes text, never markup. */

const pattern = (name) => document.querySelector(`template[data-template=${name}]`).content;
const make = (name) => pattern(name).firstElementChild.cloneNode(true);
const WAYS = { phone: (number) => `tel:${number}`, sms: (number) => `sms:${number}` };

function fill(element, values) {
  if (element.dataset.slot) element.textContent = values[element.dataset.slot];
  for (const slot of element.querySelectorAll("[data-slot]")) {
    slot.textContent = values[slot.dataset.slot] ?? "";
  }
  return element;
}

/* Web addresses of the directory only; anything else leads nowhere. */
function hrefOf(name, value) {
  if (WAYS[name]) return WAYS[name](value.replace(/ /g, ""));
  return value.startsWith("https://") ? value : null;
}

function setWay(way, service) {
  const name = way.dataset.way;
  if (name === "copy") return setCopy(way, service.phone);
  const value = service[name];
  const isTwice = name === "web_url" && value === service.chat_url;
  const href = value && !isTwice ? hrefOf(name, value) : null;
  if (href) way.href = href;
  else way.remove();
}

function setCopy(button, number) {
  if (!number || !navigator.clipboard) return button.remove();
  button.addEventListener("click", async () => {
    const copying = navigator.clipboard.writeText(number);
    const outcome = await copying.then(() => "copied", () => "uncopied");
    announce(pattern(outcome).textContent, button);
  });
}

/* Says on the button, and aloud, what has been done. */
function announce(words, button) {
  const label = button.querySelector("[data-label]");
  if (label.textContent === words) return;
  const own = (label.dataset.label ||= label.textContent);
  label.textContent = words;
  document.querySelector("[data-status]").textContent = words;
  setTimeout(() => {
    label.textContent = own;
    document.querySelector("[data-status]").textContent = "";
  }, 3000);
}

function keepOnly(card, attribute, value) {
  for (const one of card.querySelectorAll(`[data-${attribute}]`)) {
    if (one.dataset[attribute] !== value) one.remove();
  }
}

/* "Åpent nå, til 15.30" beside a sign that says "Åpent nå" is said once. */
function hoursBeside(sign, text) {
  if (!sign || !text.startsWith(sign.textContent)) return text;
  return text.slice(sign.textContent.length).replace(/^[,. ]+/, "");
}

function card(service) {
  const element = make("card");
  const canAnswer = service.phone || service.sms || service.chat_url;
  keepOnly(element, "open", canAnswer ? String(service.open_now) : "");
  keepOnly(element, "anonymous", service.anonymous);
  const hours = hoursBeside(element.querySelector("[data-open]"), service.hours_text);
  fill(element, { ...service, hours_text: hours });
  element.querySelectorAll("[data-way]").forEach((way) => setWay(way, service));
  return element;
}

function cards(services) {
  const element = make("services");
  element.append(...services.map(card));
  return element;
}

function choices(message, onChoice) {
  const element = make("choices");
  for (const choice of message.choices) {
    const button = fill(make("choice"), choice);
    button.addEventListener("click", () => onChoice(choice));
    element.append(button);
  }
  return element;
}

/* A person's own words. */
export const own = (text) => fill(make("own"), { text });

/* What stands in the log when a conversation has been erased. */
export const note = () => make("note");

/* The elements of one message of the server; none for a kind that is not known. */
export function elements(message, onChoice) {
  switch (message.kind) {
    case "text":
      return [fill(make("text"), message)];
    case "alert":
      return [fill(make("alert"), message), cards(message.services)];
    case "services":
      return [cards(message.services)];
    case "choices":
      return [choices(message, onChoice)];
    default:
      return [];
  }
}
