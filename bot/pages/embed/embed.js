/* Puts a button on a partner's page, and behind it the chat in a frame of our own origin, which
   the page's scripts cannot read. Asks for nothing before the button is pressed, stores nothing,
   and tells the page only that the chat was opened or closed. No globals. */
"use strict";
(() => {
  const WORDS = {{ words | tojson }};
  const NAME = "veiviser-chat";
  const WAIT = 8000; // milliseconds until numbers are shown in place of a chat that does not come
  const MARGIN = 16; // pixels from the edges
  const COLOUR = "#1d5c54";
  const MOST = 30; // characters of the label
  const script = document.currentScript;
  const { origin } = new URL(script.src);
  const options = script.dataset;
  const lang = WORDS.label[options.sprak] ? options.sprak : "nb";
  const label = (options.tekst || "").trim().slice(0, MOST) || WORDS.label[lang];

  function make(tag, properties = {}, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  /* A colour as #rgb or #rrggbb, and black or white on it, whichever has the greater contrast:
     that is at least 4.5 for every colour there is. */
  function colours(wanted) {
    const isHex = /^#([\da-f]{3}|[\da-f]{6})$/i.test(wanted);
    const digits = (isHex ? wanted : COLOUR).slice(1);
    const hex = digits.length === 3 ? digits.replace(/./g, "$&$&") : digits;
    const [r, g, b] = hex.match(/../g).map((pair) => {
      const part = parseInt(pair, 16) / 255;
      return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
    });
    const light = 0.2126 * r + 0.7152 * g + 0.0722 * b + 0.05;
    return [`#${hex}`, 1.05 / light >= light / 0.05 ? "#fff" : "#000"];
  }

  function style(root) {
    const [back, front] = colours(options.farge);
    const side = options.side === "left" ? "left" : "right";
    const css = `
:host{all:initial!important;display:contents!important}
.box{position:fixed;z-index:2147483647;${side}:${MARGIN}px;bottom:calc(${MARGIN}px + var(--lift,0px));
 display:flex;flex-direction:column;gap:12px;align-items:${side === "left" ? "flex-start" : "flex-end"};
 font:16px/1.5 system-ui,sans-serif;color:#24292a}
.panel{box-sizing:border-box;width:400px;max-width:calc(100vw - 32px);height:680px;
 max-height:calc(100vh - 100px - var(--lift,0px));overflow:auto;background:#f6f1e7;
 border:1px solid #857c6d;border-radius:14px;box-shadow:0 8px 32px #0005}
iframe{display:block;width:100%;height:100%;border:0}
[hidden]{display:none!important}
.net{padding:20px}p{margin:0 0 12px}a{color:#14463f;display:block;padding:10px 0}
button{min-height:52px;max-width:calc(100vw - 32px);padding:8px 22px;border:2px solid ${front};
 border-radius:28px;background:${back};color:${front};font:600 17px/1.3 system-ui,sans-serif;
 box-shadow:0 2px 12px #0006;cursor:pointer}
button:focus-visible,a:focus-visible{outline:3px solid #000;outline-offset:2px;box-shadow:0 0 0 8px #fff}
@media(max-width:480px){.panel{position:fixed;inset:0 0 calc(84px + var(--lift,0px));width:auto;
 max-width:none;height:auto;max-height:none;border-radius:0}}
@media print{.box{display:none}}`;
    try {
      const sheet = new CSSStyleSheet(); // not subject to the page's style-src
      sheet.replaceSync(css);
      root.adoptedStyleSheets = [sheet];
    } catch {
      root.append(make("style", { textContent: css }));
    }
  }

  function start() {
    if (document.querySelector(NAME)) return;
    const host = make(NAME);
    const button = make("button", { type: "button", textContent: label, lang });
    const panel = make("div", { className: "panel", hidden: true });
    const box = make("div", { className: "box" }, panel, button);
    const root = host.attachShadow({ mode: "closed" });
    let frame = null;
    let isReady = false;
    let clock = 0;

    const tell = (word) => dispatchEvent(new Event(`veiviser:${word}`));
    const focusFrame = () => {
      frame.focus();
      frame.contentWindow.postMessage("veiviser:fokus", origin);
    };

    function load() {
      frame = make("iframe", { title: label, referrerPolicy: "no-referrer", credentialless: true });
      frame.sandbox = WORDS.sandbox;
      frame.allow = "clipboard-write";
      const given = { sprak: lang, situasjon: options.situasjon || "" };
      frame.src = `${origin}/ramme#${new URLSearchParams(given)}`; // what follows # is not sent
      panel.replaceChildren(frame);
      clock = setTimeout(showNumbers, WAIT);
    }

    /* The chat did not come: the numbers, and a link to it in a tab of its own. */
    function showNumbers() {
      frame = null;
      const lines = WORDS.lines.map(([name, phone]) =>
        make("a", { href: `tel:${phone.replace(/ /g, "")}`, textContent: `${name}: ${phone}` }),
      );
      const link = { href: `${origin}/`, target: "_blank", rel: "noreferrer noopener" };
      lines.push(make("a", { ...link, textContent: WORDS.link }));
      panel.replaceChildren(
        make("div", { className: "net", lang: "nb" }, make("p", { textContent: WORDS.net }), ...lines),
      );
    }

    function open(byHand) {
      panel.hidden = false;
      button.textContent = WORDS.close[lang];
      button.setAttribute("aria-expanded", "true");
      if (!frame) {
        isReady = false;
        load();
      } else if (byHand && isReady) focusFrame();
      tell("open");
    }

    function close() {
      if (panel.hidden) return;
      panel.hidden = true;
      button.textContent = label;
      button.setAttribute("aria-expanded", "false");
      button.focus();
      tell("close");
    }

    function leave() {
      document.documentElement.style.setProperty("display", "none", "important");
      host.remove();
      tell("close");
      location.replace(WORDS.neutral);
    }

    let wantsFocus = false;
    const heard = {
      "veiviser:klar": () => {
        isReady = true;
        clearTimeout(clock);
        if (wantsFocus && !panel.hidden) focusFrame();
      },
      "veiviser:lukk": close,
      "veiviser:forlat": leave,
    };

    function onMessage(event) {
      if (!frame || event.source !== frame.contentWindow || event.origin !== origin) return;
      if (Object.hasOwn(heard, event.data)) heard[event.data]();
    }

    /* Whatever is fixed in the corner, as a cookie banner is, and low enough to go above. */
    function lift() {
      if (!host.isConnected) return stop();
      const { left, width, height } = button.getBoundingClientRect();
      const y = innerHeight - MARGIN - height / 2;
      const below = document.elementsFromPoint(left + width / 2, y).filter((one) => one !== host);
      const top = Math.min(innerHeight, ...below.map(topOfFixed));
      const space = top > height + 2 * MARGIN ? innerHeight - top : 0;
      box.style.setProperty("--lift", `${space}px`);
    }

    function topOfFixed(element) {
      for (let one = element; one && one !== document.documentElement; one = one.parentElement) {
        const { position } = getComputedStyle(one);
        if (position === "fixed" || position === "sticky") return one.getBoundingClientRect().top;
      }
      return innerHeight;
    }

    const onKey = (event) => event.key === "Escape" && close();
    const looking = setInterval(lift, 1000); // banners come and go without a word
    function stop() {
      clearInterval(looking);
      removeEventListener("message", onMessage);
      removeEventListener("keydown", onKey);
    }

    button.setAttribute("aria-expanded", "false");
    button.addEventListener("click", () => {
      wantsFocus = true;
      if (panel.hidden) open(true);
      else close();
    });
    addEventListener("message", onMessage);
    addEventListener("keydown", onKey);
    addEventListener("resize", lift);
    style(root);
    root.append(box);
    document.documentElement.append(host);
    lift();
    if ("apen" in options) open(false);
    if ("sjekk" in options) setTimeout(check, 3000);
  }

  /* For the partner, when asked for: which other hosts there are on the page. Nobody else is told. */
  function check() {
    const loaded = performance.getEntriesByType("resource").map(({ name }) => name);
    const there = [...document.querySelectorAll("script[src],iframe[src]")].map(({ src }) => src);
    const hosts = [...loaded, ...there].map((url) => new URL(url, location).host);
    const others = [...new Set(hosts)].filter((one) => one && ![location.host, new URL(origin).host].includes(one));
    console.info("veiviser:", others.length ? others.join(", ") : WORDS.clean);
    dispatchEvent(new CustomEvent("veiviser:sjekk", { detail: others }));
  }

  if (document.readyState === "loading") addEventListener("DOMContentLoaded", start);
  else start();
})();
