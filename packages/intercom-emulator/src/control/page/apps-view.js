import { code, element, personal, table } from './dom.js'
import { showCount, showPart } from './show-part.js'

/** The registered apps: what each may do and where it may be sent back to. */
export function showApps({ apps }) {
  showCount('apps', apps.length)
  showPart('apps-list', apps, () =>
    table(
      'Registered apps',
      ['App', 'Version', 'Permissions', 'Redirect URIs'],
      apps.map((app) => [
        element('div', {}, element('strong', {}, personal(app.name)), element('br'), code(app.clientId)),
        app.apiVersion,
        tags(app.permissions),
        tags(app.redirectUris),
      ]),
    ),
  )
}

function tags(texts) {
  return element('ul', { className: 'tags' }, ...texts.map((text) => element('li', {}, code(text))))
}
