// Whoever opens a form by its key types on: the first field has the focus, what it holds is chosen.
export default function (component) {
  const { data } = component;
  begin(component, "review_focus");
  if (!data.opened || window.fzReviewOpened === data.opened) return;
  window.fzReviewOpened = data.opened;
  const take = (left) => {
    const field = document.querySelector(`.st-key-${CSS.escape(data.form)} :is(input, textarea)`);
    if (!field) return left && setTimeout(take, 50, left - 1);
    field.focus();
    field.select();
  };
  take(40);
}
