import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'
import { faultsSection } from './faults-section.ts'
import { noticesSection } from './notices-section.ts'

/** The frame of the control page: its landmarks and forms; the scripts under `page/` fill it from the control API. */
export function controlPage({ searchScannedMax }: { searchScannedMax: number }): Html {
  return html`<body class="tool">
    <a class="skip-link" href="#content">Skip to the sections</a>
    <header class="top">
      <div class="top-name">
        <p class="name">Intercom emulator</p>
        <p class="quiet">In place of Intercom, on this computer. Everything here is made up.</p>
      </div>
      <p class="status" id="status" role="status">Loading…</p>
      <button class="button" type="button" data-action="reset">Reset everything</button>
    </header>
    <div class="frame">
      <nav class="sections-nav" aria-label="Sections">
        <ul>
          ${sections.map(
            ({ id, name }) =>
              html`<li>
                <a href="#${id}">${name}<span class="count" id="count-${id}"></span></a>
              </li>`,
          )}
        </ul>
      </nav>
      <main id="content" tabindex="-1">
        <h1 class="hidden-text">Control page of the Intercom emulator</h1>
        <noscript><p class="problem">This page needs JavaScript; the consent page does not.</p></noscript>
        ${overview} ${requests} ${faultsSection} ${workspaces(searchScannedMax)} ${apps} ${noticesSection}
        ${switches}
      </main>
    </div>
  </body>`
}

const sections = [
  { id: 'overview', name: 'Overview' },
  { id: 'requests', name: 'Requests' },
  { id: 'faults', name: 'Faults' },
  { id: 'workspaces', name: 'Workspaces' },
  { id: 'apps', name: 'Apps' },
  { id: 'notices', name: 'Notices' },
  { id: 'switches', name: 'Switches' },
]

const overview = html`<section id="overview" aria-labelledby="overview-heading">
  <header class="section-head"><h2 id="overview-heading">Overview</h2></header>
  <div class="pair">
    <div>
      <h3>Clock</h3>
      <time class="clock" id="clock">&nbsp;</time>
      <div class="actions">
        <button class="button" type="button" data-action="advance" data-ms="300000">+ 5 minutes</button>
        <button class="button" type="button" data-action="advance" data-ms="3600000">+ 1 hour</button>
        <button class="button" type="button" data-action="advance" data-ms="86400000">+ 1 day</button>
        <button class="button" type="button" data-action="reset" data-only="clock">Set right</button>
      </div>
    </div>
    <form id="limits-form">
      <h3>Rate limits, calls a minute</h3>
      <div class="fields">
        <div class="field">
          <label for="limit-appPerMinute">Of each app</label>
          <input id="limit-appPerMinute" name="appPerMinute" type="number" min="1" step="1" required />
        </div>
        <div class="field">
          <label for="limit-workspacePerMinute">Of each workspace</label>
          <input
            id="limit-workspacePerMinute"
            name="workspacePerMinute"
            type="number"
            min="1"
            step="1"
            required
          />
        </div>
      </div>
      <div class="actions">
        <button class="button" type="submit">Set limits</button>
        <button class="button" type="button" data-action="reset" data-only="rateLimits">
          Intercom’s own
        </button>
      </div>
    </form>
  </div>
  <dl class="numbers" id="numbers"></dl>
</section>`

const requests = html`<section id="requests" aria-labelledby="requests-heading">
  <header class="section-head">
    <h2 id="requests-heading">Requests</h2>
    <p class="quiet" id="request-summary" aria-live="off"></p>
  </header>
  <form class="toolbar" id="request-filter" role="search" aria-label="Filter requests">
    <label class="hidden-text" for="request-text">Route, workspace, app or fault contains</label>
    <input
      id="request-text"
      name="text"
      type="search"
      placeholder="Route, workspace, app or fault"
      autocomplete="off"
    />
    <label class="hidden-text" for="request-status">Status</label>
    <select id="request-status" name="status" autocomplete="off">
      <option value="">Every status</option>
      <option value="2">2xx</option>
      <option value="3">3xx</option>
      <option value="4">4xx</option>
      <option value="5">5xx</option>
      <option value="none">No answer</option>
    </select>
    <button class="button" type="button" id="request-pause" aria-pressed="false">Pause</button>
    <button class="button" type="button" data-action="reset" data-only="requests">Clear</button>
  </form>
  <div class="requests-view" tabindex="0" role="region" aria-label="List of requests, the newest first">
    <table>
      <caption class="hidden-text">
        Requests as they arrive
      </caption>
      <thead>
        <tr>
          <th scope="col">Time</th>
          <th scope="col">Request</th>
          <th scope="col">Status</th>
          <th scope="col" class="wide-only number">Took</th>
          <th scope="col" class="wide-only">Workspace and app</th>
          <th scope="col" class="wide-only number">Version</th>
          <th scope="col" class="wide-only number">Calls left</th>
        </tr>
      </thead>
      <tbody id="request-rows"></tbody>
    </table>
    <p class="empty" id="request-empty">Waiting for the emulator…</p>
  </div>
</section>`

const workspaces = (searchScannedMax: number) =>
  html`<section id="workspaces" aria-labelledby="workspaces-heading">
    <header class="section-head">
      <h2 id="workspaces-heading">Workspaces</h2>
      <p class="quiet">
        A search for equal values finds its item at any size; every other search looks at the newest
        ${searchScannedMax.toLocaleString('en')} items only.
      </p>
    </header>
    <div class="cards" id="workspaces-list"></div>
  </section>`

const apps = html`<section id="apps" aria-labelledby="apps-heading">
  <header class="section-head"><h2 id="apps-heading">Apps</h2></header>
  <div class="scroll" id="apps-list" tabindex="0" role="region" aria-label="List of apps"></div>
</section>`

const switches = html`<section id="switches" aria-labelledby="switches-heading">
  <header class="section-head">
    <h2 id="switches-heading">Switches</h2>
    <p class="quiet">What Intercom does not document. An integration must work with every choice.</p>
    <button class="button" type="button" data-action="reset" data-only="switches">All to default</button>
  </header>
  <div class="switches" id="switches-list"></div>
</section>`
