import { h } from '../browser/dom.ts';

/** A bar that stays in view: what the page is about with its answer, and the way to each part of it. */
export function createSectionBar(title: string, sections: readonly HTMLElement[]) {
  const answer = h('span', { class: 'answer' });
  const links = sections.map((section) => {
    const link = h(
      'a',
      { href: `#${section.id}`, onclick: goTo(section) },
      section.querySelector('h2')?.textContent ?? '',
    );
    return { section, link };
  });
  const element = h(
    'nav',
    { class: 'section-bar', 'aria-label': 'Parts of this page' },
    h('strong', { class: 'title' }, title),
    answer,
    h('span', { class: 'section-links' }, ...links.map(({ link }) => link)),
  );
  // Its top line leaves the window once the bar sticks to the edge: only then does it repeat the title of the page.
  new IntersectionObserver(
    ([entry]) => element.classList.toggle('stuck', entry !== undefined && entry.intersectionRatio < 1),
    { rootMargin: '-1px 0px 0px 0px', threshold: [1] },
  ).observe(element);
  return {
    element,
    /** Shows the answer, and links to the parts that are there. */
    fill(...parts: (HTMLElement | string)[]) {
      answer.replaceChildren(...parts);
      for (const { section, link } of links) link.hidden = section.hidden;
    },
  };
}

/** Goes to a part without a step in the history, which would ask the server again. */
function goTo(section: HTMLElement) {
  return (event: Event) => {
    event.preventDefault();
    section.scrollIntoView();
    section.querySelector('h2')?.focus({ preventScroll: true });
  };
}
