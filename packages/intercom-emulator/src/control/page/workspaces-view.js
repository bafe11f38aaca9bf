import { actionButton, code, element, emptyNote, personal, plural, quiet, wholeNumber } from './dom.js'
import { showCount, showPart } from './show-part.js'

/** Of each admin, the newest; the others are counted. */
const tokensShown = 5

const regions = { us: 'United States', eu: 'Europe', au: 'Australia' }

/** Each workspace with its size, its installed apps, and its admins with their tokens. */
export function showWorkspaces({ workspaces, tokens, apps }) {
  showCount('workspaces', workspaces.length)
  showPart('workspaces-list', [workspaces, tokens], () =>
    workspaces.map((workspace) => {
      const own = tokens.filter((token) => token.workspaceId === workspace.id)
      return workspaceCard(workspace, { tokens: own, apps })
    }),
  )
}

function workspaceCard(workspace, { tokens, apps }) {
  return element(
    'article',
    { className: 'workspace-card' },
    element(
      'header',
      {},
      element('h3', {}, personal(workspace.name)),
      element('p', {}, code(workspace.id), ' ', quiet(regions[workspace.region] ?? workspace.region)),
    ),
    sizes(workspace.size),
    element('h4', {}, 'Installed apps'),
    installs(workspace, apps),
    element('h4', {}, 'Admins and their tokens'),
    element('ul', { className: 'rows' }, ...workspace.admins.map((admin) => adminRow(admin, tokens))),
  )
}

function sizes(counts = {}) {
  const entries = Object.entries(counts)
  if (entries.length === 0) return null
  return element(
    'dl',
    { className: 'sizes' },
    ...entries.map(([name, count]) =>
      element('div', {}, element('dt', {}, name), element('dd', {}, wholeNumber.format(count))),
    ),
  )
}

function installs(workspace, apps) {
  if (workspace.installs.length === 0) {
    return emptyNote('None yet. An app is installed once an admin lets it in on the consent page.')
  }
  const rows = workspace.installs.map(({ clientId }) => {
    const name = apps.find((app) => app.clientId === clientId)?.name ?? clientId
    return element(
      'li',
      { className: 'row' },
      element('span', {}, personal(name)),
      actionButton('Uninstall', {
        action: 'uninstall',
        id: workspace.id,
        client: clientId,
        label: `Uninstall ${name} from ${workspace.name}`,
      }),
    )
  })
  return element('ul', { className: 'rows' }, ...rows)
}

function adminRow(admin, tokens) {
  const own = tokens.filter((token) => token.adminId === admin.id)
  const active = own.filter((token) => token.status === 'active')
  const ended = own.filter((token) => token.status !== 'active')
  return element(
    'li',
    { className: 'admin' },
    element(
      'div',
      { className: 'admin-who' },
      element('span', { className: 'admin-name' }, personal(admin.name)),
      quiet(admin.id),
    ),
    element(
      'div',
      { className: 'quiet address' },
      admin.email,
      !admin.emailVerified && element('span', { className: 'mark warn' }, 'not verified'),
    ),
    active.length > 0 &&
      element(
        'ul',
        { className: 'tokens' },
        ...active.slice(-tokensShown).map((token) => tokenRow(token, admin)),
        active.length > tokensShown && earlierTokens(active, admin),
      ),
    ended.length > 0 && element('p', { className: 'quiet' }, endedTokens(ended)),
  )
}

function tokenRow(token, admin) {
  return element(
    'li',
    { className: 'row' },
    element(
      'span',
      {},
      code(token.id),
      ' ',
      element('span', { className: 'mark good' }, 'active'),
      ' ',
      quiet(token.clientId),
    ),
    actionButton('Revoke', { action: 'revoke', id: token.id, label: `Revoke ${token.id} of ${admin.name}` }),
  )
}

function earlierTokens(active, admin) {
  const [{ workspaceId }] = active
  return element(
    'li',
    { className: 'row' },
    quiet(plural(active.length - tokensShown, 'earlier active token')),
    actionButton('Revoke all', {
      action: 'revoke-all',
      workspace: workspaceId,
      admin: admin.id,
      label: `Revoke all ${active.length} tokens of ${admin.name}`,
    }),
  )
}

function endedTokens(tokens) {
  const counts = Map.groupBy(tokens, (token) => token.status)
  const parts = [...counts].map(([status, group]) => `${group.length} ${status}`)
  return `${plural(tokens.length, 'ended token')}: ${parts.join(', ')}`
}
