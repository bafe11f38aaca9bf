import { html } from '../pages/html.ts'
import type { Html } from '../pages/html.ts'

/** The control page's frame; `control-page.js` fills it from the control API and keeps it current. */
export function controlPage(): Html {
  return html`<body class="wide">
    <header class="notice">
      <p>
        <strong>Intercom emulator</strong> Runs on this computer in place of Intercom. Everything here is made
        up.
      </p>
    </header>
    <main>
      <div class="title-row">
        <h1>Control page</h1>
        <div class="actions">
          <button class="button small" type="button" data-action="advance" data-ms="300000">
            Clock + 5 minutes
          </button>
          <button class="button small" type="button" data-action="advance" data-ms="3600000">
            Clock + 1 hour
          </button>
          <button class="button small" type="button" data-action="reset">Reset everything</button>
        </div>
      </div>
      <noscript><p class="problem">This page needs JavaScript; the consent page does not.</p></noscript>
      <p class="status" id="status" role="status">Loading…</p>

      <section class="card" aria-labelledby="now-heading">
        <h2 id="now-heading">Now</h2>
        <dl class="numbers" id="numbers"></dl>
      </section>

      <section aria-labelledby="workspaces-heading">
        <h2 id="workspaces-heading">Workspaces</h2>
        <div class="grid" id="workspaces"></div>
      </section>

      <section class="card" aria-labelledby="requests-heading">
        <h2 id="requests-heading">Recent requests</h2>
        <div
          class="scroll"
          tabindex="0"
          role="region"
          aria-label="List of recent requests"
          id="requests"
        ></div>
      </section>

      <section class="card" aria-labelledby="faults-heading">
        <h2 id="faults-heading">Waiting faults</h2>
        <div id="faults"></div>
      </section>

      <section class="card" aria-labelledby="switches-heading">
        <h2 id="switches-heading">Switches</h2>
        <p class="quiet">What Intercom does not document. An integration must work with every choice.</p>
        <div class="switches" id="switches"></div>
      </section>
    </main>
  </body>`
}
