/* Speaks with the server. The token lives in a variable here and nowhere else. */

const TIMEOUT = 15000; // milliseconds
const PAUSE = 800; // before a lost message is sent again by itself

/* The server answered, but not with what was asked for. `body` may carry help. */
export class Refused extends Error {
  constructor(status, body) {
    super("refused");
    this.status = status;
    this.text = body?.error?.message;
    this.messages = body?.messages ?? [];
  }
}

/* No answer at all. */
export class Unreachable extends Error {}

/* The conversation was ended here while the answer was on its way. */
export class Ended extends Error {}

/* A random UUID; `crypto.randomUUID` is missing where the page is not served over HTTPS. */
export function newId() {
  const random = () => crypto.getRandomValues(new Uint8Array(1))[0];
  const digit = (c) => (c ^ (random() & (15 >> (c / 4)))).toString(16);
  return "10000000-1000-4000-8000-100000000000".replace(/[018]/g, digit);
}

const hasExpired = (error) => error instanceof Refused && [401, 410].includes(error.status);
const pause = () => new Promise((done) => setTimeout(done, PAUSE));

/* A conversation at `base`, in `language` if one is asked for: open, say, erase, and leave
   without waiting. */
export function connect(base, language) {
  let token = null;
  let condemned = null; // the token of a conversation that is still to be erased
  let opening = null;
  let calls = new AbortController();

  async function request(method, path, body, key = token) {
    const { signal } = calls;
    const call = new AbortController();
    const stop = () => call.abort();
    const clock = setTimeout(stop, TIMEOUT);
    signal.addEventListener("abort", stop);
    try {
      const answer = await fetch(base + path, options(method, body, call.signal, key));
      const data = await answer.json().catch(() => null);
      if (!answer.ok) throw new Refused(answer.status, data);
      return data;
    } catch (error) {
      if (signal.aborted) throw new Ended();
      throw error instanceof Refused ? error : new Unreachable();
    } finally {
      clearTimeout(clock);
      signal.removeEventListener("abort", stop);
    }
  }

  function options(method, body, signal, key) {
    const headers = key ? { Authorization: `Bearer ${key}` } : {};
    if (body) headers["Content-Type"] = "application/json";
    return { method, headers, signal, body: body && JSON.stringify(body), ...QUIET };
  }

  async function post(message) {
    try {
      return await request("POST", "/messages", message);
    } catch (error) {
      if (!(error instanceof Unreachable)) throw error;
      await pause();
      return request("POST", "/messages", message); // the same id: processed once
    }
  }

  async function begin() {
    const answer = await request("POST", "", language ? { language } : {});
    token = answer.token;
    return answer.messages;
  }

  /* The opening messages of a new conversation. */
  function open() {
    opening ??= begin().finally(() => (opening = null));
    return opening;
  }

  /* The answer to a message. A conversation that has expired is begun anew, once. */
  async function say(message) {
    if (!token) await open();
    try {
      return (await post(message)).messages;
    } catch (error) {
      if (!hasExpired(error)) throw error;
      token = null;
      await open();
      return (await post(message)).messages;
    }
  }

  /* Forgets all that is on its way. */
  function drop() {
    calls.abort();
    calls = new AbortController();
    opening = null;
  }

  /* Resolves when the server has erased; throws, and can be called again, when it has not. */
  async function erase() {
    drop();
    condemn();
    if (!condemned) return;
    try {
      await request("DELETE", "", undefined, condemned);
    } catch (error) {
      if (!hasExpired(error)) throw error;
    }
    condemned = null;
  }

  /* Erases without waiting: the page is on its way out. */
  function leave() {
    drop();
    condemn();
    if (!condemned) return;
    fetch(base, { ...options("DELETE", null, null, condemned), keepalive: true }).catch(() => {});
    condemned = null;
  }

  function condemn() {
    condemned = token ?? condemned;
    token = null;
  }

  return { open, say, erase, leave };
}

const QUIET = {
  cache: "no-store",
  credentials: "omit",
  redirect: "error",
  referrerPolicy: "no-referrer",
};
