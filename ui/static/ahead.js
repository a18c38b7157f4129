// A question is read ahead while it is typed, so that its answer is there when it is asked. Nothing is shown or kept before that.
const ours = window.whatsworking;
const PAUSE = 150;
const SHORTEST = 4;
let pausing;
let wanted = "";
let ready = null;

const readAhead = () => {
  const question = ours.box().value;
  if (question.trim().length < SHORTEST || question === wanted) return;
  wanted = question;
  ready = null;
  trigger("input", { question });
};

// At a pause in typing; at once after a question mark, and for what was pasted.
document.addEventListener("input", (event) => {
  if (event.target !== ours.box()) return;
  clearTimeout(pausing);
  const typing = event.inputType?.startsWith("insertText") && !event.target.value.endsWith("?");
  pausing = setTimeout(readAhead, typing ? PAUSE : 0);
});

watch("value", () => {
  const update = props.value;
  ready = update && update.html && update.question === wanted ? update : null;
});

// Once the conversation, or what it is narrowed to, is another one, what was read ahead is no longer the answer.
ours.readAnew = () => {
  wanted = "";
  ready = null;
};

const asked = () => {
  clearTimeout(pausing);
  if (ready && ready.question === ours.box().value) ours.drawAhead(ready);
  ours.readAnew();
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === ours.box()) asked();
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#ask .submit-button")) asked();
}, true);
