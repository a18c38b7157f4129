// A question is read ahead while it is typed, so that its answer is there when it is asked. Nothing is shown or kept before that.
// What is asked without having been read ahead comes the same way: this way is shorter than the one on which it is kept.
const ours = window.whatsworking;
const PAUSE = 150; // milliseconds
const SETTLED = 60;
const PATIENCE = 120;
const DRAWN = 50;
const TWICE = 2000;
const SHORTEST = 4;
let pausing;
let wanted = "";
let ready = null;
let latest = 0; // the number of what was read ahead last; what came before it counts no longer
let underWay = 0;
let awaited = false; // it was asked before what is read ahead came
let unsent = null; // what was asked
let last = {}; // what was asked last, until its answer is there
let sending;

const readAhead = (question) => {
  if (question.trim().length < SHORTEST || question === wanted) return;
  wanted = question;
  ready = null;
  awaited = false;
  if (!underWay) readWanted(); // one at a time, then what is wanted by then
};
const readWanted = () => {
  latest += 1;
  underWay = latest;
  trigger("input", { question: wanted, asked: latest });
};

// What did not come letter by letter: pasted, dropped, dictated, or put in by another program.
const PUT_IN = ["insertFromPaste", "insertFromDrop"];
const isPutIn = ({ inputType, data }) => !inputType || PUT_IN.includes(inputType) || (inputType === "insertText" && data?.length > 1);

// At a pause in typing, sooner after a question mark; what was put in, at once.
document.addEventListener("input", (event) => {
  if (event.target !== ours.box()) return;
  clearTimeout(pausing);
  const pause = event.target.value.endsWith("?") ? SETTLED : PAUSE;
  if (isPutIn(event)) readAhead(event.target.value);
  else pausing = setTimeout(() => readAhead(ours.box().value), pause);
});
document.addEventListener("pointerdown", (event) => {
  const suggestion = event.target.closest?.("#conversation .suggestion");
  if (suggestion) readAhead(suggestion.dataset.question);
});

watch("value", () => {
  const update = props.value;
  if (!update) return;
  if (update.asked === underWay) underWay = 0;
  if (update.asked !== latest || update.question !== wanted) {
    if (wanted && !underWay) readWanted();
    return;
  }
  ready = update.html ? update : null;
  if (!ready) send();
  else if (awaited) show();
});

// Once the conversation, or what it is narrowed to, is another one, what was read ahead is no longer the answer.
ours.readAnew = () => {
  latest += 1;
  wanted = "";
  ready = null;
  awaited = false;
};

ours.answered = () => {
  last = {};
};

const show = () => {
  ours.drawAhead(ready);
  ours.readAnew();
  if (!unsent) return;
  unsent.shown = true;
  clearTimeout(sending);
  sending = setTimeout(send, DRAWN); // keeping it does not hold up showing it
};

// What was asked goes to the server once its answer is shown; or soon, where there is none yet.
const send = () => {
  clearTimeout(sending);
  const asked = unsent;
  unsent = null;
  if (asked) ours.send(asked);
};

ours.ask = (asked) => {
  clearTimeout(pausing);
  if (asked.question === last.question && performance.now() - last.at < TWICE) return; // before it was answered: pressed twice
  last = { question: asked.question, at: performance.now() };
  send();
  if (wanted !== asked.question) underWay = 0; // what is read ahead of earlier words holds up nothing
  readAhead(asked.question);
  unsent = asked;
  awaited = Boolean(wanted) && wanted === asked.question;
  sending = setTimeout(send, PATIENCE);
  if (!awaited) send();
  else if (ready) show();
};

// What stands in the box at this moment is asked: the box itself would take what stands there a little later.
const askTyped = (event) => {
  event.preventDefault();
  event.stopPropagation();
  const question = ours.box().value;
  if (question) ours.ask({ question, typed: true });
};
document.addEventListener("keydown", (event) => {
  if (event.key === "Enter" && !event.shiftKey && !event.isComposing && event.target === ours.box()) askTyped(event);
}, true);
document.addEventListener("click", (event) => {
  if (event.target.closest?.("#ask .submit-button")) askTyped(event);
}, true);
