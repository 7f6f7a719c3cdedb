import type { Answer } from "./server.js";

export function element<T extends HTMLElement>(id: string): T {
  return document.getElementById(id) as T;
}

/** Sends a form once at a time; tells what is wrong next to it and marks the fields. */
export function onSubmit(form: HTMLFormElement, send: () => Promise<Answer<unknown> | string>): void {
  const told = form.querySelector<HTMLElement>("[role=alert]")!;
  const button = form.querySelector("button")!;
  const submit = async (): Promise<void> => {
    if (button.disabled) return;
    button.disabled = true;
    told.textContent = "";
    const outcome = await send();
    button.disabled = false;
    const fault = typeof outcome === "string" ? outcome : outcome.fault;
    const places = typeof outcome === "string" ? [] : outcome.places;
    for (const input of form.querySelectorAll("input")) {
      const wrong = fault !== "" && (places.length === 0 || places.includes(input.name));
      input.setAttribute("aria-invalid", String(wrong));
    }
    told.textContent = fault;
    if (fault) form.querySelector<HTMLInputElement>("input[aria-invalid=true]")?.focus();
  };
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    void submit();
  });
}
