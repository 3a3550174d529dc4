/* The way out. Loaded first and whole, so that it works while the rest is still on its way:
   by its link, or by pressing Shift three times. Covers the screen, lets the chat erase
   itself, and puts a neutral page in this one's place. Tells nobody. */
"use strict";
(() => {
  const PRESSES = 3;
  const WITHIN = 2000; // milliseconds
  const address = document.currentScript.dataset.address;
  const otherTabs = "BroadcastChannel" in window ? new BroadcastChannel("leave") : null;
  let left = false;
  let presses = [];

  function cover() {
    document.documentElement.style.setProperty("display", "none", "important");
  }

  function leave() {
    if (left) return;
    left = true;
    cover();
    document.dispatchEvent(new Event("leave"));
    document.body?.replaceChildren();
    location.replace(address);
  }

  function leaveEverywhere() {
    otherTabs?.postMessage("");
    leave();
  }

  function onKey(event) {
    if (event.repeat) return;
    presses = event.key === "Shift" ? [...presses.slice(1 - PRESSES), event.timeStamp] : [];
    if (presses.length === PRESSES && presses[PRESSES - 1] - presses[0] <= WITHIN) {
      leaveEverywhere();
    }
  }

  /* Links within the site take this page's place, so that it leaves one entry in the history. */
  function followInPlace(event, link) {
    const isPlain = !(event.ctrlKey || event.metaKey || event.shiftKey || event.altKey);
    if (!isPlain || link.target || link.origin !== location.origin) return;
    event.preventDefault();
    location.replace(link.href);
  }

  function onClick(event) {
    presses = [];
    const link = event.target.closest?.("a[href]");
    if (!link) return;
    if (!link.matches("[data-exit]")) return followInPlace(event, link);
    event.preventDefault();
    leaveEverywhere();
  }

  if (otherTabs) otherTabs.onmessage = leave;
  addEventListener("keydown", onKey, true);
  addEventListener("click", onClick, true);
  addEventListener("pageshow", (event) => {
    if (event.persisted && left) location.reload();
  });
})();
