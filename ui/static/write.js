// Quotes open beside; a collection is ordered by buttons or by dragging, and notes are kept when they are left.
const change = (row, what, more) => trigger("edit", { what, item: row.dataset.item, ...more });

element.addEventListener("click", (event) => {
  const row = event.target.closest(".collection > li");
  const move = event.target.closest(".move");
  if (move) return change(row, "move", { position: Number(move.dataset.to) });
  if (event.target.closest(".take-out")) return change(row, "remove", {});
  const card = event.target.closest(".quote-card");
  if (card && !String(window.getSelection())) read(card);
});
element.addEventListener("keydown", (event) => {
  if ((event.key === "Enter" || (event.key === " " && event.target.matches("[role=button]"))) && event.target.matches(".quote-card")) {
    event.preventDefault();
    read(event.target);
  }
});
element.addEventListener("change", (event) => {
  if (event.target.matches(".note-text")) change(event.target.closest("li"), "note", { note: event.target.value });
});
window.whatsworking.keepTyped(
  element, ".note-text", (note) => `${note.closest(".collection").dataset.collection} ${note.closest("li").dataset.item}`);

let dragged = null;
element.addEventListener("dragstart", (event) => {
  dragged = event.target.closest(".collection > li");
  if (dragged) event.dataTransfer.setData("text/plain", dragged.dataset.item);
});
element.addEventListener("dragover", (event) => {
  if (dragged && event.target.closest(".collection > li")) event.preventDefault();
});
element.addEventListener("drop", (event) => {
  const row = event.target.closest(".collection > li");
  if (!dragged || !row) return;
  event.preventDefault();
  if (row !== dragged) change(dragged, "move", { position: Number(row.dataset.position) });
  dragged = null;
});

function read(card) {
  window.whatsworkingWrite.opener = card;
  trigger("select", { interview: card.dataset.interview, start: card.dataset.start, end: card.dataset.end });
}
