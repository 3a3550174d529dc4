/* The chat in a partner's page: says to the loader around it that it is there, wants to be closed,
   or is being left; nothing else, and never a word of the conversation. Any page that may frame us
   is on the operator's list, so it may be told so much whoever it is. */
"use strict";
(() => {
  const address = document.currentScript.dataset.address;
  const options = new URLSearchParams(location.hash.slice(1));
  const tell = (word) => parent !== window && parent.postMessage(`veiviser:${word}`, "*");
  history.replaceState(null, "", location.pathname);

  /* The page around goes with the chat, also where there is no loader. */
  function leave() {
    tell("forlat");
    try {
      top.location.replace(address);
    } catch {
      // not allowed to here: the chat itself goes all the same
    }
  }

  function onKey(event) {
    if (event.key !== "Escape" || event.target.closest?.("[data-confirm]")) return;
    tell("lukk");
  }

  function chooseSituation() {
    const values = document.querySelector("template[data-template=situations]").content.children;
    const found = [...values].find((one) => one.dataset.situation === options.get("situasjon"));
    if (!found) return;
    const detail = { title: found.textContent, payload: found.dataset.payload };
    document.dispatchEvent(new CustomEvent("choose", { detail }));
  }

  document.addEventListener("leave", leave);
  document.addEventListener("keydown", onKey);
  document.addEventListener("readystatechange", () => {
    if (document.readyState !== "interactive") return; // before the modules run
    document.querySelector("[data-chat]").dataset.language = options.get("sprak") ?? "";
  });
  document.addEventListener("DOMContentLoaded", () => {
    tell("klar");
    chooseSituation();
  });
  addEventListener("message", (event) => {
    if (event.source === parent && event.data === "veiviser:fokus") document.querySelector("main").focus();
  });
})();
