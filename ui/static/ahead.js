// A question is read ahead while it is typed, so that its answer is there when it is asked. Nothing is shown or kept before that.
const ours = window.whatsworking;
const PAUSE = 150; // milliseconds
const SETTLED = 60;
const SHORTEST = 4;
let pausing;
let wanted = "";
let ready = null;
let asking = false; // it was asked before what is read ahead came

const readAhead = () => {
  const question = ours.box().value;
  if (question.trim().length < SHORTEST || question === wanted) return;
  wanted = question;
  ready = null;
  asking = false;
  trigger("input", { question });
};

// At a pause in typing; sooner after a question mark, and for what was pasted.
document.addEventListener("input", (event) => {
  if (event.target !== ours.box()) return;
  clearTimeout(pausing);
  const typing = event.inputType?.startsWith("insertText") && !event.target.value.endsWith("?");
  pausing = setTimeout(readAhead, typing ? PAUSE : SETTLED);
});

watch("value", () => {
  const update = props.value;
  ready = update && update.html && update.question === wanted ? update : null;
  if (ready && asking) show();
});

// Once the conversation, or what it is narrowed to, is another one, what was read ahead is no longer the answer.
ours.readAnew = () => {
  wanted = "";
  ready = null;
  asking = false;
};

const show = () => {
  ours.drawAhead(ready);
  ours.readAnew();
};

// What stands in the box at this moment is asked: the box itself would take what stands there a little later.
const ask = (event) => {
  event.preventDefault();
  event.stopPropagation();
  clearTimeout(pausing);
  const question = ours.box().value;
  ours.ask(question);
  if (wanted !== question) ours.readAnew();
  else if (ready) show();
  else asking = Boolean(wanted);
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === ours.box()) ask(event);
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#ask .submit-button")) ask(event);
}, true);
