// What the rooms beside the chat share.
(() => {
  // The reader opens what the address names; so a quote of another room is handed over by its address.
  const openInReader = ({ interview, start, end }) => {
    const address = new URL(window.location.href);
    for (const [name, value] of Object.entries({ interview, start, end })) address.searchParams.set(name, value);
    window.history.pushState({ reading: true }, "", address);
    const [ask] = document.querySelectorAll('#rooms [role="tab"]');
    if (ask) ask.click();
    window.dispatchEvent(new PopStateEvent("popstate"));
  };
  window.whatsworking = { ...window.whatsworking, openInReader };

  // Gradio names the lock of a fixed column on an element that may not bear a name.
  const name = () => document.querySelectorAll('[aria-label="Static column"]:not([role])').forEach((lock) => lock.setAttribute("role", "img"));
  new MutationObserver(name).observe(document, { childList: true, subtree: true });
})();
