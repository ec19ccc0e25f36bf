// The websocket of the server's events, kept open: the panel hears of every change and of every new connection.

/** @import { Host, ServerEvent } from "./types.mjs" */

const FIRST_WAIT = 250; // milliseconds; doubles up to LONGEST_WAIT, so that a restarted server is found within 2 s
const LONGEST_WAIT = 1500;

/**
 * Listen until the returned function is called. `onOpen` comes after every connection, also the first: whatever
 * happened before it was not heard, so the listener asks again for what it shows.
 * @param {Host} host
 * @param {{onEvent: (event: ServerEvent) => void, onOpen: () => void, onLost: () => void}} listener
 * @returns {() => void}
 */
export function listen(host, listener) {
  /** @type {WebSocket | null} */
  let socket = null;
  let wait = FIRST_WAIT;
  let timer = 0;
  let stopped = false;

  function connect() {
    clearTimeout(timer);
    if (stopped || socket) return;
    const mine = new WebSocket(host.socketUrl("/castbook/events"));
    socket = mine;
    mine.onopen = () => {
      wait = FIRST_WAIT;
      listener.onOpen();
    };
    mine.onmessage = (message) => {
      if (typeof message.data === "string") listener.onEvent(JSON.parse(message.data));
    };
    mine.onclose = () => {
      if (socket !== mine) return;
      socket = null;
      if (stopped) return;
      listener.onLost();
      timer = window.setTimeout(connect, wait);
      wait = Math.min(wait * 2, LONGEST_WAIT);
    };
  }

  function again() {
    if (document.visibilityState !== "hidden") connect();
  }

  connect();
  window.addEventListener("online", again);
  document.addEventListener("visibilitychange", again);
  return () => {
    stopped = true;
    clearTimeout(timer);
    window.removeEventListener("online", again);
    document.removeEventListener("visibilitychange", again);
    socket?.close();
  };
}
