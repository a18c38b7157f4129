const ours = window.whatsworking;
const log = element.querySelector(".conversation");
const cards = () => [...element.querySelectorAll(".quote-card")].filter((card) => card.offsetParent !== null);
const spanOf = ({ dataset }) => ({ interview: dataset.interview, start: dataset.start, end: dataset.end });

const open = (card) => {
  ours.opener = spanOf(card);
  trigger("select", ours.toRead({ action: "open", ...spanOf(card) }));
};

// The server sends exchanges from a place on; what stands before stays as it is.
const draw = ({ first, html }) => {
  const fresh = ours.asElements(html);
  const old = [...log.children];
  const from = old[0] && old[0].matches(".exchange") ? first : 0;
  fresh.forEach((exchange, place) => (from + place < old.length ? ours.morph(old[from + place], exchange) : log.append(exchange)));
  old.slice(from + fresh.length).forEach((exchange) => exchange.remove());
};

let early; // the place of an answer that was there before it was asked for, until the server has kept it
ours.drawAhead = (update) => {
  draw(update);
  early = update.first;
  log.setAttribute("aria-busy", "true");
  log.lastElementChild.scrollIntoView({ block: "start" });
};
// What is done to an answer that is shown already is told to the server when that has it too.
const waiting = [];
ours.onceKept = (act) => (early === undefined ? act() : waiting.push(act));

watch("value", () => {
  const update = props.value;
  if (!update) return;
  ours.readAnew?.();
  const shown = early === update.first;
  if (!shown || !update.partial) draw(update);
  if (!update.partial) {
    early = undefined;
    ours.answered?.();
    waiting.splice(0).forEach((act) => act());
  }
  log.setAttribute("aria-busy", update.busy ? "true" : "false");
  if (update.starts && !shown) log.lastElementChild.scrollIntoView({ block: "start" });
  if (update.mayTag !== undefined) document.body.classList.toggle("may-not-tag", !update.mayTag);
  if (update.ends) log.lastElementChild?.scrollIntoView({ block: "start" });
  ours.judged?.(update.judged, update.first);
  if (update.takes !== undefined) ours.take(update.takes);
  if (update.restores !== undefined) ours.restore(update.restores);
  if (update.says) ours.say(update.says);
});

ours.send = (asked) => trigger("submit", asked);
const askAgain = (asked) => ours.onceKept(() => ours.send(asked));

element.addEventListener("click", (event) => {
  const hit = (selector) => event.target.closest(selector);
  const off = hit(".take-off");
  if (off) return askAgain({ again: true, place: off.dataset.place, without: off.dataset.key });
  const writer = hit(".switch");
  if (writer) return askAgain({ writes: writer.getAttribute("aria-checked") !== "true" });
  const jumping = hit(".jump");
  if (jumping) return jump(jumping);
  const whole = hit(".whole-interview");
  if (whole) return trigger("select", ours.toRead({ action: "open", interview: whole.dataset.interview, start: 0, end: 0 }));
  const rephrasing = hit(".rephrase, .rephrase-cancel");
  if (rephrasing) return rephrase(rephrasing.closest(".understood"));
  const room = hit(".open-room");
  if (room) return document.getElementById(`${room.dataset.room}-button`)?.click();
  const suggestion = hit(".suggestion");
  if (suggestion) return ours.ask({ question: suggestion.dataset.question });
  const copying = hit(".copy");
  if (copying) return ours.copy(copying.dataset.copy, copying.dataset.said);
  const tagging = hit(".tag");
  if (tagging) return ours.tag(spanOf(tagging.closest(".quote-card")));
  const editing = hit(".edit");
  if (editing) return ours.onceKept(() => trigger("edit", { place: editing.dataset.place }));
  if (hit(".new-conversation")) return trigger("clear", {});
  const card = hit(".quote-card");
  if (card && !hit("button, a, summary, input, form") && !String(window.getSelection())) open(card);
  return undefined;
});

// To the card of a quote in the same answer; where it is folded away, what holds it opens.
const jump = ({ dataset, parentElement }) => {
  const answer = parentElement.closest(".answer");
  const card = [...answer.querySelectorAll(".insight-group .quote-card")].find(
    (one) => one.dataset.interview === dataset.interview && one.dataset.start === dataset.start && one.dataset.end === dataset.end,
  );
  if (!card) return;
  for (let holder = card.closest("details"); holder; holder = holder.parentElement.closest("details")) holder.open = true;
  card.focus({ preventScroll: true });
  card.scrollIntoView({ block: "center", behavior: "smooth" });
};

const rephrase = (understood) => {
  const form = understood.querySelector(".rephrasing");
  const button = understood.querySelector(".rephrase");
  form.hidden = !form.hidden;
  button.setAttribute("aria-expanded", String(!form.hidden));
  (form.hidden ? button : form.querySelector("input")).focus();
};

element.addEventListener("submit", (event) => {
  const form = event.target.closest(".rephrasing");
  if (!form) return;
  event.preventDefault();
  const standalone = form.querySelector("input").value.trim();
  if (standalone) askAgain({ again: true, place: form.dataset.place, standalone });
});

element.addEventListener("keydown", (event) => {
  if (event.key === "Escape" && event.target.matches(".rephrased")) {
    event.preventDefault();
    rephrase(event.target.closest(".understood"));
  }
  if (!event.target.matches(".quote-card")) return;
  if (event.key === "Enter") {
    event.preventDefault();
    open(event.target);
  }
});

const step = (by) => {
  const all = cards();
  const at = all.indexOf(document.activeElement.closest?.(".quote-card"));
  const last = all.findIndex((card) => card.closest(".exchange:last-child"));
  const next = at < 0 ? all[by > 0 ? Math.max(last, 0) : all.length - 1] : all[at + by];
  if (next) {
    next.focus({ preventScroll: true });
    next.scrollIntoView({ block: "center", behavior: "smooth" });
  } else if (at >= 0 && by > 0) ours.focusBox();
  return Boolean(next) || at >= 0;
};

ours.editLast = () => {
  const last = [...element.querySelectorAll(".edit")].pop();
  if (last) last.click();
};

ours.showQuote = () => {
  document.body.classList.add("reading");
  const place = document.querySelector("#reader mark.quote") || document.querySelector("#reader .turns");
  if (!place) return;
  place.scrollIntoView({ block: "center" });
  place.focus({ preventScroll: true });
};

document.addEventListener("keydown", (event) => {
  if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || document.querySelector("dialog[open]")) return;
  if (element.offsetParent === null) return; // another room is shown
  const box = ours.box();
  const writing = event.target.matches("input, textarea, select, [contenteditable]");
  const inReader = event.target.closest("#side");
  if (event.key === "/" && !writing) {
    event.preventDefault();
    ours.focusBox();
  } else if ((event.key === "ArrowDown" || event.key === "ArrowUp") && !inReader && !event.shiftKey) {
    const by = event.key === "ArrowDown" ? 1 : -1;
    if (event.target === box) {
      if (box.value) return;
      event.preventDefault();
      if (by > 0) step(1);
      else ours.editLast();
    } else if (!writing && (event.target === document.body || event.target.closest("#conversation")) && step(by)) event.preventDefault();
  } else if (event.key === "Escape") {
    const stopping = document.querySelector("#ask .stop-button");
    if (stopping) stopping.click();
    else if (ours.closeMenus?.()) event.preventDefault();
    else if (document.body.classList.contains("reading")) ours.closeReader();
    else if (event.target === box) ours.cancelEdit?.();
  }
});
