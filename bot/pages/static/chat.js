/* The chat page: joins the server, the log and the field. Keeps nothing outside of the page.
   Focus: stays in the field after sending; goes to one's own new line after a button, so that
   the next Tab leads into the answer and no keyboard covers it on a phone. */

import { connect, Ended, newId, Refused } from "./api.js";
import { enhance } from "./field.js";
import { elements, note, own } from "./view.js";

const root = document.querySelector("[data-chat]");
const part = (name) => root.querySelector(`[data-${name}]`);
const [log, form, waiting, confirm, trouble] = ["log", "form", "waiting", "confirm", "trouble"].map(part);
const [troubleText, retry, eraseAgain] = ["trouble-text", "retry", "erase-again"].map(part);
const api = connect(root.dataset.api, root.dataset.language);
const field = enhance(part("field"), part("counter"), () => form.requestSubmit());

let starting = null; // the opening, as long as it is on its way
let busy = false; // a message is on its way
let unsent = null; // the message that did not get through, with its id
let help = []; // elements that came with a refusal, replaced by the next one
let again = () => {}; // what "try again" does

/* ---- what is seen ---- */

function show(messages) {
  const made = messages.flatMap((message) => elements(message, choose));
  log.append(...made);
  return made;
}

function setWaiting(isWaiting) {
  waiting.textContent = isWaiting ? waiting.dataset.text : "";
}

function clearTrouble() {
  troubleText.textContent = "";
  retry.hidden = eraseAgain.hidden = true;
  part("field").removeAttribute("aria-invalid");
}

function clearHelp() {
  help.forEach((element) => element.remove());
  help = [];
}

/* Tells what went wrong, shows the help that came with it, and offers to try again. */
function showTrouble(error, words) {
  if (error instanceof Ended) return;
  const isRefused = error instanceof Refused;
  troubleText.textContent = isRefused ? (error.text ?? trouble.dataset.unexpected) : words;
  const canRetry = !isRefused || error.status === 429 || error.status >= 500;
  retry.hidden = !canRetry;
  if (!canRetry) part("field").setAttribute("aria-invalid", "true");
  clearHelp();
  help = isRefused ? show(error.messages) : [];
  bringUp(help[0]);
  const more = part("more-help");
  if (more && canRetry) more.open = true;
}

/* Buttons belong to the latest answer. */
const buttons = () => [...log.querySelectorAll(".choices")];
const setButtons = (hidden) => buttons().forEach((group) => (group.hidden = hidden));

function bringUp(element) {
  element?.scrollIntoView({ block: "start" });
}

/* ---- what happens ---- */

async function start() {
  clearTrouble();
  setWaiting(true);
  try {
    const messages = await api.open();
    clearHelp();
    show(messages);
  } catch (error) {
    again = start;
    showTrouble(error, trouble.dataset.noStart);
  } finally {
    setWaiting(false);
  }
}

/* Sends a message. `line` is the person's own line in the log; `restore` undoes what sending
   did to the page, when it did not get through. */
async function send(message, line, restore) {
  busy = true;
  clearTrouble();
  setButtons(true);
  log.append(line);
  setWaiting(true);
  bringUp(line);
  try {
    const messages = await api.say(message);
    unsent = null;
    clearHelp();
    buttons().forEach((group) => group.remove());
    show(messages);
    bringUp(line);
  } catch (error) {
    line.remove();
    setButtons(false);
    if (!(error instanceof Ended)) restore();
    showTrouble(error, trouble.dataset.noContact);
  } finally {
    busy = false;
    setWaiting(false);
  }
}

/* The same words after a failure are the same message. */
function messageOf(body) {
  const key = JSON.stringify(body);
  if (unsent?.key !== key) unsent = { key, message: { id: newId(), ...body } };
  return unsent.message;
}

async function write() {
  await starting;
  const text = field.value;
  if (busy || !text || field.isTooLong) return;
  const message = messageOf({ text });
  field.set("");
  field.focus();
  again = () => form.requestSubmit();
  await send(message, own(text), () => field.set([text, field.value].filter(Boolean).join("\n")));
}

async function choose(choice) {
  if (busy) return;
  if (choice.payload === root.dataset.erase) return erase();
  const line = own(choice.title);
  again = () => choose(choice);
  const sent = send(messageOf({ choice: choice.payload }), line, () => {});
  line.focus({ preventScroll: true });
  await sent;
  if (!line.isConnected && !retry.hidden) retry.focus();
}

/* ---- erasing and leaving ---- */

function wipe() {
  log.replaceChildren();
  help = [];
  unsent = null;
  field.set("");
  clearTrouble();
  confirm.hidden = true;
}

function ask(isAsking) {
  confirm.hidden = !isAsking;
  (isAsking ? confirm.firstElementChild : part("delete")).focus();
}

async function erase() {
  wipe();
  const done = note();
  try {
    await api.erase();
    log.append(done);
    done.focus();
  } catch (error) {
    if (error instanceof Ended) return;
    const isTold = error instanceof Refused && error.text; // the server will see to it itself
    troubleText.textContent = isTold || trouble.dataset.notErased;
    eraseAgain.hidden = Boolean(isTold);
    (isTold ? root.querySelector("main") : eraseAgain).focus();
  }
}

function leave() {
  api.leave();
  wipe();
}

form.addEventListener("submit", (event) => {
  event.preventDefault();
  write();
});
retry.addEventListener("click", () => {
  root.querySelector("main").focus({ preventScroll: true }); // the button is about to go
  again();
});
eraseAgain.addEventListener("click", erase);
part("delete").addEventListener("click", () => ask(true));
part("yes").addEventListener("click", erase);
part("no").addEventListener("click", () => ask(false));
confirm.addEventListener("keydown", (event) => event.key === "Escape" && ask(false));
document.addEventListener("choose", async ({ detail }) => {
  await starting;
  choose(detail);
});
document.addEventListener("leave", leave);
addEventListener("pagehide", leave);
addEventListener("pageshow", (event) => {
  if (event.persisted) begin();
});

function begin() {
  starting = start().finally(() => (starting = null));
}

/* What gets the focus is not left behind the field that stays at the bottom. */
function keepClear() {
  const isFixed = getComputedStyle(form).position === "sticky";
  document.documentElement.style.scrollPaddingBlockEnd = isFixed ? `${form.offsetHeight + 12}px` : "";
}

form.hidden = false;
new ResizeObserver(keepClear).observe(form);
field.set(""); // also what the browser has put back
begin();
