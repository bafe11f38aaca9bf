/** Marks in the navigation the section that is read now. */
export function followSections() {
  const links = [...document.querySelectorAll('.sections-nav a')]
  const observer = new IntersectionObserver(
    (entries) => {
      const entered = entries.find((entry) => entry.isIntersecting)
      if (entered === undefined) return
      for (const link of links) {
        if (link.hash === `#${entered.target.id}`) link.setAttribute('aria-current', 'true')
        else link.removeAttribute('aria-current')
      }
    },
    // A band in the upper part of the window: of two sections in sight the one there counts.
    { rootMargin: '-15% 0px -75% 0px' },
  )
  for (const link of links) observer.observe(document.querySelector(link.hash))
}
