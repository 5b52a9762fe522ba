/** Short ways to the elements of a prerendered page. */

/** Finds an element that the page is known to have. */
export function find<Kind extends Element = HTMLElement>(
  selector: string,
  root: ParentNode = document,
): Kind {
  const element = root.querySelector<Kind>(selector);
  if (!element) throw new Error(`${selector} is missing`);
  return element;
}

export function all<Kind extends Element = HTMLElement>(
  selector: string,
  root: ParentNode = document,
): Kind[] {
  return Array.from(root.querySelectorAll<Kind>(selector));
}

/** Copies the element inside a `<template>`. */
export function copyOf(template: string): HTMLElement {
  const element = find<HTMLTemplateElement>(template).content.firstElementChild;
  if (!element) throw new Error(`${template} is empty`);
  return element.cloneNode(true) as HTMLElement;
}

/** Writes text into the places of a `<span data-slot>`. */
export function put(root: ParentNode, slot: string, text: string): void {
  for (const place of all(`[data-slot="${slot}"]`, root)) place.textContent = text;
}
