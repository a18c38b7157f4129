// What the scripts of the page's parts share: whose window this is, changing only what changed, telling, copying.
(() => {
  const random = () => [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const kept = (storage, name) => {
    try {
      const found = window[storage].getItem(name) || random();
      window[storage].setItem(name, found);
      return found;
    } catch {
      return random(); // a browser that keeps nothing: the conversation lasts as long as the page
    }
  };
  const ids = { window: null, browser: null };

  const keepsItsOwn = (node) => ["INPUT", "TEXTAREA", "SELECT"].includes(node.nodeName);

  const asElements = (html) => {
    const holder = document.createElement("template");
    holder.innerHTML = html;
    return [...holder.content.children];
  };

  // Make `old` equal to `fresh` and leave alone what is equal already, so that focus, selection and place stay.
  const morph = (old, fresh) => {
    if (old.isEqualNode(fresh)) return;
    if (old.nodeName !== fresh.nodeName || old.dataset.whole !== undefined || old.id !== fresh.id) {
      old.replaceWith(fresh);
      return;
    }
    for (const { name } of [...old.attributes]) if (!fresh.hasAttribute(name) && name !== "open") old.removeAttribute(name);
    for (const { name, value } of [...fresh.attributes]) if (old.getAttribute(name) !== value) old.setAttribute(name, value);
    if (keepsItsOwn(old)) return;
    const plain = (node) => ![...node.childNodes].some((child) => child.nodeType === Node.TEXT_NODE && child.data.trim());
    if (plain(old) && plain(fresh)) morphChildren(old, [...fresh.children]);
    else old.replaceChildren(...fresh.childNodes);
  };
  const morphChildren = (parent, fresh) => {
    const old = [...parent.children];
    fresh.forEach((element, place) => (place < old.length ? morph(old[place], element) : parent.append(element)));
    old.slice(fresh.length).forEach((element) => element.remove());
  };

  let clearing;
  const say = (words) => {
    const notice = document.getElementById("notice");
    if (!notice || !words) return;
    notice.textContent = words;
    notice.classList.add("shown");
    clearTimeout(clearing);
    clearing = setTimeout(() => notice.classList.remove("shown"), 4000);
  };

  const copy = async (words, said) => {
    try {
      await navigator.clipboard.writeText(words);
    } catch { // no secure context, as on a plain address of the local network
      const helper = document.createElement("textarea");
      const focused = document.activeElement;
      helper.value = words;
      helper.className = "sr-only";
      (document.querySelector("dialog[open]") || document.body).append(helper);
      helper.select();
      document.execCommand("copy");
      helper.remove();
      if (focused) focused.focus({ preventScroll: true });
    }
    say(said);
  };

  // The question box may have been typed into since it was asked from: only the question leaves it, and comes back if nothing is there.
  const put = (words) => {
    box().value = words;
    box().dispatchEvent(new Event("input", { bubbles: true }));
  };
  const take = (question) => box().value.startsWith(question) && put(box().value.slice(question.length));
  const restore = (question) => box().value || put(question);

  // What is read beside the chat comes in any order: only what was wanted last is shown.
  let wanted = 0;
  const toRead = (event) => ({ ...event, asked: (wanted += 1) });
  const asRead = (event) => ({ ...event, asked: wanted });
  const isWanted = ({ asked }) => asked === undefined || asked === null || asked === wanted;

  // A list is drawn anew while its boxes are written in: what was typed and is not stored yet stays in the box of what it is about.
  const keepTyped = (element, selector, keyOf) => {
    const typed = new Map();
    element.addEventListener("input", (event) => event.target.matches(selector) && typed.set(keyOf(event.target), event.target.value));
    new MutationObserver(() => {
      for (const field of element.querySelectorAll(selector)) {
        const key = keyOf(field);
        if (typed.get(key) === field.defaultValue) typed.delete(key);
        const words = typed.get(key) ?? field.defaultValue;
        if (field.value !== words) field.value = words;
      }
    }).observe(element, { childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ["data-item", "data-key", "value"] });
    return typed;
  };

  const box = () => document.querySelector("#ask textarea");

  window.whatsworking = {
    ...window.whatsworking,
    arrive() {
      ids.window ??= kept("sessionStorage", "whatsworking-window");
      ids.browser ??= kept("localStorage", "whatsworking-browser");
      return [ids.window, ids.browser, window.location.search];
    },
    asElements, morph, morphChildren, say, copy, box, take, restore, toRead, asRead, isWanted, keepTyped,
    focusBox() {
      const found = box();
      if (!found) return;
      found.focus();
      found.setSelectionRange(found.value.length, found.value.length);
    },
  };
})();
