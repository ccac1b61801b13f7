// Comfort only: without scripts, the contents and each code cell still fold by themselves.

// On a narrow page the contents would hide the title.
const contents = document.querySelector("details.contents");
if (contents instanceof HTMLDetailsElement && matchMedia("(width < 68rem)").matches)
  contents.open = false;

// One button folds all code, or shows it again.
const button = document.getElementById("page-fold");
if (button) {
  const cells = [...document.querySelectorAll("details.source")].filter(
    (element) => element instanceof HTMLDetailsElement,
  );
  const label = () => {
    button.textContent = cells.some((cell) => cell.open) ? "Hide code" : "Show code";
  };
  button.addEventListener("click", () => {
    const open = !cells.some((cell) => cell.open);
    for (const cell of cells) cell.open = open;
  });
  for (const cell of cells) cell.addEventListener("toggle", label);
  label();
  button.hidden = cells.length === 0;
}
