// The link in a letter leads here with its code behind the #, which no server sees or writes down.
// It is only put into the form: nothing is sent before somebody presses the button.
const fill = () => {
  const form = document.getElementById("walk");
  const code = location.hash.slice(1);
  if (!form || !code || !form.elements.code) return;
  history.replaceState(null, "", location.pathname);
  form.elements.code.value = decodeURIComponent(code);
};
addEventListener("DOMContentLoaded", fill);
addEventListener("hashchange", fill);
